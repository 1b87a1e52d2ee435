// Fine result: what is told of a spectrum beyond its broad bands: where it stands narrowly out, and where for moments.

/** Where narrow peaks show: band b is centred on firstHz · 2^(b / bandsPerOctave). */
export interface FineSpectrumResult {
  readonly firstHz: number;
  readonly bandsPerOctave: number;
  /** Means of the decibels over the looks at the loud parts: of a band's power, which its notes decide … */
  readonly notesDb: readonly number[];
  /** … and of its harmonic mean power, which is what lies between the notes. */
  readonly floorDb: readonly number[];
}

/** A range that stands out for moments, by the centres of its first and last third octaves. */
export interface BurstRange {
  readonly lowHz: number;
  readonly highHz: number;
  /** Against the body (250 Hz to 1.6 kHz): what one look in a hundred exceeds over the middle one, dB. */
  readonly overUsualDb: number;
}
