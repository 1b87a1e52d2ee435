// Tracks: what was written is read again to the bit, from anywhere, across segments and while it grows.
import { describe, expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import type { Place } from '../../src/files/place.ts';
import { openTrack, trackSource } from '../../src/preview/track-read.ts';
import { createTrackSink } from '../../src/preview/track-write.ts';
import { SEGMENT_FRAMES, segmentPath, type TrackFormat } from '../../src/preview/track.ts';
import { collect } from '../../src/signal/stream.ts';
import { noise } from '../signals.ts';

const FLOAT32: TrackFormat = { sampleRateHz: 44100, channels: 2, encoding: 'float32' };
const FLOAT64: TrackFormat = { ...FLOAT32, encoding: 'float64' };
const FRAMES = 2 * SEGMENT_FRAMES + 12345;

function stereoNoise(frames: number): Float64Array[] {
  return [noise(0.9, frames, 1), noise(0.9, frames, 2)];
}

async function write(place: Place, format: TrackFormat, channels: Float64Array[], size = 100_003) {
  const fronts: number[] = [];
  const sink = createTrackSink(place, 'a/mix', format, (frames) => fronts.push(frames));
  for (let at = 0; at < channels[0]!.length; at += size) {
    const part = channels.map((samples) => samples.subarray(at, at + size));
    await sink.write({ channels: part, frames: part[0]!.length });
  }
  return { sink, fronts };
}

async function readAt(place: Place, format: TrackFormat, start: number, frames: number) {
  const target = Array.from({ length: format.channels }, () => new Float32Array(frames));
  const reader = openTrack(place, 'a/mix', format);
  const count = await reader.read(start, frames, target);
  await reader.close();
  return { count, target };
}

describe('a track', () => {
  it('gives every float32 value again, across the borders of segments', async () => {
    const place = memoryPlace();
    const sound = stereoNoise(FRAMES).map((samples) => Float64Array.from(Float32Array.from(samples)));
    sound[0]!.set([-0, Math.fround(1e-45), 3.4028234663852886e38, -1]);
    const { sink, fronts } = await write(place, FLOAT32, sound);
    await sink.close();
    expect(fronts).toEqual([SEGMENT_FRAMES, 2 * SEGMENT_FRAMES, FRAMES]);
    expect(await place.list('a/mix')).toEqual([0, 1, 2].map((i) => segmentPath('a/mix', i)));
    const whole = await collect(trackSource(place, 'a/mix', FLOAT32, FRAMES));
    whole.forEach((samples, c) => expect(differing(samples, sound[c]!)).toBe(0));
    for (const [start, frames] of [
      [0, 10],
      [SEGMENT_FRAMES - 5, 10],
      [SEGMENT_FRAMES - 100, SEGMENT_FRAMES + 300],
      [FRAMES - 7, 7],
    ] as const) {
      const { count, target } = await readAt(place, FLOAT32, start, frames);
      expect(count).toBe(frames);
      target.forEach((samples, c) =>
        expect(differing(Float64Array.from(samples), sound[c]!.subarray(start, start + frames))).toBe(0),
      );
    }
  });

  it('keeps float64 for the engine and rounds it for the player', async () => {
    const place = memoryPlace();
    const sound = stereoNoise(SEGMENT_FRAMES + 10);
    await (await write(place, FLOAT64, sound)).sink.close();
    const whole = await collect(trackSource(place, 'a/mix', FLOAT64, SEGMENT_FRAMES + 10));
    whole.forEach((samples, c) => expect(differing(samples, sound[c]!)).toBe(0));
    const { target } = await readAt(place, FLOAT64, SEGMENT_FRAMES - 4, 8);
    expect(target[1]).toEqual(Float32Array.from(sound[1]!.subarray(SEGMENT_FRAMES - 4, SEGMENT_FRAMES + 4)));
  });

  it('gives fewer frames where it ends or is not written yet, and more once it has grown', async () => {
    const place = memoryPlace();
    const sound = stereoNoise(SEGMENT_FRAMES + 50);
    const { sink } = await write(place, FLOAT32, sound);
    const reader = openTrack(place, 'a/mix', FLOAT32);
    const target = [new Float32Array(100), new Float32Array(100)];
    expect(await reader.read(SEGMENT_FRAMES - 20, 100, target)).toBe(20);
    expect(await reader.read(SEGMENT_FRAMES + 10, 100, target)).toBe(0);
    await sink.close();
    expect(await reader.read(SEGMENT_FRAMES - 20, 100, target)).toBe(70);
    expect(await reader.read(SEGMENT_FRAMES + 50, 100, target)).toBe(0);
  });

  it('reads one channel', async () => {
    const place = memoryPlace();
    const mono: TrackFormat = { ...FLOAT32, channels: 1 };
    await (await write(place, mono, [Float64Array.of(0.5, -0.25)])).sink.close();
    expect((await readAt(place, mono, 0, 2)).target).toEqual([Float32Array.of(0.5, -0.25)]);
  });

  it('keeps no more than 16 MB of segments', async () => {
    const opened: string[] = [];
    const silent = new Uint8Array(SEGMENT_FRAMES * 8);
    const files = new Map(Array.from({ length: 10 }, (_, i) => [segmentPath('t', i), silent]));
    const many = memoryPlace(files);
    const counting: Place = {
      ...many,
      open(path) {
        opened.push(path);
        return many.open(path);
      },
    };
    const reader = openTrack(counting, 't', FLOAT32);
    const target = [new Float32Array(4), new Float32Array(4)];
    for (let i = 0; i < 8; i++) await reader.read(i * SEGMENT_FRAMES, 4, target);
    for (let i = 0; i < 8; i++) await reader.read(i * SEGMENT_FRAMES, 4, target);
    expect(opened.length).toBe(8);
    await reader.read(8 * SEGMENT_FRAMES, 4, target);
    await reader.read(0, 4, target);
    expect(opened.length).toBe(10);
  });

  it('leaves nothing behind when it is aborted', async () => {
    const place = memoryPlace();
    const { sink } = await write(place, FLOAT32, stereoNoise(SEGMENT_FRAMES + 1));
    expect(await place.exists(segmentPath('a/mix', 0))).toBe(true);
    await sink.abort();
    expect(await place.exists('a/mix')).toBe(false);
  });

  it('says so where a segment is missing or too short for the engine', async () => {
    const place = memoryPlace();
    await (await write(place, FLOAT32, stereoNoise(100))).sink.close();
    const drain = (frames: number) => collect(trackSource(place, 'a/mix', FLOAT32, frames));
    await expect(drain(101)).rejects.toMatchObject({ code: 'not-readable' });
    await place.remove(segmentPath('a/mix', 0));
    await expect(drain(100)).rejects.toMatchObject({ code: 'not-found' });
  });
});

/** How many values are not the same bits. */
function differing(a: Float64Array, b: Float64Array): number {
  return a.reduce(
    (count, value, n) => count + (Object.is(value, b[n]) ? 0 : 1),
    Math.abs(a.length - b.length),
  );
}
