// Style loudness: how loud a style likes a song to be at most, by how full its arrangement is.
import type { Style } from './style.ts';

/**
 * A solo needs less level than a band to sound as near: so much off the style's loudest for the missing share of
 * spectrum, but not below what AES TD1008 gives a single track.
 */
const SPARSE_LUFS = { whole: 10, most: 3, floor: -16 } as const;
/** LUFS; `coverage`: share 0…1 of the spectrum that the arrangement fills. */
export function styleLoudest({ loudestLufs }: Style, coverage: number): number {
  const off = Math.min(SPARSE_LUFS.most, SPARSE_LUFS.whole * (1 - coverage));
  return Math.min(loudestLufs, Math.max(SPARSE_LUFS.floor, loudestLufs - off));
}
