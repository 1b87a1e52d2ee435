// Low jumps: a bass that jumps is set right at its places, half up and half down; what is played or locked stays.
import { describe, expect, it } from 'vitest';
import { LOW_JUMPS } from '../../../src/master/deciders/low-jumps.ts';
import type { LowReturns } from '../../../src/measure/low-returns.ts';
import { measuredValue } from '../../../src/master/measured-value.ts';
import { analysisOf, intentOf, questionOf } from '../analyses.ts';
import { styleById } from '../../../src/master/style/styles.ts';

const JUMPING: LowReturns = {
  jumpDb: 6,
  unlikeDb: 1,
  levelDb: -20,
  againstAllDb: -3,
  above: [
    { startS: 0, endS: 2 },
    { startS: 5, endS: 8 },
  ],
  below: [{ startS: 2, endS: 5 }],
  stepDb: 5,
  edgeHz: 141,
  explained: 0.5,
};

function judge(lowReturns: LowReturns | null, locks: 'bass'[] = []) {
  const analysis = analysisOf();
  const measurements = { ...analysis.measurements, lowReturns };
  const told = { analysis: { ...analysis, measurements }, intent: intentOf({ locks }) };
  return LOW_JUMPS.decide(questionOf({}, styleById('balanced'), told));
}

describe('low jumps', () => {
  it('turns down where the bass is high and up where it is low, by half of the step', () => {
    const { moves } = judge(JUMPING);
    expect(moves.map(({ id }) => id)).toEqual(['low-jumps-down', 'low-jumps-up']);
    expect(moves[0]).toMatchObject({
      kind: 'eq',
      spans: JUMPING.above,
      params: { bands: [{ type: 'low-shelf', hz: 141, gainDb: -2.5 }] },
    });
    expect(moves[1]).toMatchObject({ spans: JUMPING.below, params: { bands: [{ gainDb: 2.5 }] } });
  });

  it('says what it expects by a figure that can be measured again', () => {
    const [move] = judge(JUMPING).moves;
    const [{ measurement, before, after }] = move!.expects as [(typeof move.expects)[0]];
    const measurements = { ...analysisOf().measurements, lowReturns: JUMPING };
    expect(measuredValue(measurement, measurements)).toBe(before);
    expect(after).toBeLessThan(before);
  });

  it('moves no band by more than 3 dB', () => {
    const [move] = judge({ ...JUMPING, jumpDb: 9, stepDb: 8 }).moves;
    expect(move).toMatchObject({ params: { bands: [{ gainDb: -3 }] } });
  });

  it.each([
    ['nothing was measured', null],
    ['people play so', { ...JUMPING, jumpDb: 2.4 }],
    ['two levels do not explain it', { ...JUMPING, explained: 0.15 }],
    ['notes differ more than the levels', { ...JUMPING, jumpDb: 7.5, stepDb: 3 }],
    ['nothing comes back', { ...JUMPING, unlikeDb: 3.5 }],
    ['there is no bass', { ...JUMPING, againstAllDb: -22 }],
  ])('leaves it alone: %s', (_, low) => {
    expect(judge(low)).toEqual({ moves: [], restraints: [] });
  });

  it('takes a large step for the arrangement, and keeps a lock', () => {
    expect(judge({ ...JUMPING, jumpDb: 9, stepDb: 9.5 }).restraints[0]!.code).toBe('low-jumps-arranged');
    expect(judge(JUMPING, ['bass']).restraints[0]!.code).toBe('low-jumps-locked');
  });
});
