// Cut stretches: pieces of a long sound taken out in one pass, each handed on as soon as it is whole.
import { BURST_FRAMES, type Source } from '../signal/stream.ts';

/** Frames of the sound, from (inclusive) to (exclusive). */
export interface FrameStretch {
  readonly fromFrame: number;
  readonly toFrame: number;
}

interface OpenCut {
  readonly index: number;
  readonly stretches: readonly FrameStretch[];
  readonly channels: readonly Float64Array[];
  readonly endFrame: number;
}

/**
 * `cuts`: the stretches of each piece in rising order, inside the sound. Pieces may overlap; only those that are being cut are
 * held. Stops after the last of them; the caller closes the source.
 */
export async function cutStretches(
  source: Source,
  cuts: readonly (readonly FrameStretch[])[],
  onCut: (index: number, channels: readonly Float64Array[]) => Promise<void>,
): Promise<void> {
  const waiting = cuts
    .map((stretches, index) => ({ index, stretches }))
    .sort((a, b) => a.stretches[0]!.fromFrame - b.stretches[0]!.fromFrame);
  let open: OpenCut[] = [];
  let at = 0;
  while (open.length > 0 || waiting.length > 0) {
    const block = await source.pull(BURST_FRAMES);
    if (block === null) break;
    const end = at + block.frames;
    while ((waiting[0]?.stretches[0]!.fromFrame ?? end) < end)
      open.push(opened(waiting.shift()!, source.format.channels));
    for (const cut of open) copy(cut, block.channels, at, end);
    for (const cut of open.filter(({ endFrame }) => endFrame <= end)) await onCut(cut.index, cut.channels);
    open = open.filter(({ endFrame }) => endFrame > end);
    at = end;
  }
  // at the sound's end whatever is open is as whole as it can be
  for (const cut of open) await onCut(cut.index, cut.channels);
}

function opened(
  { index, stretches }: { index: number; stretches: readonly FrameStretch[] },
  channels: number,
): OpenCut {
  const frames = stretches.reduce((sum, { fromFrame, toFrame }) => sum + toFrame - fromFrame, 0);
  return {
    index,
    stretches,
    channels: Array.from({ length: channels }, () => new Float64Array(frames)),
    endFrame: stretches.at(-1)!.toFrame,
  };
}

function copy(cut: OpenCut, from: readonly Float64Array[], at: number, end: number): void {
  let written = 0;
  for (const { fromFrame, toFrame } of cut.stretches) {
    const first = Math.max(fromFrame, at);
    const last = Math.min(toFrame, end);
    if (last > first)
      cut.channels.forEach((samples, c) =>
        samples.set(from[c]!.subarray(first - at, last - at), written + first - fromFrame),
      );
    written += toFrame - fromFrame;
  }
}
