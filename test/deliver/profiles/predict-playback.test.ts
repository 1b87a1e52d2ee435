// Predict playback: each platform's own way with loudness, by its published examples.
import { describe, expect, it } from 'vitest';
import { houseProfile } from '../../../src/deliver/profiles/house-profiles.ts';
import { predictPlayback, type PlayedLevel } from '../../../src/deliver/profiles/predict-playback.ts';

const level = (integratedLufs: number | null, truePeakDbtp = -1): PlayedLevel => ({
  integratedLufs,
  truePeakDbtp,
});
const gains = (id: string, songs: readonly PlayedLevel[], album = songs[0]!): readonly (number | null)[] =>
  predictPlayback(houseProfile(id).playback!, songs, album).gainsDb.map((gain) =>
    gain === null ? null : Math.round(10 * gain) / 10,
  );

describe('what a platform does with the level', () => {
  it('Spotify’s own example: −20 LUFS with a peak of −5 dBTP is lifted to −16', () => {
    expect(gains('spotify', [level(-20, -5)])).toEqual([4]);
  });
  it('Spotify keeps an album’s balance, and turns loud music down', () => {
    expect(gains('spotify', [level(-8), level(-14)], level(-9))).toEqual([-5, -5]);
  });
  it('Tidal goes by the loudest song', () => {
    expect(gains('tidal', [level(-8), level(-14)], level(-9))).toEqual([-6, -6]);
  });
  it('YouTube turns each song down and none up', () => {
    expect(gains('youtube', [level(-8), level(-20), level(null)])).toEqual([-6, 0, null]);
  });
  it('Apple turns up as far as peaks allow', () => {
    expect(gains('apple-music', [level(-20, -1)])).toEqual([1]);
    expect(gains('apple-music', [level(-20, -12)])).toEqual([4]);
  });
  it('silence is left alone', () => {
    expect(gains('tidal', [level(null)])).toEqual([null]);
  });
});
