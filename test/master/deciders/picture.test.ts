// Picture: wide basses go to the middle, bands that vanish in mono are narrowed, narrow pictures opened; what is well stays.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/inspect/finding.ts';
import { MONO_BASS } from '../../../src/master/deciders/mono-bass.ts';
import { MONO_SAFETY } from '../../../src/master/deciders/mono-safety.ts';
import { WIDEN } from '../../../src/master/deciders/widen.ts';
import type { Decider } from '../../../src/master/decider.ts';
import { measuredValue } from '../../../src/master/measured-value.ts';
import type { Move } from '../../../src/master/plan.ts';
import { loadEveryProcessor } from '../../../src/process/catalogue.ts';
import { becauseWords } from '../../../src/report/words-moves.ts';
import { asked, heard, low, RATE, song, through, withSides, type Sound } from '../heard-song.ts';

const CLEAN = song(3);

/** The bass of the middle once more in the sides, later and nearly as loud. */
const WIDE_BASS = withSides(CLEAN, (middle, side) => {
  const delay = Math.round(0.005 * RATE);
  const bass = low(middle, 120);
  return side.map((x, n) => x + (n < delay ? 0 : 0.9 * bass[n - delay]!));
});

/** Sides from about 600 Hz to 3 kHz as loud as they get when a widener is turned up. */
const TOO_WIDE = withSides(CLEAN, (_, side) => {
  const below = low(side, 600);
  const upTo = low(side, 3000);
  return side.map((x, n) => x + 7 * (upTo[n]! - below[n]!));
});

const said = (code: string, more: Partial<Finding> = {}): Finding => ({
  code,
  severity: 'note',
  confidence: 0.7,
  channel: 'both',
  startS: null,
  endS: null,
  value: -2,
  unit: 'dB',
  ...more,
});

/** The move does to its figures what it says, and takes away 60 % and more of what was planted. */
async function serves(move: Move, spoilt: Sound, keys: readonly string[]): Promise<void> {
  const [clean, before, after] = [CLEAN, spoilt, await through(spoilt, [move])].map(heard);
  for (const { measurement, ...told } of move.expects) {
    expect(measuredValue(measurement, before!)).toBeCloseTo(told.before, 1);
    expect(Math.abs(measuredValue(measurement, after!)! - told.after)).toBeLessThan(1);
  }
  for (const key of keys) {
    const [own, was, now] = [clean, before, after].map((one) => measuredValue(key, one!)!);
    expect(now! - own!).toBeLessThan(0.4 * (was! - own!));
  }
}

const only = (decider: Decider, sound: Sound, ...rest: [Finding[]?, object?, string?]): Move => {
  const { moves } = decider.decide(asked(sound, ...rest));
  expect(moves).toHaveLength(1);
  return moves[0]!;
};

beforeAll(loadEveryProcessor);

describe('bass', () => {
  it('that leaves the middle comes back to it, up to the least frequency that serves', async () => {
    const move = only(MONO_BASS, WIDE_BASS);
    expect(move).toMatchObject({ id: 'mono-bass', stage: 'low-end', kind: 'width' });
    expect(move.params.monoBelowHz).toBeLessThanOrEqual(150);
    await serves(move, WIDE_BASS, ['mono-loss-18-141']);
    expect(becauseWords(move.because[0]!)).toContain('under the middle');
  });

  it('is judged alike with left and right exchanged and upside down', () => {
    const own = only(MONO_BASS, WIDE_BASS);
    const turned = [...WIDE_BASS].reverse().map((x) => x.map((value) => -0.1 * value));
    expect(only(MONO_BASS, turned).params).toEqual(own.params);
  });

  it('of the clean twin stays, but for a record', () => {
    expect(MONO_BASS.decide(asked(CLEAN)).moves).toEqual([]);
    const room = withSides(CLEAN, (middle, side) => {
      const bass = low(middle, 120);
      return side.map((x, n) => x + (n < 200 ? 0 : 0.25 * bass[n - 200]!));
    });
    expect(MONO_BASS.decide(asked(room)).moves).toEqual([]);
    expect(only(MONO_BASS, room, [], {}, 'vinyl').because[0]!.code).toBe('bass-vinyl');
  });

  it('that is nearly all sides, or is meant so, stays and is told', () => {
    const opposed = withSides(CLEAN, (middle, side) => {
      const bass = low(middle, 120);
      return side.map((x, n) => x + 3 * bass[n]!);
    });
    const codes = (sound: Sound, findings: Finding[] = []) =>
      MONO_BASS.decide(asked(sound, findings)).restraints.map(({ code }) => code);
    expect(codes(opposed)).toEqual(['bass-mostly-sides']);
    expect(codes(opposed, [said('low-antiphase', { severity: 'warning' })])).toEqual([]);
    const meant = [said('wide-bass', { waived: { note: 'two basses' } })];
    expect(MONO_BASS.decide(asked(WIDE_BASS, meant)).moves).toEqual([]);
  });
});

