// Learn style: the middle of the records, guard rails for few of them, and a file that can be read back.
import { describe, expect, it } from 'vitest';
import { levelAt } from '../../../src/dsp/curve.ts';
import { learnStyle, type LearntSong } from '../../../src/master/style/learn-style.ts';
import { songFigures } from '../../../src/master/style/song-figures.ts';
import { styleFromText } from '../../../src/master/style/style-text.ts';
import { styleById } from '../../../src/master/style/styles.ts';
import { seededRandom } from '../../../src/signal/random.ts';
import { analysisOf, BANDS_HZ, type Given } from '../analyses.ts';

const { spectrum: house } = styleById('balanced');
const song = (name: string, given: Given): LearntSong => ({
  name,
  measurements: analysisOf(given).measurements,
});

/** `count` records that lean by `tilt` dB an octave, each a little different. */
function records(count: number, tilt: number, ragged = 1): LearntSong[] {
  return Array.from({ length: count }, (_, i) => {
    const random = seededRandom(i + 1);
    const own = BANDS_HZ.map(() => ragged * random());
    const offset = (hz: number): number => own[BANDS_HZ.indexOf(hz)]! + tilt * Math.log2(hz / 800);
    return song(`record ${i}`, {
      offset,
      lufs: -12 + i / 10,
      levelDb: -20 - 3 * i,
      psrDb: 11 + i / 10,
      rangeLu: 6,
    });
  });
}

describe('learnStyle', () => {
  it('learns how its records lean, whatever their level', () => {
    const { style } = learnStyle(records(9, -0.6), 'my-band', '2026-11-21');
    const lean = levelAt(style.spectrum.middle, 6300) - levelAt(style.spectrum.middle, 100);
    const usual = levelAt(house.middle, 6300) - levelAt(house.middle, 100);
    expect(lean - usual).toBeCloseTo(-0.6 * Math.log2(63), 0);
    expect(style).toMatchObject({ id: 'my-band', caption: 'learnt from 9 records', dated: '2026-11-21' });
    expect(style.loudestLufs).toBeCloseTo(-11.6, 5);
    expect(style.dynamics.psrDb).toEqual({ median: 11.4, spread: 1 });
    expect(style.sources).toHaveLength(9);
  });

  it('never makes a corridor narrower than three fifths of the house’s, wider still of few', () => {
    const widths = [1, 2, 4, 9].map((count) => {
      const { style, isFew } = learnStyle(records(count, 0, 0.1), 'own', '2026-11-21');
      expect(isFew).toBe(count < 3);
      return levelAt(style.spectrum.reach, 1000);
    });
    expect(widths[0]).toBeCloseTo(5, 1);
    for (let i = 1; i < widths.length; i++) expect(widths[i]).toBeLessThan(widths[i - 1]!);
    expect(widths.at(-1)).toBeGreaterThanOrEqual(3);
  });

  it('gives records that differ more a wider corridor, within reason', () => {
    const wide = learnStyle(records(9, 0, 12), 'own', '2026-11-21').style.spectrum.reach;
    const close = learnStyle(records(9, 0, 1), 'own', '2026-11-21').style.spectrum.reach;
    expect(levelAt(wide, 1000)).toBeGreaterThan(levelAt(close, 1000) + 1);
    expect(levelAt(wide, 1000)).toBeLessThanOrEqual(1.6 * 5 + 0.01);
  });

  it('leaves out what has no sound, and refuses where none has', () => {
    const silent = song('silence', { offset: () => null, lufs: null });
    expect(learnStyle([...records(3, 0), silent], 'own', '2026-11-21').leftOut).toEqual(['silence']);
    expect(() => learnStyle([silent], 'own', '2026-11-21')).toThrow(
      expect.objectContaining({ code: 'nothing-to-learn' }),
    );
  });

  it('does not compress like open records, nor press harder than dense ones', () => {
    const open = records(3, 0).map((one) => ({ ...one, measurements: withPsr(one.measurements, 15) }));
    const dense = records(3, 0).map((one) => ({ ...one, measurements: withPsr(one.measurements, 9) }));
    expect(learnStyle(open, 'own', '').style.dynamics.gluePsrDb).toBeNull();
    expect(learnStyle(open, 'own', '').style.limiting.meanDb).toBe(0.1);
    expect(learnStyle(dense, 'own', '').style.limiting.meanDb).toBe(1.2);
  });

  it('is read back from its own file as it was written', async () => {
    const { style } = learnStyle(records(4, 0.3), 'my-band', '2026-11-21');
    expect(await styleFromText(JSON.stringify(style), 'my.style.json')).toEqual(style);
  });
});

function withPsr<M extends { dynamics: object }>(measurements: M, psrDb: number): M {
  return { ...measurements, dynamics: { ...measurements.dynamics, psrDb } };
}

describe('songFigures', () => {
  it('reads how bands move over the loud seconds', () => {
    const levelDb = Array.from({ length: 20 }, (_, t) => (t < 4 ? -60 : -20 + (t % 2) * 6));
    const steady = levelDb.map((db) => (db < -40 ? -70 : -30));
    const bandsOverTime = {
      stepS: 1,
      bands: [
        { lowHz: 71, highHz: 141, levelDb, stereo: null },
        { lowHz: 1122, highHz: 2239, levelDb: steady, stereo: null },
      ],
    };
    const { movementDb } = songFigures({ ...analysisOf().measurements, bandsOverTime });
    expect(movementDb[0]!.value).toBeCloseTo(6, 6);
    expect(movementDb[2]!.value).toBeCloseTo(0, 6);
    expect(movementDb[1]!.value).toBeNull();
  });
});
