// Multiband: idle it is the input or an allpass of it; each band follows its own static curve and leaves the others alone.
import { describe, expect, it } from 'vitest';
import { MULTIBAND } from '../../../src/process/dynamics/multiband.ts';
import { checkParams, type ParamRecord } from '../../../src/process/params.ts';
import { createRealFft } from '../../../src/dsp/fft.ts';
import { expectSameBits, padded, processorContract, runProcessor } from '../../contracts/processor.ts';
import { musicLike, sine } from '../../signals.ts';

const RATE = 44100;
const CROSSOVERS = [{ hz: 200 }, { hz: 4000 }];
/** A frequency well inside of each band. */
const INSIDE_HZ = [40, 900, 16000];
const NOTHING = { ratio: 1 };
const PHASES = ['linear', 'minimum'] as const;

function paramsOf(given: ParamRecord): ParamRecord {
  return checkParams(MULTIBAND.params, { crossovers: CROSSOVERS, ...given }, 'multiband');
}

/** `channels` through it, aligned. */
function multiband(given: ParamRecord, channels: readonly Float64Array[]): Float64Array[] {
  const processor = MULTIBAND.create(paramsOf(given), { sampleRateHz: RATE, channels: channels.length });
  const out = runProcessor(processor, padded(channels, processor.latencyFrames));
  return out.map((x) => x.subarray(processor.latencyFrames));
}

/** Level in dB of the component at `hz` in the last quarter of a second. */
function levelDb(x: Float64Array, hz: number): number {
  const from = x.length - RATE / 4;
  let re = 0;
  let im = 0;
  for (let n = from; n < x.length; n++) {
    const hann = Math.sin((Math.PI * (n - from)) / (RATE / 4)) ** 2;
    re += hann * x[n]! * Math.cos((2 * Math.PI * hz * n) / RATE);
    im += hann * x[n]! * Math.sin((2 * Math.PI * hz * n) / RATE);
  }
  return 20 * Math.log10((4 * Math.sqrt(re * re + im * im)) / (RATE / 4));
}

const db = (level: number): number => 10 ** (level / 20);

/** One tone in each band at the levels given, and by how many dB each has changed. */
function changes(given: ParamRecord, levels: readonly number[]): number[] {
  const frames = RATE;
  const tones = levels.map((level, b) => sine(INSIDE_HZ[b]!, db(level), frames, RATE));
  const sum = new Float64Array(frames).map((_, n) => tones.reduce((all, tone) => all + tone[n]!, 0));
  const [out] = multiband(given, [sum]);
  return levels.map((_, b) => levelDb(out!, INSIDE_HZ[b]!) - levelDb(sum, INSIDE_HZ[b]!));
}

/** Bands of which only number `b` does something. */
const only = (b: number, band: ParamRecord): ParamRecord[] => [
  ...Array.from({ length: b }, () => NOTHING),
  band,
];

describe('idle', () => {
  it('is the input to the last bit, of linear phase', () => {
    const sound = musicLike(20000, RATE, 5);
    const bands = INSIDE_HZ.map(() => ({ ratio: 4, thresholdDb: 0, rangeDb: 12, kneeDb: 0 }));
    expectSameBits(multiband({ bands }, sound), sound);
  });

  it('is back at the last bit once what it did is over', () => {
    const sound = musicLike(70000, RATE, 6).map((x) => x.map((v, n) => (n < 4000 ? 4 * v : 1e-3 * v)));
    const bands = INSIDE_HZ.map(() => ({ ratio: 8, thresholdDb: -24, releaseMs: 20, release: 'fixed' }));
    const out = multiband({ bands }, sound);
    expect(out[0]!.subarray(0, 4000)).not.toEqual(sound[0]!.subarray(0, 4000));
    const rest = (x: Float64Array): Float64Array => x.subarray(60000);
    expectSameBits(out.map(rest), sound.map(rest));
  });

  it('is flat within 0.001 dB, of minimum phase', () => {
    const size = 65536;
    const impulse = new Float64Array(size);
    impulse[0] = 0.01;
    const bands = INSIDE_HZ.map(() => ({ ratio: 4, thresholdDb: 0 }));
    const [out] = multiband({ bands, phase: 'minimum' }, [impulse]);
    const re = new Float64Array(size / 2 + 1);
    const im = new Float64Array(size / 2 + 1);
    createRealFft(size).forward(out!.slice(0, size), re, im);
    for (let k = Math.ceil((20 / RATE) * size); k < size / 2; k++) {
      const power = re[k]! * re[k]! + im[k]! * im[k]!;
      expect(Math.abs(10 * Math.log10(power * 1e4))).toBeLessThan(0.001);
    }
  });
});

