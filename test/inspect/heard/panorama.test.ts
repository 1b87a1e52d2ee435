// Panorama and band track: what the shared streams tell of sounds whose place, lag and balance are known.
import { describe, expect, it } from 'vitest';
import { bandTrack, region } from '../../../src/inspect/heard/band-track.ts';
import { Hearing } from '../../../src/inspect/hearing.ts';
import { lateness } from '../../../src/inspect/heard/lateness.ts';
import { PAN_CELLS, panorama } from '../../../src/inspect/heard/panorama.ts';
import { dullBeats, musicLike, noise, sine } from '../../signals.ts';

const RATE = 44100;

function hear(channels: Float64Array[], size = 4096) {
  const hearing = new Hearing({ sampleRateHz: RATE, channels: channels.length });
  const streams = { picture: hearing.stream(panorama), track: hearing.stream(bandTrack) };
  for (let at = 0; at < channels[0]!.length; at += size) {
    const end = Math.min(channels[0]!.length, at + size);
    hearing.push({ channels: channels.map((samples) => samples.subarray(at, end)), frames: end - at });
  }
  hearing.finish();
  return streams;
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

describe('panorama', () => {
  it('places a source by its levels', () => {
    const source = noise(0.2, RATE, 1);
    const { picture } = hear([source, source.map((value) => 0.5 * value)]);
    const cell = picture.pans.indexOf(Math.max(...picture.pans));
    expect((2 * (cell + 0.5)) / PAN_CELLS - 1).toBeCloseTo((1 - 0.25) / (1 + 0.25), 2);
    expect(total(picture.against.values())).toBe(0);
  });

  it('adds up the power and the product of the channels', () => {
    const source = noise(0.2, RATE, 2);
    const { picture } = hear([source, source.map((value) => -value)]);
    expect(total(picture.cross.values()) / total(picture.left.values())).toBeCloseTo(-1, 9);
    expect(total(picture.together.values())).toBe(0);
  });

  it('knows the lag of one channel, with its sign', () => {
    const [left] = dullBeats(2 * RATE, RATE, 1) as [Float64Array, Float64Array];
    const late = new Float64Array(left.length);
    late.set(left.subarray(0, left.length - 50), 50);
    expect(lateness(hear([left, late]).picture)).toEqual({ frames: 50, sure: true });
    expect(lateness(hear([late, left]).picture)).toEqual({ frames: -50, sure: true });
    expect(lateness(hear([left, left]).picture)).toBeNull();
  });

  it('hears nothing in mono', () => {
    expect(hear([noise(0.1, RATE, 1)]).picture.looks).toBe(0);
  });
});

describe('band track', () => {
  it('measures a region: its power, and its side against its middle', () => {
    const tone = sine(80, 0.5, 2 * RATE, RATE);
    const { track } = hear([tone, tone.map((value) => 0.5 * value)]);
    const bass = region(40, 125);
    expect(track.power(0, bass)).toBeCloseTo((0.125 + 0.125 / 4) / 2, 3);
    expect(track.sideToMidDb(0, bass)).toBeCloseTo(20 * Math.log10(0.25 / 0.75), 2);
    expect(track.power(0, region(1000, 4000))).toBeLessThan(1e-9);
  });

  it('joins looks into stretches, bridges a gap of two and leaves out the short', () => {
    const { track } = hear([noise(0.1, 14 * RATE, 1)]);
    const held = new Set([2, 3, 6, 7, 8, 9, 20, 30, 31, 32, 33, 34, 35]);
    const found = track.stretches((look) => held.has(look), 1.5);
    expect(found.map(({ looks }) => [looks[0], looks.at(-1)])).toEqual([
      [2, 9],
      [30, 35],
    ]);
    for (const { startS, endS } of found) expect(endS).toBeGreaterThan(startS);
  });

  it('is the same for any cutting into blocks', () => {
    const music = musicLike(3 * RATE, RATE, 2);
    const [whole, cut] = [hear(music), hear(music, 997)];
    const body = region(160, 1600);
    expect(cut.track.looks).toBe(whole.track.looks);
    for (let look = 0; look < whole.track.looks; look++)
      expect(cut.track.power(look, body)).toBe(whole.track.power(look, body));
    expect(cut.picture.pans).toEqual(whole.picture.pans);
    expect(cut.picture.phaseRe).toEqual(whole.picture.phaseRe);
  });
});
