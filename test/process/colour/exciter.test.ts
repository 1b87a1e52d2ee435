// The exciter adds second and third harmonics of the octave below its corner, and only what is missing.
import { describe, expect, it } from 'vitest';
import { EXCITER } from '../../../src/process/colour/exciter.ts';
import { checkParams } from '../../../src/process/params.ts';
import { processorContract, runProcessor } from '../../contracts/processor.ts';
import { noise } from '../../signals.ts';
import { sineAnswer } from '../sine-answer.ts';

const SETTLE = 40000;

processorContract(EXCITER, [{}, { hz: 7000, amountDb: -6, even: 0 }]);

describe('exciter', () => {
  it('adds the third or the second harmonic, of the level asked for, and no other', () => {
    const third = sineAnswer(EXCITER, { hz: 4000, amountDb: -20, even: 0 }, 2400, -6, SETTLE);
    const second = sineAnswer(EXCITER, { hz: 4000, amountDb: -20, even: 1 }, 2400, -6, SETTLE);
    expect(Math.abs(third.harmonicsDb[3]! + 26)).toBeLessThan(1.5);
    expect(third.harmonicsDb[2]).toBeLessThan(-120);
    expect(Math.abs(second.harmonicsDb[2]! + 26)).toBeLessThan(2.5);
    expect(second.harmonicsDb[3]).toBeLessThan(-120);
    expect(third.harmonicsDb[1]).toBeCloseTo(-6, 1);
  });

  it('keeps the share at any level of the sound', () => {
    const at = (db: number): number =>
      sineAnswer(EXCITER, { even: 0 }, 2400, db, SETTLE).harmonicsDb[3]! - db;
    expect(at(-40)).toBeCloseTo(at(0), 2);
  });

  it('folds nothing back', () => {
    for (const even of [0, 1]) {
      const { aliasDb } = sineAnswer(EXCITER, { hz: 8000, amountDb: 0, even }, 6500, 0, SETTLE);
      expect(aliasDb).toBeLessThan(-100);
    }
  });

  it('leaves sound alone, to the last bit, that has enough above the corner', () => {
    const bright = noise(0.3, 30000, 4);
    const processor = EXCITER.create(checkParams(EXCITER.params, {}, 'exciter'), {
      sampleRateHz: 44100,
      channels: 1,
    });
    const out = runProcessor(processor, [bright])[0]!;
    const { latencyFrames } = processor;
    const settled = 12000;
    const worst = Math.max(
      ...out.subarray(settled).map((v, n) => Math.abs(v - bright[settled + n - latencyFrames]!)),
    );
    expect(worst).toBeLessThan(1e-12);
  });
});
