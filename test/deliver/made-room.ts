// Made room: a small mastered album in memory and the room in which its deliveries are made.
import { layTimelines } from '../../src/album/lay-timeline.ts';
import type { Album } from '../../src/album/album.ts';
import type { MasteredAlbum, Passage } from '../../src/album/mastered-album.ts';
import { timelineSound } from '../../src/album/timeline-sound.ts';
import { portableSha256 } from '../../src/deliver/accept/digest.ts';
import type { DeliveryRoom } from '../../src/deliver/delivery.ts';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { openAudio } from '../../src/files/open.ts';
import { createAudio } from '../../src/files/save.ts';
import { listen } from '../../src/master/listen.ts';
import { sourceOf, type Source } from '../../src/signal/stream.ts';
import { madeAlbum, madeSong } from '../album/made-album.ts';
import { musicLike } from '../signals.ts';

export const FOLDER = 'out/delivery';
const RATE = 44100;

export interface MadeRoom {
  /** The passages. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly mastered: MasteredAlbum;
  /** A room over files of the caller's: a copy of the passages', and whatever was delivered. */
  roomOn(files: Map<string, Uint8Array>): DeliveryRoom;
}

/** Two songs of 4.5 s with accents and codes, made of noise and tones that stay under −1 dBTP. */
export function codedAlbum(): Album {
  const songs = [
    madeSong('01-first', { title: 'Première', isrc: 'USABC2600001' }),
    madeSong('02-second', {
      title: 'Zweite Straße',
      isrc: 'USABC2600002',
      join: { kind: 'gap', length: { unit: 'seconds', value: 2 } },
    }),
  ];
  return madeAlbum(songs, {
    title: 'Café Élan',
    artists: ['Zoë & Band'],
    barcode: '4006381333931',
    catalogueNumber: 'CAT 001',
    label: 'Label',
    date: '2026-05-01',
  });
}

export async function madeRoom(album: Album = codedAlbum(), sampleRateHz = RATE): Promise<MadeRoom> {
  const files = new Map<string, Uint8Array>();
  const passages: Passage[] = [];
  for (const [i, { id }] of album.songs.entries())
    passages.push(await passageOf(files, id, i + 1, sampleRateHz));
  const timelines = layTimelines(album, passages);
  const mastered = {
    version: 1,
    album,
    passages,
    timelines,
    integratedLufs: -14,
    truePeakDbtp: -1,
    seed: 7,
  } as const;
  const roomOn = (there: Map<string, Uint8Array>): DeliveryRoom => roomOver(there, mastered);
  return { files, mastered, roomOn };
}

function roomOver(files: Map<string, Uint8Array>, mastered: MasteredAlbum): DeliveryRoom {
  const place = memoryPlace(files);
  const { passages } = mastered;
  const open = async (id: string): Promise<Source> =>
    (await openAudio(place, passages.find((one) => one.id === id)!.path)).source;
  return {
    place,
    folder: FOLDER,
    albumFolder: 'album',
    mastered,
    openPassage: open,
    openTimeline: async (timeline, sampleRateHz, peaks = 'held') =>
      timelineSound(timeline, { sampleRateHz, passages, open, peaks }),
    papers: {},
    createDigest: portableSha256,
    date: '2026-01-02T03:04:05.000Z',
    progress: () => {},
  };
}

async function passageOf(
  files: Map<string, Uint8Array>,
  id: string,
  seed: number,
  sampleRateHz: number,
): Promise<Passage> {
  const path = `work/${id}.wav`;
  const channels = musicLike(Math.round(4.5 * sampleRateHz), sampleRateHz, seed);
  const frames = channels[0]!.length;
  const format = { sampleRateHz, channels: 2, encoding: 'float', bits: 64, frames } as const;
  const sink = await createAudio(memoryPlace(files), path, 'wav', format);
  await sink.write({ channels, frames });
  await sink.close();
  const { measurements } = await listen(sourceOf(channels, sampleRateHz));
  return {
    id,
    path,
    sampleRateHz,
    channels: 2,
    frames,
    songs: [{ id, fromFrame: 0, toFrame: frames }],
    plan: null,
    ceilingDbtp: -1,
    origin: { bits: 24, lossy: false, codec: 'pcm', findings: [] },
    measurements,
  };
}
