import { describe, expect, it } from 'vitest';
import { CLIPPING } from '../../../src/inspect/level/clipping.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike, sine } from '../../signals.ts';

const RATE = 44100;

/** The music-like sound driven into a hard ceiling between two times, then turned down. */
function clipped(
  ceiling: number,
  gainAfter: number,
  startS: number,
  endS: number,
  channels: readonly number[],
): Float64Array[] {
  const sound = musicLike(4 * RATE, RATE, 11);
  for (const c of channels) {
    for (let n = Math.round(startS * RATE); n < Math.round(endS * RATE); n++) {
      sound[c]![n] = Math.max(-ceiling, Math.min(ceiling, sound[c]![n]!));
    }
  }
  return sound.map((samples) => samples.map((value) => Math.round(value * gainAfter * 32768) / 32768));
}

detectorContract(CLIPPING, [
  {
    name: 'clipping throughout',
    code: 'clipping',
    channels: clipped(0.15, 6, 0, 4, [0, 1]),
    startS: 0,
    endS: 4,
  },
  {
    name: 'clipping turned down afterwards',
    code: 'clipping',
    channels: clipped(0.15, 1, 0, 4, [0, 1]),
    startS: 0,
    endS: 4,
  },
  {
    name: 'a burst in the left channel',
    code: 'clipping',
    channels: clipped(0.12, 1, 1, 1.4, [0]),
    startS: 1,
    endS: 1.4,
    channel: 'left',
  },
]);

describe('clipping', () => {
  it('does not take pulse waves for clipping', () => {
    const pulse = Float64Array.from({ length: 2 * RATE }, (_, n) => (n % 100 < 30 ? 0.6 : -0.25));
    expect(detect(CLIPPING, [pulse])).toEqual([]);
  });

  it('does not take the round tops of deep bass for clipping, even where they repeat exactly', () => {
    const bass = sine(35, 0.9, 4 * RATE, RATE).map((value) => Math.round(value * 32768) / 32768);
    expect(detect(CLIPPING, [bass])).toEqual([]);
  });

  it('does not report a wave that is over full scale but whole, as float files carry it', () => {
    expect(detect(CLIPPING, [sine(440, 1.8, RATE, RATE)])).toEqual([]);
  });
});
