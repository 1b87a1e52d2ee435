// Window: the tapers that spectra and filters are weighted with.
import { cos } from './math.ts';

/** Periodic Hann, for spectra: w[n] = sin²(πn/N). */
export function hann(n: number): Float64Array {
  return cosineSum(n, [0.5, 0.5]);
}

/** Periodic 4-term Blackman-Harris, side lobes below -92 dB (Harris, Proc. IEEE 66(1) 1978). */
export function blackmanHarris(n: number): Float64Array {
  return cosineSum(n, [0.35875, 0.48829, 0.14128, 0.01168]);
}

/** Symmetric Kaiser window of `n` points, for filters. `beta` by `kaiserBeta`. */
export function kaiser(n: number, beta: number): Float64Array {
  const window = new Float64Array(n);
  const scale = 1 / besselI0(beta);
  for (let i = 0; i < n; i++) {
    const u = n > 1 ? (2 * i) / (n - 1) - 1 : 0;
    window[i] = scale * besselI0(beta * Math.sqrt(1 - u * u));
  }
  return window;
}

/** Kaiser's β for a stop band of `attenuationDb` (Kaiser 1974; above 50 dB, else the middle formula's relatives). */
export function kaiserBeta(attenuationDb: number): number {
  return Math.max(0, 0.1102 * (attenuationDb - 8.7));
}

/** Modified Bessel function I₀ by its power series; the sum has only positive terms, so nothing cancels. */
export function besselI0(x: number): number {
  const quarter = (x * x) / 4;
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-18; k++) {
    term *= quarter / (k * k);
    sum += term;
  }
  return sum;
}

function cosineSum(n: number, terms: readonly number[]): Float64Array {
  const window = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let value = 0;
    let sign = 1;
    terms.forEach((a, k) => {
      value += sign * a * cos((2 * Math.PI * ((k * i) % n)) / n);
      sign = -sign;
    });
    window[i] = value;
  }
  return window;
}
