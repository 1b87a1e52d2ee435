// Tag samples: one song's tags with every field said, pictures made by hand, and a song's sound in every format that carries tags.
import { viewOf, writeAscii } from '../../../src/files/bytes.ts';
import type { Artwork, Broadcast, Tags } from '../../../src/files/tags/tags.ts';
import { seededRandom } from '../../../src/signal/random.ts';
import { fixture } from '../../fixture.ts';
import { chunk, chunkFile, commChunk, fmtChunk, ssndChunk } from '../chunk-file.ts';

const noise = (length: number, seed: number): Uint8Array => {
  const random = seededRandom(seed);
  return Uint8Array.from({ length }, () => 256 * random());
};

/** A PNG as far as its size is told, with noise for a picture: nobody here decodes it. */
export function pngBytes(width: number, height: number, length = 300): Uint8Array {
  const bytes = noise(length, width);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  viewOf(bytes).setUint32(16, width);
  viewOf(bytes).setUint32(20, height);
  return bytes;
}

/** A JPEG likewise, with the bytes that trouble readers of ID3: 255 before zeros and before frame syncs. */
export function jpegBytes(width: number, height: number, length = 400): Uint8Array {
  const bytes = noise(length, height);
  bytes.set([0xff, 0xd8, 0xff, 0xe0, 0, 6, 0x4a, 0x46, 0, 0, 0xff, 0xff, 0xc2, 0, 11, 8, 0, 0, 0, 0, 3]);
  viewOf(bytes).setUint16(16, height);
  viewOf(bytes).setUint16(18, width);
  bytes.set([0xff, 0, 0, 0xff, 0xfb, 0x90, 0, 0xff, 0xff, 0], 40);
  return bytes;
}

export const FRONT: Artwork = {
  role: 'front',
  mime: 'image/jpeg',
  width: 300,
  height: 200,
  description: '',
  bytes: jpegBytes(300, 200),
};

export const OTHER: Artwork = {
  role: 'other',
  mime: 'image/png',
  width: 64,
  height: 64,
  description: '',
  bytes: pngBytes(64, 64),
};

export const BROADCAST: Broadcast = {
  description: 'Für Élise, take 2',
  originator: 'Ståle Studio',
  originatorReference: 'NOXYZ0001',
  originationDate: '2026-05-31',
  originationTime: '12:34:56',
  timeReferenceFrames: 5_000_000_001,
  umid: '060a2b340101010501010d2013000000'.repeat(4),
  integratedLufs: -9.87,
  rangeLu: 5.1,
  truePeakDbtp: -1,
  maxMomentaryLufs: -7.25,
  maxShortTermLufs: -8.05,
  codingHistory: ['A=PCM,F=44100,W=16,M=stereo,T=mix', 'A=PCM,F=44100,W=24,M=stereo,T=Lacquer'],
};

/** Every field, in many scripts, with two of everything that can be two. */
export const FULL: Tags = {
  title: 'Für Élise – 東京 ♪ 𝄞 & <b> "x"',
  version: 'Extended Mix',
  artists: ['Björk/Ünïcode', 'Дмитрий'],
  album: 'Álbum; with = and /',
  albumArtists: ['Various Ärtists', 'B'],
  composers: ['Ludwig van B', 'Second'],
  lyricists: ['Lyric Writer', 'L2'],
  arrangers: ['Arr Anger', 'A2'],
  producers: ['Pro Ducer', 'P2'],
  engineers: ['Engi Neer', 'Ё2'],
  genres: ['Electronic', 'Ambient'],
  comments: ['A comment\nof two lines', 'Another: ß'],
  publisher: 'Some Publisher',
  label: 'Some Label',
  catalogueNumber: 'CAT 001',
  copyright: '2026 Some Öwner',
  phonogram: '2026 Some Label',
  date: '2026-05-31',
  originalDate: '1999-12',
  language: 'deu',
  isrc: 'USABC2600001',
  barcode: '4006381333931',
  iswc: 'T0345246801',
  encodedBy: 'Lacquer',
  track: { number: 3, of: 11 },
  disc: { number: 1, of: 2 },
  explicit: 'explicit',
  artwork: [FRONT, OTHER],
  replayGain: { trackGainDb: -6.48, trackPeak: 1.218222, albumGainDb: -7.25, albumPeak: 1.25 },
  broadcast: BROADCAST,
  other: [
    ['BPM', '120'],
    ['MY FIELD', 'mine'],
    ['MY FIELD', 'mine too'],
    ['LYRICS', 'la la\nла'],
    ['CONDUCTOR', 'Con Ductor'],
  ],
};

/** Little, with none of the odd characters. */
export const PLAIN: Tags = { title: 'Song', artists: ['Artist'], track: { number: 1, of: null } };

const SOUND = noise(2000, 7);

/** An odd number of bytes of sound, so that padding shows. */
export const wavFile = (): Uint8Array =>
  chunkFile('RIFF', 'WAVE', [
    fmtChunk({ bits: 8, channels: 1 }),
    chunk('cue ', [0, 0, 0, 0]),
    chunk('JUNK', new Uint8Array(28)),
    chunk('data', SOUND.subarray(0, 1999)),
    chunk('smpl', new Uint8Array(36)),
  ]);

export const aiffFile = (): Uint8Array =>
  chunkFile('FORM', 'AIFF', [
    commChunk({ frames: 500 }),
    chunk('MARK', [0, 0]),
    ssndChunk(SOUND),
    chunk('APPL', [1, 2, 3, 4, 5]),
  ]);

export function cafFile(dataBytes: bigint = BigInt(SOUND.length + 4)): Uint8Array {
  const part = (id: string, size: bigint, body: Uint8Array): Uint8Array => {
    const bytes = new Uint8Array(12 + body.length);
    writeAscii(bytes, 0, id);
    viewOf(bytes).setBigInt64(4, size);
    bytes.set(body, 12);
    return bytes;
  };
  const desc = new Uint8Array(32);
  viewOf(desc).setFloat64(0, 44100);
  writeAscii(desc, 8, 'lpcm');
  [0, 4, 1, 2, 16].forEach((value, i) => viewOf(desc).setUint32(12 + 4 * i, value));
  const parts = [
    Uint8Array.of(0x63, 0x61, 0x66, 0x66, 0, 1, 0, 0),
    part('desc', 32n, desc),
    part('free', 100n, new Uint8Array(100)),
    part('data', dataBytes, Uint8Array.of(0, 0, 0, 0, ...SOUND)),
  ];
  return Uint8Array.from(parts.flatMap((bytes) => [...bytes]));
}

export const mp3File = (): Uint8Array => fixture('sines-lame.mp3');

/** The head of a WavPack block, and noise: what the tags stand behind is not looked into. */
export function wavpackFile(): Uint8Array {
  const bytes = SOUND.slice();
  writeAscii(bytes, 0, 'wvpk');
  viewOf(bytes).setUint32(4, bytes.length - 8, true);
  bytes.set([0x10, 0x04], 8);
  return bytes;
}
