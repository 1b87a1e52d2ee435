// Heard after: listens to a song as some moves leave it: what the forecast needs of it, and its telling sections.
import { gainFromDb } from '../../dsp/decibel.ts';
import type { Listening } from '../../measure/measure.ts';
import { createChain } from '../../process/chain.ts';
import type { Processor } from '../../process/processor.ts';
import { createBlock, sliceBlock, type Block, type SignalFormat } from '../../signal/signal.ts';
import { BURST_FRAMES } from '../../signal/stream.ts';
import type { Move, Span } from '../plan.ts';
import { activeSteps } from '../render.ts';
import { ExcerptKeeper, type Excerpt } from '../trial/excerpts.ts';
import { LoudnessSketcher, type LoudnessSketch } from './loudness-sketch.ts';

/** A song as the moves before level and limiter leave it. */
export interface HeardSong {
  readonly sketch: LoudnessSketch;
  readonly excerpts: readonly Excerpt[];
}

/** What to listen for. */
export interface HearingWish {
  readonly moves: readonly Move[];
  /** Peaks under this level need not be told exactly. */
  readonly floorDb: number;
  readonly spans: readonly Span[];
}

/** Feed it the mix from its start; several of them share one listening. The mix itself is left as it is. */
export class HeardAfter implements Listening {
  private readonly chain: Processor;
  private readonly sketcher: LoudnessSketcher;
  private readonly keeper: ExcerptKeeper;
  private readonly channels: number;
  private toSkip: number;

  constructor(format: SignalFormat, { moves, floorDb, spans }: HearingWish) {
    this.chain = createChain(activeSteps(moves), format);
    this.sketcher = new LoudnessSketcher(format, gainFromDb(floorDb));
    this.keeper = new ExcerptKeeper(format, spans);
    this.channels = format.channels;
    this.toSkip = this.chain.latencyFrames;
  }

  push({ channels, frames }: Block): void {
    this.take({ channels: channels.map((samples) => samples.slice(0, frames)), frames });
  }

  /** Call once, after the last push. */
  result(): HeardSong {
    for (let left = this.chain.latencyFrames; left > 0; left -= BURST_FRAMES)
      this.take(createBlock(this.channels, Math.min(left, BURST_FRAMES)));
    return { sketch: this.sketcher.result(), excerpts: this.keeper.result() };
  }

  /** Changes the block. What the chain is late by is left off at the beginning. */
  private take(block: Block): void {
    this.chain.process(block);
    const skipped = Math.min(this.toSkip, block.frames);
    this.toSkip -= skipped;
    if (skipped === block.frames) return;
    const heard = skipped > 0 ? sliceBlock(block, skipped, block.frames) : block;
    this.sketcher.push(heard);
    this.keeper.push(heard);
  }
}
