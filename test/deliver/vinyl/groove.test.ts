// Groove: the RIAA curve, displacement and speed as the books have them, and what each turn asks, however the sound is cut up.
import { describe, expect, it } from 'vitest';
import { grooveSpeed, turnS } from '../../../src/deliver/vinyl/disc-format.ts';
import { createGrooveMeter, type GrooveTurn } from '../../../src/deliver/vinyl/groove-meter.ts';
import {
  cuttingPower,
  derivativeSection,
  displacementSection,
} from '../../../src/deliver/vinyl/groove-path.ts';
import { responseDb } from '../../../src/dsp/biquad.ts';
import { dbFromPower } from '../../../src/dsp/decibel.ts';

const RATE = 44100;

/** Replay gain re 1 kHz, as published tables have it. */
const REPLAY_DB = [
  [20, 19.27],
  [50, 16.95],
  [100, 13.09],
  [200, 8.22],
  [500, 2.65],
  [1000, 0],
  [2000, -2.59],
  [5000, -8.21],
  [10000, -13.73],
  [15000, -17.16],
  [20000, -19.62],
] as const;

describe('the RIAA curve', () => {
  it.each(REPLAY_DB)('cuts %d Hz by the inverse of the replay gain %d dB', (hz, db) => {
    expect(dbFromPower(cuttingPower(hz))).toBeCloseTo(-db, 1);
  });

  it.each([44100, 48000, 96000, 192000])('is followed at %d Hz', (rate) => {
    const sections = [displacementSection(rate), derivativeSection(rate)];
    for (const hz of [100, 300, 1000, 3000, 8000, 12000, 16000])
      expect(Math.abs(responseDb(sections, hz, rate) - dbFromPower(cuttingPower(hz))), `${hz}`).toBeLessThan(
        0.35,
      );
    // below 10 Hz walls no longer follow: what that takes away at 50 Hz is a fifth of a dB
    expect(Math.abs(responseDb(sections, 50, rate) - dbFromPower(cuttingPower(50)))).toBeLessThan(0.25);
  });
});

describe('speed of the groove', () => {
  it('is that of the books', () => {
    expect(grooveSpeed(146, 33)).toBeCloseTo(0.51, 2);
    expect(grooveSpeed(60, 33)).toBeCloseTo(0.209, 3);
    expect(grooveSpeed(146, 45)).toBeCloseTo(0.69, 2);
    expect(turnS(33)).toBeCloseTo(1.8, 9);
  });
});

function sine(hz: number, seconds: number): Float64Array {
  return Float64Array.from({ length: Math.round(seconds * RATE) }, (_, n) =>
    Math.sin((2 * Math.PI * hz * n) / RATE),
  );
}

function turnsOf(left: Float64Array, right: Float64Array, piece = left.length): readonly GrooveTurn[] {
  const meter = createGrooveMeter({ sampleRateHz: RATE, channels: 2 }, 33);
  for (let at = 0; at < left.length; at += piece) {
    const channels = [left, right].map((samples) => samples.subarray(at, at + piece));
    meter.push({ channels, frames: channels[0]!.length });
  }
  return meter.result();
}

describe('turns', () => {
  it('a sine at 1 kHz of 70 mm/s swings by 11 µm, sideways where the channels are alike', () => {
    const tone = sine(1000, 4);
    const [, turn] = turnsOf(tone, tone);
    const gain = 0.07;
    expect(gain * turn!.slew).toBeCloseTo(gain * Math.SQRT2, 2);
    // both edges by 11 µm times √2, one to each side
    expect(1e6 * gain * turn!.sideways).toBeCloseTo(2 * Math.SQRT2 * 11.14, 0);
    expect(turn!.vertical).toBeLessThan(1e-9);
    expect(turn!.bendHz).toBeCloseTo(1000, -1);
    expect(turn!.bend).toBeCloseTo(2 * Math.PI * 1000, -2);
  });

  it('opposed channels lift the needle instead', () => {
    const tone = sine(100, 4);
    const [, alike] = turnsOf(tone, tone);
    const [, opposed] = turnsOf(
      tone,
      tone.map((x) => -x),
    );
    expect(alike!.vertical).toBeLessThan(1e-9);
    expect(opposed!.vertical).toBeCloseTo((Math.SQRT2 * 10 ** (-13.09 / 20)) / (2 * Math.PI * 100), 5);
  });

  it('are the same for any pieces', () => {
    const tone = sine(440, 2.5);
    const other = sine(5000, 2.5);
    expect(turnsOf(tone, other, 1013)).toEqual(turnsOf(tone, other));
  });

  it('ask nothing in silence', () => {
    const [turn] = turnsOf(new Float64Array(RATE), new Float64Array(RATE));
    expect(turn).toMatchObject({ slew: 0, bend: 0, bendHz: 0, vertical: 0, sideways: 0 });
  });
});
