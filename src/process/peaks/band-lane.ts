// Band lane: one channel split into bass and middle, with the sound itself beside them; what is left over is the treble.
import { DelayedGain } from '../control/delayed-gain.ts';
import { RunningMean, WHOLE } from '../control/running-mean.ts';

/** Where bass and treble are 3 dB down: below the voice's body, and above its fundamentals and first formants. */
const BASS_TO_HZ = 180;
const TREBLE_FROM_HZ = 2500;
/** Running means in a row: they come near a Gauss bell, which neither rings nor overshoots. */
const MEANS = 3;
/** Spread of the Gauss bell in time whose spectrum is 3 dB down at 1 Hz: √(ln 2) / 2π seconds. */
const SPREAD_S_HZ = 0.13251;

/** A low-pass of linear phase: running means of whole numbers, which never drift. */
class Bell {
  readonly latencyFrames: number;
  private readonly means: readonly RunningMean[];

  constructor(cornerHz: number, sampleRateHz: number) {
    const spread = (SPREAD_S_HZ * sampleRateHz) / cornerHz;
    // The variance of a running mean of length L is (L² - 1)/12.
    const half = Math.max(1, Math.round((Math.sqrt((12 / MEANS) * spread * spread + 1) - 1) / 2));
    this.means = Array.from({ length: MEANS }, () => new RunningMean(2 * half + 1));
    this.latencyFrames = MEANS * half;
  }

  process(samples: Float64Array, frames: number, out: Float64Array): void {
    for (let n = 0; n < frames; n++) out[n] = Math.round(samples[n]! * WHOLE);
    for (const mean of this.means) mean.process(out, frames);
    for (let n = 0; n < frames; n++) out[n] = out[n]! / WHOLE;
  }

  reset(): void {
    for (const mean of this.means) mean.reset();
  }
}

/** So many frames of exact zeros are no crossings of zero but silence: before the sound, after it, or edited in. */
const SILENT_FRAMES = 64;

/** Tells of every frame, as much later as the sound waits, whether it belongs to a stretch of silence. */
class SilentFrames {
  private readonly ring: Uint8Array;
  private readonly least: number;
  private at = 0;
  private run = 0;

  constructor(waitFrames: number) {
    this.ring = new Uint8Array(waitFrames);
    this.least = Math.min(SILENT_FRAMES, waitFrames);
    this.reset();
  }

  process(sound: Float64Array, frames: number, out: Uint8Array): void {
    const { ring, least } = this;
    for (let n = 0; n < frames; n++) {
      const { at } = this;
      out[n] = ring[at]!;
      this.run = sound[n] === 0 ? this.run + 1 : 0;
      ring[at] = this.run > least ? 1 : 0;
      if (this.run === least)
        for (let k = 0; k < least; k++) ring[at >= k ? at - k : at - k + ring.length] = 1;
      this.at = at + 1 === ring.length ? 0 : at + 1;
    }
  }

  /** Before the sound there was silence. */
  reset(): void {
    this.ring.fill(1);
    this.at = 0;
    this.run = this.least;
  }
}

/** A low-pass rings before and after the sound; where the sound itself is silent, its bands are too. */
export class BandLane {
  /** By which the sound is late after `split`. */
  readonly splitFrames: number;
  private readonly bell: Bell;
  private readonly wideBell: Bell;
  private readonly soundAligned: DelayedGain;
  private readonly middleAligned: DelayedGain;
  private readonly waiting: readonly DelayedGain[];
  private readonly silence: SilentFrames;
  private readonly silent: Uint8Array;

  /** `waitFrames`: how long the bands wait for their gains after that. For at most `longest` frames a time. */
  constructor(sampleRateHz: number, waitFrames: number, longest: number) {
    this.silence = new SilentFrames(waitFrames);
    this.silent = new Uint8Array(longest);
    this.bell = new Bell(BASS_TO_HZ, sampleRateHz);
    this.wideBell = new Bell(TREBLE_FROM_HZ, sampleRateHz);
    this.splitFrames = this.bell.latencyFrames;
    this.soundAligned = new DelayedGain(this.splitFrames);
    this.middleAligned = new DelayedGain(this.splitFrames - this.wideBell.latencyFrames);
    this.waiting = Array.from({ length: 3 }, () => new DelayedGain(waitFrames));
  }

  /** Delays the sound and writes its bass and its middle; sound - bass - middle is the treble. */
  split(sound: Float64Array, frames: number, bass: Float64Array, middle: Float64Array): void {
    this.bell.process(sound, frames, bass);
    this.wideBell.process(sound, frames, middle);
    this.middleAligned.process(middle, frames, null);
    this.soundAligned.process(sound, frames, null);
    for (let n = 0; n < frames; n++) middle[n]! -= bass[n]!;
  }

  /** Delays all three until their gains are known. */
  wait(sound: Float64Array, frames: number, bass: Float64Array, middle: Float64Array): void {
    const [first, second, third] = this.waiting as [DelayedGain, DelayedGain, DelayedGain];
    const { silent } = this;
    this.silence.process(sound, frames, silent);
    first.process(sound, frames, null);
    second.process(bass, frames, null);
    third.process(middle, frames, null);
    for (let n = 0; n < frames; n++) {
      if (silent[n] === 0) continue;
      bass[n] = 0;
      middle[n] = 0;
    }
  }

  reset(): void {
    const { bell, wideBell, soundAligned, middleAligned, waiting, silence } = this;
    for (const part of [bell, wideBell, soundAligned, middleAligned, ...waiting, silence]) part.reset();
  }
}
