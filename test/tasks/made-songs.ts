// Made songs: an album of short sounds in a place of its own, for tests of albums and deliveries.
import { checkAlbum } from '../../src/album/album-file/check-album.ts';
import type { Album } from '../../src/album/album.ts';
import { memoryPlace } from '../../src/files/memory-place.ts';
import type { Place } from '../../src/files/place.ts';
import { musicLike } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';

export const RATE = 44100;

export interface MadeAlbum {
  readonly files: Map<string, Uint8Array>;
  readonly place: Place;
  readonly folder: string;
  readonly album: Album;
}

/** One recording cut in two, and a song that stays as it is; each of `seconds`. `songs`: what is told of them besides. */
export async function madeAlbum(seconds: number, told: object = {}, folder = 'album'): Promise<MadeAlbum> {
  const files = new Map<string, Uint8Array>();
  const place = memoryPlace(files);
  const frames = Math.round(seconds * RATE);
  const whole = musicLike(2 * frames, RATE, 5);
  const cut = (from: number, to: number): Float64Array[] => whole.map((samples) => samples.slice(from, to));
  await writeWavFile(place, `${folder}/one.wav`, cut(0, frames), RATE, 16);
  await writeWavFile(place, `${folder}/two.wav`, cut(frames, 2 * frames), RATE);
  await writeWavFile(place, `${folder}/three.wav`, musicLike(frames, RATE, 9), RATE);
  const album = checkAlbum({
    title: 'Made',
    artists: ['Nobody'],
    songs: [
      { file: 'one.wav', title: 'One' },
      { file: 'two.wav', title: 'Two', gapless: true },
      { file: 'three.wav', title: 'Three', asIs: true },
    ],
    ...told,
  });
  return { files, place, folder, album };
}
