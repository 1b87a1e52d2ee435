// ALAC channels: from the order in which packets hold them to that of WAV, and the loudspeakers they feed.

interface Layout {
  /** Which coded channel comes first, second … in WAV order. */
  readonly order: readonly number[];
  /** WAVE's dwChannelMask; 0 for mono and stereo, where the count says it. */
  readonly mask: number;
}

/** By channel count; Apple's only layouts (ALACAudioTypes.h): C; L R; C L R; C L R Cs; … C Lc Rc L R Ls Rs LFE. */
const LAYOUTS: readonly Layout[] = [
  { order: [0], mask: 0 },
  { order: [0, 1], mask: 0 },
  { order: [1, 2, 0], mask: 0x7 },
  { order: [1, 2, 0, 3], mask: 0x107 },
  { order: [1, 2, 0, 3, 4], mask: 0x37 },
  { order: [1, 2, 0, 5, 3, 4], mask: 0x3f },
  { order: [1, 2, 0, 6, 3, 4, 5], mask: 0x13f },
  { order: [3, 4, 0, 7, 5, 6, 1, 2], mask: 0xff },
];

/** `channels`: 1 to 8. */
export const alacLayout = (channels: number): Layout => LAYOUTS[channels - 1]!;
