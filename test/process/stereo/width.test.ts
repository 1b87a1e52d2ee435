// Width: each band as wide as asked, bass that is mono, a guard that holds the correlation, and a mono sum that never changes.
import { describe, expect, it } from 'vitest';
import { WIDTH } from '../../../src/process/stereo/width.ts';
import { checkParams, type ParamRecord } from '../../../src/process/params.ts';
import { expectSameBits, padded, processorContract, runProcessor } from '../../contracts/processor.ts';
import { musicLike, noise, sine } from '../../signals.ts';

const RATE = 44100;
type Pair = readonly [Float64Array, Float64Array];

/** `channels` through it, aligned. */
function width(given: ParamRecord, channels: Pair): Pair {
  const params = checkParams(WIDTH.params, given, 'width');
  const processor = WIDTH.create(params, { sampleRateHz: RATE, channels: 2 });
  const out = runProcessor(processor, padded(channels, processor.latencyFrames));
  return out.map((x) => x.subarray(processor.latencyFrames)) as unknown as Pair;
}

const sum = ([l, r]: Pair): Float64Array => l.map((v, n) => v + r[n]!);
const sidesOf = ([l, r]: Pair): Float64Array => l.map((v, n) => (v - r[n]!) / 2);
const inBits =
  (bits: number) =>
  (x: Float64Array): Float64Array =>
    x.map((v) => Math.round(v * 2 ** (bits - 1)) / 2 ** (bits - 1));
const power = (x: Float64Array): number => x.reduce((all, v) => all + v * v, 0) / x.length;

/** By how many dB sides that are a tone at `hz` change, once settled. */
function sideGainDb(given: ParamRecord, hz: number): number {
  const tone = sine(hz, 0.2, RATE, RATE);
  const out = sidesOf(width(given, [tone, tone.map((v) => -v)]));
  return (
    10 *
    Math.log10(power(out.subarray(RATE / 4, (3 * RATE) / 4)) / power(tone.subarray(RATE / 4, (3 * RATE) / 4)))
  );
}

function correlation([l, r]: Pair): number {
  const both = l.reduce((all, v, n) => all + v * r[n]!, 0) / l.length;
  return both / Math.sqrt(power(l) * power(r));
}

describe('the mono sum', () => {
  it.each([16, 24, 32])('stays as it is to the last bit, of samples of %i bits', (bits) => {
    const sound = musicLike(30000, RATE, 3).map(inBits(bits)) as unknown as Pair;
    const settings: ParamRecord[] = [
      { bands: [{ widthPercent: 180 }] },
      { crossovers: [{ hz: 300 }, { hz: 4000 }], bands: [{ widthPercent: 20 }, {}, { widthPercent: 170 }] },
      { monoBelowHz: 150, leastCorrelation: -1, bands: [{ widthPercent: 130 }] },
    ];
    for (const given of settings) {
      const out = width(given, sound);
      expect(sidesOf(out)).not.toEqual(sidesOf(sound));
      expectSameBits([sum(out)], [sum(sound)]);
    }
  });

  it('is all that a mono sound has, which passes untouched', () => {
    const [x] = musicLike(20000, RATE, 3);
    expectSameBits(width({ monoBelowHz: 200, bands: [{ widthPercent: 200 }] }, [x!, x!]), [x!, x!]);
  });
});

describe('the width of a band', () => {
  const given = {
    crossovers: [{ hz: 200 }, { hz: 4000 }],
    bands: [{ widthPercent: 50 }, { widthPercent: 150 }, { widthPercent: 0 }],
    leastCorrelation: -1,
  };

  it('is what the sides there are multiplied by', () => {
    expect(Math.abs(sideGainDb(given, 30) - 20 * Math.log10(0.5))).toBeLessThan(0.02);
    expect(Math.abs(sideGainDb(given, 900) - 20 * Math.log10(1.5))).toBeLessThan(0.05);
    // (fc/f)⁴ of 150 % is left four times above the crossover.
    expect(sideGainDb(given, 16000)).toBeLessThan(-40);
  });

  it('leaves the phase of the sides', () => {
    const tone = sine(700, 0.2, RATE, RATE);
    const out = sidesOf(width(given, [tone, tone.map((v) => -v)])).subarray(RATE / 4, RATE / 2);
    const gain = Math.sqrt(power(out) / power(tone));
    const error = out.map((v, n) => v - gain * tone[RATE / 4 + n]!);
    expect(power(error) / power(out)).toBeLessThan(1e-9);
  });
});

