import { describe, expect, it } from 'vitest';
import { BiquadCascade, type Coefficients, responseDb } from '../../src/dsp/biquad.ts';
import {
  allpass,
  bell,
  type CutSlopeDb,
  highCutSections,
  highShelf,
  lowCutSections,
  lowShelf,
  tilt,
} from '../../src/dsp/biquad-design.ts';
import { linkwitzRiley } from '../../src/dsp/crossover.ts';
import { seededRandom } from '../../src/signal/random.ts';

/** |polynomial(jv)|² of p2 s² + p1 s + p0. */
function power(p2: number, p1: number, p0: number, v: number): number {
  return (p0 - p2 * v * v) ** 2 + (p1 * v) ** 2;
}

const decibels = (ratio: number): number => 10 * Math.log10(ratio);

function bellDb(f: number, hz: number, gainDb: number, q: number): number {
  const a = 10 ** (gainDb / 40);
  return decibels(power(1, a / q, 1, f / hz) / power(1, 1 / (a * q), 1, f / hz));
}

function highShelfDb(f: number, hz: number, gainDb: number, q: number): number {
  const a = 10 ** (gainDb / 40);
  const s = Math.sqrt(a) / q;
  return gainDb / 2 + decibels(power(a, s, 1, f / hz) / power(1, s, a, f / hz));
}

function lowShelfDb(f: number, hz: number, gainDb: number, q: number): number {
  return gainDb + highShelfDb(f, hz, -gainDb, q);
}

function isStable({ a1, a2 }: Coefficients): boolean {
  return Math.abs(a2) < 1 && Math.abs(a1) < 1 + a2;
}

const CENTRES = [20, 35, 100, 300, 1000, 3000, 5000, 8000, 10000, 12000, 14000, 16000, 18000, 20000];
const PROBES = Array.from({ length: 120 }, (_, i) => 20 * 900 ** (i / 119));

type Design = (hz: number, gainDb: number, q: number, rate: number) => Coefficients;
type Analogue = (f: number, hz: number, gainDb: number, q: number) => number;

/** Largest difference from the prototype, 20 Hz … 18 kHz. */
function worstError(
  design: Design,
  analogue: Analogue,
  gains: readonly number[],
  qs: readonly number[],
  rate: number,
): number {
  let worst = 0;
  for (const hz of CENTRES) {
    for (const gain of gains) {
      for (const q of qs) {
        const section = design(hz, gain, q, rate);
        expect(isStable(section), `${hz} Hz ${gain} dB Q ${q}`).toBe(true);
        for (const f of PROBES)
          worst = Math.max(worst, Math.abs(responseDb([section], f, rate) - analogue(f, hz, gain, q)));
      }
    }
  }
  return worst;
}

describe('equaliser sections against their analogue prototypes', () => {
  // Measured 0.12, 0.07, 0.07 dB; the bilinear transform's errors are 4.4 and 2.0 dB.
  it.each([
    ['bell', bell, bellDb, [0.4, 0.7071, 1, 2, 4]],
    ['low shelf', lowShelf, lowShelfDb, [0.5, 0.6, 0.7071]],
    ['high shelf', highShelf, highShelfDb, [0.5, 0.6, 0.7071]],
  ] as const)('%s: within 0.16 dB up to 18 kHz at 44.1 kHz, ±6 dB', (_, design, analogue, qs) => {
    expect(worstError(design, analogue, [-6, -3, -0.5, 0.5, 3, 6], qs, 44100)).toBeLessThan(0.16);
  });

  it('bells of ±12 dB: within 0.3 dB; at 96 kHz ±6 dB within 0.07 dB', () => {
    expect(worstError(bell, bellDb, [-12, 12], [0.4, 1, 4], 44100)).toBeLessThan(0.3);
    expect(worstError(bell, bellDb, [-6, 6], [0.4, 1, 4], 96000)).toBeLessThan(0.07);
  });

  it('a bell has its gain at its centre, and 0 dB does nothing', () => {
    expect(responseDb([bell(1000, 4, 1, 48000)], 1000, 48000)).toBeCloseTo(4, 2);
    expect(bell(1000, 0, 1, 48000)).toEqual({ b0: 1, b1: 0, b2: 0, a1: 0, a2: 0 });
  });

  it('boost and cut undo each other', () => {
    for (const f of PROBES) {
      expect(responseDb([bell(3000, 5, 0.8, 44100), bell(3000, -5, 0.8, 44100)], f, 44100)).toBeCloseTo(0, 9);
      expect(responseDb([tilt(800, 3, 44100), tilt(800, -3, 44100)], f, 44100)).toBeCloseTo(0, 9);
    }
  });

  it('tilt: half down below, half up above, nothing at the pivot', () => {
    const analogue = (f: number) =>
      10 * Math.log10((1 + 10 ** 0.2 * (f / 700) ** 2) / (10 ** 0.2 + (f / 700) ** 2));
    for (const f of PROBES)
      expect(Math.abs(responseDb([tilt(700, 4, 44100)], f, 44100) - analogue(f))).toBeLessThan(0.02);
  });
});

