// Rule profiles: mix, release, streaming, CD, vinyl, hi-res and strict: dated demands, each with its source.
import { Fault } from '../../signal/fault.ts';
import type { RuleProfile, RuleSource } from './rule-profile.ts';

const STATE = '2026';
const said = (text: string): RuleSource => ({ text, date: STATE, verified: true });
const hearsay = (text: string): RuleSource => ({ text, date: STATE, verified: false });

const NOTHING = { rules: {}, limits: {}, warningsAreErrors: false, sources: {} } as const;

const MIX: RuleProfile = {
  ...NOTHING,
  version: 1,
  id: 'mix',
  purpose: 'A mix on its way to mastering: everything as severe as it was found.',
};

/** What no finished record should carry, however small. */
const DAMAGE = {
  click: 'error',
  dropout: 'error',
  gap: 'error',
  repeat: 'error',
  skip: 'error',
  'channel-dropout': 'error',
  'buffer-glitch': 'error',
  'bit-error': 'error',
  overflow: 'error',
  'abrupt-start': 'warning',
  'abrupt-end': 'warning',
} as const;

/** A mix's business: too late in a finished master. */
const MIX_ONLY = {
  'no-headroom': 'off',
  'over-limited': 'note',
  'mix-over-compressed': 'off',
} as const;

const DISTRIBUTORS = said('help pages of distributors: WAV, AIFF or FLAC, 16 or 24 bits, stereo');
const RATES = said('help pages of distributors: 44.1 to 192 kHz');

const RELEASE: RuleProfile = {
  ...NOTHING,
  version: 1,
  id: 'release',
  purpose: 'A finished master that is handed to a distributor.',
  rules: {
    ...DAMAGE,
    ...MIX_ONLY,
    'lossy-origin': 'error',
    upsampled: 'warning',
    'missing-dither': 'warning',
    'wrong-format': 'error',
    'wrong-rate': 'error',
    'wrong-bits': 'error',
    'wrong-channels': 'error',
  },
  limits: {
    'wrong-format': ['wav', 'rf64', 'bw64', 'aiff', 'aifc', 'flac'],
    'wrong-rate': [44100, 48000, 88200, 96000, 176400, 192000],
    'wrong-bits': [16, 24],
    'wrong-channels': [2],
    'over-ceiling': 0,
    'too-short': 30,
    'long-lead-in': 5,
    'long-lead-out': 10,
    'odd-name': 0,
  },
  sources: {
    'wrong-format': DISTRIBUTORS,
    'wrong-rate': RATES,
    'wrong-bits': DISTRIBUTORS,
    'wrong-channels': said('Catapult: mono is not allowed'),
    'over-ceiling': said('full scale; a decoder or converter may clip what lies above'),
    'too-short': said('Sundesire and melabel: at least 30 s a song'),
    'long-lead-in': hearsay('half of the 10 s that Audiomaze allows at either end'),
    'long-lead-out': said('Audiomaze: at most 10 s of silence'),
    'odd-name': said('CD Baby: letters, digits, hyphen and underscore alone'),
  },
};

const STREAMING: RuleProfile = {
  ...RELEASE,
  id: 'streaming',
  purpose: 'A finished master for streaming services, which level it and encode it.',
  rules: { ...RELEASE.rules, 'codec-overs': 'warning', 'too-loud': 'note', 'too-quiet': 'note' },
  limits: { ...RELEASE.limits, 'over-ceiling': -1, 'too-loud': -14, 'too-quiet': -20 },
  sources: {
    ...RELEASE.sources,
    'over-ceiling': said('Spotify: true peak below -1 dBTP, below -2 dBTP where louder than -14 LUFS'),
    'too-loud': said('Spotify plays at -14 LUFS; others between -14 and -16, by third parties'),
    'too-quiet': said('Spotify lifts only as far as 1 dB under full scale'),
  },
};

