// Report: one song's way from mix to files: found, decided, done, and measured on the files as written; plain JSON.
import type { FileRule, WordLength } from '../deliver/finish/written-files.ts';
import type { TagNote } from '../files/tags/tag-carrier.ts';
import type { ReadNote } from '../files/format.ts';
import type { LoudnessCost } from '../master/loudness/loudness-cost.ts';
import type { Plan } from '../master/plan.ts';
import type { Measurements } from '../measure/measurements.ts';
import type { CheckRecord } from './check-record.ts';
import type { ExplainRecord } from './explain-record.ts';

/** What a written file is for: `master` (mix's own rate, 24 bit), `cd` (44.1 kHz, 16 bit), `clean` (nothing but sound); words in words-moves. */
export type FilePurpose = FileRule['purpose'];

/** One delivered file, opened again and measured. */
export interface WrittenFile {
  /** Relative to the report, so that a moved folder stays true. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /**
   * Of its samples alone, as the data of a WAV file holds them: the same for the tagged file and its clean twin, and for WAV and
   * FLAC of one word length.
   */
  readonly soundSha256: string;
  /** What of the mix's tags the file could not keep; only when there is any. */
  readonly tagNotes?: readonly TagNote[];
  readonly purpose: FilePurpose;
  /** Which noise brought it to its bits, and how many of its samples needed that; the others passed to the bit. */
  readonly wordLength: WordLength;
  /** Measured on the file, after it was closed. */
  readonly record: CheckRecord;
}

/** Which limit kept the master from its promise; words by `code`. */
export interface Limitation {
  readonly code: string;
  readonly facts: Readonly<Record<string, number | string>>;
}

/** What was promised and what came out. null where nothing was promised or the value does not exist. */
export interface Verification {
  readonly promisedLufs: number | null;
  readonly measuredLufs: number | null;
  readonly ceilingDbtp: number | null;
  readonly truePeakDbtp: number | null;
  /** Renders that were thrown away because they missed the promise: 0, 1 or 2. */
  readonly corrections: number;
  readonly kept: boolean;
  readonly stoppedBy: readonly Limitation[];
}

/** Largest reduction in each stretch of `stepS` seconds, in dB, 0 or more; at most `TRACE_POINTS` points. */
export interface GainReductionTrace {
  readonly stepS: number;
  readonly reductionDb: readonly number[];
}

export const TRACE_POINTS = 1000;

/** The range of spectra that the style takes for natural, in dB at the height of the mix's own spectrum. */
export interface Corridor {
  readonly style: string;
  readonly bandsHz: readonly number[];
  readonly lowDb: readonly number[];
  readonly highDb: readonly number[];
}

export interface Report {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  /** ISO 8601, told by whoever has a clock; null leaves it out, so that reports repeat byte for byte. */
  readonly date: string | null;
  readonly source: CheckRecord;
  /** Oddities of the mix file that were read over. */
  readonly notes: readonly ReadNote[];
  readonly plan: Plan;
  readonly before: Measurements;
  /** The 24-bit master as written. */
  readonly after: Measurements;
  readonly verification: Verification;
  readonly corridor: Corridor | null;
  /** null when nothing limited or compressed. */
  readonly gainReduction: GainReductionTrace | null;
  /** Loudness against what limiting costs; absent from older reports, null where no loudness was decided or a plan was given. */
  readonly cost?: LoudnessCost | null;
  /** What stands beside the master to hear each move by itself; absent where nobody asked. */
  readonly explained?: ExplainRecord;
  /** Empty after a dry run. */
  readonly files: readonly WrittenFile[];
}

/** Shortens a trace to at most `maxPoints` by keeping the largest of each stretch: no dip of gain is hidden. */
export function boundTrace(trace: GainReductionTrace, maxPoints = TRACE_POINTS): GainReductionTrace {
  const every = Math.ceil(trace.reductionDb.length / maxPoints);
  if (every <= 1) return trace;
  const kept: number[] = [];
  for (let at = 0; at < trace.reductionDb.length; at += every) {
    kept.push(trace.reductionDb.slice(at, at + every).reduce((most, db) => Math.max(most, db), 0));
  }
  return { stepS: trace.stepS * every, reductionDb: kept };
}

/** How much quieter to play the master for a fair comparison, in dB; null when either has no loudness. */
export function fairOffsetDb(report: Report): number | null {
  const before = report.before.loudness.integratedLufs;
  const after = report.after.loudness.integratedLufs;
  return before === null || after === null ? null : before - after;
}
