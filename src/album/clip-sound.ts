// Clip sound: one stretch of a passage at the timeline's rate, with its fades, given out frame by frame in order.
import { holdPeaks } from '../process/output/hold-peaks.ts';
import { resample } from '../process/output/resample.ts';
import { Fault } from '../signal/fault.ts';
import { BURST_FRAMES, type Source } from '../signal/stream.ts';
import type { Block, SignalFormat } from '../signal/signal.ts';
import type { FadeCurve } from './album.ts';
import type { Clip, ClipFade } from './disc-timeline.ts';
import { SECTORS_PER_S } from './album.ts';
import { fadeGain } from './fade-gain.ts';

/** Where a clip's sound comes from. */
export interface ClipOrigin {
  /** The passage from its start. */
  open(id: string): Promise<Source>;
  /** Of the passage: what its peaks are held under where another rate makes new ones; null: left alone. */
  ceilingDbtp(id: string): number | null;
}

/** A fade in frames of the timeline's rate. */
interface Ramp {
  readonly frames: number;
  readonly curve: FadeCurve;
}

/** Where a clip sounds on its timeline at this rate: first frame (inclusive), last (exclusive). */
export function clipFrames(
  { startSector, fromFrame, toFrame, sampleRateHz }: Clip,
  toHz: number,
): { readonly startFrame: number; readonly endFrame: number } {
  const startFrame = Math.round((startSector * toHz) / SECTORS_PER_S);
  const frames = scaled(toFrame, sampleRateHz, toHz) - scaled(fromFrame, sampleRateHz, toHz);
  return { startFrame, endFrame: startFrame + frames };
}

const scaled = (frames: number, fromHz: number, toHz: number): number => Math.round((frames * toHz) / fromHz);

/** Opened at its first frame, closed behind its last; a mono passage sounds from both channels. */
export class ClipSound {
  /** See `clipFrames`. */
  readonly startFrame: number;
  readonly endFrame: number;
  private readonly clip: Clip;
  private readonly format: SignalFormat;
  private readonly origin: ClipOrigin;
  private readonly fromFrame: number;
  private readonly fadeIn: Ramp;
  private readonly fadeOut: Ramp;
  private source: Source | null = null;
  private at = 0;

  constructor(clip: Clip, format: SignalFormat, origin: ClipOrigin) {
    const scale = (frames: number): number => scaled(frames, clip.sampleRateHz, format.sampleRateHz);
    const ramp = (fade: ClipFade | null): Ramp =>
      fade === null ? { frames: 0, curve: 'linear' } : { frames: scale(fade.frames), curve: fade.curve };
    this.clip = clip;
    this.format = format;
    this.origin = origin;
    this.fromFrame = scale(clip.fromFrame);
    const { startFrame, endFrame } = clipFrames(clip, format.sampleRateHz);
    this.startFrame = startFrame;
    this.endFrame = endFrame;
    this.fadeIn = ramp(clip.fadeIn);
    this.fadeOut = ramp(clip.fadeOut);
  }

  /**
   * Its next `count` frames into `target` from `offset` on: written, or added to what stands there. Faults: those of the passage's
   * place and format; `passage-too-short` (`passage`, `frames`), `too-many-channels`.
   */
  async give(target: readonly Float64Array[], offset: number, count: number, add: boolean): Promise<void> {
    const source = (this.source ??= await this.opened());
    for (let done = 0; done < count; ) {
      const block = await source.pull(count - done);
      if (block === null) throw this.tooShort();
      this.fade(block);
      target.forEach((samples, c) => {
        const from = block.channels[Math.min(c, block.channels.length - 1)]!;
        lay(samples, from, offset + done, block.frames, add);
      });
      this.at += block.frames;
      done += block.frames;
    }
    if (this.startFrame + this.at >= this.endFrame) await this.close();
  }

  async close(): Promise<void> {
    const { source } = this;
    this.source = null;
    await source?.close();
  }

  /** The passage at the timeline's rate, `fromFrame` next. */
  private async opened(): Promise<Source> {
    const { passage, sampleRateHz: fromHz } = this.clip;
    const { sampleRateHz: toHz, channels: most } = this.format;
    const own = await this.origin.open(passage);
    try {
      const { sampleRateHz, channels } = own.format;
      if (sampleRateHz !== fromHz)
        throw new Error(`${passage} is at ${sampleRateHz} Hz, its clip at ${fromHz}`);
      if (channels > most) throw new Fault('too-many-channels', 'input', { file: passage, channels, most });
      const source = fromHz === toHz ? own : holdPeaks(resample(own, toHz), this.origin.ceilingDbtp(passage));
      for (let left = this.fromFrame; left > 0; ) {
        const block = await source.pull(Math.min(left, BURST_FRAMES));
        if (block === null) throw this.tooShort();
        left -= block.frames;
      }
      return source;
    } catch (reason) {
      await own.close();
      throw reason;
    }
  }

  private tooShort(): Fault {
    const { passage, toFrame } = this.clip;
    return new Fault('passage-too-short', 'input', { passage, frames: toFrame });
  }

  /** In place. A frame's gain is that of its middle: a fade and its mirror image are one. */
  private fade({ channels, frames }: Block): void {
    const { fadeIn, fadeOut, at } = this;
    const length = this.endFrame - this.startFrame;
    for (let n = 0; n < Math.min(frames, fadeIn.frames - at); n++)
      scaleFrame(channels, n, fadeGain(fadeIn.curve, (at + n + 0.5) / fadeIn.frames));
    for (let n = Math.max(0, length - fadeOut.frames - at); n < frames; n++)
      scaleFrame(channels, n, fadeGain(fadeOut.curve, (length - at - n - 0.5) / fadeOut.frames));
  }
}

function scaleFrame(channels: readonly Float64Array[], n: number, gain: number): void {
  for (const samples of channels) samples[n]! *= gain;
}

function lay(target: Float64Array, from: Float64Array, offset: number, frames: number, add: boolean): void {
  if (!add) target.set(from.subarray(0, frames), offset);
  else for (let n = 0; n < frames; n++) target[offset + n]! += from[n]!;
}
