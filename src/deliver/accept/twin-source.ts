// Twin source: a source pulled together with others that should hold the same samples, comparing as it goes.
import type { Block } from '../../signal/signal.ts';
import { BURST_FRAMES, type Source } from '../../signal/stream.ts';

/** Where the sound of a twin first differs. */
export interface Difference {
  readonly frame: number;
  /** -1 where one is longer than the other. */
  readonly channel: number;
}

export interface Twins {
  /** The sound of the first; pulling it pulls the second too. */
  readonly source: Source;
  /** null when all samples were the same; meaningful after the last pull. */
  difference(): Difference | null;
}

export function twinSource(first: Source, second: Source): Twins {
  let difference: Difference | null = sameShape(first, second) ? null : { frame: 0, channel: -1 };
  let at = 0;

  const follow = async (block: Block): Promise<void> => {
    for (let done = 0; done < block.frames && difference === null; ) {
      const twin = await second.pull(block.frames - done);
      if (twin === null) {
        difference = { frame: at + done, channel: -1 };
        return;
      }
      difference = firstDifference(block, twin, done, at);
      done += twin.frames;
    }
  };

  return {
    source: {
      format: first.format,
      frames: first.frames,
      async pull(maxFrames) {
        const block = await first.pull(maxFrames);
        if (block !== null) {
          await follow(block);
          at += block.frames;
        } else if (difference === null && (await second.pull(BURST_FRAMES)) !== null) {
          difference = { frame: at, channel: -1 };
        }
        return block;
      },
      async close() {
        await first.close();
        await second.close();
      },
    },
    difference: () => difference,
  };
}

function sameShape(first: Source, second: Source): boolean {
  return (
    first.format.sampleRateHz === second.format.sampleRateHz &&
    first.format.channels === second.format.channels
  );
}

/** Compares all of `twin` with `block` from frame `offset` on. */
function firstDifference(block: Block, twin: Block, offset: number, at: number): Difference | null {
  for (let channel = 0; channel < block.channels.length; channel++) {
    const n = firstUnequal(block.channels[channel]!, offset, twin.channels[channel]!, twin.frames);
    if (n < twin.frames) return { frame: at + offset + n, channel };
  }
  return null;
}

/** The first n with ours[offset + n] not theirs[n]; `frames` where there is none. Four at a time. */
function firstUnequal(ours: Float64Array, offset: number, theirs: Float64Array, frames: number): number {
  let n = 0;
  for (; n + 4 <= frames; n += 4) {
    const at = offset + n;
    if (ours[at] !== theirs[n] || ours[at + 1] !== theirs[n + 1]) break;
    if (ours[at + 2] !== theirs[n + 2] || ours[at + 3] !== theirs[n + 3]) break;
  }
  while (n < frames && ours[offset + n] === theirs[n]) n++;
  return n;
}
