// Check record: what `lacquer check --json` says of one file, a stable shape that other programs read.
import type { FileFormat, ReadNote } from '../files/format.ts';
import type { Finding, FindingChannel, Severity } from '../inspect/finding.ts';
import type { Analysis } from '../master/analysis.ts';
import type { ChannelPeak } from '../measure/measurements.ts';
import type { Facts } from '../signal/fault.ts';
import { checkedMeters, type CheckedMeters } from './checked-meters.ts';
import { findingWords } from './words-findings.ts';
import { noteWords } from './words-notes.ts';

export interface CheckedFormat {
  readonly container: string;
  readonly codec: string;
  readonly sampleRateHz: number;
  readonly channels: number;
  /** null for lossy codecs. */
  readonly bits: number | null;
  readonly frames: number;
  readonly durationS: number;
}

export interface CheckedFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly confidence: number;
  readonly channel: FindingChannel | null;
  readonly startS: number | null;
  readonly endS: number | null;
  readonly value: number | null;
  readonly unit: string | null;
  /** What it is and how it will sound. */
  readonly words: string;
  /** What to do about it. */
  readonly cure: string;
  /** Only on what somebody marked as intended: it does not count. */
  readonly waived?: { readonly note: string };
}

/** Something odd about the file itself. */
export interface CheckedNote {
  readonly code: string;
  readonly facts: Facts;
  readonly words: string;
}

/** One file as measured. Values that do not exist (silence, under 400 ms) are null. */
export interface CheckRecord {
  readonly path: string;
  readonly format: CheckedFormat;
  readonly loudness: {
    readonly integratedLufs: number | null;
    readonly rangeLu: number | null;
    readonly maxMomentaryLufs: number | null;
    readonly maxShortTermLufs: number | null;
  };
  readonly peak: {
    readonly samplePeakDbfs: number | null;
    readonly truePeakDbtp: number | null;
    readonly perChannel: readonly ChannelPeak[];
  };
  readonly dynamics: {
    readonly crestDb: number | null;
    readonly plrDb: number | null;
    readonly psrDb: number | null;
    readonly dr14: number | null;
  };
  /** What else was measured. */
  readonly meters: CheckedMeters;
  /** Worst first. */
  readonly findings: readonly CheckedFinding[];
  /** What should go back to the mix, in order of time: no faults, and nothing that mastering changes. */
  readonly mixNotes: readonly CheckedFinding[];
  /** Only when there are any. What cost sound is a finding too. */
  readonly notes?: readonly CheckedNote[];
}

/** A file that could not be checked. */
export interface CheckFault {
  readonly path: string;
  /** A Fault's code, or `mistake` for one of our own. */
  readonly code: string;
  readonly facts: Facts;
  readonly words: string;
  readonly cure: string;
}

/** What `check --json` prints; `faults` only when there are any. */
export interface CheckList {
  readonly version: 1;
  /** By which profile the severities were given. */
  readonly profile?: string;
  readonly files: readonly CheckRecord[];
  readonly faults?: readonly CheckFault[];
}

/** The record of one file; the counted length stands where the file's header knew none. */
export function checkRecord(
  path: string,
  format: FileFormat,
  analysis: Analysis,
  notes: readonly ReadNote[] = [],
): CheckRecord {
  const { loudness, peak, dynamics } = analysis.measurements;
  return {
    path,
    format: checkedFormat(format, analysis),
    loudness: {
      integratedLufs: existing(loudness.integratedLufs),
      rangeLu: existing(loudness.rangeLu),
      maxMomentaryLufs: existing(loudness.maxMomentaryLufs),
      maxShortTermLufs: existing(loudness.maxShortTermLufs),
    },
    peak: { ...checkedPeak(peak), perChannel: peak.perChannel.map(checkedPeak) },
    dynamics: {
      crestDb: existing(dynamics.crestDb),
      plrDb: existing(dynamics.plrDb),
      psrDb: existing(dynamics.psrDb),
      dr14: existing(dynamics.dr14),
    },
    meters: checkedMeters(analysis.measurements),
    findings: analysis.findings.map(checkedFinding),
    mixNotes: analysis.mixNotes.map(checkedFinding),
    ...(notes.length === 0 ? {} : { notes: notes.map((note) => ({ ...note, words: noteWords(note) })) }),
  };
}

function checkedFormat(format: FileFormat, analysis: Analysis): CheckedFormat {
  const { container, codec, sampleRateHz, channels, bits } = format;
  const { frames, durationS } = analysis.measurements;
  return { container, codec, sampleRateHz, channels, bits, frames, durationS };
}

function checkedPeak(peak: ChannelPeak): ChannelPeak {
  return { samplePeakDbfs: existing(peak.samplePeakDbfs), truePeakDbtp: existing(peak.truePeakDbtp) };
}

function checkedFinding(finding: Finding): CheckedFinding {
  const { code, severity, confidence, channel, startS, endS, value, unit, waived } = finding;
  const { text, cure } = findingWords(finding);
  const told = { code, severity, confidence, channel, startS, endS, value, unit, words: text, cure };
  return waived === undefined ? told : { ...told, waived };
}

/** JSON has no infinity: a level of digital silence does not exist. */
function existing(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
