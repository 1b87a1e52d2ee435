// Hum ear: hears how strong every line of a hum is, and in which phase, in one channel thinned out to a low rate.
import { cos, sin } from '../../dsp/math.ts';
import { hann } from '../../dsp/window.ts';

/** A window of `window` low frames is heard every `hop` of them. */
export class HumEar {
  /** What was heard last. */
  re = 0;
  im = 0;
  private readonly kernel: Float64Array;
  private readonly thin: number;
  private readonly turns: number;
  private readonly hop: number;
  private readonly half: number;
  private readonly last: number;
  private readonly low: Float64Array;
  /** Sums and differences of what is as far before the window's middle as behind it. */
  private readonly even: Float64Array;
  private readonly odd: Float64Array;
  /** Windowed cosines, then negative sines, of every line, from the middle of the window on. */
  private readonly waves: Float64Array;

  /**
   * `kernel` thins the sound out by `thin`; `turns`: of the fundamental in a low frame. The window ends `last` low frames
   * before what is known.
   */
  constructor(
    kernel: Float64Array,
    thin: number,
    turns: number,
    lines: number,
    hop: number,
    window: number,
    last: number,
  ) {
    this.kernel = kernel;
    this.thin = thin;
    this.turns = turns;
    this.hop = hop;
    this.half = window / 2;
    this.last = last;
    this.low = new Float64Array(window + hop);
    this.even = new Float64Array(this.half);
    this.odd = new Float64Array(this.half);
    this.waves = new Float64Array(2 * lines * this.half);
    this.fillWaves(hann(window), lines);
  }

  reset(): void {
    this.low.fill(0);
  }

  /** A hop's worth of sound: the first of its low frames is around `held[first]`. */
  take(held: Float64Array, first: number): void {
    const { kernel, low, thin, hop, half, last, even, odd } = this;
    const reach = (kernel.length - 1) / 2;
    low.copyWithin(0, hop);
    for (let i = 0; i < hop; i++) {
      const middle = first + i * thin;
      // The kernel is symmetric.
      let sum = kernel[reach]! * held[middle]!;
      for (let k = 1; k <= reach; k++) sum += kernel[reach + k]! * (held[middle - k]! + held[middle + k]!);
      low[2 * half + i] = sum;
    }
    const centre = last + half;
    for (let n = 1; n < half; n++) {
      even[n] = low[centre + n]! + low[centre - n]!;
      odd[n] = low[centre + n]! - low[centre - n]!;
    }
    even[0] = low[centre]!;
  }

  /** Line `k` in hop `hop`, against the phase that it has from the song's beginning. */
  listen(k: number, hop: number): void {
    const { waves, even, odd, half } = this;
    const at = 2 * k * half;
    const behind = at + half;
    let re = 0;
    let im = 0;
    let re2 = 0;
    let im2 = 0;
    for (let n = 0; n < half; n += 2) {
      re += even[n]! * waves[at + n]!;
      im += odd[n]! * waves[behind + n]!;
      re2 += even[n + 1]! * waves[at + n + 1]!;
      im2 += odd[n + 1]! * waves[behind + n + 1]!;
    }
    re += re2;
    im += im2;
    const turn = 2 * Math.PI * fraction((k + 1) * this.turns * this.hop * hop);
    const wRe = cos(turn);
    const wIm = -sin(turn);
    this.re = re * wRe - im * wIm;
    this.im = re * wIm + im * wRe;
  }

  private fillWaves(window: Float64Array, lines: number): void {
    const { waves, turns, half } = this;
    const weight = 2 / window.reduce((sum, v) => sum + v, 0);
    for (let k = 0; k < lines; k++) {
      for (let n = 0; n < half; n++) {
        const turn = 2 * Math.PI * fraction((k + 1) * turns * n);
        waves[2 * k * half + n] = weight * window[half + n]! * cos(turn);
        waves[(2 * k + 1) * half + n] = -weight * window[half + n]! * sin(turn);
      }
    }
  }
}

function fraction(x: number): number {
  return x - Math.floor(x);
}
