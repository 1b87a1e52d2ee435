// Bend lane: one channel of a saturator: the sound itself, delayed, and what the curve adds to it at a higher rate.
import { tan } from '../../dsp/math.ts';
import { DelayedGain } from '../control/delayed-gain.ts';
import { OVERSAMPLED_FRAMES, Oversampler } from '../control/oversampler.ts';
import type { BendCurve } from './bend-curve.ts';

/** States below this are set to 0, long before they run in denormal numbers. */
const INAUDIBLE = 1e-30;
/** Middle of the shelf that decides what is driven harder. */
const TONE_HZ = 2000;
/** What a bent curve adds at 0 Hz is taken away below this. */
const DC_HZ = 5;

export interface BendForm {
  readonly curve: BendCurve;
  readonly factor: number;
  /** How much louder than the lows the highs go into the curve; taken back behind it. 1: alike. */
  readonly toneGain: number;
  readonly mix: number;
  readonly outputGain: number;
  readonly sampleRateHz: number;
}

export class BendLane {
  readonly latencyFrames: number;
  private readonly form: BendForm;
  private readonly oversampler: Oversampler;
  private readonly delay: DelayedGain;
  private readonly added = new Float64Array(OVERSAMPLED_FRAMES);
  /** The shelf (b0 + b1 z⁻¹) / (1 + a1 z⁻¹); behind the curve its inverse. */
  private readonly b0: number;
  private readonly b1: number;
  private readonly a1: number;
  private readonly dcShare: number;
  private before = 0;
  private behind = 0;
  private dc = 0;

  constructor(form: BendForm) {
    const { toneGain, sampleRateHz, factor } = form;
    const root = Math.sqrt(toneGain);
    const t = tan((Math.PI * TONE_HZ) / sampleRateHz);
    // (1 + s √g/w) / (1 + s/(w √g)) by the bilinear transform.
    const scale = 1 / (1 + 1 / (t * root));
    this.form = form;
    this.b0 = scale * (1 + root / t);
    this.b1 = scale * (1 - root / t);
    this.a1 = scale * (1 - 1 / (t * root));
    this.dcShare = (2 * Math.PI * DC_HZ) / sampleRateHz;
    this.oversampler = new Oversampler(factor);
    this.latencyFrames = this.oversampler.latencyFrames;
    this.delay = new DelayedGain(this.latencyFrames);
  }

  /** In place. */
  process(samples: Float64Array, frames: number): void {
    for (let at = 0; at < frames; at += OVERSAMPLED_FRAMES) {
      const count = Math.min(OVERSAMPLED_FRAMES, frames - at);
      this.piece(count === frames ? samples : samples.subarray(at, at + count), count);
    }
  }

  reset(): void {
    this.oversampler.reset();
    this.delay.reset();
    this.before = 0;
    this.behind = 0;
    this.dc = 0;
  }

  private piece(samples: Float64Array, frames: number): void {
    const { oversampler, added, form } = this;
    const { curve, factor, mix, outputGain, toneGain } = form;
    if (toneGain === 1) {
      oversampler.up(samples, frames);
    } else {
      this.emphasise(samples, frames);
      oversampler.up(added, frames);
    }
    curve.process(oversampler.fast, frames * factor);
    oversampler.down(added, frames, false);
    if (toneGain !== 1) this.flatten(frames);
    if (curve.bias !== 0) this.takeDc(frames);
    this.delay.process(samples, frames, null);
    for (let n = 0; n < frames; n++) samples[n] = outputGain * (samples[n]! + mix * added[n]!);
  }

  private emphasise(samples: Float64Array, frames: number): void {
    const { added, b0, b1, a1 } = this;
    let state = this.before;
    for (let n = 0; n < frames; n++) {
      const x = samples[n]!;
      const y = b0 * x + state;
      state = b1 * x - a1 * y;
      if (state < INAUDIBLE && state > -INAUDIBLE) state = 0;
      added[n] = y;
    }
    this.before = state;
  }

  private flatten(frames: number): void {
    const { added, b0, b1, a1 } = this;
    const c0 = 1 / b0;
    let state = this.behind;
    for (let n = 0; n < frames; n++) {
      const x = added[n]!;
      const y = (x + state) * c0;
      state = a1 * x - b1 * y;
      if (state < INAUDIBLE && state > -INAUDIBLE) state = 0;
      added[n] = y;
    }
    this.behind = state;
  }

  private takeDc(frames: number): void {
    const { added, dcShare } = this;
    let dc = this.dc;
    for (let n = 0; n < frames; n++) {
      const y = added[n]! - dc;
      dc += dcShare * y;
      if (dc < INAUDIBLE && dc > -INAUDIBLE) dc = 0;
      added[n] = y;
    }
    this.dc = dc;
  }
}
