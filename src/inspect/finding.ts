// Finding and Detector: what is wrong or worth telling, where, how bad, and who finds it.
import type { Measurements } from '../measure/measurements.ts';
import type { Meter } from '../measure/meter.ts';
import type { SignalFormat } from '../signal/signal.ts';
import type { Hearing, Origin } from './hearing.ts';

export type Severity = 'error' | 'warning' | 'note';
export type FindingChannel = 'left' | 'right' | 'both';

/** One thing worth telling about the music, plain JSON; words and cure come from report/words by `code`. */
export interface Finding {
  /** Kebab-case, stable. */
  readonly code: string;
  readonly severity: Severity;
  /** 0…1: how sure we are. */
  readonly confidence: number;
  /** null where channels do not matter. */
  readonly channel: FindingChannel | null;
  /** Place to listen; null for what concerns the whole file. */
  readonly startS: number | null;
  readonly endS: number | null;
  /** The measured evidence and its unit (`dB`, `LU`, `samples`, `%` …). */
  readonly value: number | null;
  readonly unit: string | null;
  /** Further figures the words may quote. */
  readonly facts?: Readonly<Record<string, number | string>>;
  /** Only on what somebody marked as intended: it is told, and does not count. No detector sets it. */
  readonly waived?: { readonly note: string };
}

/** A detector is a meter whose result is findings. */
export type Detector = Meter<Finding[]>;

export interface DetectorKind {
  readonly id: string;
  /** Every code it can report. */
  readonly codes: readonly string[];
  /** `hearing` tells what the sound is and lends the streams that several detectors share. */
  create(hearing: Hearing): Detector;
}

/** Findings that follow from the measurements alone, without listening again. */
export interface VerdictKind {
  readonly id: string;
  readonly codes: readonly string[];
  judge(measurements: Measurements, format: SignalFormat, origin: Origin): Finding[];
}

const SEVERITY_RANK: Record<Severity, number> = { error: 0, warning: 1, note: 2 };

/** Whether `a` is told with less weight than `b`. */
export function isMilder(a: Finding, b: Finding): boolean {
  return SEVERITY_RANK[a.severity] > SEVERITY_RANK[b.severity];
}

/** Whether two findings may speak of the same channel: only left and right exclude each other. */
export function sharesChannel(a: Finding, b: Finding): boolean {
  return a.channel === b.channel || !isOfOneSide(a) || !isOfOneSide(b);
}

export function isOfOneSide({ channel }: Finding): boolean {
  return channel === 'left' || channel === 'right';
}

/** Worst first, then in order of time. */
export function compareFindings(a: Finding, b: Finding): number {
  return SEVERITY_RANK[a.severity] - SEVERITY_RANK[b.severity] || (a.startS ?? -1) - (b.startS ?? -1);
}