const CD: RuleProfile = {
  ...RELEASE,
  id: 'cd',
  purpose: 'A song as it goes on a Compact Disc.',
  rules: { ...RELEASE.rules, 'too-short': 'error', 'too-long': 'error', 'pre-emphasis': 'warning' },
  limits: {
    'wrong-format': RELEASE.limits['wrong-format']!,
    'wrong-rate': [44100],
    'wrong-bits': [16],
    'wrong-channels': [2],
    'over-ceiling': 0,
    'too-short': 4,
    'too-long': 4797,
    'long-lead-in': 5,
  },
  sources: {
    'wrong-format': said('plants take WAV, AIFF or FLAC beside DDP'),
    'wrong-rate': said('Red Book: 44.1 kHz'),
    'wrong-bits': said('Red Book: 16 bits'),
    'wrong-channels': said('Red Book: stereo'),
    'over-ceiling': RELEASE.sources['over-ceiling']!,
    'too-short': said('Red Book: a track lasts at least 4 s'),
    'too-long': hearsay('plants take up to 79:57'),
    'long-lead-in': hearsay('a pause belongs before the track, not into it'),
  },
};

const VINYL: RuleProfile = {
  ...NOTHING,
  version: 1,
  id: 'vinyl',
  purpose: 'A side, or a song of it, that is cut into lacquer.',
  rules: {
    ...DAMAGE,
    ...MIX_ONLY,
    'wide-bass': 'error',
    'low-antiphase': 'error',
    antiphase: 'error',
    polarity: 'error',
    'mix-low-phase': 'warning',
    sibilance: 'warning',
    rumble: 'warning',
    'over-limited': 'warning',
    'lossy-origin': 'error',
    'wrong-format': 'error',
    'wrong-rate': 'error',
    'wrong-bits': 'error',
    'wrong-channels': 'error',
    'too-dense': 'note',
  },
  limits: {
    'wrong-format': ['wav', 'rf64', 'bw64', 'aiff', 'aifc', 'flac'],
    'wrong-rate': [44100, 48000, 88200, 96000, 176400, 192000],
    'wrong-bits': [16, 24, 32],
    'wrong-channels': [2],
    'over-ceiling': 0,
    'over-sample-peak': -0.1,
    'too-uncorrelated': 0.5,
    'too-dense': 12,
    'too-long': 1380,
  },
  sources: {
    'wide-bass': said('plants ask for bass in the middle below 100 to 300 Hz (X-Disc, GZ, Furnace)'),
    'wrong-format': said('plants: WAV or AIFF, no MP3'),
    'wrong-rate': said('plants: 44.1 to 192 kHz'),
    'wrong-bits': said('plants: 16, 24 or 32 bits'),
    'wrong-channels': hearsay('a groove has two walls'),
    'over-ceiling': said('PressingBusiness: at most 0.0 dBTP'),
    'over-sample-peak': said('X-Disc: peaks at most -0.1 dBFS'),
    'too-uncorrelated': said('X-Disc: correlation of 0.5 to 1'),
    'too-dense': hearsay('cutting engineers like 12 dB of peak over loudness and more'),
    'too-long': said('Monotype: a 12-inch side at 33 holds at most 23:00'),
  },
};

const HIRES: RuleProfile = {
  ...RELEASE,
  id: 'hires',
  purpose: 'A master for shops of high resolution, which must be what it says it is.',
  rules: { ...RELEASE.rules, upsampled: 'error', 'padded-bits': 'error', images: 'error' },
  limits: {
    ...RELEASE.limits,
    'wrong-rate': [88200, 96000, 176400, 192000, 352800, 384000],
    'wrong-bits': [24, 32],
  },
  sources: {
    ...RELEASE.sources,
    upsampled: said('Apple Digital Masters: never upsampled; shops had to take such titles back'),
    'padded-bits': said('Apple Digital Masters: never padded'),
    'wrong-rate': hearsay('above 48 kHz'),
    'wrong-bits': hearsay('24 bits and more'),
  },
};

const STRICT: RuleProfile = {
  ...MIX,
  id: 'strict',
  purpose: 'For tests that run by themselves: every warning is an error.',
  warningsAreErrors: true,
};

export const RULE_PROFILES: readonly RuleProfile[] = [MIX, RELEASE, STREAMING, CD, VINYL, HIRES, STRICT];

export const DEFAULT_PROFILE = MIX;

/** Fault `unknown-profile` for a name there is not. */
export function profileById(id: string): RuleProfile {
  const found = RULE_PROFILES.find((profile) => profile.id === id);
  if (found !== undefined) return found;
  throw new Fault('unknown-profile', 'usage', { id, known: RULE_PROFILES.map((one) => one.id).join(', ') });
}
