// Turned kernel: a FIR that delays by a fraction of a frame and turns the phase of every frequency by one angle.
import type { FirSpectrum } from './fft-filter.ts';
import { createRealFft } from './fft.ts';
import { cos, sin } from './math.ts';
import { besselI0, kaiserBeta } from './window.ts';

/** A delay alone: errors below -130 dB up to 0.456 of the rate, 20 kHz at 44.1. */
const DELAY_REACH = 48;
const DELAY_DB = 130;
const DELAY_SIZE = 1024;
/** A turn has to hold down to 10 Hz: the transition between the angle and its opposite is 19 Hz wide, about 0 Hz. */
const TURN_REACH_S = 0.085;
const TURN_DB = 70;

/** `delayFrames` of -½ … ½; `degrees`: cos(ωt) becomes cos(ωt + angle). */
export function turnedKernel(delayFrames: number, degrees: number, rate: number): FirSpectrum {
  const reach = degrees === 0 ? DELAY_REACH : turnReach(rate);
  const size = degrees === 0 ? DELAY_SIZE : 4 * reach;
  const beta = kaiserBeta(degrees === 0 ? DELAY_DB : TURN_DB);
  const angle = (Math.PI / 180) * degrees;
  const taps = new Float64Array(size);
  for (let n = 1 - reach; n < reach; n++) {
    taps[(n + size) % size] = turnedTap(n - delayFrames, angle) * kaiserAt((n - delayFrames) / reach, beta);
  }
  const re = new Float64Array(size / 2 + 1);
  const im = new Float64Array(size / 2 + 1);
  createRealFft(size).forward(taps, re, im);
  return { size, before: reach, after: reach, re, im };
}

/**
 * cos(angle)·sinc(t) - sin(angle)·(1 - cos πt)/(πt): what is wanted band-limited, and its Hilbert transform (Oppenheim and
 * Schafer, Discrete-Time Signal Processing, 12.4), between whole frames as well.
 */
function turnedTap(t: number, angle: number): number {
  if (t === 0) return cos(angle);
  const whole = t === Math.round(t);
  const sinc = whole ? 0 : sin(Math.PI * t) / (Math.PI * t);
  const wave = whole ? (t % 2 === 0 ? 1 : -1) : cos(Math.PI * t);
  return cos(angle) * sinc - (sin(angle) * (1 - wave)) / (Math.PI * t);
}

function kaiserAt(u: number, beta: number): number {
  return u * u < 1 ? besselI0(beta * Math.sqrt(1 - u * u)) / besselI0(beta) : 0;
}

function turnReach(rate: number): number {
  let reach = 1024;
  while (reach < TURN_REACH_S * rate) reach *= 2;
  return reach;
}
