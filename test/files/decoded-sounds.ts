// Decoded sounds: one file of every kind that is read, and the hash of its samples, equal on every machine.
import { memoryPlace } from '../../src/files/memory-place.ts';
import { createAudio } from '../../src/files/save.ts';
import { seededRandom } from '../../src/signal/random.ts';
import { BURST_FRAMES } from '../../src/signal/stream.ts';
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
  {
    name: '16-bit WAV',
    bytes: () => written('wav', 16),
    hash: '7cd8218306d506a2013072ee41a7dde87aa8e997927548bb41dc8064be96f828',
  },
  {
    name: '24-bit WAV',
    bytes: () => written('wav', 24),
    hash: 'fc24f1c56718b6c69e91ee46a0092cab3a5a4f892a55b94d5422e091441d658c',
  },
  {
    name: 'float WAV',
    bytes: () => written('wav', 32),
    hash: 'e7789834b8b8bc6b51bd7be22ec4ff7f98b7d99152d127b3651d653d99c7d791',
  },
  {
    name: '24-bit AIFF',
    bytes: aiff,
    hash: 'b2d4333d257576e663224462892d9478081b0a14391a3286e41ef6833e9c41d5',
  },
  {
    name: '24-bit FLAC',
    bytes: () => written('flac', 24),
    hash: 'fc24f1c56718b6c69e91ee46a0092cab3a5a4f892a55b94d5422e091441d658c',
  },
  {
    name: 'MP3',
    bytes: async () => fixture('sines-lame.mp3'),
    hash: '75c708e81b69f2da40d36efdafb61f9bc6c19c1e3090e0c953ed3dbd9c72df55',
  },
  {
    name: 'Ogg Vorbis',
    bytes: async () => fixture('sines.ogg'),
    hash: '4f2f2c6f2e21c7c760651957a78312b71c8c3a2420d5fdeabbeed4c0ecfb02cf',
  },
  {
    name: 'Opus',
    bytes: async () => fixture('sines.opus'),
    hash: '338296d14ceed12514d2702c1ca7de804ef6cfe57efea6be29f08821c9b49df7',
  },
];

/** As in `DecodedSound`. */
export async function hashOfSamples(channels: readonly Float64Array[]): Promise<string> {
  const samples = new Float64Array(channels.reduce((sum, channel) => sum + channel.length, 0));
  let at = 0;
  for (const channel of channels) {
    samples.set(channel, at);
    at += channel.length;
  }
  return sha256(new Uint8Array(samples.buffer));
}
