// Timeline sum: discs made up at random, pulled in pieces of any size, against the plain sum of their clips.
import { expect, it } from 'vitest';
import type { AlbumSong, FadeCurve } from '../../src/album/album.ts';
import type { Clip } from '../../src/album/disc-timeline.ts';
import { fadeGain } from '../../src/album/fade-gain.ts';
import { layTimelines } from '../../src/album/lay-timeline.ts';
import { timelineSound } from '../../src/album/timeline-sound.ts';
import { seededRandom } from '../../src/signal/random.ts';
import { sourceOf } from '../../src/signal/stream.ts';
import { gap, madeAlbum, madePassage, madeSong } from './made-album.ts';

/** 100 frames a sector: small, and no rate of music, which nothing here must know. */
const RATE = 7500;
const CURVES: readonly FadeCurve[] = ['linear', 'smooth', 'power', 'log'];

const random = seededRandom(11);
const between = (low: number, high: number): number => low + (high - low) * random();
const whole = (low: number, high: number): number => Math.floor(between(low, high + 1));
const curve = (): FadeCurve => CURVES[whole(0, 3)]!;
const fade = (mostS: number): AlbumSong['fadeIn'] =>
  random() < 0.4 ? { length: { unit: 'seconds', value: between(0, mostS) }, curve: curve() } : null;

/** Up to five passages of one to three songs; noise that is no whole sector long. */
function madeDisc() {
  const songs: AlbumSong[] = [];
  const passages = Array.from({ length: whole(1, 5) }, (_, p) => {
    const lengths = Array.from({ length: whole(1, 3) }, () => whole(9000, 20000));
    const ids = lengths.map((_, n) => `p${p}s${n}`);
    ids.forEach((id, n) => {
      const crossfade = {
        kind: 'crossfade',
        fade: { length: { unit: 'seconds', value: between(0, 0.4) }, curve: curve() },
      } as const;
      const own = p === 0 || random() < 0.5 ? gap(between(0, 0.3)) : crossfade;
      const join = n > 0 ? ({ kind: 'gapless' } as const) : own;
      songs.push(
        madeSong(id, {
          join,
          fadeIn: n === 0 && join.kind === 'gap' ? fade(0.4) : null,
          fadeOut: n === ids.length - 1 ? fade(0.4) : null,
          trim: random() < 0.3 && lengths.length === 1 ? { startS: between(0, 0.1), endS: 1.15 } : null,
        }),
      );
    });
    const bounds = lengths.map((_, n) => lengths.slice(0, n).reduce((a, b) => a + b, 0));
    const frames = lengths.reduce((a, b) => a + b, 0);
    return madePassage(ids[0]!, frames / RATE, {
      sampleRateHz: RATE,
      songs: ids.map((id, n) => ({ id, fromFrame: bounds[n]!, toFrame: bounds[n]! + lengths[n]! })),
    });
  });
  const sounds = passages.map(({ frames }) => Float64Array.from({ length: frames }, () => random() - 0.5));
  return { songs, passages, sounds };
}

function addClip(sum: Float64Array, clip: Clip, sound: Float64Array): void {
  const length = clip.toFrame - clip.fromFrame;
  for (let n = 0; n < length; n++) {
    const { fadeIn, fadeOut } = clip;
    const into = fadeIn === null ? 1 : fadeGain(fadeIn.curve, (n + 0.5) / fadeIn.frames);
    const out = fadeOut === null ? 1 : fadeGain(fadeOut.curve, (length - n - 0.5) / fadeOut.frames);
    sum[100 * clip.startSector + n]! += sound[clip.fromFrame + n]! * into * out;
  }
}

it('is the sum of its clips, to the last bit, in pieces of any size', async () => {
  for (let round = 0; round < 12; round++) {
    const { songs, passages, sounds } = madeDisc();
    const [timeline] = layTimelines(madeAlbum(songs), passages, false);
    const expected = new Float64Array(100 * timeline!.sectors);
    timeline!.clips.forEach((clip) =>
      addClip(expected, clip, sounds[passages.findIndex(({ id }) => id === clip.passage)]!),
    );
    let open = 0;
    const source = timelineSound(timeline!, {
      sampleRateHz: RATE,
      channels: 1,
      passages: [],
      peaks: 'unlimited',
      open: async (id) => {
        open++;
        const own = sourceOf([sounds[passages.findIndex((passage) => passage.id === id)]!], RATE);
        // some sources give less than they are asked for
        return { ...own, pull: (most) => own.pull(Math.min(most, 777)), close: async () => void open-- };
      },
    });
    const heard: number[] = [];
    for (let block = await source.pull(whole(1, 5000)); block; block = await source.pull(whole(1, 5000)))
      heard.push(...block.channels[0]!.subarray(0, block.frames));
    expect(heard.length).toBe(expected.length);
    // a product of two fades may be rounded in either order
    const wrong = heard.findIndex((value, n) => Math.abs(value - expected[n]!) > 1e-16);
    expect(wrong).toBe(-1);
    expect(open).toBe(0);
  }
});

it('closes what is open when it is closed early', async () => {
  const { songs, passages, sounds } = madeDisc();
  const [timeline] = layTimelines(madeAlbum(songs), passages, false);
  let open = 0;
  const source = timelineSound(timeline!, {
    sampleRateHz: RATE,
    channels: 1,
    passages: [],
    open: async () => {
      open++;
      return { ...sourceOf([sounds[0]!], RATE), close: async () => void open-- };
    },
  });
  await source.pull(100 * timeline!.clips[0]!.startSector + 50);
  expect(open).toBe(1);
  await source.close();
  expect(open).toBe(0);
});
