// Silent pauses: no noise of a song's dither runs on into the pause behind it; what no song sounds in is nought to the bit.
import { expect, it } from 'vitest';
import type { Timeline } from '../../src/album/disc-timeline.ts';
import type { Passage } from '../../src/album/mastered-album.ts';
import { timelineSound } from '../../src/album/timeline-sound.ts';
import { discSource } from '../../src/deliver/cd/write-disc.ts';
import type { DeliveryRoom } from '../../src/deliver/delivery.ts';
import { collect, sourceOf } from '../../src/signal/stream.ts';
import { musicLike } from '../signals.ts';

const SECTOR_FRAMES = 588;
const SONG_S = 0.51;

/** Two songs of half a second: silence before the first, a pause of 20 sectors between them, 5 behind. */
function discOf(rate: number): Promise<Float64Array[]> {
  const song = musicLike(Math.round(SONG_S * rate), rate, 3);
  const clip = { sampleRateHz: rate, fromFrame: 0, toFrame: song[0]!.length, fadeIn: null, fadeOut: null };
  const clips = [
    { ...clip, passage: 'a', startSector: 10 },
    { ...clip, passage: 'b', startSector: 69 },
  ];
  const timeline: Timeline = { version: 1, disc: 1, sectors: 113, tracks: [], clips };
  const passages = ['a', 'b'].map((id) => ({ id, ceilingDbtp: null }));
  const open = async () => sourceOf(song, rate);
  const room = {
    mastered: { seed: 7, passages: [] as readonly Passage[] },
    openTimeline: async (_: Timeline, sampleRateHz: number) =>
      timelineSound(timeline, { sampleRateHz, passages, open }),
  } as Pick<DeliveryRoom, 'openTimeline' | 'mastered'>;
  return discSource(room, { timeline, number: 1 }).then(collect);
}

it.each([44100, 48000])('behind a song of %i Hz stands digital silence up to the next one', async (rate) => {
  const sound = await discOf(rate);
  const isSilent = (from: number, to: number): boolean =>
    sound.every((samples) => samples.subarray(from, to).every((sample) => sample === 0));
  const at = (sector: number, s = 0): number => sector * SECTOR_FRAMES + Math.round(44100 * s);
  expect(isSilent(0, at(10))).toBe(true);
  expect(isSilent(at(10), at(10) + 100)).toBe(false);
  expect(isSilent(at(10, SONG_S) - 100, at(10, SONG_S))).toBe(false);
  expect(isSilent(at(10, SONG_S), at(69))).toBe(true);
  expect(isSilent(at(69), at(69) + 100)).toBe(false);
  expect(isSilent(at(69, SONG_S), at(113))).toBe(true);
});
