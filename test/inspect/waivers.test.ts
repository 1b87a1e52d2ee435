// Waivers: what was waived is known again after trims and other renderings, and nothing else is waived.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/inspect/finding.ts';
import { applyWaivers, placeOf, waiverOf, type Waiver } from '../../src/inspect/waivers.ts';
import { createContentPrint, type ContentPrint } from '../../src/measure/content-print.ts';
import { measure } from '../contracts/meter.ts';
import { musicLike, noise } from '../signals.ts';

const RATE = 8000;
const SECONDS = 24;
const song = musicLike(SECONDS * RATE, RATE, 2);
const other = musicLike(SECONDS * RATE, RATE, 3);

const print = (channels: readonly Float64Array[]): ContentPrint =>
  measure(createContentPrint, channels, RATE, [65536]);
const whole = print(song);
const printOther = print(other);
const trimmed = (frames: number): Float64Array[] => song.map((samples) => samples.slice(frames));

function finding(code: string, startS: number | null, lengthS = 0.001): Finding {
  const endS = startS === null ? null : startS + lengthS;
  return {
    code,
    severity: 'warning',
    confidence: 0.9,
    channel: 'left',
    startS,
    endS,
    value: null,
    unit: null,
  };
}

function waive(found: Finding, of = whole): Waiver {
  return waiverOf(found, of, { song: 'song.wav', note: 'meant' })!;
}

const waivedCodes = (findings: readonly Finding[], of: ContentPrint, waivers: readonly Waiver[]): string[] =>
  applyWaivers(findings, of, waivers).flatMap((one) => (one.waived ? [`${one.code}@${one.startS}`] : []));

