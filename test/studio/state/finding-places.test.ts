// Tests of the findings as the page lists them: gathered by kind, worst first, each place to be heard from just before.
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/inspect/finding.ts';
import {
  findingKinds,
  listenFromS,
  placesInTime,
  waivedKinds,
} from '../../../src/studio/state/finding-places.ts';

function finding(code: string, severity: Finding['severity'], startS: number | null, value = 1): Finding {
  const endS = startS === null ? null : startS + 0.01;
  return { code, severity, confidence: 1, channel: 'left', startS, endS, value, unit: 'samples' };
}

const FINDINGS = [
  finding('click', 'warning', 12, 2),
  finding('padded-bits', 'note', null, 16),
  finding('click', 'warning', 3.25, 9),
  finding('dropout', 'error', 7),
];

describe('findingKinds', () => {
  const kinds = findingKinds(FINDINGS);

  it('gathers by kind, worst first', () => {
    expect(kinds.map(({ code }) => code)).toEqual(['dropout', 'click', 'padded-bits']);
  });

  it('lists places in order of time, with the pin of each', () => {
    expect(kinds[1]!.places.map(({ pin, words }) => [pin, words])).toEqual([
      ['2', '0:03.3 left'],
      ['0', '0:12.0 left'],
    ]);
  });

  it('gives no place to what concerns the whole file', () => {
    expect(kinds[2]!.places).toEqual([]);
  });

  it('lets the strongest speak for all', () => {
    const loud = findingKinds([finding('clipping', 'warning', 1, 3), finding('clipping', 'warning', 2, 40)]);
    expect(loud[0]!.text).toContain('40');
  });

  it('tells an end only where it lasts', () => {
    const long = { ...finding('gap', 'warning', 60), endS: 62.5, channel: null };
    expect(findingKinds([long])[0]!.places[0]!.words).toBe('1:00.0–1:02.5');
  });
});

describe('left and right', () => {
  const at = (startS: number, channel: Finding['channel']): Finding => ({
    ...finding('clipping', 'error', startS),
    channel,
  });

  it('are one place where they begin together, with the pins of both', () => {
    const [kind] = findingKinds([at(3, 'left'), at(5, 'left'), at(3.04, 'right')]);
    expect(kind!.places.map(({ words, pins }) => [words, pins])).toEqual([
      ['0:03.0', ['0', '2']],
      ['0:05.0 left', ['1']],
    ]);
  });

  it('stay two places where one comes later, as do two of one side', () => {
    const apart = findingKinds([at(3, 'left'), at(3.2, 'right'), at(3.25, 'right')])[0]!.places;
    expect(apart.map(({ words }) => words)).toEqual(['0:03.0 left', '0:03.2 right', '0:03.3 right']);
  });
});

describe('listening', () => {
  it('goes through all kinds in order of time', () => {
    expect(placesInTime(findingKinds(FINDINGS)).map(({ startS }) => startS)).toEqual([3.25, 7, 12]);
  });

  it('begins a second before, but not before the song', () => {
    const [place] = findingKinds([finding('click', 'warning', 0.4)])[0]!.places;
    expect(listenFromS(place!)).toBe(0);
    expect(listenFromS({ ...place!, startS: 5 })).toBe(4);
  });
});

describe('what is meant to be so', () => {
  const waived = { note: 'needle drop' };
  const list = [
    ...FINDINGS,
    { ...finding('click', 'warning', 30), waived },
    { ...finding('hum', 'note', null), waived },
  ];

  it('is no kind any more, nor a place of one, and the pins of the others stay', () => {
    const kinds = findingKinds(list, 'mix-');
    expect(kinds.map(({ code }) => code)).toEqual(['dropout', 'click', 'padded-bits']);
    expect(kinds[1]!.places.map(({ pin }) => pin)).toEqual(['mix-2', 'mix-0']);
  });

  it('is told once for each code, with its note and its places', () => {
    const told = waivedKinds(list).map(({ code, note, words, startsS }) => ({ code, note, words, startsS }));
    expect(told).toEqual([
      { code: 'click', note: 'needle drop', words: '0:30.0 left', startsS: [30] },
      { code: 'hum', note: 'needle drop', words: '', startsS: null },
    ]);
  });
});
