// Twin reader: mix and master side by side from any place of the song, with smooth seams at loops and between two masters.
import { fadeCurve } from '../dsp/fade-curve.ts';
import { fadeFrames } from './fade-time.ts';
import type { TrackReader } from './track.ts';

/** A track that can be read up to `frontFrames`. */
export interface OpenTrack {
  readonly reader: TrackReader;
  readonly channels: number;
  readonly frontFrames: number;
}

/** A loop has gone back: what would have followed is faded out from its `tailFrame` on; `at` frames of that are done. */
export interface Seam {
  readonly tailFrame: number;
  readonly at: number;
}

/** Where a stretch lies: in the stream that is heard, and in the song. */
export interface Spot {
  readonly streamFrame: number;
  readonly songFrame: number;
  readonly seam: Seam | null;
}

/** The same stretch of both; `master` null where there is none yet. The arrays are the caller's. */
export interface TwinStretch {
  readonly frames: number;
  readonly mix: Float32Array[];
  readonly master: Float32Array[] | null;
}

export class TwinReader {
  mix: OpenTrack;
  private master: OpenTrack | null;
  /** The master before, until it has been faded out. */
  private former: OpenTrack | null = null;
  /** Of the stream: where the fade from the former master begins. */
  private turnFrame = 0;
  private readonly curve: Float64Array;
  private readonly fadeLength: number;

  constructor(sampleRateHz: number, mix: OpenTrack, master: OpenTrack | null) {
    this.mix = mix;
    this.master = master;
    this.fadeLength = fadeFrames(sampleRateHz);
    this.curve = fadeCurve(this.fadeLength);
  }

  /** First frame of the stream at which another master may take over: not before the last one has. */
  get freeFrame(): number {
    return this.former === null ? 0 : this.turnFrame + this.fadeLength;
  }

  /** The same master, further written. */
  growMaster(master: OpenTrack): void {
    this.master = master;
  }

  /** Another master (or none) from `streamFrame` of the stream on, faded to; at once with null. Lets the former one go. */
  async turnTo(master: OpenTrack | null, streamFrame: number | null): Promise<void> {
    const gone = this.former;
    const present = this.master;
    this.master = master;
    this.former = streamFrame === null || master === null ? null : present;
    this.turnFrame = streamFrame ?? 0;
    await gone?.reader.close();
    if (this.former === null) await present?.reader.close();
  }

  /** A jump: nothing of the stream before is heard any more. */
  async forgetFormer(): Promise<void> {
    const gone = this.former;
    this.former = null;
    await gone?.reader.close();
  }

  /** Up to `frames` frames, fewer where one of them ends or is not written yet; null where there is no mix. */
  async read(spot: Spot, frames: number): Promise<TwinStretch | null> {
    const { master, former, turnFrame } = this;
    const mix = await this.readSide(this.mix, spot, frames);
    if (mix === null) return null;
    const have = mix[0]!.length;
    const next = master === null ? null : await this.readSide(master, spot, have);
    if (next !== null && former !== null && spot.streamFrame < turnFrame + this.fadeLength) {
      const before = await this.readSide(former, spot, next[0]!.length);
      if (before !== null) this.blend(before, next, next, spot.streamFrame - turnFrame);
    }
    const count = next === null ? have : next[0]!.length;
    return { frames: count, mix: mix.map((samples) => samples.subarray(0, count)), master: next };
  }

  async close(): Promise<void> {
    for (const track of [this.mix, this.master, this.former]) await track?.reader.close();
  }

  private async readSide(track: OpenTrack, spot: Spot, frames: number): Promise<Float32Array[] | null> {
    const { songFrame, seam } = spot;
    const samples = await readFrom(track, songFrame, frames);
    if (samples === null || seam === null) return samples;
    const count = Math.min(samples[0]!.length, this.fadeLength - seam.at);
    const tail = await readFrom(track, seam.tailFrame + seam.at, count);
    const silence = Array.from({ length: track.channels }, () => new Float64Array(count));
    this.blend(tail ?? silence, samples, samples, seam.at);
    return samples;
  }

  /** From `before` to `after`, `at` frames into the fade; where `before` ends it counts as silence. */
  private blend(
    before: readonly (Float32Array | Float64Array)[],
    after: readonly Float32Array[],
    target: readonly Float32Array[],
    at: number,
  ): void {
    for (let c = 0; c < target.length; c++) {
      const from = before[Math.min(c, before.length - 1)]!;
      const to = after[c]!;
      const count = Math.min(to.length, this.fadeLength - at);
      for (let n = 0; n < count; n++) {
        const x = n < from.length ? from[n]! : 0;
        target[c]![n] = x + this.curve[Math.max(0, at + n)]! * (to[n]! - x);
      }
    }
  }
}

/** What there is from `start` on, null for nothing. */
async function readFrom(track: OpenTrack, start: number, frames: number): Promise<Float32Array[] | null> {
  const wanted = Math.min(frames, track.frontFrames - start);
  if (wanted <= 0) return null;
  const samples = Array.from({ length: track.channels }, () => new Float32Array(wanted));
  const count = await track.reader.read(start, wanted, samples);
  if (count === 0) return null;
  return count === wanted ? samples : samples.map((channel) => channel.slice(0, count));
}
