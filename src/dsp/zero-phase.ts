// Zero phase: filters given by a real amplitude at each frequency, as gains on the grid of one transform.
import { createRealFft } from './fft.ts';
import { cos } from './math.ts';

/** Wanted amplitude at a frequency; it may be negative. */
export type WantedAmplitude = (hz: number) => number;

/** Time that Linkwitz-Riley's fourth order, as a zero-phase filter, takes to fall by 100 dB, in periods of its corner. */
const FALL_PERIODS = 2.6;
/** A transform takes so many reaches of its kernels at once; of long ones fewer, for the latency. */
const REACHES = 8;
const FEW_REACHES = 4;
const LONG_REACH_S = 0.05;
const LEAST_SIZE = 2048;

/** Frames that a kernel reaches to either side of time 0, and the transform that it is used with. */
export interface KernelGrid {
  readonly reach: number;
  readonly size: number;
}

/** For kernels whose lowest corner is at `lowestHz`. */
export function kernelGrid(lowestHz: number, rate: number): KernelGrid {
  const wanted = FALL_PERIODS * (rate / lowestHz);
  let reach = 64;
  while (reach < wanted) reach *= 2;
  const reaches = reach > LONG_REACH_S * rate ? FEW_REACHES : REACHES;
  return { reach, size: Math.max(LEAST_SIZE, reaches * reach) };
}

/** Gain of every bin, 0 … size/2, of a kernel no longer than the grid's reach. */
export function zeroPhaseGains(amplitude: WantedAmplitude, rate: number, grid: KernelGrid): Float64Array {
  const { size, reach } = grid;
  const fft = createRealFft(size);
  const gains = Float64Array.from({ length: size / 2 + 1 }, (_, k) => amplitude((k * rate) / size));
  const im = new Float64Array(gains.length);
  const taps = new Float64Array(size);
  fft.inverse(gains, im, taps);
  for (let n = 0; n <= size / 2; n++) {
    const tap = taps[n]! * taper(n, reach);
    taps[n] = tap;
    if (n > 0) taps[size - n] = tap;
  }
  fft.forward(taps, gains, im);
  return gains;
}

/** Amplitude of a Linkwitz-Riley low-pass of 12 (order 2) or 24 dB an octave (order 4); 1 less it is the high-pass. */
export function lowAmplitude(hz: number, cornerHz: number, order: 2 | 4): number {
  const square = (hz / cornerHz) * (hz / cornerHz);
  return 1 / (1 + (order === 2 ? square : square * square));
}

/** 1 up to three quarters of the reach, then down to 0 as a raised cosine. */
function taper(n: number, reach: number): number {
  const u = (4 * n) / reach - 3;
  return u <= 0 ? 1 : u >= 1 ? 0 : 0.5 + 0.5 * cos(Math.PI * u);
}
