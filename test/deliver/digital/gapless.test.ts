// Gapless: songs cut from one recording are, file behind file, that recording; songs of several rates each keep their own.
import { describe, expect, it } from 'vitest';
import { layTimelines } from '../../../src/album/lay-timeline.ts';
import type { AlbumSong } from '../../../src/album/album.ts';
import type { MasteredAlbum, Passage } from '../../../src/album/mastered-album.ts';
import { timelineSound } from '../../../src/album/timeline-sound.ts';
import { portableSha256 } from '../../../src/deliver/accept/digest.ts';
import type { DeliveryRoom } from '../../../src/deliver/delivery.ts';
import { acceptDigital } from '../../../src/deliver/digital/accept-digital.ts';
import { makeDigital } from '../../../src/deliver/digital/make-digital.ts';
import { houseProfile } from '../../../src/deliver/profiles/house-profiles.ts';
import { memoryPlace } from '../../../src/files/memory-place.ts';
import { openAudio } from '../../../src/files/open.ts';
import { collect, sourceOf, type Source } from '../../../src/signal/stream.ts';
import { madeAlbum, madeSong } from '../../album/made-album.ts';
import { noise } from '../../signals.ts';

const RATE = 44100;
/** One step of 24 bits. */
const STEP = 2 ** -23;

interface Recording {
  readonly id: string;
  readonly sampleRateHz: number;
  readonly channels: readonly Float64Array[];
  /** First frames of its songs. */
  readonly songs: readonly { readonly id: string; readonly fromFrame: number }[];
}

function passageOf({ id, sampleRateHz, channels, songs }: Recording): Passage {
  const frames = channels[0]!.length;
  return {
    id,
    path: id,
    sampleRateHz,
    channels: 2,
    frames,
    songs: songs.map((song, i) => ({ ...song, toFrame: songs[i + 1]?.fromFrame ?? frames })),
    plan: { moves: [] } as unknown as Passage['plan'],
    ceilingDbtp: -1,
    origin: { bits: 24, lossy: false, codec: 'pcm', findings: [] },
    measurements: {
      loudness: { integratedLufs: -20 },
      peak: { truePeakDbtp: -6 },
    } as Passage['measurements'],
  };
}

function roomOf(songs: readonly AlbumSong[], recordings: readonly Recording[]): DeliveryRoom {
  const album = madeAlbum(songs);
  const passages = recordings.map(passageOf);
  const timelines = layTimelines(album, passages, false);
  const mastered: MasteredAlbum = {
    version: 1,
    album,
    passages,
    timelines,
    integratedLufs: -20,
    truePeakDbtp: -6,
    seed: 1,
  };
  const open = async (id: string): Promise<Source> => {
    const { channels, sampleRateHz } = recordings.find((one) => one.id === id)!;
    return sourceOf(channels, sampleRateHz);
  };
  return {
    place: memoryPlace(),
    folder: 'out',
    albumFolder: '',
    mastered,
    openPassage: open,
    openTimeline: async (timeline, sampleRateHz) =>
      timelineSound(timeline, { sampleRateHz, passages, open, peaks: 'held' }),
    createDigest: portableSha256,
    date: '2026-01-01T00:00:00.000Z',
    progress: () => {},
  };
}

const pair = (frames: number, seed: number): Float64Array[] => [
  noise(0.2, frames, seed),
  noise(0.2, frames, seed + 1),
];

async function delivered(
  room: DeliveryRoom,
  gaps: 'append' | 'drop',
): Promise<{ rateHz: number; sound: Float64Array[] }[]> {
  const house = houseProfile('hires');
  await makeDigital(room, { ...house, digital: { ...house.digital!, gaps, fileName: '{track}' } });
  const files = [];
  for (const path of await room.place.list('out')) {
    const { source, format } = await openAudio(room.place, path);
    files.push({ rateHz: format.sampleRateHz, sound: await collect(source) });
  }
  return files;
}

