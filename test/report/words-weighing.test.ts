// Words for weighing: what was tried, what it cost and what was left aside, in figures that stand in the plan.
import { describe, expect, it } from 'vitest';
import {
  confidenceWords,
  damageWords,
  rejectedWords,
  trialLine,
  trialWords,
} from '../../src/report/words-weighing.ts';
import { SAMPLE_PLAN } from './sample-report.ts';

const [tone, level] = SAMPLE_PLAN.moves;
/** Two moves that were weighed. */
const SEVERAL = { ...SAMPLE_PLAN, moves: [tone!, { ...level!, tried: tone!.tried }] };
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('words for weighing', () => {
  it('tell the figure without and with, and the price', () => {
    const words = plain(trialWords(tone!));
    expect(words).toContain('160 Hz to 400 Hz against the rest −3.3 dB without it, −4.5 dB with it');
    expect(words).toContain('0.1 dB of punch, the tone changed by 0.6 dB on average');
    expect(words).not.toContain('distortion'); // −61 dB is clean
    expect(plain(trialLine(tone!))).toBe(
      'Tried: 160 Hz to 400 Hz against the rest −3.3 dB without, −4.5 dB with it; price: 0.1 dB of punch, the tone changed by 0.6 dB on average.',
    );
  });

  it('say nothing of what was not weighed', () => {
    expect(trialWords(level!)).toBe('');
    expect(trialLine(level!)).toBe('');
    expect(damageWords({ ...SEVERAL, damage: null })).toBe('');
    expect(damageWords(SAMPLE_PLAN)).toBe(''); // the only one has told its own price
  });

  it('tell a gain of punch as a gain, and a free move as free', () => {
    const cost = { distortionDb: null, crestLossDb: -1.2, toneChangeDb: 0 };
    expect(plain(trialWords({ ...tone!, tried: { ...tone!.tried!, cost } }))).toContain(
      'punch gained: 1.2 dB',
    );
    const free = { ...cost, crestLossDb: 0 };
    expect(trialWords({ ...tone!, tried: { ...tone!.tried!, cost: free } })).toContain('costs nothing');
  });

  it('say how sure, what else was weighed, and what all of it takes', () => {
    expect([0.9, 0.7, 0.3].map((confidence) => confidenceWords({ ...tone!, confidence }))).toEqual([
      'sure',
      'fairly sure',
      'worth a listen',
    ]);
    expect(rejectedWords(tone!)).toHaveLength(1);
    expect(plain(damageWords(SEVERAL))).toContain('0:12 to 0:27 and 1:01 to 1:16');
    expect(plain(damageWords(SEVERAL))).toContain('distortion at −38.4 dB');
  });
});
