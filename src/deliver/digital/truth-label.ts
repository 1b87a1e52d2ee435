// Truth label: what a song's sound was before it came here, where a file would promise more: lossy, upsampled, or of fewer bits.
import type { Passage } from '../../album/mastered-album.ts';
import type { Finding } from '../../inspect/finding.ts';
import type { DeliveryNote } from '../delivery.ts';
import type { DigitalRules } from '../profiles/profile.ts';
import type { DigitalSong } from './digital-songs.ts';

/** Longest word of a CD: a longer one is sold as more. */
const CD_BITS = 16;

export interface Truth {
  readonly code: 'truth-lossy' | 'truth-upsampled' | 'truth-empty-top' | 'truth-bits';
  readonly facts: DeliveryNote['facts'];
  /** For the file's own comment. */
  readonly label: string;
}

/** In order; none where the file promises nothing that is not so. Of lossy files only that they were lossy before. */
export function truthsOf({ passages, bits, sampleRateHz }: DigitalSong): Truth[] {
  const truths = passages.flatMap((passage) => [
    ...lossyTruth(passage),
    ...(bits === null ? [] : [...rateTruth(passage, sampleRateHz), ...bitsTruth(passage, bits)]),
  ]);
  return truths.filter(({ label }, i) => truths.findIndex((other) => other.label === label) === i);
}

function lossyTruth({ origin }: Passage): Truth[] {
  const { lossy, codec, findings } = origin;
  if (lossy) {
    const label = `Made from a lossy file (${codec}).`;
    return [{ code: 'truth-lossy', facts: { codec }, label }];
  }
  const found = findings.find(({ code }) => code === 'lossy-origin');
  if (found === undefined) return [];
  return [{ code: 'truth-lossy', facts: { codec: '' }, label: 'Made from sound that was lossy before.' }];
}

/** Files faster than this are bought and sold as high resolution. */
const HIGH_RATE_HZ = 64_000;
/** Of half the rate: sound that ends below does not need it. What 48 kHz hold ends at half of 96 kHz, with the ringing of converters. */
const EMPTY_SHARE = 0.6;

/** `fileHz`: what was brought down to a usual rate promises nothing. */
function rateTruth(passage: Passage, fileHz: number): Truth[] {
  const found = passage.origin.findings.find(({ code }) => code === 'upsampled');
  if (found !== undefined) return [upsampledTruth(passage, found)];
  const endsHz = passage.measurements.bandwidth?.highestHz ?? null;
  const { sampleRateHz: rateHz } = passage;
  if (fileHz <= HIGH_RATE_HZ || endsHz === null || endsHz >= (EMPTY_SHARE * rateHz) / 2) return [];
  const label = `Nothing sounds above ${kilo(endsHz)} kHz.`;
  return [{ code: 'truth-empty-top', facts: { rateHz, endsHz }, label }];
}

function upsampledTruth({ sampleRateHz }: Passage, found: Finding): Truth {
  const wasHz = Number(found.facts?.wasHz ?? 0);
  const was = wasHz === 0 ? '' : `, probably from ${wasHz / 1000} kHz`;
  const label = `Upsampled before it came to mastering${was}; nothing sounds above ${kilo(found.value)} kHz.`;
  return {
    code: 'truth-upsampled',
    facts: { rateHz: sampleRateHz, wasHz, endsHz: found.value ?? 0 },
    label,
  };
}

const kilo = (hz: number | null): string => ((hz ?? 0) / 1000).toFixed(1);

const isLossy = ({ lossy, findings }: Passage['origin']): boolean =>
  lossy || findings.some(({ code }) => code === 'lossy-origin');

/** Of what was lossy no number of bits is true. What mastering adds fills the longer word; what was recorded did not. */
function bitsTruth({ origin, plan }: Passage, bits: number): Truth[] {
  if (isLossy(origin) || origin.bits === null || bits <= CD_BITS) return [];
  const padded = origin.findings.find(({ code }) => code === 'padded-bits');
  const realBits = padded?.value ?? origin.bits;
  if (realBits > CD_BITS) return [];
  const made = plan === null ? 'Padded' : 'Mastered';
  return [
    { code: 'truth-bits', facts: { bits, wasBits: realBits }, label: `${made} from ${realBits} bits.` },
  ];
}

/** Of a whole delivery: a note for each truth, with the number of songs it is true of, and whether the files say it. */
export function truthNotes(
  songs: readonly DigitalSong[],
  { tags }: Pick<DigitalRules, 'tags'>,
): DeliveryNote[] {
  const notes = new Map<string, { code: string; facts: Record<string, number | string>; count: number }>();
  for (const song of songs) {
    for (const { code, facts, label } of truthsOf(song)) {
      const note = notes.get(label) ?? { code, facts: { ...facts, song: song.song.title }, count: 0 };
      note.count++;
      notes.set(label, note);
    }
  }
  const said = tags === 'clean' ? 0 : 1;
  return [...notes.values()].map(({ code, facts, count }) => ({
    code,
    facts: { ...facts, songs: count, said },
  }));
}

/** Where a shop has no rate as low as a song's: the file says a higher one, and holds nothing more. */
export function raisedNotes(songs: readonly DigitalSong[]): DeliveryNote[] {
  const ownHz = ({ passages }: DigitalSong): number =>
    passages.reduce((least, { sampleRateHz }) => Math.min(least, sampleRateHz), Number.MAX_SAFE_INTEGER);
  const raised = songs.filter((song) => song.bits !== null && ownHz(song) < song.sampleRateHz);
  const [first] = raised;
  if (first === undefined) return [];
  const facts = {
    fromHz: ownHz(first),
    toHz: first.sampleRateHz,
    song: first.song.title,
    songs: raised.length,
  };
  return [{ code: 'digital-rate-raised', facts }];
}
