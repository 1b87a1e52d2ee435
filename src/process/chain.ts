// Chain: processors one after the other, and a source heard through them, aligned to the sample.
import { createBlock, sliceBlock, type Block, type SignalFormat } from '../signal/signal.ts';
import { BURST_FRAMES, type Source } from '../signal/stream.ts';
import { placed, type PlacedSpan } from './control/placed.ts';
import { checkParams, type ParamRecord } from './params.ts';
import type { Processor, ProcessorKind } from './processor.ts';

export interface ChainStep {
  readonly kind: ProcessorKind;
  /** Checked here; missing ones take their defaults. */
  readonly params: ParamRecord;
  /** Left out for the moment, as if it were not there. */
  readonly bypassed?: boolean;
  /** Where it is heard, in the time of the song; everywhere where there is none. */
  readonly spans?: readonly PlacedSpan[];
}

/**
 * One processor that does all steps in order. Neutral and bypassed steps are left out, so a chain of them passes samples
 * untouched. `firstFrame`: which frame of the song will come first.
 */
export function createChain(steps: readonly ChainStep[], format: SignalFormat, firstFrame = 0): Processor {
  const members: Processor[] = [];
  let latencyFrames = 0;
  for (const { kind, params: given, bypassed, spans = [] } of steps) {
    const params = checkParams(kind.params, given, kind.id);
    if (bypassed === true || kind.isNeutral(params)) continue;
    const first = firstFrame - latencyFrames;
    const whole = kind.create(params, format, first);
    latencyFrames += whole.latencyFrames;
    members.push(spans.length === 0 ? whole : placed(whole, spans, format, first));
  }
  return {
    latencyFrames,
    tailFrames: members.reduce((sum, member) => sum + member.tailFrames, 0),
    get gainReductionDb() {
      return members.findLast((member) => member.gainReductionDb !== undefined)?.gainReductionDb;
    },
    get repairs() {
      return members.flatMap((member) => member.repairs ?? []);
    },
    reset() {
      for (const member of members) member.reset();
    },
    process(block) {
      for (let m = 0; m < members.length; m++) members[m]!.process(block);
    },
  };
}

/**
 * `source` through `processor`: as many frames as the source has, each where it was (the latency is removed, and the end
 * is pushed out with silence). Closing it closes the source.
 */
export function processSource(source: Source, processor: Processor): Source {
  const { format } = source;
  let toSkip = processor.latencyFrames;
  let toFlush = processor.latencyFrames;
  let ended = false;

  /** The source's next block, then as much silence as the latency held back, then null. */
  const pullInput = async (maxFrames: number): Promise<Block | null> => {
    const block = ended ? null : await source.pull(maxFrames);
    if (block !== null) return block;
    ended = true;
    const frames = Math.min(toFlush, maxFrames);
    toFlush -= frames;
    return frames > 0 ? createBlock(format.channels, frames) : null;
  };

  return {
    format,
    frames: source.frames,
    shortenedBits: source.shortenedBits,
    async pull(maxFrames) {
      for (;;) {
        const block = await pullInput(
          toSkip > 0 ? Math.max(maxFrames, Math.min(toSkip, BURST_FRAMES)) : maxFrames,
        );
        if (block === null) return null;
        processor.process(block);
        const skipped = Math.min(toSkip, block.frames);
        toSkip -= skipped;
        if (skipped < block.frames) return skipped > 0 ? sliceBlock(block, skipped, block.frames) : block;
      }
    },
    close: () => source.close(),
  };
}