describe('cuts', () => {
  const slopes: CutSlopeDb[] = [6, 12, 18, 24, 30, 36, 42, 48];

  it.each(slopes)('%i dB an octave follows Butterworth', (slope) => {
    const order = slope / 6;
    for (const hz of [25, 120, 1000]) {
      const low = lowCutSections(hz, slope, 44100);
      for (const f of PROBES) {
        expect(Math.abs(responseDb(low, f, 44100) + decibels(1 + (hz / f) ** (2 * order)))).toBeLessThan(
          0.13,
        );
      }
    }
    for (const hz of [1000, 8000, 16000, 19000]) {
      const high = highCutSections(hz, slope, 44100);
      high.forEach((section) => expect(isStable(section)).toBe(true));
      for (const f of PROBES) {
        const wanted = -decibels(1 + (f / hz) ** (2 * order));
        if (wanted < -60) continue;
        expect(Math.abs(responseDb(high, f, 44100) - wanted), `${hz} Hz at ${f}`).toBeLessThan(
          wanted > -20 ? 0.45 : 0.8,
        );
      }
    }
  });
});

describe('crossover and allpass', () => {
  it('both bands add up to the allpass, -6 dB at the split', () => {
    const rate = 44100;
    const { low, high, sum } = linkwitzRiley(1800, rate);
    expect(responseDb(low, 1800, rate)).toBeCloseTo(-6.0206, 4);
    expect(responseDb(high, 1800, rate)).toBeCloseTo(-6.0206, 4);
    for (const f of PROBES) expect(responseDb([sum], f, rate)).toBeCloseTo(0, 9);
    const random = seededRandom(1);
    const x = Float64Array.from({ length: 2000 }, () => random() - 0.5);
    const [a, b, c] = [x.slice(), x.slice(), x.slice()];
    new BiquadCascade(low, 1).process([a], 2000);
    new BiquadCascade(high, 1).process([b], 2000);
    new BiquadCascade([sum], 1).process([c], 2000);
    for (let n = 0; n < 2000; n++) expect(Math.abs(a[n]! + b[n]! - c[n]!)).toBeLessThan(1e-13);
  });

  it('an allpass turns by half a circle at its frequency', () => {
    const { b0, b1, b2, a1, a2 } = allpass(5000, 0.9, 48000);
    const w = (2 * Math.PI * 5000) / 48000;
    const at = (c0: number, c1: number, c2: number) =>
      [c0 + c1 * Math.cos(w) + c2 * Math.cos(2 * w), -c1 * Math.sin(w) - c2 * Math.sin(2 * w)] as const;
    const [nr, ni] = at(b0, b1, b2);
    const [dr, di] = at(1, a1, a2);
    expect((nr * dr + ni * di) / (dr * dr + di * di)).toBeCloseTo(-1, 12);
  });
});

describe('BiquadCascade', () => {
  it('gives the same bits for one channel, for two and for any blocks', () => {
    const random = seededRandom(2);
    const x = Float64Array.from({ length: 1000 }, () => random() - 0.5);
    const sections = [bell(100, 6, 1, 48000), highShelf(8000, -3, 0.7, 48000)];
    const alone = x.slice();
    new BiquadCascade(sections, 1).process([alone], 1000);
    const three = [x.slice(), x.map((v) => -v), x.slice()];
    const cascade = new BiquadCascade(sections, 3);
    for (let n = 0; n < 1000; n += 37) {
      const count = Math.min(37, 1000 - n);
      cascade.process(
        three.map((c) => c.subarray(n, n + count)),
        count,
      );
    }
    expect(three[0]).toEqual(alone);
    expect(three[1]).toEqual(alone.map((v) => -v));
    expect(three[2]).toEqual(alone);
    cascade.reset();
    const again = [x.slice(), x.slice(), x.slice()];
    cascade.process(again, 1000);
    expect(again[0]).toEqual(alone);
  });

  it('comes to rest: long after a sound there are no denormal numbers', () => {
    const cascade = new BiquadCascade([bell(5000, 6, 1, 48000)], 2);
    const x = [new Float64Array(20000), new Float64Array(20000)];
    x[0]![0] = 1;
    x[1]![5] = 1e-190;
    cascade.process(x, 20000);
    for (const samples of x) expect(samples.subarray(9000).every((v) => v === 0)).toBe(true);
  });

  it('answers an impulse with its response', () => {
    const section = bell(2000, 6, 2, 48000);
    const h = new Float64Array(4096);
    h[0] = 1;
    new BiquadCascade([section], 1).process([h], 4096);
    for (const f of [500, 2000, 9000]) {
      let re = 0;
      let im = 0;
      h.forEach((v, n) => {
        re += v * Math.cos((2 * Math.PI * f * n) / 48000);
        im -= v * Math.sin((2 * Math.PI * f * n) / 48000);
      });
      expect(decibels(re * re + im * im)).toBeCloseTo(responseDb([section], f, 48000), 9);
    }
  });
});
