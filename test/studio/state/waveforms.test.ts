// Tests of the waveform fetcher: what grows is asked for again, never twice at once, and at once when it is whole.
import { describe, expect, it } from 'vitest';
import type { Pyramid } from '../../../src/measure/pyramid.ts';
import { WaveformFetcher } from '../../../src/studio/state/waveforms.ts';

const pyramid = (frames: number): Pyramid => {
  const empty = new Float32Array(0);
  return { framesPerPoint: 128, frames, min: empty, max: empty, rms: empty };
};
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('waveform fetcher', () => {
  it('asks once for many growths and shows the last without waiting when it is whole', async () => {
    let frames = 100;
    let asked = 0;
    const shown: number[] = [];
    const fetcher = new WaveformFetcher(
      async () => {
        asked++;
        return pyramid(frames);
      },
      (got) => shown.push(got!.frames),
    );
    fetcher.grown();
    fetcher.grown();
    await turn();
    frames = 200;
    fetcher.grown();
    await turn();
    expect(shown).toEqual([100]);
    fetcher.whole();
    await turn();
    await turn();
    expect(shown).toEqual([100, 200]);
    expect(asked).toBe(2);
  });

  it('shows nothing for what is not there or cannot be fetched', async () => {
    const shown: unknown[] = [];
    new WaveformFetcher(
      async () => null,
      (got) => shown.push(got),
    ).grown();
    new WaveformFetcher(
      () => Promise.reject(new Error('gone')),
      (got) => shown.push(got),
    ).grown();
    await turn();
    expect(shown).toEqual([]);
  });
});
