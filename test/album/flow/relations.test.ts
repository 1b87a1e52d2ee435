// Relations of keys and tempos: the circle of fifths both ways round, ratios of beats, and how sure both are.
import { describe, expect, it } from 'vitest';
import { keyRelation } from '../../../src/album/flow/key-relation.ts';
import { tempoRelation } from '../../../src/album/flow/tempo-relation.ts';
import type { KeyResult } from '../../../src/measure/measurements.ts';

/** As measure/key names them. */
const TONICS = ['A', 'B♭', 'B', 'C', 'C♯', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭'];

const key = (name: string, confidence = 0.9, tuningHz = 440): KeyResult => {
  const [tonic, mode] = name.split(' ') as [string, 'major' | 'minor'];
  return { tonic, mode, confidence, tuningHz };
};
const related = (before: string, after: string) => keyRelation(key(before), key(after))!;

describe('keys', () => {
  it.each([
    ['C major', 'C major', 'same', 0],
    ['C major', 'A minor', 'relative', 0],
    ['F♯ major', 'E♭ minor', 'relative', 0],
    ['C major', 'C minor', 'parallel', 3],
    ['D minor', 'A minor', 'fifth', 1],
    ['C major', 'D minor', 'fifth', 1],
    ['B♭ major', 'C major', 'tone', 2],
    ['C major', 'A major', 'third', 3],
    ['C major', 'E major', 'third', 4],
    ['C major', 'C♯ major', 'semitone', 5],
    ['C major', 'F♯ major', 'tritone', 6],
  ])('from %s to %s: %s', (before, after, kind, steps) => {
    expect(related(before, after)).toMatchObject({ kind, steps, before, after });
    expect(related(after, before)).toMatchObject({ kind, steps });
  });

  it('every tonic has a place of its own on the circle, and a step is a fifth', () => {
    for (const [i, tonic] of TONICS.entries()) {
      const steps = TONICS.map((other) => related(`${tonic} major`, `${other} major`).steps);
      expect([...steps].sort((a, b) => a - b)).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6]);
      expect(related(`${tonic} major`, `${TONICS[(i + 7) % 12]!} major`).steps).toBe(1);
    }
  });

  it('is easier the more notes they share, as sure as the less sure, and tells another tuning', () => {
    const eases = ['C', 'G', 'D', 'A', 'E', 'B', 'F♯'].map(
      (tonic) => related('C major', `${tonic} major`).ease,
    );
    expect([...eases].sort((a, b) => b - a)).toEqual(eases);
    expect(keyRelation(key('C major', 0.3), key('G major', 0.8))!.confidence).toBe(0.3);
    expect(keyRelation(key('C major'), key('C major', 0.9, 445))!.tuningCents).toBe(20);
    expect(keyRelation(null, key('C major'))).toBeNull();
  });
});

describe('tempos', () => {
  const tempo = (bpm: number, confidence = 0.9) => ({ bpm, confidence, otherBpm: bpm / 2 });
  it.each([
    [120, 122, 'same'],
    [120, 61, 'half'],
    [70, 140, 'double'],
    [80, 120, 'triple'],
    [120, 80.5, 'triple'],
    [120, 126, 'near'],
    [120, 97, 'unlike'],
  ])('%d to %d: %s', (before, after, kind) => {
    expect(tempoRelation(tempo(before), tempo(after))).toMatchObject({
      kind,
      beforeBpm: before,
      afterBpm: after,
    });
  });

  it('leads on best where the beat stays, worst where it nearly stays', () => {
    const ease = (bpm: number): number => tempoRelation(tempo(120), tempo(bpm))!.ease;
    expect(ease(120)).toBeGreaterThan(ease(60));
    expect(ease(97)).toBeGreaterThan(ease(126));
    expect(tempoRelation(tempo(120, 0.2), tempo(120))!.confidence).toBe(0.2);
    expect(tempoRelation(null, tempo(120))).toBeNull();
  });
});
