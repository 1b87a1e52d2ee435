// Processor: the contract of everything that changes sound: latency, tail, reset, process a block in place.
import type { Block, SignalFormat } from '../signal/signal.ts';
import type { ParamRecord, ParamTable } from './params.ts';

/**
 * Made from frozen parameters for one format and never reconfigured: a changed plan makes a new one.
 * Output is the same to the last bit for any block sizes; nothing is allocated in `process`.
 */
export interface Processor {
  /** Frames by which the output lags the input. The chain removes it. */
  readonly latencyFrames: number;
  /** Of linear phase: frames by which its answer may begin before what it answers, and so before the latency. */
  readonly preRingFrames?: number;
  /** Frames of sound that may still follow after the input (and the latency) has ended. */
  readonly tailFrames: number;
  /** Back to newborn. */
  reset(): void;
  /** Deepest reduction in dB (0 or less) of every whole 10 ms of sound so far, from those that hold peaks down. */
  readonly gainReductionDb?: Float64Array;
  /** What was mended so far, in order of time for each channel, from those that mend. */
  readonly repairs?: readonly Repair[];
  /** How much was taken back where in the spectrum so far, from those that hold single frequencies back. */
  readonly reductions?: readonly Reduction[];
  /** Replaces the block's samples by the output. */
  process(block: Block): void;
}

/** Samples that were drawn anew: the first and the end of them in the input's time, and how many in between. */
export interface Repair {
  readonly startS: number;
  readonly endS: number;
  readonly channel: 'left' | 'right' | 'both';
  readonly frames: number;
}

/** A narrow band about `hz`: what was taken back of it on average over the whole sound, and at most; both 0 or less. */
export interface Reduction {
  readonly hz: number;
  readonly meanDb: number;
  readonly deepestDb: number;
}

export interface ProcessorKind {
  /** Kebab-case: `gain`, `eq`, `compressor`, `limiter`. */
  readonly id: string;
  readonly title: string;
  readonly params: ParamTable;
  /**
   * `params` have passed `checkParams`. `firstFrame`: which frame of the song the first one processed is (0 where none is
   * given); below 0 behind processors that delay. Only those that act at places ask.
   */
  create(params: ParamRecord, format: SignalFormat, firstFrame?: number): Processor;
  /** The same parameters at a share of their strength: 0 does nothing, 1 is as given. */
  atStrength(params: ParamRecord, strength: number): ParamRecord;
  /** Does it do nothing with these parameters (so that the chain may leave it out)? */
  isNeutral(params: ParamRecord): boolean;
  /** Magnitude response in dB at `hz`, for kinds that have one. */
  readonly responseDb?: (params: ParamRecord, hz: number, sampleRateHz: number) => number;
}
