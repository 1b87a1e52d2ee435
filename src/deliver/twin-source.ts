// Twin source: a source pulled together with others that should hold the same samples, comparing as it goes.
import type { Block } from '../signal/signal.ts';
import { BURST_FRAMES, type Source } from '../signal/stream.ts';

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
    const ours = block.channels[channel]!;
    const theirs = twin.channels[channel]!;
    for (let n = 0; n < twin.frames; n++) {
      if (ours[offset + n] !== theirs[n]) return { frame: at + offset + n, channel };
    }
  }
  return null;
}
