import { describe, expect, it } from 'vitest';
import { PEAK_LATENCY_FRAMES, PeakInterpolator } from '../../src/dsp/interpolate.ts';
import { seededRandom } from '../../src/signal/random.ts';

function sine(frames: number, turns: number, phase: number): Float64Array {
  return Float64Array.from({ length: frames }, (_, n) => Math.sin(2 * Math.PI * (turns * n + phase)));
}

/** Band-limited random sound with a few loud places. */
function music(frames: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  const partials = Array.from(
    { length: 12 },
    () => [0.02 + 0.4 * random(), random(), 0.02 + 0.2 * random()] as const,
  );
  return Float64Array.from({ length: frames }, (_, n) => {
    const swell = 0.2 + 0.8 * Math.sin((3 * n) / frames) ** 8;
    return swell * partials.reduce((sum, [f, p, a]) => sum + a * Math.sin(2 * Math.PI * (f * n + p)), 0);
  });
}

/** Modified Bessel function, for an interpolator of another make: 96 taps a phase, Kaiser β = 11. */
function bessel(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; k < 60; k++) sum += term *= (x / (2 * k)) ** 2;
  return sum;
}

/** Weights of the samples -47 … 48 for each sixteenth, by the definition. */
const REFEREE = Array.from({ length: 16 }, (_, phase) => {
  const weights = Array.from({ length: 96 }, (__, k) => {
    const t = k - 47 - phase / 16;
    const taper = bessel(11 * Math.sqrt(Math.max(0, 1 - (t / 48) ** 2)));
    return taper * (t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t));
  });
  const sum = weights.reduce((total, w) => total + w, 0);
  return weights.map((w) => w / sum);
});

/** |value| at n + phase/16. */
function referee(x: Float64Array, n: number, phase: number): number {
  let sum = 0;
  REFEREE[phase]!.forEach((w, k) => {
    sum += w * (x[n + k - 47] ?? 0);
  });
  return Math.abs(sum);
}

function peakOf(x: Float64Array, block = x.length): number {
  const meter = new PeakInterpolator(44100);
  let peak = 0;
  for (let n = 0; n < x.length; n += block) {
    const part = x.subarray(n, n + block);
    peak = meter.peak(part, part.length, peak);
  }
  return meter.flush(peak);
}

const decibels = (ratio: number): number => 20 * Math.log10(ratio);

describe('PeakInterpolator.peak', () => {
  it('reads sines of every frequency to 0.45 fs and phase as a 16x grid does', () => {
    for (const turns of [0.01, 0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.43, 0.45]) {
      for (const phase of [0, 0.05, 0.125, 0.3]) {
        const x = sine(800, turns + 1e-5, phase).map(
          (v, n) => v * Math.sin((Math.PI * (n + 0.5)) / 800) ** 2,
        );
        let wanted = 0;
        for (let n = 300; n < 500; n++)
          for (let p = 0; p < 16; p++) wanted = Math.max(wanted, referee(x, n, p));
        expect(Math.abs(decibels(peakOf(x) / wanted)), `${turns} ${phase}`).toBeLessThan(0.012);
      }
    }
  });

  it('finds the whole 16x grid’s maximum in dense sound', () => {
    for (const seed of [1, 2, 3]) {
      const x = music(1200, seed);
      let wanted = 0;
      for (let n = -24; n < 1224; n++)
        for (let p = 0; p < 16; p++) wanted = Math.max(wanted, referee(x, n, p));
      expect(Math.abs(decibels(peakOf(x) / wanted))).toBeLessThan(0.01);
    }
  });

  it('gives the same bits for any blocks', () => {
    const x = music(20000, 4);
    for (const block of [1, 7, 128, 4096]) expect(peakOf(x, block)).toBe(peakOf(x));
  });

  it('passes samples as they are: never below the sample peak, exact on an impulse and on DC far from its ends', () => {
    const impulse = new Float64Array(200);
    impulse[100] = -0.7;
    expect(peakOf(impulse)).toBe(0.7);
    const random = seededRandom(5);
    const x = Float64Array.from({ length: 3000 }, () => 2 * random() - 1);
    expect(peakOf(x)).toBeGreaterThanOrEqual(Math.max(...x.map(Math.abs)));
  });

  it('sees the overshoot of a tone cut off at the start and at the end', () => {
    const x = sine(441, 0.25, 0.125);
    // Silence follows: the cut edge rings above the tone's own true peak of 1.
    expect(peakOf(x)).toBeGreaterThan(1.02);
    const reversed = x.slice().reverse();
    expect(peakOf(reversed)).toBeCloseTo(peakOf(x), 12);
  });

  it('tells `above` back where nothing is louder, and silence is 0', () => {
    const meter = new PeakInterpolator(44100);
    expect(meter.peak(sine(500, 0.1, 0), 500, 1.5)).toBe(1.5);
    expect(peakOf(new Float64Array(100))).toBe(0);
    meter.reset();
    expect(meter.flush()).toBe(0);
  });
});

