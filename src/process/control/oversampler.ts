// Oversampler: one channel at 2 to 16 times its rate and back, for what is reckoned between the samples.
import { Doubler, type HalfBandForm, Halver, halfBand } from '../../dsp/half-band.ts';

/** Frames worked on at a time: 16 times as many still lie in the nearest cache. */
export const OVERSAMPLED_FRAMES = 256;
/** What comes in below this (-5600 dB) is taken for 0: the smallest weights of all stages would make denormal numbers of it. */
const FAINTEST = 1e-280;
/** Depth of what the filters take away. */
const ATTENUATION_DB = 106;
/** On the way up flat to this share of the Nyquist frequency (18 kHz of 22.05); its mirror image is gone. */
const UP_PASS_SHARE = 0.816;
/** On the way down, where everything above the mirror image of this (20 kHz) would fold back into what is heard. */
const DOWN_PASS_SHARE = 0.907;

interface StageForms {
  readonly up: HalfBandForm;
  readonly down: HalfBandForm;
}

const stages: StageForms[] = [];

/** Of the stage that doubles 2^index times the rate; made on first use, shared by all. */
function stageForms(index: number): StageForms {
  for (let s = stages.length; s <= index; s++) {
    // Above the first stage, nothing stands beyond the original Nyquist frequency (on the way down: nothing else matters).
    const band = 0.25 / 2 ** s;
    const multiple = Math.max(1, 2 ** (s - 1));
    stages.push({
      up: halfBand(s === 0 ? UP_PASS_SHARE * band : 1.2 * band, ATTENUATION_DB, multiple),
      down: halfBand(s === 0 ? DOWN_PASS_SHARE * band : band, ATTENUATION_DB, multiple),
    });
  }
  return stages[index]!;
}

/** A stage for every doubling of the rate. `lateSample`: what is done at the high rate lags by one sample of it. */
export class Oversampler {
  /** Frames by which `down` gives back what `up` took; whole. */
  readonly latencyFrames: number;
  /** What is at the high rate: OVERSAMPLED_FRAMES times the factor. */
  readonly fast: Float64Array;
  /** What comes in, less what is too faint. */
  private readonly heard = new Float64Array(OVERSAMPLED_FRAMES);
  private readonly doublers: Doubler[] = [];
  private readonly halvers: Halver[] = [];
  private readonly levels: Float64Array[] = [];
  /** Frames until the way down holds nothing but zeros, once only zeros are put in. */
  private readonly memoryFrames: number;
  private left = 0;

  constructor(factor: number, lateSample = false) {
    let latency = 0;
    let memory = 2;
    let rate = 1;
    for (let s = 0; rate < factor; s++, rate *= 2) {
      const { up, down } = stageForms(s);
      latency += (up.reach + down.reach) / rate;
      memory += (2 * down.reach + 1) / rate;
      this.doublers.push(new Doubler(up, OVERSAMPLED_FRAMES * rate));
      this.halvers.push(new Halver(down, OVERSAMPLED_FRAMES * rate, lateSample && 2 * rate === factor));
      this.levels.push(new Float64Array(OVERSAMPLED_FRAMES * rate * 2));
    }
    this.latencyFrames = latency;
    this.memoryFrames = Math.ceil(memory);
    this.fast = this.levels.at(-1)!;
  }

  /** x[0 … frames-1] (at most OVERSAMPLED_FRAMES) to `fast`. */
  up(x: Float64Array, frames: number): void {
    const { doublers, levels, heard } = this;
    for (let n = 0; n < frames; n++) heard[n] = x[n]! < FAINTEST && x[n]! > -FAINTEST ? 0 : x[n]!;
    let from: Float64Array = heard;
    for (let s = 0; s < doublers.length; s++) {
      doublers[s]!.process(from, frames << s, levels[s]!);
      from = levels[s]!;
    }
  }

  /** `fast` back to out[0 … frames-1]. `silent`: it holds zeros only. Tells whether anything may have come out but zeros. */
  down(out: Float64Array, frames: number, silent: boolean): boolean {
    if (silent && this.left <= 0) return false;
    this.left = silent ? this.left - frames : this.memoryFrames;
    const { halvers, levels } = this;
    for (let s = halvers.length - 1; s > 0; s--) halvers[s]!.process(levels[s]!, frames << s, levels[s - 1]!);
    halvers[0]!.process(levels[0]!, frames, out);
    return true;
  }

  reset(): void {
    for (const part of [...this.doublers, ...this.halvers]) part.reset();
    this.left = 0;
  }
}
