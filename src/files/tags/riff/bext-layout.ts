// Bext layout: where each field of the Broadcast Extension chunk stands (EBU Tech 3285 v2, section 2).

/** Bytes before the coding history. */
export const BEXT_BYTES = 602;

/** Texts: first byte and length. */
export const TEXTS = {
  description: [0, 256],
  originator: [256, 32],
  originatorReference: [288, 32],
  originationDate: [320, 10],
  originationTime: [330, 8],
} as const;

export type BextText = keyof typeof TEXTS;

export const TIME_REFERENCE_AT = 338;
export const VERSION_AT = 346;
export const UMID_AT = 348;
export const UMID_BYTES = 64;

/** Loudness fields since version 2: hundredths, 16 bits with sign. */
export const LOUDNESS_AT = {
  integratedLufs: 412,
  rangeLu: 414,
  truePeakDbtp: 416,
  maxMomentaryLufs: 418,
  maxShortTermLufs: 420,
} as const;

export type BextLoudness = keyof typeof LOUDNESS_AT;

/** What stands where a loudness is not told. */
export const NOT_TOLD = 0x7fff;
/** Magnitudes from here on mean nothing (Tech 3285 v2, section 2.4). */
export const MOST_HUNDREDTHS = 9999;
