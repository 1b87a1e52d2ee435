// Tone seconds: what is there most of the time is the song's tone; what comes and goes is met by a band that moves.
import { describe, expect, it } from 'vitest';
import { levelAt } from '../../../src/dsp/curve.ts';
import { TONE } from '../../../src/master/deciders/tone.ts';
import { overSeconds } from '../../../src/master/deciders/tone-seconds.ts';
import { styleById } from '../../../src/master/style/styles.ts';
import type { BandsOverTime } from '../../../src/measure/measurements.ts';
import { octavesOf } from '../../../src/measure/octaves.ts';
import { thirdOctaves } from '../../../src/measure/third-octaves.ts';
import { questionOf } from '../analyses.ts';

const { middle } = styleById('balanced').spectrum;
const OCTAVES = octavesOf(thirdOctaves(44100));
const PRESENCE = OCTAVES.findIndex(({ lowHz, highHz }) => lowHz < 3000 && highHz > 3000);

/** Twenty seconds of a song in the middle of its style, with more presence where `excess(second)` says so. */
function song(excess: (second: number) => number): BandsOverTime {
  const bands = OCTAVES.map(({ lowHz, highHz, first, end }, o) => {
    const centres = thirdOctaves(44100).slice(first, end);
    const level =
      10 * Math.log10(centres.reduce((sum, { centreHz }) => sum + 10 ** (levelAt(middle, centreHz) / 10), 0));
    const levelDb = Array.from({ length: 20 }, (_, t) => level - 30 + (o === PRESENCE ? excess(t) : 0));
    return { lowHz, highHz, levelDb, stereo: null };
  });
  return { stepS: 1, bands };
}

function judged(excess: (second: number) => number) {
  const harsh = (hz: number): number => (hz >= 2500 && hz <= 4000 ? 9 : 0);
  const question = questionOf({ offset: harsh });
  const measurements = { ...question.analysis.measurements, bandsOverTime: song(excess) };
  return TONE.decide({ ...question, analysis: { ...question.analysis, measurements } });
}

describe('overSeconds', () => {
  it('counts the loud seconds in which the excess is there', () => {
    expect(
      overSeconds(
        song(() => 8),
        middle,
        3000,
        1,
      )!.share,
    ).toBe(1);
    expect(
      overSeconds(
        song((t) => (t % 4 === 0 ? 10 : 0)),
        middle,
        3000,
        1,
      )!.share,
    ).toBe(0.25);
  });

  it('says nothing of what it does not see', () => {
    expect(overSeconds(null, middle, 3000, 1)).toBeNull();
    expect(
      overSeconds(
        song(() => 0),
        middle,
        3000,
        1,
      ),
    ).toBeNull();
    expect(
      overSeconds(
        song(() => 8),
        middle,
        3000,
        -1,
      ),
    ).toBeNull();
  });
});

describe('tone over the song', () => {
  it('meets a steady excess with a still band, and says what else was thought of', () => {
    const { moves } = judged(() => 8);
    expect(moves.map(({ kind }) => kind)).toEqual(['eq']);
    expect(moves[0]!.rejected).toEqual([{ code: 'tone-not-only-at-times', facts: { sharePercent: 100 } }]);
  });

  it('meets a harsh chorus with a band that moves', () => {
    const { moves } = judged((t) => (t >= 14 ? 12 : 0));
    expect(moves.map(({ kind }) => kind)).toEqual(['dynamic-eq']);
    expect(moves[0]!.because[0]!.code).toBe('tone-too-much-at-times');
    expect(moves[0]!.rejected[0]!.code).toBe('tone-static-would-thin');
  });

  it('leaves a moment alone', () => {
    const { moves, restraints } = judged((t) => (t === 3 ? 16 : 0));
    expect(moves).toEqual([]);
    expect(restraints.map(({ code }) => code)).toContain('tone-only-at-times');
  });
});
