// Rumble: cut where there is some below the music, told by the spectrum or by whoever heard it; left where a lock or the bass is.
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/inspect/finding.ts';
import { RUMBLE } from '../../../src/master/deciders/cut-rumble.ts';
import { measuredValue } from '../../../src/master/measured-value.ts';
import { spectrumAfter } from '../../../src/master/spectrum-after.ts';
import { styleById } from '../../../src/master/style/styles.ts';
import { analysisOf, intentOf, questionOf, type Given } from '../analyses.ts';

const step = (low: number, high: number, db: number) => (hz: number) => (hz >= low && hz <= high ? db : 0);
const ask = (given: Given) => RUMBLE.decide(questionOf(given));
const noise = (confidence: number, value: number): Finding => ({
  code: 'rumble',
  severity: 'note',
  confidence,
  channel: null,
  startS: null,
  endS: null,
  value,
  unit: 'dBFS',
});

describe('rumble', () => {
  it('cuts only where the spectrum rises again below the music', () => {
    const ids = (given: Given): string[] => ask(given).moves.map((move) => move.id);
    expect(ids({ offset: step(20, 20, 22) })).toEqual(['rumble']);
    expect(ids({ offset: step(20, 20, 8) })).toEqual([]);
    expect(ids({ offset: step(50, 80, 5) })).toEqual([]);
    // A bass that goes down to 25 Hz.
    expect(ids({ offset: (hz) => (hz < 21 ? 22 : hz < 35 ? 24 : 0) })).toEqual([]);
  });

  it('cuts what was heard under the music at any level, unless it is faint, unsure or waived', () => {
    const codes = (finding: Finding, lufs = -22): string[] =>
      ask({ findings: [finding], lufs }).moves.flatMap((move) => move.because.map((b) => b.code));
    expect(codes(noise(0.8, -40))).toEqual(['rumble-noise']);
    expect(codes(noise(0.8, -60), -42)).toEqual(['rumble-noise']);
    expect(codes(noise(0.7, -40))).toEqual([]);
    expect(codes(noise(0.8, -50))).toEqual([]);
    expect(codes({ ...noise(0.8, -40), waived: { note: 'the train is meant' } })).toEqual([]);
  });

  it('tells what will be left, as it is measured', () => {
    const given = { offset: step(20, 20, 22) };
    const [move] = ask(given).moves;
    const [{ measurement, before, after }] = move!.expects as [(typeof move & object)['expects'][number]];
    const { measurements } = analysisOf(given);
    expect(before).toBeCloseTo(measuredValue(measurement, measurements)!, 2);
    const spectrum = spectrumAfter(measurements.spectrum, [move!], 44100);
    expect(after).toBeCloseTo(measuredValue(measurement, { ...measurements, spectrum })!, 2);
    expect(after - before).toBeLessThan(-7);
  });

  it('leaves a locked bass alone, and says so', () => {
    const intent = intentOf({ locks: ['bass'] });
    const question = questionOf({ offset: step(20, 20, 22) }, styleById('balanced'), { intent });
    expect(RUMBLE.decide(question)).toEqual({
      moves: [],
      restraints: [{ code: 'rumble-locked', facts: {} }],
    });
  });
});
