// Silent pauses: where no clip of a disc sounds there is digital silence, without the noise that dither lets ring on.
import { clipFrames } from '../../album/clip-sound.ts';
import type { Timeline } from '../../album/disc-timeline.ts';
import type { Source } from '../../signal/stream.ts';

/**
 * `source` (the sound of `timeline`, from its start) with every sample nought that lies in no clip. Dither holds on for a while
 * behind the last sample that needed it, since within a song nobody knows whether it is the last; a disc knows where its songs end.
 */
export function silentPauses(source: Source, timeline: Timeline): Source {
  const { sampleRateHz } = source.format;
  const rests = restsOf(timeline, sampleRateHz);
  let at = 0;
  return {
    ...source,
    async pull(maxFrames) {
      const block = await source.pull(maxFrames);
      if (block === null) return null;
      for (const { from, to } of rests) {
        const [start, end] = [Math.max(0, from - at), Math.min(block.frames, to - at)];
        if (start < end) for (const samples of block.channels) samples.fill(0, start, end);
      }
      at += block.frames;
      return block;
    },
    close: () => source.close(),
  };
}

/** Stretches of frames in which nothing sounds. */
function restsOf(
  { clips }: Timeline,
  sampleRateHz: number,
): { readonly from: number; readonly to: number }[] {
  const sounding = clips
    .map((clip) => clipFrames(clip, sampleRateHz))
    .sort((a, b) => a.startFrame - b.startFrame);
  const rests: { from: number; to: number }[] = [];
  let reached = 0;
  for (const { startFrame, endFrame } of sounding) {
    if (startFrame > reached) rests.push({ from: reached, to: startFrame });
    reached = Math.max(reached, endFrame);
  }
  return [...rests, { from: reached, to: Number.POSITIVE_INFINITY }];
}
