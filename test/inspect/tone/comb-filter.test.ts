// Comb filter: a late copy of everything is found with its delay; rows of partials, echoes and rooms are no comb.
import { describe, expect, it } from 'vitest';
import { COMB_FILTER } from '../../../src/inspect/tone/comb-filter.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { dullBeats, musicLike, noise } from '../../signals.ts';

const RATE = 44100;

function combed(channels: readonly Float64Array[], frames: number, gain: number): Float64Array[] {
  return channels.map((samples) =>
    samples.map((value, n) => value + (n >= frames ? gain * samples[n - frames]! : 0)),
  );
}

const song = dullBeats(3 * RATE, RATE, 3);

detectorContract(COMB_FILTER, [
  {
    name: 'a copy 2.5 ms late',
    code: 'comb-filter',
    channels: combed(song, 110, 0.7),
    startS: null,
    endS: null,
  },
]);

describe('comb filter', () => {
  it.each([
    [1, 0.9],
    [2.5, 0.5],
    [6, 0.7],
    [9, 0.8],
  ])('measures a copy of %f ms', (ms, gain) => {
    const [found] = detect(COMB_FILTER, combed(song, Math.round((ms * RATE) / 1000), gain));
    expect(found).toMatchObject({ severity: 'warning', unit: 'ms' });
    expect(found!.value).toBeCloseTo(ms, 1);
  });

  it('only notes an inverted copy', () => {
    expect(detect(COMB_FILTER, combed(song, 110, -0.7))[0]).toMatchObject({
      severity: 'note',
      facts: { copy: 'inverted' },
    });
  });

  it('does not take the partials of a held note for teeth', () => {
    const wave = Float64Array.from({ length: 2 * RATE }, (_, n) => 0.3 * (((n * 220) / RATE) % 1) - 0.15);
    expect(detect(COMB_FILTER, [wave, wave])).toEqual([]);
    const hiss = noise(0.001, 2 * RATE, 4);
    expect(detect(COMB_FILTER, [wave.map((v, n) => v + hiss[n]!)])).toEqual([]);
  });

  it('finds it at other rates and levels', () => {
    const quiet = combed(musicLikeAt(96000), 240, 0.9).map((samples) => samples.map((v) => 0.02 * v));
    expect(detect(COMB_FILTER, quiet, [4096], 96000)[0]!.value).toBeCloseTo(2.5, 1);
  });
});

function musicLikeAt(rate: number): Float64Array[] {
  const [left, right] = musicLike(2 * rate, rate, 9) as [Float64Array, Float64Array];
  const hiss = noise(0.02, 2 * rate, 5);
  return [left.map((v, n) => v + hiss[n]!), right.map((v, n) => v + hiss[n]!)];
}
