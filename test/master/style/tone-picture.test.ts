// Tone picture: the corridor finds the height of the song by itself, whatever sticks out or is missing.
import { describe, expect, it } from 'vitest';
import { styleById, STYLES } from '../../../src/master/style/styles.ts';
import { tonePicture } from '../../../src/master/style/tone-picture.ts';
import { BANDS_HZ, spectrumOf } from '../analyses.ts';

const style = styleById('balanced').spectrum;

function heightOf(offset: (hz: number) => number | null): number {
  const picture = tonePicture(spectrumOf(offset, 0), style)!;
  const at = picture.bandsHz.indexOf(1000);
  return (picture.lowDb[at]! + picture.highDb[at]!) / 2;
}

describe('tonePicture', () => {
  it('lies on a song that is in the middle', () => {
    expect(heightOf(() => 0)).toBeCloseTo(0, 9);
  });

  it('is not carried along by a boom or by an empty octave', () => {
    expect(Math.abs(heightOf((hz) => (hz < 110 ? 14 : 0)))).toBeLessThan(1);
    expect(Math.abs(heightOf((hz) => (hz > 7000 ? -50 : 0)))).toBeLessThan(1);
  });

  it('takes silence of a band and next to silence as the same', () => {
    const silent = tonePicture(
      spectrumOf((hz) => (hz > 5000 ? null : 0)),
      style,
    )!;
    const nearly = tonePicture(
      spectrumOf((hz) => (hz > 5000 ? -90 : 0)),
      style,
    )!;
    expect(nearly.outsideDb).toEqual(silent.outsideDb);
  });

  it('knows how much of the spectrum is played', () => {
    expect(
      tonePicture(
        spectrumOf(() => 0),
        style,
      )!.coverage,
    ).toBe(1);
    expect(
      tonePicture(
        spectrumOf((hz) => (hz < 700 ? -60 : 0)),
        style,
      )!.coverage,
    ).toBeCloseTo(13 / 24, 1);
  });

  it('has nothing to say of silence', () => {
    expect(
      tonePicture(
        spectrumOf(() => null),
        style,
      ),
    ).toBeNull();
    expect(tonePicture(null, style)).toBeNull();
  });
});

describe('STYLES', () => {
  it('fall by 2 dB a third-octave from 100 Hz to 4 kHz as records do, and keep dated sources', () => {
    const { hz, db } = style.middle;
    const slope = (db[hz.indexOf(4000)]! - db[hz.indexOf(125)]!) / Math.log2(4000 / 125);
    expect(slope).toBeCloseTo(-2, 1);
    for (const one of STYLES) {
      expect(one.sources.length).toBeGreaterThan(0);
      expect(one.dated).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(one.spectrum.reach.db.every((reach) => reach >= 4)).toBe(true);
    }
    expect(BANDS_HZ.length).toBeGreaterThan(28);
  });
});
