// WavPack levels: how coarse a lossy block may be, sample by sample, from a bit rate and the sound's own level.
import type { WavpackHeader } from './wavpack-header.ts';
import { fromLog, signedLog, toLog, unsignedLog } from './wavpack-logarithm.ts';
import { HYBRID_PROFILE, type Parts } from './wavpack-parts.ts';

/** A level follows the sound over so many powers of two of samples. */
const SLOWNESS = 8;
const HALF = 1 << (SLOWNESS - 1);
/** One octave. */
const OCTAVE = 0x100;

export interface LevelControl {
  /** By channel: the largest error; 0 means exact. */
  readonly limits: Int32Array;
  /** Once a frame, before its first sample. */
  update(): void;
  /** After a sample of `value`, its sign left out. */
  follow(channel: number, value: number): void;
  /** After a zero that was part of a run. */
  decay(channel: number): void;
}

/** null where the profile is missing or of another length. */
export function createLevelControl(
  bytes: Uint8Array,
  parts: Parts,
  header: WavpackHeader,
): LevelControl | null {
  const { hybridBitrate, hybridBalance } = header;
  const channels = header.monoData ? 1 : 2;
  const part = parts.get(HYBRID_PROFILE);
  if (part === undefined) return null;
  const levels = new Int32Array(2);
  const rates = new Int32Array(2);
  const rateSteps = new Int32Array(2);
  const limits = new Int32Array(2);
  let at = part.from;
  const take = (into: Int32Array, numberAt: (at: number) => number): boolean => {
    if (at + 2 * channels > part.to) return false;
    for (let c = 0; c < channels; c++, at += 2) into[c] = numberAt(at);
    return true;
  };
  if (hybridBitrate && !take(levels, (from) => fromLog(unsignedLog(bytes, from)))) return null;
  if (!take(rates, (from) => unsignedLog(bytes, from) << 16)) return null;
  if (at < part.to && !take(rateSteps, (from) => fromLog(signedLog(bytes, from)))) return null;
  if (at !== part.to) return null;

  const level = (channel: number): number => (levels[channel]! + HALF) >> SLOWNESS;
  const limitOf = (channel: number, rate: number): number => {
    if (!hybridBitrate) return fromLog(rate);
    const above = level(channel) - rate;
    return above > -OCTAVE ? fromLog(above + OCTAVE) : 0;
  };
  /** Bits are given to the louder channel, as far as there are any. */
  const balanced = (first: number, second: number): readonly [number, number] => {
    const balance = (level(1) - level(0) + second + 1) >> 1;
    if (balance > first) return [0, first * 2];
    if (-balance > first) return [first * 2, 0];
    return [first - balance, first + balance];
  };
  const decay = (channel: number): void => {
    if (hybridBitrate) levels[channel]! -= (levels[channel]! + HALF) >> SLOWNESS;
  };

  return {
    limits,
    update() {
      for (let c = 0; c < channels; c++) rates[c]! += rateSteps[c]!;
      let first = rates[0]! >>> 16;
      let second = rates[1]! >>> 16;
      if (hybridBitrate && hybridBalance && channels === 2) [first, second] = balanced(first, second);
      limits[0] = limitOf(0, first);
      if (channels === 2) limits[1] = limitOf(1, second);
    },
    follow(channel, value) {
      if (!hybridBitrate) return;
      decay(channel);
      levels[channel]! += toLog(value);
    },
    decay,
  };
}
