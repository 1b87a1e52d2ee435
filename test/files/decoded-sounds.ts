// Decoded sounds: one file of every kind that is read, and the hash of its samples, equal on every machine.
import type { AudioFile } from '../../src/files/format.ts';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { createAudio } from '../../src/files/save.ts';
import { seededRandom } from '../../src/signal/random.ts';
import { BURST_FRAMES, collect } from '../../src/signal/stream.ts';
import { fixture, sha256 } from '../fixture.ts';
import { chunkFile, commChunk, ssndChunk } from './chunk-file.ts';

export interface DecodedSound {
  readonly name: string;
  readonly bytes: () => Promise<Uint8Array>;
  /** SHA-256 of its samples: float64, channel after channel. */
  readonly hash: string;
}

/** Longer than the largest piece that a place reads at once. */
const FRAMES = 200_003;

function noise(seed: number): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from({ length: FRAMES }, () => 2 * random() - 1);
}

async function written(container: 'wav' | 'flac', bits: 16 | 24 | 32): Promise<Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const encoding = bits === 32 ? 'float' : 'pcm';
  const format = { sampleRateHz: 48000, channels: 2, encoding, bits, frames: FRAMES } as const;
  const sink = await createAudio(memoryPlace(files), 'sound', container, format);
  const step = 2 ** (bits - 1);
  const channels = [noise(1), noise(2)].map((samples) =>
    samples.map((value) => (bits === 32 ? Math.fround(value) : Math.floor(value * step) / step)),
  );
  for (let at = 0; at < FRAMES; at += BURST_FRAMES) {
    const frames = Math.min(BURST_FRAMES, FRAMES - at);
    await sink.write({ channels: channels.map((samples) => samples.slice(at, at + frames)), frames });
  }
  await sink.close();
  return files.get('sound')!;
}

/** 24-bit stereo noise. */
async function aiff(): Promise<Uint8Array> {
  const random = seededRandom(3);
  const sound = Uint8Array.from({ length: FRAMES * 6 }, () => 256 * random());
  return chunkFile('FORM', 'AIFF', [commChunk({ frames: FRAMES, bits: 24 }), ssndChunk(sound)]);
}

export const DECODED_SOUNDS: readonly DecodedSound[] = [
  { name: '16-bit WAV', bytes: () => written('wav', 16), hash: '' },
  { name: '24-bit WAV', bytes: () => written('wav', 24), hash: '' },
  { name: 'float WAV', bytes: () => written('wav', 32), hash: '' },
  { name: '24-bit AIFF', bytes: aiff, hash: '' },
  { name: '24-bit FLAC', bytes: () => written('flac', 24), hash: '' },
  { name: 'MP3', bytes: async () => fixture('sines-lame.mp3'), hash: '' },
  { name: 'Ogg Vorbis', bytes: async () => fixture('sines.ogg'), hash: '' },
  { name: 'Opus', bytes: async () => fixture('sines.opus'), hash: '' },
];

/** The hash of a whole file. Closes it. */
export async function soundHash({ source }: Pick<AudioFile, 'source'>): Promise<string> {
  const planes = await collect(source);
  await source.close();
  const all = new Float64Array(planes.reduce((sum, plane) => sum + plane.length, 0));
  let at = 0;
  for (const plane of planes) {
    all.set(plane, at);
    at += plane.length;
  }
  return sha256(new Uint8Array(all.buffer));
}