describe.each(PHASES)('each band, of %s phase,', (phase) => {
  it.each([
    ['compress-above', 3, 0, -12, -8],
    ['compress-above', 3, 0, -30, 0],
    ['expand-above', 1.5, 0, -12, 6],
    ['compress-below', 2, 0, -36, 6],
    ['compress-below', 2, 0, -12, 0],
    ['expand-below', 2, 0, -34, -10],
    ['expand-below', 4, 0, -48, -12],
    ['compress-above', 2, 12, -24, -0.75],
  ])('follows the curve of %s %s:1, knee %i dB, at %i dB', (mode, ratio, kneeDb, level, change) => {
    for (let b = 0; b < INSIDE_HZ.length; b++) {
      const bands = only(b, { mode, ratio, kneeDb, thresholdDb: -24, attackMs: 60, release: 'fixed' });
      const levels = INSIDE_HZ.map((_, i) => (i === b ? level : -70));
      const got = changes({ bands, phase }, levels);
      // The detector's ripple in the lowest band, a hop's peak in the highest, and what leaks between bands.
      got.forEach((v, i) => expect(Math.abs(v - (i === b ? change : 0))).toBeLessThan(i === b ? 0.3 : 0.1));
    }
  });

  it('goes no further than its range, and scales in dB with strength', () => {
    const given = { bands: only(1, { ratio: 10, thresholdDb: -40, rangeDb: 3, gainDb: 2 }), phase };
    const levels = [-60, -6, -60];
    expect(changes(given, levels)[1]).toBeCloseTo(-1, 1);
    const half = MULTIBAND.atStrength(paramsOf(given), 0.5);
    expect(changes(half, levels)[1]).toBeCloseTo(-0.5, 1);
  });

  it('is heard alone in solo, and not when muted', () => {
    const levels = [-20, -20, -20];
    const solo = changes({ bands: only(1, { ...NOTHING, listen: 'solo' }), phase }, levels);
    expect(Math.abs(solo[1]!)).toBeLessThan(0.1);
    for (const b of [0, 2]) expect(solo[b]).toBeLessThan(-25);
    const muted = changes({ bands: only(1, { ...NOTHING, listen: 'mute' }), phase }, levels);
    expect(muted[1]).toBeLessThan(-25);
    for (const b of [0, 2]) expect(Math.abs(muted[b]!)).toBeLessThan(0.1);
  });

  it('hears both channels when linked, its own when not', () => {
    const sound = [sine(900, db(-6), RATE, RATE), sine(900, db(-40), RATE, RATE)];
    const right = (link: number): number => {
      const bands = only(1, { ratio: 4, thresholdDb: -18, kneeDb: 0, link });
      return levelDb(multiband({ bands, phase }, sound)[1]!, 900) + 40;
    };
    expect(right(1)).toBeLessThan(-8);
    expect(Math.abs(right(0))).toBeLessThan(0.01);
  });
});

// No more than two bands that move in one sample: each hands back a few logarithms a hop, which is all that is allocated.
processorContract(MULTIBAND, [
  {
    crossovers: [{ hz: 120 }, { hz: 1000 }, { hz: 6000 }],
    bands: [{ ...NOTHING, gainDb: 1 }, { ratio: 3 }, { thresholdDb: -30, gainDb: -2, link: 0.3 }, NOTHING],
  },
  { crossovers: [{ hz: 400 }], bands: [{ listen: 'mute' }, { ratio: 2, attackMs: 1 }] },
  {
    phase: 'minimum',
    crossovers: [{ hz: 8000 }, { hz: 200 }],
    bands: [
      { mode: 'expand-below', thresholdDb: -40, ratio: 3 },
      { mode: 'expand-above', gainDb: -3 },
    ],
  },
  {
    phase: 'minimum',
    crossovers: [{ hz: 2000 }],
    bands: [NOTHING, { mode: 'compress-below', thresholdDb: -50, release: 'fixed' }],
  },
]);
