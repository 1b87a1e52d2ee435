// Fan out: one source feeding several, so that a song is rendered once however many files it becomes.
import { BURST_FRAMES, type Source } from '../../signal/stream.ts';
import { createBlock, sliceBlock, type Block } from '../../signal/signal.ts';

interface Branch {
  /** Where this branch's copies go. */
  readonly copy: Block;
  /** The current burst as this branch has it, with `at` frames of it used. */
  burst: Block;
  at: number;
  wake: ((block: Block | null) => void) | null;
  fail: ((reason: unknown) => void) | null;
  open: boolean;
}

/** Copies of one source. A branch waits until all open branches have used up the burst before. */
export interface FanOut {
  readonly branches: readonly Source[];
  /** Makes every waiting and coming pull fail, so that no branch waits for one that has died. */
  stop(reason: unknown): void;
}

/** `count` sources with the sound of `source`, to be pulled at the same time; holds a burst for each. */
export function fanOut(source: Source, count: number): FanOut {
  const capacity = BURST_FRAMES;
  const branches: Branch[] = Array.from({ length: count }, () => {
    const copy = { ...createBlock(source.format.channels, capacity), frames: 0 };
    return { copy, burst: copy, at: 0, wake: null, fail: null, open: true };
  });
  let ended = false;
  let stopped: { reason: unknown } | null = null;

  const stop = (reason: unknown): void => {
    stopped ??= { reason };
    for (const branch of branches) branch.fail?.(reason);
  };

  /** Pulls the next burst once everybody waits for it. */
  const advance = async (): Promise<void> => {
    const open = branches.filter((branch) => branch.open);
    if (open.length === 0 || open.some((branch) => branch.wake === null)) return;
    try {
      const block = ended ? null : await source.pull(capacity);
      ended = block === null;
      open.forEach((branch, i) => hand(branch, block, i === open.length - 1));
    } catch (reason) {
      stop(reason);
    }
  };

  const pull = (branch: Branch, maxFrames: number): Promise<Block | null> => {
    if (stopped) return Promise.reject(stopped.reason);
    if (branch.at < branch.burst.frames) return Promise.resolve(take(branch, maxFrames));
    return new Promise<Block | null>((resolve, reject) => {
      branch.wake = (block) => resolve(block && take(branch, maxFrames));
      branch.fail = reject;
      void advance();
    });
  };

  const close = async (branch: Branch): Promise<void> => {
    if (!branch.open) return;
    branch.open = false;
    if (branches.every((other) => !other.open)) await source.close();
    else await advance();
  };

  return {
    branches: branches.map((branch) => ({
      format: source.format,
      frames: source.frames,
      shortenedBits: source.shortenedBits,
      pull: (maxFrames: number) => pull(branch, maxFrames),
      close: () => close(branch),
    })),
    stop,
  };
}

/**
 * Gives a waiting branch the burst, or the end. The last one has the source's own block, which is lent until all have
 * used theirs up; the others, handed theirs before, have copies, since a burst may be changed in place.
 */
function hand(branch: Branch, block: Block | null, last: boolean): void {
  const { wake, copy } = branch;
  branch.wake = null;
  branch.fail = null;
  branch.at = 0;
  copy.frames = block?.frames ?? 0;
  if (!last)
    block?.channels.forEach((samples, c) => copy.channels[c]!.set(samples.subarray(0, block.frames)));
  branch.burst = last && block !== null ? { channels: block.channels, frames: block.frames } : copy;
  wake?.(block === null ? null : branch.burst);
}

function take(branch: Branch, maxFrames: number): Block {
  const start = branch.at;
  branch.at = Math.min(branch.burst.frames, start + maxFrames);
  return sliceBlock(branch.burst, start, branch.at);
}
