// Edge silence: how long a song is silent before its first and after its last sound.
import type { Listening } from '../../measure/measure.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';

/** −60 dBFS: below it nothing is heard at any level at which the song itself can be borne. */
const HEARD = 1e-3;

export interface EdgeSilence extends Listening {
  /** Seconds; of a song without any sound its whole length for both. */
  result(): { readonly startS: number; readonly endS: number };
}

export function createEdgeSilence({ sampleRateHz }: SignalFormat): EdgeSilence {
  let frames = 0;
  let first = -1;
  let last = -1;
  return {
    push(block) {
      if (first < 0) {
        const at = firstHeard(block);
        if (at >= 0) first = frames + at;
      }
      const at = lastHeard(block);
      if (at >= 0) last = frames + at;
      frames += block.frames;
    },
    result: () => ({
      startS: (first < 0 ? frames : first) / sampleRateHz,
      endS: (frames - 1 - last) / sampleRateHz,
    }),
  };
}

function firstHeard({ channels, frames }: Block): number {
  for (let n = 0; n < frames; n++)
    for (const samples of channels) if (Math.abs(samples[n]!) >= HEARD) return n;
  return -1;
}

function lastHeard({ channels, frames }: Block): number {
  for (let n = frames - 1; n >= 0; n--)
    for (const samples of channels) if (Math.abs(samples[n]!) >= HEARD) return n;
  return -1;
}
