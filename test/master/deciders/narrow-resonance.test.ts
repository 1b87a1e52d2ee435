// Ringing: a planted resonance is named at its place and taken back; notes, clean music and locked ranges stay.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/inspect/finding.ts';
import { RINGING } from '../../../src/master/deciders/narrow-resonance.ts';
import { measuredValue } from '../../../src/master/measured-value.ts';
import { loadEveryProcessor } from '../../../src/process/catalogue.ts';
import { becauseWords } from '../../../src/report/words-moves.ts';
import { intentOf } from '../analyses.ts';
import { asked, heard, ringing, song, through } from '../heard-song.ts';

const CLEAN = song();
const NOTED: Finding = {
  code: 'resonance',
  severity: 'note',
  confidence: 0.5,
  channel: null,
  startS: null,
  endS: null,
  value: 9.4,
  unit: 'dB',
  facts: { hz: 880 },
};

interface Band {
  readonly hz: number;
  readonly gainDb: number;
  readonly q: number;
}
const bandOf = (params: object): Band => (params as { bands: Band[] }).bands[0]!;

beforeAll(loadEveryProcessor);

describe('a resonance', () => {
  it.each([
    [3000, 10, 8],
    [2200, 12, 20],
  ])('at %s Hz, %s dB high, Q %s: named, and reduced by well over half', async (hz, gainDb, q) => {
    const planted = ringing(CLEAN, hz, gainDb, q);
    const [move, ...others] = RINGING.decide(asked(planted)).moves;
    expect(others).toEqual([]);
    const band = bandOf(move!.params);
    expect(Math.abs(Math.log2(band.hz / hz))).toBeLessThan(1 / 24);
    expect(band.gainDb).toBeGreaterThan(-gainDb - 1);
    const [expected] = move!.expects;
    const figure = (sound: readonly Float64Array[]): number =>
      measuredValue(expected!.measurement, heard(sound))!;
    const [clean, before, after] = [figure(CLEAN), figure(planted), figure(await through(planted, [move!]))];
    expect(before).toBeCloseTo(expected!.before, 1);
    expect(Math.abs(after - expected!.after)).toBeLessThan(0.8);
    expect(after - clean).toBeLessThan(0.4 * (before - clean));
  });

  it('that moves a third of an octave by more than 3 dB is called a repair', () => {
    const words = (gainDb: number, q: number): string =>
      becauseWords(RINGING.decide(asked(ringing(CLEAN, 3000, gainDb, q))).moves[0]!.because[0]!);
    expect(words(13, 8)).toContain('repair');
    expect(words(9, 14)).not.toContain('repair');
  });

  it('is the same at any level, upside down, and with left and right exchanged', () => {
    const [left, right] = ringing(CLEAN, 3000, 10, 10);
    const decided = (sound: Float64Array[]) => bandOf(RINGING.decide(asked(sound)).moves[0]!.params);
    const own = decided([left!, right!]);
    const turned = decided([right!, left!].map((x) => x.map((value) => -0.05 * value)));
    expect(turned.hz).toBe(own.hz);
    expect(turned.gainDb).toBeCloseTo(own.gainDb, 1);
  });
});

describe('no resonance', () => {
  it('in the clean twin', () => {
    expect(RINGING.decide(asked(CLEAN))).toEqual({ moves: [], restraints: [] });
  });

  it('where one note of the melody is held: told, and left alone', () => {
    const held = CLEAN.map((x) =>
      x.map((value, n) => value + 0.03 * Math.sin((2 * Math.PI * 2637 * n) / 44100)),
    );
    const { moves, restraints } = RINGING.decide(asked(held, [NOTED]));
    expect(moves).toEqual([]);
    expect(restraints).toEqual([{ code: 'resonance-may-be-notes', facts: { hz: 880, overDb: 9.4 } }]);
  });

  it('where somebody said that it is meant, or locked its range', () => {
    const planted = ringing(CLEAN, 3000, 10, 10);
    const meant = { ...NOTED, waived: { note: 'the bell' } };
    expect(RINGING.decide(asked(planted, [meant])).moves).toEqual([]);
    const locked = RINGING.decide(asked(planted, [], { intent: intentOf({ locks: ['middle'] }) }));
    expect(locked.moves).toEqual([]);
    expect(locked.restraints[0]!.code).toBe('resonance-locked');
  });
});
