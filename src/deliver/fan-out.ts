// Fan out: one source feeding several, so that a song is rendered once however many files it becomes.
import { BURST_FRAMES, type Source } from '../signal/stream.ts';
import { createBlock, sliceBlock, type Block } from '../signal/signal.ts';

interface Branch {
  /** This branch's own copy of the current burst, with `at` frames of it used. */
  readonly copy: Block;
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

/** `count` sources with the sound of `source`, to be pulled at the same time; holds one burst for each. */
export function fanOut(source: Source, count: number): FanOut {
  const capacity = BURST_FRAMES;
  const branches: Branch[] = Array.from({ length: count }, () => ({
    copy: { ...createBlock(source.format.channels, capacity), frames: 0 },
    at: 0,
    wake: null,
    fail: null,
    open: true,
  }));
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
      for (const branch of open) hand(branch, block);
    } catch (reason) {
      stop(reason);
    }
  };

  const pull = (branch: Branch, maxFrames: number): Promise<Block | null> => {
    if (stopped) return Promise.reject(stopped.reason);
    if (branch.at < branch.copy.frames) return Promise.resolve(take(branch, maxFrames));
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
      pull: (maxFrames: number) => pull(branch, maxFrames),
      close: () => close(branch),
    })),
    stop,
  };
}

/** Gives a waiting branch its copy of the burst, or the end. */
function hand(branch: Branch, block: Block | null): void {
  const { wake } = branch;
  branch.wake = null;
  branch.fail = null;
  branch.at = 0;
  branch.copy.frames = block?.frames ?? 0;
  block?.channels.forEach((samples, c) => branch.copy.channels[c]!.set(samples.subarray(0, block.frames)));
  wake?.(block === null ? null : branch.copy);
}

function take(branch: Branch, maxFrames: number): Block {
  const start = branch.at;
  branch.at = Math.min(branch.copy.frames, start + maxFrames);
  return sliceBlock(branch.copy, start, branch.at);
}
