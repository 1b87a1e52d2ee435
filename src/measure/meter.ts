// Meter: the contract of everything that listens: push blocks, read a result.
import type { Block, SignalFormat } from '../signal/signal.ts';

/**
 * A meter never changes the block, gives the same result for any cutting of the sound into blocks,
 * and copes with silence, DC, and any finite level. Sources replace NaN and infinity before sound gets here.
 */
export interface Meter<Result> {
  push(block: Block): void;
  /** Call once, after the last push. Values that do not exist (silence, too short) are null, never invented. */
  result(): Result;
}

/** Makes a meter for one format; meters are born new for every song. */
export type MeterFactory<Result> = (format: SignalFormat) => Meter<Result>;
