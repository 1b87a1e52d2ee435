// Signal: what sound is in this house: planar Float64Array channels, full scale ±1, at one rate.

/** Rate and channel count; fixed for the life of every source, meter and processor. */
export interface SignalFormat {
  readonly sampleRateHz: number;
  /** 1 or 2 for everything that masters; more only to be measured. */
  readonly channels: number;
}

/**
 * A stretch of sound. `channels[c][0 … frames-1]` are valid; arrays may be longer.
 * A block is lent: it is valid until the next call on whoever gave it, and may be changed in place.
 */
export interface Block {
  readonly channels: Float64Array[];
  frames: number;
}

/** A zeroed block with room for `capacity` frames. */
export function createBlock(channels: number, capacity: number): Block {
  return { channels: Array.from({ length: channels }, () => new Float64Array(capacity)), frames: capacity };
}

/** A view of `block` from frame `start` (inclusive) to `end` (exclusive); shares the samples. */
export function sliceBlock(block: Block, start: number, end: number): Block {
  return { channels: block.channels.map((samples) => samples.subarray(start, end)), frames: end - start };
}
