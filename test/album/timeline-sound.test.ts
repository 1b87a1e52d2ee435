// Timeline sound: clips on the grid: to the bit where one sounds alone, gapless, crossfaded, at any rate and block size.
import { describe, expect, it } from 'vitest';
import type { AlbumSong, FadeCurve } from '../../src/album/album.ts';
import type { LaidPassage } from '../../src/album/heard-songs.ts';
import { layTimelines } from '../../src/album/lay-timeline.ts';
import { timelineSound } from '../../src/album/timeline-sound.ts';
import { resample } from '../../src/process/output/resample.ts';
import { seededRandom } from '../../src/signal/random.ts';
import { collect, sourceOf, type Source } from '../../src/signal/stream.ts';
import { gap, madeAlbum, madePassage, madeSong } from './made-album.ts';

const RATE = 44100;

interface Recording {
  readonly passage: LaidPassage;
  readonly channels: readonly Float64Array[];
}

/** Noise in two channels, quiet enough that two of them stay under full scale. */
function recording(id: string, lengthS: number, rate = RATE, channels = 2): Recording {
  const passage = madePassage(id, lengthS, { sampleRateHz: rate });
  const random = seededRandom(id.charCodeAt(0), id.length);
  const noise = (): Float64Array =>
    Float64Array.from({ length: passage.frames }, () => 0.5 * (random() - 0.5));
  return { passage, channels: Array.from({ length: channels }, noise) };
}

function steady(id: string, lengthS: number, value: number): Recording {
  const passage = madePassage(id, lengthS);
  return { passage, channels: [0, 1].map(() => new Float64Array(passage.frames).fill(value)) };
}

const laid = (songs: readonly AlbumSong[], recordings: readonly Recording[]) =>
  layTimelines(
    madeAlbum(songs),
    recordings.map(({ passage }) => passage),
    false,
  )[0]!;

function soundOf(
  songs: readonly AlbumSong[],
  recordings: readonly Recording[],
  sampleRateHz = RATE,
  ceilingDbtp: number | null = null,
): Source {
  return timelineSound(laid(songs, recordings), {
    sampleRateHz,
    passages: recordings.map(({ passage }) => ({ id: passage.id, ceilingDbtp })),
    open: async (id) => {
      const found = recordings.find(({ passage }) => passage.id === id)!;
      return sourceOf(found.channels, found.passage.sampleRateHz);
    },
  });
}

/** Bit for bit; a matcher over a million numbers takes its time. */
function isSame(x: Float64Array, y: Float64Array): boolean {
  return x.length === y.length && x.every((value, n) => Object.is(value, y[n]));
}

const cross = (value: number, curve: FadeCurve): AlbumSong['join'] => ({
  kind: 'crossfade',
  fade: { length: { unit: 'seconds', value }, curve },
});