describe('a band in danger on one loudspeaker', () => {
  it('is narrowed, it alone, and just enough', async () => {
    const move = only(MONO_SAFETY, TOO_WIDE);
    expect(move).toMatchObject({ id: 'mono-safety', stage: 'width', kind: 'width' });
    const [first] = move.expects;
    await serves(move, TOO_WIDE, [first!.measurement]);
    const outside = 'side-to-mid-8913-22387';
    const [was, now] = [TOO_WIDE, await through(TOO_WIDE, [move])].map((x) =>
      measuredValue(outside, heard(x)),
    );
    expect(Math.abs(now! - was!)).toBeLessThan(0.5);
    expect(becauseWords(move.because[0]!)).toContain('one loudspeaker');
  });

  it('is not there in the clean twin, in mono, and after a channel was turned over', () => {
    expect(MONO_SAFETY.decide(asked(CLEAN)).moves).toEqual([]);
    expect(MONO_SAFETY.decide(asked([CLEAN[0]!])).moves).toEqual([]);
    const soFar = [{ ...only(MONO_SAFETY, TOO_WIDE), id: 'polarity' }];
    expect(MONO_SAFETY.decide(asked(TOO_WIDE, [], { soFar })).moves).toEqual([]);
  });

  it('that is all sides is told and left', () => {
    const gone = withSides(CLEAN, (_, side) => {
      const [below, upTo] = [low(side, 600), low(side, 3000)];
      return side.map((x, n) => x + 30 * (upTo[n]! - below[n]!));
    });
    const { moves, restraints } = MONO_SAFETY.decide(asked(gone));
    expect(moves).toEqual([]);
    expect(restraints[0]!.code).toBe('band-mostly-sides');
  });
});

describe('a picture', () => {
  const narrow = withSides(CLEAN, (middle, side) => {
    const delay = 331;
    return side.map((x, n) => 0.1 * x + (n < delay ? 0 : 0.085 * middle[n - delay]!));
  });

  it('far narrower than records is opened a little, and not in the bass', async () => {
    const move = only(WIDEN, narrow, [], { coverage: 1 });
    const bands = move.params.bands as { widthPercent: number }[];
    expect(bands[0]!.widthPercent).toBe(100);
    expect(bands[1]!.widthPercent).toBeGreaterThan(105);
    expect(bands[1]!.widthPercent).toBeLessThanOrEqual(120);
    const after = heard(await through(narrow, [move]));
    expect(measuredValue(move.expects[0]!.measurement, after)).toBeCloseTo(move.expects[0]!.after, 0);
    expect(measuredValue('side-to-mid-35-141', after)).toBeCloseTo(
      measuredValue('side-to-mid-35-141', heard(narrow))!,
      0,
    );
  });

  it('stays where it is wide enough, mono, or made of few instruments', () => {
    expect(WIDEN.decide(asked(CLEAN, [], { coverage: 1 })).moves).toEqual([]);
    expect(WIDEN.decide(asked([CLEAN[0]!, CLEAN[0]!], [], { coverage: 1 })).moves).toEqual([]);
    expect(WIDEN.decide(asked(narrow, [], { coverage: 0.5 })).moves).toEqual([]);
  });
});