describe('a waived place', () => {
  const waiver = waive(finding('click', 12));

  it('is plain JSON and small', () => {
    expect(JSON.parse(JSON.stringify(waiver))).toEqual(waiver);
    expect(JSON.stringify(waiver).length).toBeLessThan(2000);
  });

  it('is known again after a trim by any number of samples', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 11 * RATE }),
        fc.double({ min: 1, max: 23, noNaN: true }),
        (cut, at) => {
          const there = placeOf(waive(finding('click', at)), print(trimmed(cut)));
          const expected = at - cut / RATE;
          // What has lost most of its surroundings may be forgotten; it is never put elsewhere.
          if (there === null) expect(expected).toBeLessThan(0);
          else expect(Math.abs(there.startS! - expected)).toBeLessThan(0.05);
        },
      ),
      { numRuns: 12, seed: 4 },
    );
  });

  it('is known again in another rendering: level, noise, a tilted tone, sound put before it', () => {
    const hiss = noise(0.003, SECONDS * RATE, 4);
    const darker = song.map((samples) => {
      let last = 0;
      return samples.map((value, n) => {
        last += 0.8 * (value - last);
        return 0.2 * last + 0.1 * hiss[n]!;
      });
    });
    const later = darker.map((samples) => {
      const longer = new Float64Array(samples.length + 3 * RATE);
      longer.set(samples, 3 * RATE);
      return longer;
    });
    expect(placeOf(waiver, print(darker))!.startS).toBeCloseTo(12, 1);
    expect(placeOf(waiver, print(later))!.startS).toBeCloseTo(15, 1);
  });

  it('waives the finding that is there, and no other', () => {
    const cut = 4321;
    const at = 12 - cut / RATE;
    const findings = [
      finding('click', at),
      finding('hum', at),
      finding('pop', at + 0.15),
      finding('click', at + 0.5),
      finding('click', at - 3),
      finding('click', null),
      { ...finding('click', at), channel: 'right' as const },
      finding('click', at - 1, 8),
    ];
    expect(waivedCodes(findings, print(trimmed(cut)), [waiver])).toEqual([`click@${at}`]);
  });

  it('waives the same event by the name of its kin, at the very place', () => {
    const found = [finding('pop', 12.02), finding('skip', 12.1), finding('gap', 12), finding('pop', 15)];
    expect(waivedCodes(found, whole, [waiver])).toEqual(['pop@12.02']);
  });

  it('is of either channel where it is of both', () => {
    const both = waive({ ...finding('click', 12), channel: 'both' });
    expect(waivedCodes([finding('click', 12)], whole, [both])).toHaveLength(1);
  });

  it('is not known in another song', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 24, noNaN: true }), (at) => {
        const there = waive(finding('click', at));
        expect(placeOf(there, printOther)).toBeNull();
        expect(waivedCodes([finding('click', at)], printOther, [there])).toEqual([]);
      }),
      { numRuns: 10, seed: 1 },
    );
  });

  it('in a loop is the one that was meant', () => {
    const bar = musicLike(2 * RATE, RATE, 6);
    const loop = bar.map((samples) =>
      Float64Array.from({ length: 24 * RATE }, (_, n) => samples[n % samples.length]!),
    );
    const of = print(loop);
    const clicks = Array.from({ length: 11 }, (_, i) => finding('click', 1 + 2 * i));
    const meant = waive(clicks[5]!, of);
    expect(waivedCodes(clicks, of, [meant])).toEqual(['click@11']);
    const cut = Math.round(0.7 * RATE);
    const moved = clicks.map((one) => finding('click', one.startS! - 0.7));
    expect(waivedCodes(moved, print(loop.map((samples) => samples.slice(cut))), [meant])).toEqual([
      `click@${11 - 0.7}`,
    ]);
  });

  it('in a loop with a beginning of its own is the one that was meant, however much is cut', () => {
    const bar = musicLike(2 * RATE, RATE, 6);
    const looped = song.map((samples, c) =>
      Float64Array.from({ length: 40 * RATE }, (_, n) =>
        n < 32 * RATE && n >= 10 * RATE ? bar[c]![n % (2 * RATE)]! : samples[n % samples.length]!,
      ),
    );
    const clicks = Array.from({ length: 8 }, (_, i) => finding('click', 15 + 2 * i));
    const meant = waive(clicks[3]!, print(looped));
    const cutS = 7.3;
    const shorter = print(looped.map((samples) => samples.slice(Math.round(cutS * RATE))));
    const moved = clicks.map((one) => finding('click', one.startS! - cutS));
    expect(waivedCodes(moved, shorter, [meant])).toEqual([`click@${21 - cutS}`]);
  });

  it('that lasts long is known by any part of it', () => {
    const hum = waive(finding('hum', 0, SECONDS));
    expect(hum.stretches.length).toBe(3);
    const end = song.map((samples) => samples.slice(12 * RATE));
    expect(waivedCodes([finding('hum', 0, 12)], print(end), [hum])).toHaveLength(1);
  });

  it('at the edge of the song moves with its music', () => {
    const padded = song.map((samples) => {
      const longer = new Float64Array(samples.length + 4 * RATE);
      longer.set(samples, 4 * RATE);
      return longer;
    });
    const silence = waive(finding('leading-silence', 0, 4), print(padded));
    const shorter = padded.map((samples) => samples.slice(RATE));
    expect(waivedCodes([finding('leading-silence', 0, 3)], print(shorter), [silence])).toHaveLength(1);
  });
});

describe('what concerns the whole song', () => {
  const dull = waive(finding('dull', null));

  it('is known by several stretches, also when some are gone', () => {
    expect(dull.stretches.length).toBeGreaterThan(3);
    expect(waivedCodes([finding('dull', null)], whole, [dull])).toHaveLength(1);
    expect(waivedCodes([finding('dull', null)], print(trimmed(4 * RATE)), [dull])).toHaveLength(1);
    expect(waivedCodes([finding('dull', 3)], whole, [dull])).toEqual([]);
  });

  it('is not waived in another song, nor in one that holds a piece of it', () => {
    expect(waivedCodes([finding('dull', null)], printOther, [dull])).toEqual([]);
    const collage = other.map((samples, c) => {
      const mixed = samples.slice();
      mixed.set(song[c]!.subarray(0, 7 * RATE));
      return mixed;
    });
    expect(waivedCodes([finding('dull', null)], print(collage), [dull])).toEqual([]);
  });
});

describe('what cannot be known again', () => {
  it('is not remembered', () => {
    const silence = print([new Float64Array(10 * RATE)]);
    expect(waiverOf(finding('click', 5), silence, { song: 'a', note: 'b' })).toBeNull();
    expect(
      waiverOf(finding('dull', null), print([new Float64Array(100)]), { song: 'a', note: 'b' }),
    ).toBeNull();
  });
});