describe('the sound of a timeline', () => {
  it('passes a song that sounds alone to the last bit, silence around it', async () => {
    const [a, b] = [recording('a', 4.3), recording('b', 4.1, RATE, 1)];
    const sound = await collect(soundOf([madeSong('a'), madeSong('b', { join: gap(0.5) })], [a, b]));
    const [first, second] = laid([madeSong('a'), madeSong('b', { join: gap(0.5) })], [a, b]).clips;
    for (const c of [0, 1]) {
      const at = (clip: { startSector: number }, frames: number): Float64Array =>
        sound[c]!.subarray(clip.startSector * 588, clip.startSector * 588 + frames);
      expect(isSame(at(first!, a.passage.frames), a.channels[c]!)).toBe(true);
      expect(isSame(at(second!, b.passage.frames), b.channels[0]!)).toBe(true);
      const between = sound[c]!.subarray(150 * 588 + a.passage.frames, second!.startSector * 588);
      expect(sound[c]!.subarray(0, 150 * 588).every((x) => x === 0)).toBe(true);
      expect(between.every((x) => x === 0)).toBe(true);
    }
    expect(sound[0]!.length % 588).toBe(0);
  });

  it('is the recording itself over a gapless seam', async () => {
    const whole = recording('a', 9);
    const songs = [
      { id: 'a', fromFrame: 0, toFrame: 200_001 },
      { id: 'b', fromFrame: 200_001, toFrame: whole.passage.frames },
    ];
    const cut = { ...whole, passage: { ...whole.passage, songs } };
    const sound = await collect(
      soundOf([madeSong('a'), madeSong('b', { join: { kind: 'gapless' } })], [cut]),
    );
    const heard = sound[1]!.subarray(150 * 588, 150 * 588 + whole.passage.frames);
    expect(isSame(heard, whole.channels[1]!)).toBe(true);
  });

  it('gives the same bits for any pull size', async () => {
    const recordings = [recording('a', 1.2), recording('b', 1.3, 48000), recording('c', 1)];
    const fade = { length: { unit: 'seconds', value: 0.3 }, curve: 'smooth' } as const;
    const songs = [
      madeSong('a', { fadeIn: fade }),
      madeSong('b', { join: cross(0.4, 'power') }),
      madeSong('c', { fadeOut: fade, join: gap(0.01) }),
    ];
    const reference = await collect(soundOf(songs, recordings, RATE, -12));
    for (const size of [1009, 588, 30011]) {
      const source = soundOf(songs, recordings, RATE, -12);
      const sizes = await collect({ ...source, format: source.format, pull: () => source.pull(size) });
      expect([0, 1].map((c) => isSame(sizes[c]!, reference[c]!))).toEqual([true, true]);
    }
    expect(reference[0]!.length).toBe(soundOf(songs, recordings).frames);
  });

  it('sums crossfades to what they promise: gain with linear and smooth, power with power', async () => {
    for (const curve of ['linear', 'smooth', 'power'] as const) {
      const songs = [madeSong('a'), madeSong('b', { join: cross(1, curve) })];
      const [a, b] = [steady('a', 3.003, 0.25), steady('b', 3, 0.25)];
      const both = await collect(soundOf(songs, [a, b]));
      const one = await collect(
        soundOf(songs, [a, { ...b, channels: b.channels.map((x) => x.map(() => 0)) }]),
      );
      const end = 150 * 588 + a.passage.frames;
      for (let n = 150 * 588; n < end; n += 97) {
        const out = one[0]![n]! / 0.25;
        const into = (both[0]![n]! - one[0]![n]!) / 0.25;
        expect(curve === 'power' ? out ** 2 + into ** 2 : out + into).toBeCloseTo(1, 12);
      }
    }
  });

  it('fades evenly in dB where asked, and to silence', async () => {
    const fade = { length: { unit: 'seconds', value: 2 }, curve: 'log' } as const;
    const [x] = await collect(soundOf([madeSong('a', { fadeOut: fade })], [steady('a', 4, 0.5)]));
    const db = (atS: number): number => 20 * Math.log10(x![Math.round((2 + atS) * RATE)]! / 0.5);
    expect(db(1.9)).toBe(0);
    expect(db(2.5)).toBeCloseTo(-15, 0);
    expect(db(3)).toBeCloseTo(-30, 0);
    expect(Math.abs(x![6 * RATE - 1]!)).toBeLessThan(1e-7);
  });

  it('resamples passages of another rate, each where it stands', async () => {
    const a = recording('a', 2, 48000);
    const sound = await collect(soundOf([madeSong('a')], [a]));
    const alone = await collect(resample(sourceOf(a.channels, 48000), RATE));
    expect(isSame(sound[0]!.subarray(150 * 588, 150 * 588 + alone[0]!.length), alone[0]!)).toBe(true);
  });

  it('trims to the frame', async () => {
    const a = recording('a', 5);
    const [x] = await collect(soundOf([madeSong('a', { trim: { startS: 0.25, endS: 4.5 } })], [a]));
    const heard = x!.subarray(150 * 588, 150 * 588 + 4.25 * RATE);
    expect(isSame(heard, a.channels[0]!.subarray(0.25 * RATE, 4.5 * RATE))).toBe(true);
  });

  it('holds what overlaps under the ceiling, and nothing else', async () => {
    const songs = [madeSong('a'), madeSong('b', { join: cross(1, 'power') })];
    const loud = [recording('a', 3), recording('b', 3)].map((one) => ({
      ...one,
      channels: one.channels.map((x) => x.map((value) => 3.8 * value)),
    }));
    const held = (await collect(soundOf(songs, loud, RATE, 0)))[0]!;
    const peak = (x: Float64Array): number => x.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const [a, b] = loud.map((one) => one.channels[0]!);
    const added = a!.subarray(2.2 * RATE).map((value, n) => 0.7 * (value + b![n]!));
    expect(peak(added)).toBeGreaterThan(1.05);
    expect(peak(held)).toBeLessThanOrEqual(1);
    const at = 150 * 588;
    expect(isSame(held.subarray(at, at + 1.8 * RATE), a!.subarray(0, 1.8 * RATE))).toBe(true);
    expect(isSame(held.subarray(at + 3.2 * RATE, at + 5 * RATE), b!.subarray(1.2 * RATE))).toBe(true);
  });

  it('refuses a passage that ends too early, or has more channels, and closes what it opened', async () => {
    const a = recording('a', 2);
    const short = { ...a, channels: a.channels.map((x) => x.subarray(0, 1000)) };
    await expect(collect(soundOf([madeSong('a')], [short]))).rejects.toMatchObject({
      code: 'passage-too-short',
    });
    const wide = recording('a', 1, RATE, 3);
    await expect(collect(soundOf([madeSong('a')], [wide]))).rejects.toMatchObject({
      code: 'too-many-channels',
    });
  });
});
