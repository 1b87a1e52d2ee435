// FIR: windowed-sinc low-pass designs, and their gain at a frequency.
import { cos, sin } from './math.ts';
import { besselI0, kaiserBeta } from './window.ts';

/**
 * One sample of a Kaiser-windowed low-pass at `t` samples from its middle.
 * `cutoff` (where it has half its amplitude) in cycles a sample, `reach` samples on either side.
 */
export function lowpassAt(t: number, cutoff: number, reach: number, beta: number): number {
  const u = t / reach;
  if (u * u >= 1) return 0;
  const taper = besselI0(beta * Math.sqrt(1 - u * u)) / besselI0(beta);
  return taper * (t === 0 ? 2 * cutoff : sin(2 * Math.PI * cutoff * t) / (Math.PI * t));
}

/** Samples on either side of the middle for a transition from `pass` to `stop` (cycles a sample); Kaiser's estimate. */
export function lowpassReach(pass: number, stop: number, attenuationDb: number): number {
  return Math.ceil((attenuationDb - 7.95) / (2.285 * 2 * Math.PI * (stop - pass)) / 2);
}

/** Symmetric low-pass of 2·reach + 1 taps, gain 1 at 0 Hz; `pass` and `stop` in cycles a sample. */
export function lowpass(pass: number, stop: number, attenuationDb: number): Float64Array {
  const reach = lowpassReach(pass, stop, attenuationDb);
  const beta = kaiserBeta(attenuationDb);
  const taps = new Float64Array(2 * reach + 1);
  let sum = 0;
  for (let k = 0; k <= reach; k++) {
    const h = lowpassAt(k, (pass + stop) / 2, reach + 1, beta);
    taps[reach - k] = h;
    taps[reach + k] = h;
    sum += k === 0 ? h : 2 * h;
  }
  return taps.map((h) => h / sum);
}

/** Amplitude of a symmetric FIR at `turns` cycles a sample, its delay taken away. */
export function amplitudeAt(taps: Float64Array, turns: number): number {
  const middle = (taps.length - 1) / 2;
  let sum = 0;
  for (let k = 0; k < taps.length; k++) sum += taps[k]! * cos(2 * Math.PI * turns * (k - middle));
  return sum;
}