describe('PeakInterpolator.envelope', () => {
  function envelopeOf(x: Float64Array, above: number, block: number): Float64Array {
    const padded = new Float64Array(x.length + PEAK_LATENCY_FRAMES);
    padded.set(x);
    const out = new Float64Array(padded.length);
    const meter = new PeakInterpolator(48000);
    for (let n = 0; n < padded.length; n += block) {
      const part = padded.subarray(n, n + block);
      meter.envelope(part, part.length, out.subarray(n), above);
    }
    return out.subarray(PEAK_LATENCY_FRAMES);
  }

  it('is the largest value around each sample, half a sample to either side', () => {
    const x = music(600, 6);
    const envelope = envelopeOf(x, 0, 600);
    for (let n = 0; n < 600; n++) {
      let wanted = 0;
      for (let p = -8; p <= 8; p++)
        wanted = Math.max(wanted, referee(x, p < 0 ? n - 1 : n, p < 0 ? 16 + p : p));
      // 0.0005 of full scale: the shorter filter's own ripple.
      expect(Math.abs(envelope[n]! - wanted), `${n}`).toBeLessThan(5e-4);
    }
  });

  it('tells only what is above the level, and else the sample', () => {
    const x = music(3000, 7);
    const whole = envelopeOf(x, 0, 3000);
    const above = envelopeOf(x, 0.4, 3000);
    let told = 0;
    for (let n = 0; n < 3000; n++) {
      const isAbove = whole[n]! > 0.4;
      if (isAbove) told++;
      expect(above[n]).toBe(isAbove ? whole[n] : Math.abs(x[n]!));
    }
    expect(told).toBeGreaterThan(50);
  });

  it('gives the same bits for any blocks, also in place', () => {
    const x = music(5000, 8);
    for (const above of [0, 0.3]) {
      const whole = envelopeOf(x, above, 10000);
      for (const block of [1, 5, 128, 4096]) expect(envelopeOf(x, above, block)).toEqual(whole);
    }
    const own = x.slice();
    new PeakInterpolator(48000).envelope(own, own.length, own);
    expect(own.subarray(PEAK_LATENCY_FRAMES)).toEqual(
      envelopeOf(x, 0, 10000).subarray(0, 5000 - PEAK_LATENCY_FRAMES),
    );
  });

  it('tells each stretch what peak tells of it, and samples where that is not above the floor', () => {
    const x = music(3000, 5);
    const ends = Float64Array.from([0, 700, 1000, 1001, 2400, 3000]);
    for (const floor of [0, 0.3]) {
      const meter = new PeakInterpolator(44100);
      const tops = new Float64Array(ends.length);
      meter.stretches(x, x.length, ends, tops, ends.length, floor);
      const other = new PeakInterpolator(44100);
      let from = 0;
      ends.forEach((end, i) => {
        const peak = other.peak(x.subarray(from, end), end - from);
        const heard = x.subarray(
          Math.max(0, from - PEAK_LATENCY_FRAMES),
          Math.max(0, end - PEAK_LATENCY_FRAMES),
        );
        const sample = heard.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
        expect(tops[i]).toBe(peak > floor ? peak : sample);
        from = end;
      });
    }
  });
});
