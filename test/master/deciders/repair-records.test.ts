// Repair from records: only what is sure and not waived is mended, within what a repair can know; the rest is told.
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/inspect/finding.ts';
import { BEYOND_REPAIR } from '../../../src/master/deciders/beyond-repair.ts';
import { CLICKS } from '../../../src/master/deciders/clicks.ts';
import { CLIPPED } from '../../../src/master/deciders/clipped.ts';
import { DIPS, HOLES } from '../../../src/master/deciders/fill-holes.ts';
import { HUM } from '../../../src/master/deciders/hum-removal.ts';
import type { Decider, Decision } from '../../../src/master/decider.ts';
import { checkParams } from '../../../src/process/params.ts';
import { processorById } from '../../../src/process/catalogue.ts';
import { styleById } from '../../../src/master/style/styles.ts';
import { becauseWords, restraintWords } from '../../../src/report/words.ts';
import { intentOf, questionOf } from '../analyses.ts';

const ALL: readonly Decider[] = [HOLES, CLICKS, CLIPPED, DIPS, HUM];

function found(code: string, startS: number | null, given: Partial<Finding> = {}): Finding {
  return {
    code,
    severity: 'warning',
    confidence: 0.95,
    channel: 'left',
    startS,
    endS: startS === null ? null : startS + 0.005,
    value: 10,
    unit: null,
    ...given,
  };
}

const ask = (decider: Decider, ...findings: Finding[]): Decision => decider.decide(questionOf({ findings }));
const left = ({ restraints }: Decision): string[] => restraints.map(({ code }) => code);

const MENDED: readonly [code: string, id: string][] = [
  ['click', 'declick'],
  ['pop', 'declick'],
  ['bit-error', 'declick'],
  ['crackle', 'decrackle'],
  ['dropout', 'dropouts'],
  ['gap', 'dropouts'],
  ['channel-dropout', 'dropouts'],
  ['buffer-glitch', 'dropouts'],
  ['level-dip', 'undip'],
  ['clipping', 'declip'],
  ['hum', 'dehum'],
];

describe('repair', () => {
  it.each(MENDED)('%s: by %s at its places, told in words', (code, id) => {
    const facts = { hz: 60 };
    const given = code === 'hum' ? { value: -60, facts } : {};
    const one = found(code, 3.25, given);
    const moves = ALL.flatMap((decider) => ask(decider, one).moves);
    expect(moves).toMatchObject([{ id, kind: id, stage: 'repair', strength: 1, expects: [] }]);
    expect(moves[0]!.params.places).toEqual([{ startS: 3.25, endS: 3.255, channel: 'left' }]);
    const kind = processorById(id);
    expect(kind.isNeutral(checkParams(kind.params, moves[0]!.params, id))).toBe(false);
    const words = becauseWords(moves[0]!.because[0]!, moves[0]);
    expect(words).toMatch(code === 'hum' ? /60\s?Hz.*38\.0\s?dB below/ : /^One .*\(0:03\.3 left\): /);
  });

  it.each(MENDED)('%s: left alone where it is a guess, or was waived', (code) => {
    const facts = { hz: 60 };
    const guess = found(code, 3, { severity: 'note', confidence: 0.6, facts });
    const waived = found(code, 4, { facts, waived: { note: 'meant' } });
    for (const decider of ALL) expect(ask(decider, guess, waived)).toEqual({ moves: [], restraints: [] });
  });

  it('counts each kind of one move, and names its own places', () => {
    const [move] = ask(CLICKS, found('pop', 2), found('click', 5), found('click', 1)).moves;
    const words = move!.because.map((because) => becauseWords(because, move));
    expect(words[0]).toMatch(/^2 clicks \(0:01\.0 left, 0:05\.0 left\): /);
    expect(words[1]).toMatch(/^One pop \(0:02\.0 left\): /);
  });

  it('says that there may be more where the check stopped telling', () => {
    const clicks = Array.from({ length: 50 }, (_, n) => found('click', 0.1 * n));
    expect(left(ask(CLICKS, ...clicks))).toEqual(['mend-more']);
  });
});

describe('holes', () => {
  const hole = (startS: number, lengthS: number, given: Partial<Finding> = {}): Finding =>
    found('gap', startS, { endS: startS + lengthS, ...given });

  it('of 0.1 s are filled with a warning, longer ones are left for the mix', () => {
    const guessed = ask(HOLES, hole(1, 0.1));
    expect([guessed.moves.length, ...left(guessed)]).toEqual([1, 'holes-guessed']);
    const long = ask(HOLES, hole(1, 0.5));
    expect([long.moves.length, ...left(long)]).toEqual([0, 'holes-too-long']);
    expect(restraintWords(long.restraints[0]!)).toMatch(/up to 500\s?ms \(at 0:01\.0\)/);
  });

  it('on a beat are the music’s own, on the buffers of a machine they are not', () => {
    const every = (frames: number): Finding[] => [20, 24, 31].map((n) => hole((n * frames) / 44100, 0.002));
    expect(left(ask(HOLES, ...every(4725)))).toEqual(['holes-keep-time']);
    expect(ask(HOLES, ...every(4725)).moves).toEqual([]);
    // at another level one more may look like a hole
    expect(ask(HOLES, ...every(4725), hole(9.213, 0.002)).moves).toEqual([]);
    expect(ask(HOLES, ...every(4096)).moves).toHaveLength(1);
    expect(ask(HOLES, hole(1, 0.002), hole(2.31, 0.002), hole(3.047, 0.002)).moves).toHaveLength(1);
  });
});

it('clipping of one sample in ten is left as it is', () => {
  const heavy = found('clipping', 0, { endS: 10, value: 44100 });
  expect(ask(CLIPPED, heavy)).toMatchObject({ moves: [], restraints: [{ code: 'clipping-heavy' }] });
  const much = found('clipping', 0, { endS: 10, value: 8820 });
  expect(ask(CLIPPED, much).moves[0]!.confidence).toBeLessThan(
    ask(CLIPPED, found('clipping', 0)).moves[0]!.confidence,
  );
});

describe('hum', () => {
  const hum = found('hum', null, { channel: null, value: -60, facts: { hz: 50 } });

  it('throughout is taken out everywhere, at any level', () => {
    const at = (lufs: number, value: number) =>
      HUM.decide(questionOf({ lufs, findings: [{ ...hum, value, severity: 'note' }] })).moves;
    expect(at(-22, -60)).toMatchObject([{ params: { hz: 50, places: [] } }]);
    expect(at(-42, -80)).toEqual(at(-22, -60));
    expect(at(-22, -80)).toEqual([]);
  });

  it('stays where the bass is locked', () => {
    const question = questionOf({ findings: [hum] }, styleById('balanced'), {
      intent: intentOf({ locks: ['bass'] }),
    });
    expect(HUM.decide(question)).toEqual({
      moves: [],
      restraints: [{ code: 'hum-locked', facts: { hz: 50 } }],
    });
  });
});

it('what only the mix can mend is told once for its kind, from its first place', () => {
  const decision = ask(BEYOND_REPAIR, found('repeat', 9), found('skip', 4), found('lossy-origin', null));
  expect(decision.moves).toEqual([]);
  expect(decision.restraints).toEqual([
    { code: 'beyond-lossy', facts: { count: 1, firstS: -1 } },
    { code: 'beyond-lost', facts: { count: 2, firstS: 4 } },
  ]);
  expect(ask(BEYOND_REPAIR, found('skip', 4, { severity: 'note' })).restraints).toEqual([]);
});
