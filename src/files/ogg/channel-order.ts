// Channel order: from the order of Vorbis and Opus to that of WAV, in which loudness weighs channels.

/**
 * For each channel count, which coded channel comes first, second … in WAV order (left, right, centre, low, back,
 * side). Vorbis I, section 4.3.9; RFC 7845, section 5.1.1.2.
 */
const XIPH_TO_WAV: Readonly<Record<number, readonly number[]>> = {
  3: [0, 2, 1],
  5: [0, 2, 1, 3, 4],
  6: [0, 2, 1, 5, 3, 4],
  7: [0, 2, 1, 6, 5, 3, 4],
  8: [0, 2, 1, 7, 5, 6, 3, 4],
};

export function inWavOrder<T>(channels: readonly T[]): readonly T[] {
  const order = XIPH_TO_WAV[channels.length];
  return order === undefined ? channels : order.map((from) => channels[from]!);
}

/** L R C LFE, rear pair, side pair: WAVE's own order of 7.1, which FLAC shares (RFC 9639, section 9.1.3). */
const WAVE_7_1_MASK = 0x63f;

/** For sound in WAVE order whose file states no mask: the mask, where the count alone would be taken for another order. */
export function maskOfWaveOrder(channels: number): { readonly channelMask?: number } {
  return channels === 8 ? { channelMask: WAVE_7_1_MASK } : {};
}
