// Tone: only what stands outside is moved, only back to the edge, and never what is not there.
import { describe, expect, it } from 'vitest';
import { TONE } from '../../../src/master/deciders/tone.ts';
import { styleById } from '../../../src/master/style/styles.ts';
import { toneResponseDb, type ToneBand } from '../../../src/master/deciders/tone-fit.ts';
import type { Move } from '../../../src/master/plan.ts';
import { BANDS_HZ, questionOf, type Given } from '../analyses.ts';

const balanced = styleById('balanced');

/** `db` from `low` to `high` Hz, nothing elsewhere. */
const step = (low: number, high: number, db: number) => (hz: number) => (hz >= low && hz <= high ? db : 0);

function judge(given: Given, style = balanced) {
  return TONE.decide(questionOf(given, style));
}

function bandsOf(moves: readonly Move[]): ToneBand[] {
  return moves
    .filter((move) => move.id === 'tone')
    .flatMap((move) => move.params.bands as unknown as ToneBand[]);
}

describe('tone', () => {
  it('leaves a spectrum inside the corridor alone, and says so', () => {
    for (const offset of [
      () => 0,
      step(200, 400, 1.5),
      step(2000, 5000, -4),
      (hz: number) => Math.log2(hz / 800) * 0.8,
    ]) {
      const { moves, restraints } = judge({ offset });
      expect(moves).toEqual([]);
      expect(restraints).toContainEqual({ code: 'tone-inside', facts: { style: 'balanced' } });
    }
  });

  it('cuts a boom, and only about where it is', () => {
    const bands = bandsOf(judge({ offset: step(160, 400, 9) }).moves);
    expect(bands.length).toBeGreaterThan(0);
    const response = toneResponseDb(bands, BANDS_HZ, 44100);
    expect(response[BANDS_HZ.indexOf(250)]).toBeLessThan(-1.5);
    expect(Math.abs(response[BANDS_HZ.indexOf(2000)]!)).toBeLessThan(0.6);
  });

  it('lifts a lack of presence, and gives the measurement, the edge and what to expect', () => {
    const { moves } = judge({ offset: step(2500, 6300, -8) });
    const [move] = moves;
    expect(bandsOf(moves)[0]!.gainDb).toBeGreaterThan(0.5);
    expect(move!.because[0]).toMatchObject({ code: 'tone-too-little', unit: 'dB' });
    expect(move!.because[0]!.value).toBeLessThan(move!.because[0]!.target);
    expect(move!.expects[0]!.after).toBeGreaterThan(move!.expects[0]!.before);
    expect(move!.expects[0]!.measurement).toMatch(/^tone-\d+-\d+$/);
  });

  it('never moves any frequency by more than 3 dB, with at most five bands of broad shape, whatever the spectrum', () => {
    const shapes = [
      step(100, 300, 20),
      step(3000, 9000, 15),
      (hz: number) => 12 * Math.sin(3 * Math.log2(hz)),
      (hz: number) => -2 * Math.log2(hz / 300),
    ];
    for (const style of ['balanced', 'bright', 'gentle', 'metal', 'classical'].map(styleById)) {
      for (const offset of shapes) {
        const bands = bandsOf(judge({ offset }, style).moves);
        expect(bands.length).toBeLessThanOrEqual(5);
        for (const { type, q, gainDb } of bands) {
          expect(Math.abs(gainDb)).toBeLessThanOrEqual(3);
          expect(type !== 'bell' || (q >= 0.5 && q <= 1.4)).toBe(true);
        }
        for (const db of toneResponseDb(bands, BANDS_HZ, 44100))
          expect(Math.abs(db)).toBeLessThanOrEqual(3.05);
      }
    }
  });

  it('does not boost what was not played: a flute has no bass, a piano no air', () => {
    const flute = judge({ offset: (hz) => (hz < 240 ? -60 : 0) });
    const noTop = judge({ offset: (hz) => (hz > 4000 ? -12 * Math.log2(hz / 4000) - 8 : 0) });
    const silentTop = judge({ offset: (hz) => (hz > 6000 ? null : 0) });
    for (const { moves, restraints } of [flute, noTop, silentTop]) {
      expect(bandsOf(moves).filter((band) => band.gainDb > 0)).toEqual([]);
      expect(restraints.map((one) => one.code)).toContain('tone-nothing-there');
    }
  });

  it('never boosts below 40 Hz', () => {
    const bands = bandsOf(judge({ offset: step(20, 36, -25) }).moves);
    expect(bands.filter((band) => band.gainDb > 0)).toEqual([]);
  });

  it('gives the same at any level', () => {
    const offset = step(160, 400, 9);
    expect(judge({ offset, levelDb: -75 })).toEqual(judge({ offset, levelDb: -25 }));
  });

  it('opens the corridor for few instruments', () => {
    const solo = (hz: number): number => (hz < 150 || hz > 2500 ? -50 : hz > 250 && hz < 600 ? 8.5 : 0);
    const band = (hz: number): number => (hz > 250 && hz < 600 ? 8.5 : 0);
    expect(bandsOf(judge({ offset: solo }).moves)).toEqual([]);
    expect(bandsOf(judge({ offset: band }).moves)).not.toEqual([]);
  });
});
