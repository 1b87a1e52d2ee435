// Corridor distance: 0 inside, the RMS of what stands outside, and at most half of it left by the judgement of tone.
import { describe, expect, it } from 'vitest';
import { TONE } from '../../../src/master/deciders/tone.ts';
import { toneResponseDb, type ToneBand } from '../../../src/master/deciders/tone-fit.ts';
import { corridorDistanceDb } from '../../../src/master/style/corridor-distance.ts';
import { styleById, STYLES } from '../../../src/master/style/styles.ts';
import { BANDS_HZ, questionOf, spectrumOf } from '../analyses.ts';

const { spectrum } = styleById('balanced');
type Offset = (hz: number) => number | null;
const distance = (offset: Offset): number => corridorDistanceDb(spectrumOf(offset), spectrum)!;

describe('corridorDistanceDb', () => {
  it('is 0 in the middle of every style, and anywhere inside', () => {
    for (const style of STYLES)
      expect(
        corridorDistanceDb(
          spectrumOf(() => 0, -30, style.id),
          style.spectrum,
        ),
      ).toBe(0);
    expect(distance((hz) => 3 * Math.sin(Math.log2(hz)))).toBe(0);
  });

  it('grows with what stands outside, at any level', () => {
    const boom =
      (db: number): Offset =>
      (hz) =>
        hz >= 160 && hz <= 500 ? db : 0;
    expect(distance(boom(9))).toBeGreaterThan(0.5);
    expect(distance(boom(12))).toBeGreaterThan(distance(boom(9)));
    expect(corridorDistanceDb(spectrumOf(boom(9), -60), spectrum)).toBeCloseTo(distance(boom(9)), 9);
  });

  it('does not count what nobody played, nor the ends', () => {
    expect(distance((hz) => (hz < 30 ? 30 : 0))).toBeLessThan(0.1);
    expect(distance((hz) => (hz > 3000 ? null : 0))).toBe(0);
    expect(corridorDistanceDb(null, spectrum)).toBeNull();
  });

  it.each([
    ['boxy', (hz: number) => (hz >= 200 && hz <= 630 ? 9 : 0)],
    ['shrill', (hz: number) => (hz >= 2000 && hz <= 6300 ? 9 : 0)],
    ['boomy', (hz: number) => (hz >= 50 && hz <= 160 ? 11 : 0)],
    ['thin', (hz: number) => (hz <= 250 ? -8 : 0)],
    ['tilted', (hz: number) => 2.2 * Math.log2(hz / 800)],
  ])('is halved by the tone moves of a %s song', (_, offset) => {
    const before = distance(offset);
    expect(before).toBeGreaterThan(0.5);
    const { moves } = TONE.decide(questionOf({ offset }));
    const bands = moves.flatMap((move) => move.params.bands as unknown as ToneBand[]);
    const response = toneResponseDb(bands, BANDS_HZ, 44100);
    const after = distance((hz) => offset(hz) + response[BANDS_HZ.indexOf(hz)]!);
    expect(after).toBeLessThanOrEqual(before / 2);
  });
});
