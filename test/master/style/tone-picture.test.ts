// Tone picture: the corridor finds the height of the song by itself, whatever sticks out or is missing.
import { describe, expect, it } from 'vitest';
import { styleById } from '../../../src/master/style/styles.ts';
import { tonePicture } from '../../../src/master/style/tone-picture.ts';
import { spectrumOf } from '../analyses.ts';

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
