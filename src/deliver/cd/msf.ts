// Minutes, seconds, frames: places on a disc as sheets and descriptors write them, on the grid of 1/75 s.
import { SECTORS_PER_S } from '../../album/album.ts';

/** 99:59:74, the last place that two digits a part can tell. */
export const MOST_SECTORS = 100 * 60 * SECTORS_PER_S - 1;
/** Frames of sound a sector at the only rate of a CD. */
export const CD_RATE_HZ = 44100;
export const SECTOR_FRAMES = CD_RATE_HZ / SECTORS_PER_S;
/** Two channels of 16 bits. */
export const SECTOR_BYTES = SECTOR_FRAMES * 4;

export interface Msf {
  readonly minutes: number;
  readonly seconds: number;
  /** 0…74. */
  readonly frames: number;
}

export function msfOf(sector: number): Msf {
  const seconds = Math.floor(sector / SECTORS_PER_S);
  return { minutes: Math.floor(seconds / 60), seconds: seconds % 60, frames: sector % SECTORS_PER_S };
}

/** `mm:ss:ff`, each at least two digits. */
export function msfText(sector: number): string {
  const { minutes, seconds, frames } = msfOf(sector);
  return [minutes, seconds, frames].map((part) => String(part).padStart(2, '0')).join(':');
}

/** Sectors of `m:s:f`; null for what is no such place (seconds over 59, frames over 74). */
export function sectorsOfMsf(text: string): number | null {
  const parts = /^(\d{1,3}):(\d{1,2}):(\d{1,2})$/.exec(text);
  if (parts === null) return null;
  const [minutes, seconds, frames] = parts.slice(1).map(Number) as [number, number, number];
  if (seconds > 59 || frames >= SECTORS_PER_S) return null;
  return (minutes * 60 + seconds) * SECTORS_PER_S + frames;
}
