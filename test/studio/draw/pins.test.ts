// Pins: which findings get one, which meet in one mark, which is hit, and what a press means.
import { describe, expect, it } from 'vitest';
import type { Finding, Severity } from '../../../src/inspect/finding.ts';
import { markAt, nextPin, pinMarks, pinsOf, type Pin } from '../../../src/studio/draw/pins.ts';

const pin = (id: string, startS: number, severity: Severity = 'note', endS = startS): Pin => ({
  id,
  severity,
  startS,
  endS,
  words: id,
});

const PIXELS_PER_SECOND = 10;
const x = (seconds: number): number => seconds * PIXELS_PER_SECOND;

describe('pins', () => {
  it('stand where a finding has a place', () => {
    const finding = (startS: number | null, endS: number | null): Finding => ({
      code: 'click',
      severity: 'warning',
      confidence: 1,
      channel: null,
      startS,
      endS,
      value: null,
      unit: null,
    });
    const pins = pinsOf([finding(null, null), finding(3, null), finding(5, 7)], ({ code }) => code);
    expect(pins).toEqual([
      { id: '1', severity: 'warning', startS: 3, endS: 3, words: 'click' },
      { id: '2', severity: 'warning', startS: 5, endS: 7, words: 'click' },
    ]);
  });

  it('meet in one mark where they would cover one another, the worst first', () => {
    const marks = pinMarks([pin('c', 9), pin('a', 1), pin('b', 1.9, 'error', 4), pin('d', 2)], x, 14);
    expect(
      marks.map((mark) => [mark.x, mark.endX, mark.severity, mark.pins.map(({ id }) => id).join('')]),
    ).toEqual([
      [10, 40, 'error', 'bad'],
      [90, 90, 'note', 'c'],
    ]);
  });

  it('do not creep along: a mark gathers only what is near its beginning', () => {
    const row = Array.from({ length: 10 }, (_, i) => pin(String(i), i));
    expect(pinMarks(row, x, 14).map((mark) => mark.pins.length)).toEqual([2, 2, 2, 2, 2]);
  });

  it('come apart when one looks closer', () => {
    const pins = [pin('a', 1), pin('b', 1.9)];
    expect(pinMarks(pins, x, 14)).toHaveLength(1);
    expect(pinMarks(pins, (seconds) => seconds * 100, 14)).toHaveLength(2);
  });

  it('are hit within reach, the nearest first', () => {
    const marks = pinMarks([pin('a', 1), pin('b', 3)], x, 14);
    expect(markAt(marks, 19, 11)?.pins[0]?.id).toBe('a');
    expect(markAt(marks, 21, 11)?.pins[0]?.id).toBe('b');
    expect(markAt(marks, 45, 11)).toBeUndefined();
  });

  it('are gone through by pressing again', () => {
    const [mark] = pinMarks([pin('a', 1), pin('b', 1.5, 'warning')], x, 14);
    expect(nextPin(mark!, null).id).toBe('b');
    expect(nextPin(mark!, 'b').id).toBe('a');
    expect(nextPin(mark!, 'a').id).toBe('b');
  });
});
