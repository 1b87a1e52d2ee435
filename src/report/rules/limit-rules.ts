// Limit rules: what a profile may limit: levels, length, rate, bits, channels, silence, the file's name.
import type { FileFormat, ReadNote } from '../../files/format.ts';
import type { Finding, Severity } from '../../inspect/finding.ts';
import type { Measurements } from '../../measure/measurements.ts';
import type { LimitValue } from './rule-profile.ts';

/** A song as it was measured, before a profile judges it. */
export interface HeardSong {
  readonly path: string;
  readonly format: FileFormat;
  readonly measurements: Measurements;
  readonly findings: readonly Finding[];
  readonly mixNotes: readonly Finding[];
  /** Oddities of the file, once it was read to its end. */
  readonly notes?: readonly ReadNote[];
}

export interface LimitRule {
  readonly id: string;
  /** Unless the profile says otherwise. */
  readonly severity: Severity;
  /** Which way the limit works; `one of` takes a list. */
  readonly bound: 'at most' | 'at least' | 'one of';
  readonly unit: string | null;
  /** null where the song has no such value: then nothing is told. */
  read(song: HeardSong): number | string | null;
}

/** Levels are judged as they are read, to a hundredth: -0.996 dBTP keeps a ceiling of -1.00. */
const LEVEL_STEP = 0.01;

const lengthOf = (song: HeardSong, code: string): number | null =>
  song.findings.find((finding) => finding.code === code)?.value ?? null;

export const LIMIT_RULES: readonly LimitRule[] = [
  {
    id: 'over-ceiling',
    severity: 'warning',
    bound: 'at most',
    unit: 'dBTP',
    read: (song) => song.measurements.peak.truePeakDbtp,
  },
  {
    id: 'over-sample-peak',
    severity: 'warning',
    bound: 'at most',
    unit: 'dBFS',
    read: (song) => song.measurements.peak.samplePeakDbfs,
  },
  {
    id: 'too-loud',
    severity: 'warning',
    bound: 'at most',
    unit: 'LUFS',
    read: (song) => song.measurements.loudness.integratedLufs,
  },
  {
    id: 'too-quiet',
    severity: 'warning',
    bound: 'at least',
    unit: 'LUFS',
    read: (song) => song.measurements.loudness.integratedLufs,
  },
  {
    id: 'too-wide-range',
    severity: 'warning',
    bound: 'at most',
    unit: 'LU',
    read: (song) => song.measurements.loudness.rangeLu,
  },
  {
    id: 'too-dense',
    severity: 'warning',
    bound: 'at least',
    unit: 'dB',
    read: (song) => song.measurements.dynamics.plrDb,
  },
  {
    id: 'too-uncorrelated',
    severity: 'warning',
    bound: 'at least',
    unit: 'correlation',
    read: (song) => song.measurements.stereo?.correlation ?? null,
  },
  {
    id: 'wrong-format',
    severity: 'error',
    bound: 'one of',
    unit: null,
    read: (song) => song.format.container,
  },
  {
    id: 'wrong-rate',
    severity: 'error',
    bound: 'one of',
    unit: 'Hz',
    read: (song) => song.format.sampleRateHz,
  },
  { id: 'wrong-bits', severity: 'error', bound: 'one of', unit: 'bits', read: (song) => song.format.bits },
  {
    id: 'wrong-channels',
    severity: 'error',
    bound: 'one of',
    unit: 'channels',
    read: (song) => song.format.channels,
  },
  {
    id: 'too-short',
    severity: 'warning',
    bound: 'at least',
    unit: 's',
    read: (song) => song.measurements.durationS,
  },
  {
    id: 'too-long',
    severity: 'warning',
    bound: 'at most',
    unit: 's',
    read: (song) => song.measurements.durationS,
  },
  {
    id: 'long-lead-in',
    severity: 'warning',
    bound: 'at most',
    unit: 's',
    read: (song) => lengthOf(song, 'leading-silence'),
  },
  {
    id: 'long-lead-out',
    severity: 'warning',
    bound: 'at most',
    unit: 's',
    read: (song) => lengthOf(song, 'trailing-silence'),
  },
  {
    id: 'odd-name',
    severity: 'note',
    bound: 'at most',
    unit: 'characters',
    read: (song) => oddCharacters(song.path),
  },
];

/** In the file's name, its folder and ending left out: all but letters, digits, `-` and `_`. */
function oddCharacters(path: string): number {
  const name = path.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
  return [...name].filter((character) => !/[A-Za-z0-9_-]/.test(character)).length;
}

/** What breaks `limit`, as a finding of the whole file; null where the limit is kept or does not apply. */
export function judgeLimit(
  rule: LimitRule,
  limit: LimitValue,
  song: HeardSong,
): Omit<Finding, 'severity'> | null {
  const value = rule.read(song);
  if (value === null || keeps(rule, limit, value)) return null;
  const asked: Record<string, number | string> =
    typeof limit === 'number' ? { limit } : { allowed: limit.join(', ') };
  return {
    code: rule.id,
    confidence: 1,
    channel: null,
    startS: null,
    endS: null,
    value: typeof value === 'number' ? value : null,
    unit: typeof value === 'number' ? rule.unit : null,
    facts: { ...asked, found: value },
  };
}

function keeps({ bound }: LimitRule, limit: LimitValue, value: number | string): boolean {
  if (typeof limit !== 'number') return limit.includes(value);
  if (typeof value !== 'number') return true;
  return bound === 'at most' ? value < limit + LEVEL_STEP / 2 : value > limit - LEVEL_STEP / 2;
}