describe('mono bass', () => {
  it.each([
    ['12', 2],
    ['24', 4],
  ] as const)('takes 6 dB of the sides at its corner and falls by %s dB an octave', (monoSlope, order) => {
    const given = { monoBelowHz: 160, monoSlope };
    const wanted = (hz: number): number => 20 * Math.log10(1 - 1 / (1 + (hz / 160) ** order));
    for (const hz of [40, 80, 160, 320, 1000]) {
      expect(Math.abs(sideGainDb(given, hz) - wanted(hz))).toBeLessThan(hz < 60 ? 0.5 : 0.05);
    }
    expect(sideGainDb(given, 160)).toBeCloseTo(-6.02, 1);
  });
});

describe('the correlation guard', () => {
  const middle = noise(0.2, 3 * RATE, 1);
  const side = noise(0.12, 3 * RATE, 2);
  const sound: Pair = [middle.map((v, n) => v + side[n]!), middle.map((v, n) => v - side[n]!)];
  const settled = ([l, r]: Pair): Pair => [l.subarray(RATE), r.subarray(RATE)];
  const widened = (leastCorrelation: number): number =>
    correlation(settled(width({ bands: [{ widthPercent: 200 }], leastCorrelation }, sound)));

  it('holds the correlation that is allowed, and lets go without it', () => {
    expect(correlation(sound)).toBeCloseTo(0.47, 1);
    expect(widened(-1)).toBeLessThan(-0.15);
    expect(Math.abs(widened(-0.1) + 0.1)).toBeLessThan(0.03);
    expect(Math.abs(widened(0) - 0)).toBeLessThan(0.03);
    expect(Math.abs(widened(0.3) - 0.3)).toBeLessThan(0.03);
  });

  it('takes back no more than the widening', () => {
    expect(Math.abs(widened(0.9) - correlation(settled(sound)))).toBeLessThan(0.01);
  });

  it('watches each band alone', () => {
    const low = sine(100, 0.3, 2 * RATE, RATE);
    const hiss = noise(0.05, 2 * RATE, 4);
    // Mono bass beside treble that is all sides: only the treble is held.
    const treble = sine(9000, 0.05, 2 * RATE, RATE);
    const both: Pair = [
      low.map((v, n) => v + 0.5 * hiss[n]! + treble[n]!),
      low.map((v, n) => v - 0.5 * hiss[n]! + 0.2 * treble[n]!),
    ];
    const given = { crossovers: [{ hz: 1000 }], bands: [{ widthPercent: 200 }, { widthPercent: 200 }] };
    const held = sidesOf(width({ ...given, leastCorrelation: 0.5 }, both)).subarray(RATE);
    const free = sidesOf(width({ ...given, leastCorrelation: -1 }, both)).subarray(RATE);
    expect(power(held)).toBeLessThan(0.8 * power(free));
  });

  it('lets sound that is narrow enough pass as if it were not there', () => {
    const narrow: Pair = [middle.map((v, n) => v + 0.1 * side[n]!), middle.map((v, n) => v - 0.1 * side[n]!)];
    const given = { bands: [{ widthPercent: 150 }] };
    const held = width({ ...given, leastCorrelation: 0.3 }, narrow)[0];
    const free = width({ ...given, leastCorrelation: -1 }, narrow)[0];
    expect(power(held.map((v, n) => v - free[n]!))).toBeLessThan(1e-25);
  });
});

processorContract(WIDTH, [
  { bands: [{ widthPercent: 150 }] },
  {
    crossovers: [{ hz: 5000 }, { hz: 150 }],
    bands: [{ widthPercent: 0 }, { widthPercent: 120 }, { widthPercent: 200 }],
    leastCorrelation: 0.4,
    monoBelowHz: 90,
  },
  { monoBelowHz: 120, monoSlope: '12' },
]);
