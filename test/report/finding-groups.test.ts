// Finding groups: a place is told once, with its side only where the other side is quiet.
import { describe, expect, it } from 'vitest';
import type { CheckedFinding } from '../../src/report/check-record.ts';
import { groupFindings } from '../../src/report/finding-groups.ts';

const pop = (startS: number, channel: CheckedFinding['channel'], endS = startS): CheckedFinding => ({
  code: 'pop',
  severity: 'note',
  confidence: 0.5,
  channel,
  startS,
  endS,
  value: 20,
  unit: 'dB',
  words: 'A pop.',
  cure: '',
});

const places = (...findings: CheckedFinding[]): readonly string[] => groupFindings(findings)[0]!.places;

describe('places of a group', () => {
  it('are told once each, in order of time', () => {
    expect(places(pop(4.3, 'right'), pop(1.01, 'right'), pop(1.04, 'right'))).toEqual([
      '0:01.0 right',
      '0:04.3 right',
    ]);
  });

  it('name no side where both have one', () => {
    expect(places(pop(1.01, 'right'), pop(1.02, 'left'))).toEqual(['0:01.0']);
    expect(places(pop(1.01, 'right'), pop(1.02, 'both'))).toEqual(['0:01.0']);
  });

  it('keep a stretch apart from a moment', () => {
    expect(places(pop(1, 'left'), pop(1, 'left', 2))).toEqual(['0:01.0 left', '0:01.0\u20130:02.0 left']);
  });
});
