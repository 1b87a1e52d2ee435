// Pyramid: smallest, largest and RMS of every stretch, for any cutting and any length, in the same memory.
import { describe, expect, it } from 'vitest';
import { createPyramidMeter, type Pyramid } from '../../src/measure/pyramid.ts';
import { noise } from '../signals.ts';

const MOST_POINTS = 1 << 17;

function pyramid(channels: readonly Float64Array[], burst: number): Pyramid {
  const meter = createPyramidMeter();
  const frames = channels[0]!.length;
  for (let at = 0; at < frames; at += burst) {
    const count = Math.min(burst, frames - at);
    meter.push({ channels: channels.map((samples) => samples.subarray(at, at + count)), frames: count });
  }
  return meter.result();
}

/** The same by definition. */
function expected(
  channels: readonly Float64Array[],
  framesPerPoint: number,
): Omit<Pyramid, 'framesPerPoint' | 'frames'> {
  const frames = channels[0]!.length;
  const points = Math.ceil(frames / framesPerPoint);
  const cut = Array.from({ length: points }, (_, i) =>
    channels.flatMap((samples) => [...samples.subarray(i * framesPerPoint, (i + 1) * framesPerPoint)]),
  );
  const rms = (values: number[]): number =>
    Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
  return {
    min: Float32Array.from(cut, (values) => values.reduce((a, b) => Math.min(a, b))),
    max: Float32Array.from(cut, (values) => values.reduce((a, b) => Math.max(a, b))),
    rms: Float32Array.from(cut, rms),
  };
}

const near = (a: Float32Array, b: Float32Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

describe('a pyramid', () => {
  const song = [noise(0.5, 10_000, 1), noise(0.3, 10_000, 2)];

  it.each([1, 127, 128, 1000, 10_000])('tells every 128 frames, pushed by %i', (burst) => {
    const made = pyramid(song, burst);
    const right = expected(song, 128);
    expect([made.framesPerPoint, made.frames, made.min.length]).toEqual([128, 10_000, 79]);
    expect([...made.min]).toEqual([...right.min]);
    expect([...made.max]).toEqual([...right.max]);
    expect(near(made.rms, right.rms)).toBeLessThan(1e-7);
  });

  it('takes any number of channels', () => {
    for (const channels of [song.slice(0, 1), [...song, ...song, ...song]]) {
      expect(near(pyramid(channels, 500).rms, expected(channels, 128).rms)).toBeLessThan(1e-7);
    }
  });

  it('is nothing for nothing', () => {
    const made = createPyramidMeter().result();
    expect([made.frames, made.min.length, made.rms.length]).toEqual([0, 0, 0]);
  });

  it('may be asked while it grows', () => {
    const meter = createPyramidMeter();
    meter.push({ channels: [Float64Array.of(0.5, -0.25)], frames: 2 });
    const early = meter.result();
    meter.push({ channels: [Float64Array.of(0.75)], frames: 1 });
    expect([early.min[0], early.max[0], early.frames]).toEqual([-0.25, 0.5, 2]);
    expect(early.rms[0]).toBeCloseTo(Math.sqrt((0.25 + 0.0625) / 2), 7);
    expect([meter.result().max[0], meter.result().frames]).toEqual([0.75, 3]);
  });

  it('doubles its stretches when the points run out', () => {
    const frames = MOST_POINTS * 128 + 5;
    const ramp = Float64Array.from({ length: frames }, (_, n) => n / frames);
    const made = pyramid([ramp], 131_072);
    expect([made.framesPerPoint, made.min.length]).toEqual([256, MOST_POINTS / 2 + 1]);
    for (const point of [0, 1, 777, MOST_POINTS / 2 - 1]) {
      expect(made.min[point]).toBe(Math.fround(ramp[256 * point]!));
      expect(made.max[point]).toBe(Math.fround(ramp[256 * point + 255]!));
    }
    expect(made.rms.at(-1)).toBeCloseTo(1, 6);
  });
});
