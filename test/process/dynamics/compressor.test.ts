// The compressor follows its static curve, its times, its link and its range.
import { describe, expect, it } from 'vitest';
import { COMPRESSOR } from '../../../src/process/dynamics/compressor.ts';
import { checkParams, type ParamRecord } from '../../../src/process/params.ts';
import { runProcessor } from '../../contracts/processor.ts';
import { sine } from '../../signals.ts';

const RATE = 48000;
const BASE = {
  thresholdDb: -20,
  ratio: 4,
  kneeDb: 0,
  attackMs: 5,
  releaseMs: 100,
  release: 'fixed',
  sidechainHz: 0,
};

function compress(channels: Float64Array[], given: ParamRecord = {}): Float64Array[] {
  const params = checkParams(COMPRESSOR.params, { ...BASE, ...given }, 'compressor');
  const compressor = COMPRESSOR.create(params, { sampleRateHz: RATE, channels: channels.length });
  return runProcessor(compressor, channels).map((x) => x.subarray(compressor.latencyFrames));
}

/** Gain in dB that a probe of constant 1e-6 in the second channel gets, frame by frame. */
function gainDb(loud: Float64Array, given: ParamRecord = {}): Float64Array {
  const probe = new Float64Array(loud.length).fill(1e-6);
  return compress([loud, probe], given)[1]!.map((v) => 20 * Math.log10(v / 1e-6));
}

const tone = (db: number, frames = RATE): Float64Array => sine(1000, 10 ** (db / 20), frames, RATE);
const settled = (x: Float64Array): number => x[x.length - 1]!;

describe('the static curve', () => {
  // 0.1 dB: the peak in a hop of 16 frames misses a sine's crest by up to 0.08 dB.
  it.each([
    [-30, 0],
    [-20, 0],
    [-12, -6],
    [-4, -12],
  ])('of 4:1 above -20 dB turns a sine at %i dB by %i dB', (level, reduction) => {
    for (const peak of [0, 0.5, 1])
      expect(Math.abs(settled(gainDb(tone(level), { peak })) - reduction)).toBeLessThan(0.1);
  });

  it('bends softly by the knee: an eighth of knee times slope at the threshold', () => {
    expect(settled(gainDb(tone(-20), { kneeDb: 12 }))).toBeCloseTo((-12 / 8) * 0.75, 1);
  });

  it('goes no deeper than its range', () => {
    expect(settled(gainDb(tone(-4), { rangeDb: 2 }))).toBeCloseTo(-2, 3);
  });

  it('scales in dB with its strength', () => {
    const params = checkParams(COMPRESSOR.params, BASE, 'compressor');
    const half = COMPRESSOR.atStrength(params, 0.5);
    expect(settled(gainDb(tone(-4), half))).toBeCloseTo(settled(gainDb(tone(-4))) / 2, 6);
  });

  it('mixes dry sound in, and adds make-up gain', () => {
    const wet = 10 ** (settled(gainDb(tone(-4))) / 20);
    expect(settled(gainDb(tone(-4), { mix: 0.5, makeupDb: 3 }))).toBeCloseTo(
      20 * Math.log10((1 + wet) / 2) + 3,
      6,
    );
  });
});

describe('its times', () => {
  /** Frames from `start` until the gain has covered 63 % of its way to the end. */
  const covered = (gain: Float64Array, start: number, from: number, to: number): number =>
    gain.subarray(start).findIndex((v) => (v - from) / (to - from) >= 1 - Math.exp(-1));

  it('are the attack and the release, 63 % of the way', () => {
    const burst = tone(-4, 2 * RATE);
    burst.fill(0, RATE);
    for (const [attackMs, releaseMs] of [
      [20, 100],
      [80, 400],
    ] as const) {
      const gain = gainDb(burst, { attackMs, releaseMs, peak: 1 });
      expect(Math.abs(covered(gain, 0, 0, -12) / ((RATE * attackMs) / 1000) - 1)).toBeLessThan(0.05);
      expect(Math.abs(covered(gain, RATE, -12, 0) / ((RATE * releaseMs) / 1000) - 1)).toBeLessThan(0.05);
    }
  });

  it('start earlier by the look-ahead, and are the same otherwise', () => {
    const burst = new Float64Array(RATE);
    burst.set(tone(-4, RATE / 2), RATE / 4);
    const plain = gainDb(burst, { attackMs: 20 });
    const early = gainDb(burst, { attackMs: 20, lookAheadMs: 10 });
    const ahead = RATE / 100;
    expect(early.length).toBe(plain.length - ahead);
    const apart = early.subarray(0, RATE / 2).map((v, n) => Math.abs(v - plain[n + ahead]!));
    expect(Math.max(...apart)).toBeLessThan(1e-9);
    expect(plain[RATE / 4]!).toBeGreaterThan(-0.1);
    expect(early[RATE / 4]!).toBeLessThan(-3);
  });

  it('release slower by itself after sustained sound than after a hit', () => {
    const back = (heldMs: number): number => {
      const burst = tone(-4, 3 * RATE);
      const held = (heldMs / 1000) * RATE;
      burst.fill(0, held);
      const gain = gainDb(burst, { release: 'auto', releaseMs: 60 });
      return covered(gain, held, gain[held]!, 0) / RATE;
    };
    expect(back(1000)).toBeGreaterThan(3 * back(30));
  });
});

describe('what it hears', () => {
  it('leaves out the bass below the side-chain frequency', () => {
    const bass = sine(40, 0.9, RATE, RATE);
    expect(settled(gainDb(bass))).toBeLessThan(-10);
    expect(settled(gainDb(bass, { sidechainHz: 200 }))).toBeGreaterThan(-1);
  });

  it.each([1, 0.75, 0.25, 0])('turns both channels alike by the share of the link: %d', (link) => {
    const out = compress([tone(-4), tone(-16)], { link });
    // 12 dB apart; the quieter one is heard link of the way up from -16 dB.
    const over = Math.max(0, -16 + 12 * link + 20);
    const quiet = Math.max(...out[1]!.subarray(RATE / 2)) / 10 ** (-16 / 20);
    const loud = Math.max(...out[0]!.subarray(RATE / 2)) / 10 ** (-4 / 20);
    expect(Math.abs(20 * Math.log10(quiet) + 0.75 * over)).toBeLessThan(0.1);
    expect(Math.abs(20 * Math.log10(loud) + 12)).toBeLessThan(0.1);
  });

  it('is both channels when linked, each its own when not', () => {
    expect(settled(gainDb(tone(-4), { link: 0 }))).toBeCloseTo(0, 9);
    const half = compress([tone(-4), tone(-12)], { link: 0.5 });
    const ratio = Math.max(...half[1]!.subarray(RATE / 2)) / 10 ** (-12 / 20);
    // Half way between -4 and -12 dB is -8: 12 dB over, 9 dB down.
    expect(Math.abs(20 * Math.log10(ratio) + 9)).toBeLessThan(0.1);
  });
});
