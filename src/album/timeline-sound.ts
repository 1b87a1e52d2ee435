// Timeline sound: a whole disc or side as one Source: clips summed on the grid, faded, silence between them.
import { holdPeaks } from '../process/output/hold-peaks.ts';
import { createBlock, sliceBlock, type Block, type SignalFormat } from '../signal/signal.ts';
import { BURST_FRAMES, type Source } from '../signal/stream.ts';
import { SECTORS_PER_S } from './album.ts';
import { ClipSound } from './clip-sound.ts';
import type { Clip, Timeline } from './disc-timeline.ts';
import type { Passage } from './mastered-album.ts';

export interface TimelineSoundOptions {
  readonly sampleRateHz: number;
  /** 2 unless told; mono passages sound from both. */
  readonly channels?: number;
  /** Where peaks of what overlaps, or of what is resampled, are held. Left alone for passages without a ceiling. */
  readonly passages: readonly Pick<Passage, 'id' | 'ceilingDbtp'>[];
  /** `unlimited`: what comes in stands above full scale itself; nothing is held. `held` unless told. */
  readonly peaks?: 'held' | 'unlimited';
  /** A passage from its start; closed here. */
  open(id: string): Promise<Source>;
}

/**
 * `timeline.sectors` / 75 seconds of sound at any rate, opened clip by clip as it is pulled: the memory does not grow with the
 * disc. Where one clip at this rate sounds alone, outside of its fades, its samples pass to the last bit; the same bits for any
 * pull sizes. Faults: those of the passages' places and formats, `passage-too-short`, `too-many-channels`, `rate-not-supported`.
 */
export function timelineSound(timeline: Timeline, options: TimelineSoundOptions): Source {
  const { sampleRateHz, channels = 2, passages, peaks = 'held', open } = options;
  const isHeld = peaks === 'held';
  const ceilings = new Map(passages.map(({ id, ceilingDbtp }) => [id, isHeld ? ceilingDbtp : null]));
  const format = { sampleRateHz, channels };
  const origin = { open, ceilingDbtp: (id: string): number | null => ceilings.get(id) ?? null };
  const clips = timeline.clips.map((clip) => new ClipSound(clip, format, origin));
  const frames = Math.round((timeline.sectors * sampleRateHz) / SECTORS_PER_S);
  let sound: Source = new Sum(clips, format, frames);
  for (const [ceilingDbtp, spans] of isHeld ? overlaps(timeline.clips, ceilings) : [])
    sound = holdPeaks(sound, ceilingDbtp, spans);
  return sound;
}

interface Span {
  readonly startS: number;
  readonly endS: number;
}

/** The guard fades itself in over this much before it must hold. */
const GUARD_LEAD_S = 0.1;

/** Where clips sound together, by the higher of their ceilings; where one of them has none, full scale is. */
function overlaps(clips: readonly Clip[], ceilings: ReadonlyMap<string, number | null>): Map<number, Span[]> {
  const byCeiling = new Map<number, Span[]>();
  clips.forEach((clip, i) => {
    const { startS, endS } = spanOf(clip);
    for (const earlier of clips.slice(0, i)) {
      const until = Math.min(endS, spanOf(earlier).endS);
      if (until <= startS) continue;
      const ceiling = Math.max(ceilings.get(clip.passage) ?? 0, ceilings.get(earlier.passage) ?? 0);
      const span = { startS: startS - GUARD_LEAD_S, endS: until + GUARD_LEAD_S };
      byCeiling.set(ceiling, [...(byCeiling.get(ceiling) ?? []), span]);
    }
  });
  return byCeiling;
}

function spanOf({ startSector, fromFrame, toFrame, sampleRateHz }: Clip): Span {
  const startS = startSector / SECTORS_PER_S;
  return { startS, endS: startS + (toFrame - fromFrame) / sampleRateHz };
}

/** All clips where they stand; silence elsewhere. */
class Sum implements Source {
  readonly format: SignalFormat;
  readonly frames: number;
  private readonly clips: readonly ClipSound[];
  private readonly block: Block;
  private at = 0;

  constructor(clips: readonly ClipSound[], format: SignalFormat, frames: number) {
    this.clips = clips;
    this.format = format;
    this.frames = frames;
    this.block = createBlock(format.channels, BURST_FRAMES);
  }

  async pull(maxFrames: number): Promise<Block | null> {
    const count = Math.min(maxFrames, this.frames - this.at, BURST_FRAMES);
    if (count <= 0) return null;
    for (let done = 0; done < count; ) done += await this.stretch(done, count - done);
    return sliceBlock(this.block, 0, count);
  }

  async close(): Promise<void> {
    await Promise.all(this.clips.map((clip) => clip.close()));
  }

  /** Up to `most` frames in which the same clips sound; gives how many. */
  private async stretch(offset: number, most: number): Promise<number> {
    const { at } = this;
    const sounding = this.clips.filter(({ startFrame, endFrame }) => startFrame <= at && at < endFrame);
    const changes = this.clips.flatMap(({ startFrame, endFrame }) => [startFrame, endFrame]);
    const next = changes.filter((frame) => frame > at).reduce((a, b) => Math.min(a, b), at + most);
    const count = next - at;
    if (sounding.length === 0)
      for (const samples of this.block.channels) samples.fill(0, offset, offset + count);
    for (let i = 0; i < sounding.length; i++)
      await sounding[i]!.give(this.block.channels, offset, count, i > 0);
    this.at = next;
    return count;
  }
}
