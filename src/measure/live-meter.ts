// Live meter: what a needle shows: loudness, true peak, correlation and spectrum of the last moments of sound.
import type { Block, SignalFormat } from '../signal/signal.ts';

/** The sound of the last moments; null where there is none or it is silent. */
export interface LiveReading {
  /** 400 ms, ungated (EBU Tech 3341). */
  readonly momentaryLufs: number | null;
  /** 3 s, ungated. */
  readonly shortTermLufs: number | null;
  /** Highest since the last `read`, so that no peak is missed between two pictures; the page holds it. */
  readonly truePeakDbtp: number | null;
  /** −1…1 over about 400 ms; null for mono and silence. */
  readonly correlation: number | null;
  /** Third octaves as in SpectrumResult, averaged over about a second. */
  readonly bandsHz: readonly number[];
  readonly levelDb: readonly (number | null)[];
}

export interface LiveMeter {
  push(block: Block): void;
  /** Also begins a new stretch for the peak. */
  read(): LiveReading;
  /** After a jump: forgets all. */
  reset(): void;
}

/** 1 or 2 channels, 8 to 384 kHz. */
export function createLiveMeter(format: SignalFormat): LiveMeter {
  throw new Error(`not yet ${format.sampleRateHz}`);
}
