// Balance: the whole must lean, all through; instruments stand where they were put; what cannot be set right is told.
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/inspect/finding.ts';
import { BALANCE } from '../../../src/master/deciders/channel-balance.ts';
import { CHANNELS } from '../../../src/master/deciders/channels.ts';
import type { Decision, Question } from '../../../src/master/decider.ts';
import type { Measurements } from '../../../src/measure/measurements.ts';
import { questionOf } from '../analyses.ts';

const OCTAVES = [22, 44, 88, 177, 355, 710, 1420, 2840, 5680, 11360];
const STEPS = 8;

interface Image {
  /** Left over right of an octave at a second. */
  readonly leanDb: (hz: number, step: number) => number;
  readonly correlation?: (hz: number) => number;
  readonly findings?: readonly Finding[];
}

/** Octaves of one level; the balance of all is given as the mean of theirs. */
function asked({ leanDb, correlation = () => 0.7, findings = [] }: Image): Question {
  const question = questionOf({ findings });
  const steps = Array.from({ length: STEPS }, (_, n) => n);
  const row = (value: (n: number) => number): number[] => steps.map(value);
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const bands = OCTAVES.map((lowHz) => ({ lowHz, highHz: 2 * lowHz }));
  const stereo: Measurements['stereo'] = {
    correlation: mean(OCTAVES.map(correlation)),
    balanceDb: mean(OCTAVES.map((hz) => mean(row((n) => leanDb(hz, n))))),
    monoLossLu: 1,
    bands: bands.map((band) => ({
      ...band,
      correlation: correlation(band.lowHz),
      sideToMidDb: -9,
      balanceDb: mean(row((n) => leanDb(band.lowHz, n))),
      monoLossDb: 1,
    })),
  };
  const bandsOverTime: Measurements['bandsOverTime'] = {
    stepS: 1,
    bands: bands.map((band) => ({
      ...band,
      levelDb: row(() => -30),
      stereo: {
        correlation: row(() => correlation(band.lowHz)),
        sideToMidDb: row(() => -9),
        balanceDb: row((n) => leanDb(band.lowHz, n)),
        monoLossDb: row(() => 1),
      },
    })),
  };
  const measurements = { ...question.analysis.measurements, stereo, bandsOverTime };
  return { ...question, analysis: { ...question.analysis, measurements } };
}

function finding(code: string, given: Partial<Finding> = {}): Finding {
  const whole = { channel: 'right', startS: null, endS: null, value: -3, unit: 'dB' } as const;
  return { code, severity: 'warning', confidence: 0.95, ...whole, ...given };
}

const left = ({ restraints }: Decision): string[] => restraints.map(({ code }) => code);

describe('balance', () => {
  it('a lean of the whole mix is set upright, by what was measured, and mirrored the other way', () => {
    const [move] = BALANCE.decide(asked({ leanDb: (hz) => 3 + Math.sin(hz) })).moves;
    expect(move).toMatchObject({ id: 'balance', kind: 'stereo-align', stage: 'balance' });
    const [{ before, after }] = move!.expects as [(typeof move & object)['expects'][number]];
    expect(Math.abs(after)).toBeLessThan(0.06);
    expect(move!.params.balanceDb).toBeCloseTo(before - after, 9);
    const mirrored = BALANCE.decide(asked({ leanDb: (hz) => -3 - Math.sin(hz) })).moves[0]!;
    expect(mirrored.params.balanceDb).toBe(-(move!.params.balanceDb as number));
    expect(mirrored.because[0]!.code).toBe('balance-right');
  });

  it('prefers the place where the middle of the mix was found', () => {
    const found = finding('imbalance', { value: -3.4 });
    const [move] = BALANCE.decide(asked({ leanDb: () => 3, findings: [found] })).moves;
    expect(move!.params.balanceDb).toBe(3.4);
    expect(move!.expects[0]!.after).toBeCloseTo(-0.4, 9);
  });

  it('goes no further than 6 dB, and says so', () => {
    const decision = BALANCE.decide(asked({ leanDb: () => 9 }));
    expect(decision.moves[0]!.params.balanceDb).toBe(6);
    expect(left(decision)).toEqual(['balance-beyond']);
  });

  it.each<[string, Image, string[]]>([
    ['a small lean', { leanDb: () => 1.2 }, []],
    [
      'an instrument on one side',
      { leanDb: (hz) => (hz > 300 && hz < 2000 ? 9 : 0) },
      ['balance-instruments'],
    ],
    ['octaves far apart', { leanDb: (hz) => (hz === 710 ? 12 : 2.5) }, ['balance-instruments']],
    ['a lean of a few bars', { leanDb: (_, n) => (n < 3 ? 9 : 0) }, ['balance-instruments']],
    ['no middle', { leanDb: () => 3, correlation: () => -0.3 }, ['balance-instruments']],
    ['a dead channel', { leanDb: () => 60, findings: [finding('dead-channel')] }, []],
    [
      'one that was meant',
      { leanDb: () => 3, findings: [finding('imbalance', { waived: { note: 'live' } })] },
      [],
    ],
  ])('leaves alone: %s', (_, image, codes) => {
    const decision = BALANCE.decide(asked(image));
    expect([decision.moves, left(decision)]).toEqual([[], codes]);
  });
});

describe('channels', () => {
  const opposed = finding('polarity', { channel: 'both', startS: 0, endS: 10, confidence: 0.6, value: -0.7 });
  const decide = (correlation: (hz: number) => number, ...findings: Finding[]): Decision =>
    CHANNELS.decide(asked({ leanDb: () => 0, correlation, findings }));

  it('turns a channel over where every octave says so', () => {
    const [move] = decide(() => -0.7, opposed).moves;
    expect(move).toMatchObject({ id: 'polarity', params: { polarityRight: 'inverted' } });
    expect(move!.expects).toEqual([
      { measurement: 'correlation', before: -0.7, after: 0.7, unit: 'correlation' },
    ]);
  });

  it('asks the bass, and tells stretches', () => {
    expect(left(decide((hz) => (hz < 200 ? 0.8 : -0.9), opposed))).toEqual(['polarity-partly']);
    expect(left(decide(() => 0.5, { ...opposed, startS: 3, endS: 5 }))).toEqual(['polarity-regions']);
    expect(decide(() => -0.7, { ...opposed, waived: { note: 'art' } })).toEqual({
      moves: [],
      restraints: [],
    });
  });

  it.each([
    ['right', 12],
    ['left', -12],
  ] as const)('puts a late %s channel in step', (channel, delayFrames) => {
    const late = finding('channel-delay', { channel, value: 0.27, unit: 'ms', facts: { frames: 12 } });
    expect(decide(() => 0.5, late).moves).toMatchObject([{ id: 'delay', params: { delayFrames } }]);
    expect(decide(() => 0.5, { ...late, severity: 'note', confidence: 0.5 }).moves).toEqual([]);
  });

  it('tells what it does not touch', () => {
    expect(decide(() => 0.5, finding('dead-channel'))).toMatchObject({
      moves: [],
      restraints: [{ code: 'channel-dead' }],
    });
    const swapped = finding('swapped-channels', { severity: 'note', confidence: 0.4, startS: 5 });
    const same = finding('dual-mono', { severity: 'note' });
    expect(left(decide(() => 0.5, swapped, same))).toEqual(['channels-swapped', 'channels-equal']);
  });
});
