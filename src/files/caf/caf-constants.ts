// CAF constants: the numbers of Apple's Core Audio Format Specification that reading and writing share.

/** Format flags of linear PCM. */
export const FLOAT_FLAG = 1;
export const LITTLE_ENDIAN_FLAG = 2;

/** Layout tags: a number of the layout above, the count of channels in the low 16 bits. */
export const MONO_LAYOUT = (100 << 16) | 1;
export const STEREO_LAYOUT = (101 << 16) | 2;
/** The loudspeakers are given by a bitmap, whose low 18 bits are those of WAVE's mask. */
export const BITMAP_LAYOUT = 1 << 16;

const SIDES = 0x600;

/** WAVE masks of the layouts whose channels stand in the mask's own order: 4.0 with sides, 3.0, 4.0, 5.0 and 5.1 of MPEG. */
export const MASK_OF_LAYOUT: Readonly<Record<number, number>> = {
  [MONO_LAYOUT]: 0x4,
  [STEREO_LAYOUT]: 0x3,
  [(108 << 16) | 4]: 0x3 | SIDES,
  [(113 << 16) | 3]: 0x7,
  [(115 << 16) | 4]: 0x107,
  [(117 << 16) | 5]: 0x7 | SIDES,
  [(121 << 16) | 6]: 0xf | SIDES,
};