describe('files of an album', () => {
  it.each(['append', 'drop'] as const)(
    'of one recording are that recording, end to end (gaps: %s)',
    async (gaps) => {
      const channels = pair(3 * RATE, 1);
      const songs = [
        madeSong('a'),
        madeSong('b', { join: { kind: 'gapless' } }),
        madeSong('c', { join: { kind: 'gapless' } }),
      ];
      const cuts = [
        { id: 'a', fromFrame: 0 },
        { id: 'b', fromFrame: 588 * 75 },
        { id: 'c', fromFrame: 588 * 150 + 200 },
      ];
      const files = await delivered(
        roomOf(songs, [{ id: 'a', sampleRateHz: RATE, channels, songs: cuts }]),
        gaps,
      );
      // a song that begins within a sector begins with it
      expect(files.map(({ sound }) => sound[0]!.length)).toEqual([44100, 44100, 44100]);
      const whole = files.flatMap(({ sound }) => Array.from(sound[0]!));
      const most = whole.reduce(
        (worst, sample, n) => Math.max(worst, Math.abs(sample - channels[0]![n]!)),
        0,
      );
      expect(most).toBeGreaterThan(0);
      expect(most).toBeLessThan(1.6 * STEP);
    },
  );

  it('may be silent, and hidden before track 1 they are told to be in no file', async () => {
    const songs = [madeSong('h', { hidden: true, title: 'Secret' }), madeSong('a', { isrc: null })];
    const silence = [new Float64Array(RATE), new Float64Array(RATE)];
    const recordings = songs.map(({ id }) => ({
      id,
      sampleRateHz: RATE,
      channels: silence,
      songs: [{ id, fromFrame: 0 }],
    }));
    for (const id of ['hires', 'listening-mp3', 'broadcast-r128']) {
      const room = roomOf(songs, recordings);
      const profile = houseProfile(id);
      const notes = await makeDigital(room, profile);
      expect(notes).toContainEqual({ code: 'digital-hidden', facts: { song: 'Secret', songs: 1 } });
      const { refusals, files } = await acceptDigital(room, profile);
      expect(files).toHaveLength(1);
      expect(files[0]).toMatchObject({
        integratedLufs: null,
        format: { frames: id === 'broadcast-r128' ? 48000 : RATE },
      });
      expect(refusals).toEqual([]);
    }
  });

  it('keep their own rates, to the sample', async () => {
    const songs = [madeSong('a'), madeSong('b'), madeSong('c')];
    const rates = [RATE, 96000, RATE];
    const recordings = songs.map(({ id }, i) => ({
      id,
      sampleRateHz: rates[i]!,
      channels: pair(rates[i]! + 7, 10 * i),
      songs: [{ id, fromFrame: 0 }],
    }));
    const files = await delivered(roomOf(songs, recordings), 'drop');
    expect(files.map(({ rateHz }) => rateHz)).toEqual(rates);
    files.forEach(({ sound }, i) => {
      const [left] = recordings[i]!.channels;
      expect(sound[0]!.length).toBe(left!.length);
      expect(sound[0]!.every((sample, n) => Math.abs(sample - left![n]!) < 1.6 * STEP)).toBe(true);
    });
  });

  it('of several rates are each heard once, and none is converted for the others', async () => {
    const join = { kind: 'gap', length: { unit: 'seconds', value: 2 } } as const;
    const songs = ['a', 'b', 'c'].map((id) => madeSong(id, { join }));
    const recordings = songs.map(({ id }, i) => {
      const sampleRateHz = i === 1 ? 48000 : RATE;
      return { id, sampleRateHz, channels: pair(sampleRateHz / 2, 10 * i), songs: [{ id, fromFrame: 0 }] };
    });
    const opened: string[] = [];
    const room = roomOf(songs, recordings);
    const { passages } = room.mastered;
    const open = async (id: string): Promise<Source> => {
      opened.push(id);
      return room.openPassage(id);
    };
    await delivered(
      {
        ...room,
        openTimeline: async (timeline, sampleRateHz) =>
          timelineSound(timeline, { sampleRateHz, passages, open }),
      },
      'append',
    );
    expect(opened.toSorted()).toEqual(['a', 'b', 'c']);
  });
});
