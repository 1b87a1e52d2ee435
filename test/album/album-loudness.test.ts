// Album loudness: one gate over all songs, forecast from records and exact from blocks; and what songs are measured by.
import { describe, expect, it } from 'vitest';
import { albumLoudness, forecastAlbumLufs } from '../../src/album/album-loudness.ts';
import { songLevels } from '../../src/album/balance/song-levels.ts';
import { songFullness } from '../../src/album/balance/song-fullness.ts';
import { styleById } from '../../src/master/style/styles.ts';
import { pump } from '../../src/measure/measure.ts';
import { createSongMeter } from '../../src/measure/song-meter.ts';
import { sourceOf } from '../../src/signal/stream.ts';
import { analysisOf } from '../master/analyses.ts';
import { musicLike, noise } from '../signals.ts';
import { measured } from './balance/judged-songs.ts';

const RATE = 16000;

async function heard(sound: Float64Array[]) {
  const source = sourceOf(sound, RATE);
  let blocks: Float64Array = new Float64Array();
  const meter = createSongMeter(source.format, {
    quick: true,
    onBlocks: (powers) => {
      blocks = Float64Array.from(powers);
    },
  });
  await pump(source, [meter]);
  return { measurements: meter.result(), blocks };
}

const scaled = (sound: readonly Float64Array[], gain: number) => sound.map((row) => row.map((x) => gain * x));

describe('loudness of an album', () => {
  it('of equal songs is theirs, of none nothing', async () => {
    const { measurements, blocks } = await heard(musicLike(8 * RATE, RATE));
    const own = measurements.loudness.integratedLufs!;
    expect(albumLoudness([blocks, blocks, blocks])).toBeCloseTo(own, 9);
    expect(
      forecastAlbumLufs([
        { measurements, shiftLu: 0 },
        { measurements, shiftLu: 0 },
      ]),
    ).toBeCloseTo(own, 9);
    expect(albumLoudness([])).toBeNull();
    expect(forecastAlbumLufs([])).toBeNull();
  });

  it('leaves a song out that is all under the gate of the others', async () => {
    const loud = await heard(musicLike(8 * RATE, RATE));
    const faint = await heard(scaled(musicLike(8 * RATE, RATE, 2), 0.05));
    const own = loud.measurements.loudness.integratedLufs!;
    expect(albumLoudness([loud.blocks, faint.blocks])).toBeCloseTo(own, 9);
    const both = [loud, faint].map(({ measurements }) => ({ measurements, shiftLu: 0 }));
    expect(forecastAlbumLufs(both)).toBeCloseTo(own, 6);
  });

  it('is forecast near to what the blocks tell', async () => {
    const one = await heard(musicLike(12 * RATE, RATE));
    const two = await heard(scaled(musicLike(9 * RATE, RATE, 5), 0.5));
    const exact = albumLoudness([one.blocks, two.blocks])!;
    const both = [one, two].map(({ measurements }) => ({ measurements, shiftLu: 0 }));
    expect(Math.abs(forecastAlbumLufs(both)! - exact)).toBeLessThan(0.2);
    const raised = both.map((song) => ({ ...song, shiftLu: 3 }));
    expect(forecastAlbumLufs(raised)! - forecastAlbumLufs(both)!).toBeCloseTo(3, 6);
  });
});

describe('levels of a song', () => {
  it('know the top of its range, and leave its quiet parts out', () => {
    const levels = songLevels(measured(-14, 2))!;
    expect(levels).toMatchObject({ integratedLufs: -14, loudLufs: -12, maxShortTermLufs: -12 });
    const { loudness } = measured(-14, 2);
    const quiet = {
      ...loudness,
      shortTermPerSecondLufs: [...loudness.shortTermPerSecondLufs, ...Array.from({ length: 60 }, () => -50)],
    };
    expect(songLevels({ ...measured(-14, 2), loudness: quiet })!.loudLufs).toBeCloseTo(-12, 2);
  });

  it('are none in silence, and the whole of what is shorter than a window', () => {
    expect(songLevels(analysisOf({ lufs: null }).measurements)).toBeNull();
    expect(songLevels(analysisOf({ lufs: -20 }).measurements)).toMatchObject({ loudLufs: -20 });
  });
});

describe('fullness', () => {
  const style = styleById('balanced');
  const fullnessOf = (measurements = measured(-14)) => songFullness(measurements, style)!;

  it('of a full arrangement is all, of a few notes little', () => {
    expect(fullnessOf()).toMatchObject({ share: 1, underLu: 0, kind: 'dense' });
    expect(fullnessOf(measured(-14, 1, { sparse: true }))).toMatchObject({ kind: 'sparse' });
    const half = fullnessOf(measured(-14, 1, { offset: (hz) => (hz > 2500 || hz < 90 ? -60 : 0) }));
    expect(half.share).toBeLessThan(0.7);
    expect(half.underLu).toBeGreaterThan(0.5);
  });

  it('does not know how loud a song is', () => {
    const quieter = measured(-44, 1, { levelDb: -60 });
    expect(fullnessOf(quieter)).toEqual(fullnessOf());
  });

  it('is told of noise, and not of a quick look', async () => {
    const { measurements } = await heard([noise(0.1, 4 * RATE), noise(0.1, 4 * RATE, 2)]);
    expect(songFullness(measurements, style)).toBeNull();
  });
});
