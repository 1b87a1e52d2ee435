// De-ess: s sounds that sting again and again are held back while they last; single ones, and everything else, stay.
import { beforeAll, describe, expect, it } from 'vitest';
import { bandPass } from '../../../src/dsp/biquad-design.ts';
import type { Finding } from '../../../src/inspect/finding.ts';
import { DE_ESS } from '../../../src/master/deciders/de-ess.ts';
import { measuredValue } from '../../../src/master/measured-value.ts';
import { loadEveryProcessor } from '../../../src/process/catalogue.ts';
import { becauseWords } from '../../../src/report/words-moves.ts';
import { noise } from '../../signals.ts';
import { intentOf } from '../analyses.ts';
import { asked, filtered, heard, RATE, song, through } from '../heard-song.ts';

const KEY = 'bursts-5000-10000';
const SECONDS = 6;
const AT_S = [1.1, 2.6, 4.2, 5.3];
const LENGTH_S = 0.12;

/** Softly sung, without the beat's noise in the treble. */
const CLEAN = song(SECONDS).map((x) =>
  filtered(filtered(x, bandPass(700, 0.5, RATE)), bandPass(700, 0.5, RATE)),
);
const HISS = filtered(noise(0.5, Math.round(LENGTH_S * RATE), 4), bandPass(7000, 1.5, RATE));
const SUNG = CLEAN.map((samples) => {
  const sung = samples.slice();
  for (const at of AT_S)
    HISS.forEach(
      (x, n) => (sung[Math.round(at * RATE) + n]! += x * Math.sin((Math.PI * n) / HISS.length) ** 2),
    );
  return sung;
});

/** As the detector tells them: power against that of the whole song. */
function stings(count: number, severity: Finding['severity'] = 'warning'): Finding[] {
  const mean = (x: Float64Array): number => x.reduce((sum, value) => sum + value * value, 0) / x.length;
  const overSongDb = 10 * Math.log10((mean(HISS) * 0.6) / mean(SUNG[0]!));
  return AT_S.slice(0, count).map((startS) => ({
    code: 'sibilance',
    severity,
    confidence: 0.8,
    channel: 'both',
    startS,
    endS: startS + LENGTH_S,
    value: 22,
    unit: 'dB',
    facts: { hz: 7050, overSongDb },
  }));
}

beforeAll(loadEveryProcessor);

describe('s sounds', () => {
  it('that sting again and again are held back, as far as was said', async () => {
    const [move, ...others] = DE_ESS.decide(asked(SUNG, stings(4))).moves;
    expect(others).toEqual([]);
    expect(move).toMatchObject({ id: 'de-ess', kind: 'de-esser', params: { hz: 7050, rangeDb: 5.5 } });
    const [before, after, clean] = [SUNG, await through(SUNG, [move!]), CLEAN].map(
      (x) => measuredValue(KEY, heard(x))!,
    );
    expect(before).toBeCloseTo(move!.expects[0]!.before, 1);
    expect(Math.abs(after! - move!.expects[0]!.after)).toBeLessThan(1.5);
    expect(before! - after!).toBeGreaterThan(3);
    expect(after!).toBeGreaterThan(clean!);
    expect(becauseWords(move!.because[0]!)).toContain('repair');
  });

  it('leave what lies between them as it is', async () => {
    const { moves } = DE_ESS.decide(asked(SUNG, stings(4)));
    const made = await through(SUNG, moves);
    const from = Math.round(1.6 * RATE);
    const apart = made[0]!.slice(from, from + RATE / 2).map((x, n) => x - SUNG[0]![from + n]!);
    expect(Math.max(...apart.map(Math.abs))).toBeLessThan(1e-4);
  });

  it('that are only notes are held by 4 dB at most', () => {
    const [move] = DE_ESS.decide(asked(SUNG, stings(4, 'note'))).moves;
    expect(move!.params.rangeDb).toBeLessThanOrEqual(4);
    expect(becauseWords(move!.because[0]!)).not.toContain('repair');
  });

  it('are judged alike at any level and with left and right exchanged', () => {
    const decided = (gain: number) =>
      DE_ESS.decide(
        asked(
          [...SUNG].reverse().map((x) => x.map((value) => gain * value)),
          stings(4),
        ),
      ).moves[0]!;
    expect(decided(0.05).params).toEqual(decided(-1).params);
  });
});

describe('nothing is held', () => {
  it.each([
    ['one alone, but told', stings(1), {}, ['sibilance-seldom']],
    ['one that hardly stings', stings(1, 'note'), {}, []],
    ['none', [], {}, []],
    ['what is meant', stings(4).map((one) => ({ ...one, waived: { note: 'whisper' } })), {}, []],
    ['a locked range', stings(4), { intent: intentOf({ locks: ['treble'] }) }, ['sibilance-locked']],
  ])('%s', (_, findings, told, codes) => {
    const { moves, restraints } = DE_ESS.decide(asked(SUNG, findings, told));
    expect(moves).toEqual([]);
    expect(restraints.map(({ code }) => code)).toEqual(codes);
  });
});
