// Groove path: sound as a cutter writes it, by the RIAA curve: where each wall of the groove stands, how fast and how sharply it moves.
import { responseDb, type Coefficients } from '../../dsp/biquad.ts';
import { gainFromDb } from '../../dsp/decibel.ts';
import { fitMagnitude } from '../../dsp/magnitude-fit.ts';
import { PairCascade } from '../../dsp/pair-cascade.ts';

/** Time constants of the curve: 50.05 Hz, 500.5 Hz, 2122 Hz (RIAA 1954, IEC 60098). */
export const RIAA_S = { bass: 3180e-6, middle: 318e-6, treble: 75e-6 } as const;
/** The curve is 0 dB here. */
const REFERENCE_HZ = 1000;
/** No cutting amplifier goes down to 0 Hz; below this the walls stop following. */
const LEAK_HZ = 10;
const TWO_PI = 2 * Math.PI;

const squared = (x: number): number => x * x;

/** How much louder than at 1 kHz the curve cuts, velocity, dB-free power ratio at `hz`. */
export function cuttingPower(hz: number): number {
  return riaa(hz) / riaa(REFERENCE_HZ);
}

function riaa(hz: number): number {
  const w = squared(TWO_PI * hz);
  const { bass, middle, treble } = RIAA_S;
  return ((1 + w * squared(bass)) * (1 + w * squared(treble))) / (1 + w * squared(middle));
}

/**
 * The wall's displacement, in seconds, of a sample value: a sine of 1 at 1 kHz has a velocity of 1. |H|² of the curve over ω is
 * a quotient of quadratics, so that one section follows it exactly.
 */
export function displacementSection(rate: number): Coefficients {
  const w = squared(TWO_PI * REFERENCE_HZ);
  const [bass, middle, treble] = [RIAA_S.bass, RIAA_S.middle, RIAA_S.treble].map((s) => w * s * s) as [
    number,
    number,
    number,
  ];
  const leak = squared(LEAK_HZ / REFERENCE_HZ);
  const numerator = [1, bass + treble, bass * treble] as const;
  const denominator = [leak, 1 + leak * middle, middle] as const;
  const section = fitMagnitude({ numerator, denominator }, REFERENCE_HZ, rate);
  const gain = 1 / (TWO_PI * REFERENCE_HZ) / gainFromDb(responseDb([section], REFERENCE_HZ, rate));
  return scaled(section, gain);
}

/** The derivative by time; within 0.6 dB up to 20 kHz at 44.1 kHz, 0.3 dB from 48 kHz on. */
export function derivativeSection(rate: number): Coefficients {
  const slope = { numerator: [0, 1, 0], denominator: [1, 0, 0] } as const;
  return scaled(fitMagnitude(slope, REFERENCE_HZ, rate), TWO_PI * REFERENCE_HZ);
}

function scaled({ b0, b1, b2, a1, a2 }: Coefficients, gain: number): Coefficients {
  return { b0: b0 * gain, b1: b1 * gain, b2: b2 * gain, a1, a2 };
}

/** Both walls: the left channel moves the inner one, the right channel the outer, each by 45 degrees. */
export interface WallPair {
  readonly left: Float64Array;
  readonly right: Float64Array;
}

/** Follows two channels in pieces of at most `longest` frames; what it leaves is lent until the next piece. */
export class GroovePath {
  /** Seconds, none, 1/s: times the cutting gain (m/s) they are m, m/s and m/s². */
  readonly place: WallPair;
  readonly speed: WallPair;
  readonly bend: WallPair;
  private readonly toPlace: PairCascade;
  private readonly toSpeed: PairCascade;
  private readonly toBend: PairCascade;

  constructor(rate: number, longest: number) {
    const pair = (): WallPair => ({ left: new Float64Array(longest), right: new Float64Array(longest) });
    [this.place, this.speed, this.bend] = [pair(), pair(), pair()];
    const cascade = (section: Coefficients): PairCascade => new PairCascade([section], [section]);
    this.toPlace = cascade(displacementSection(rate));
    this.toSpeed = cascade(derivativeSection(rate));
    this.toBend = cascade(derivativeSection(rate));
  }

  follow(left: Float64Array, right: Float64Array, frames: number): void {
    const { place, speed, bend } = this;
    place.left.set(left.subarray(0, frames));
    place.right.set(right.subarray(0, frames));
    this.toPlace.process(place.left, place.right, frames);
    copy(place, speed, frames);
    this.toSpeed.process(speed.left, speed.right, frames);
    copy(speed, bend, frames);
    this.toBend.process(bend.left, bend.right, frames);
  }
}

function copy(from: WallPair, to: WallPair, frames: number): void {
  to.left.set(from.left.subarray(0, frames));
  to.right.set(from.right.subarray(0, frames));
}
