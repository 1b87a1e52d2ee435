// Tag carriers: each format's carrier keeps the contract, its sound found here by other means.
import { describe, expect, it } from 'vitest';
import { readUint64, viewOf, readId } from '../../../src/files/bytes.ts';
import { memorySource } from '../../../src/files/memory-place.ts';
import { createPacketReader, createPageReader } from '../../../src/files/ogg/ogg-pages.ts';
import { boxOnWay, boxesIn } from '../../../src/files/tags/mp4/mp4-box.ts';
import { TAG_CARRIERS } from '../../../src/files/tags/tag-carriers.ts';
import type { TagCarrier } from '../../../src/files/tags/tag-carrier.ts';
import type { Tags } from '../../../src/files/tags/tags.ts';
import { tagCarrierContract, type TagCase } from '../../contracts/tag-carrier.ts';
import { fixture } from '../../fixture.ts';
import { aiffFile, cafFile, mp3File, wavFile, wavpackFile } from './tag-samples.ts';

/** The body of the chunk `id` behind byte `from`; sizes of `width` bytes. */
function chunkBody(
  file: Uint8Array,
  id: string,
  from: number,
  littleEndian: boolean,
  width: 4 | 8 = 4,
): Uint8Array {
  const view = viewOf(file);
  for (let at = from; at + 8 <= file.length; ) {
    const size = width === 4 ? view.getUint32(at + 4, littleEndian) : readUint64(view, at + 4, littleEndian);
    const start = at + 4 + width;
    if (readId(file, at) === id) return file.subarray(start, start + size);
    at = start + size + (width === 4 ? size % 2 : 0);
  }
  throw new Error(`no ${id}`);
}

function flacFrames(file: Uint8Array): Uint8Array {
  let at = 4;
  for (let last = false; !last; ) {
    last = file[at]! >= 128;
    at += 4 + ((file[at + 1]! << 16) | (file[at + 2]! << 8) | file[at + 3]!);
  }
  return file.subarray(at);
}

/** MPEG audio from its first sync behind any ID3v2 tag on. The sample has no tags at its end. */
function streamOf(file: Uint8Array): Uint8Array {
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + file[at]!, 0);
  return readId(file, 0).startsWith('ID3') ? file.subarray(10 + size) : file;
}

/** Every chunk of samples that `stco` points to, up to the next, and the media's own box of data. */
function mp4Sound(file: Uint8Array): Uint8Array {
  const way = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stco'];
  const table = boxOnWay(file, way)!;
  const view = viewOf(file.subarray(table.bodyStart, table.end));
  const count = view.getUint32(4);
  const data = boxesIn(file).boxes.find(({ name }) => name === 'mdat')!;
  const parts = Array.from({ length: count }, (_, i) => {
    const at = view.getUint32(8 + 4 * i);
    expect(at).toBeGreaterThanOrEqual(data.bodyStart);
    return file.subarray(at, Math.min(data.end, at + 64));
  });
  return Uint8Array.from([...parts, file.subarray(data.bodyStart, data.end)].flatMap((part) => [...part]));
}

/** All packets behind the headers, with their granule positions. */
async function oggPackets(file: Uint8Array, headers: number): Promise<Uint8Array> {
  const notes: never[] = [];
  const serial = viewOf(file).getUint32(14, true);
  const next = createPacketReader(createPageReader(memorySource('song', file), notes), serial);
  const bytes: number[] = [];
  let count = 0;
  for (let packet = await next(); packet !== null; packet = await next()) {
    if (++count > headers) bytes.push(...packet.data, packet.granule & 255, packet.last ? 1 : 0);
  }
  expect(notes).toEqual([]);
  return Uint8Array.from(bytes);
}

/** Without the APE tag: its footer says how long that is; the header is 32 more. */
function wavpackBlocks(file: Uint8Array): Uint8Array {
  const footer = file.subarray(file.length - 32);
  if (readId(footer, 0) !== 'APET') return file;
  return file.subarray(0, file.length - viewOf(footer).getUint32(12, true) - 32);
}

/** Opus' gains are steps of 1/256 dB, and it has no peaks. */
function opusRounded(tags: Tags): Tags {
  const { trackGainDb, albumGainDb } = tags.replayGain!;
  const step = (gainDb: number | null): number => Math.round(256 * gainDb!) / 256;
  const gains = {
    trackGainDb: step(trackGainDb),
    albumGainDb: step(albumGainDb),
    trackPeak: null,
    albumPeak: null,
  };
  return { ...tags, replayGain: gains };
}

const CASES: Readonly<Record<string, readonly TagCase[]>> = {
  wav: [{ name: 'RIFF', bytes: wavFile(), soundOf: (file) => chunkBody(file, 'data', 12, true) }],
  aiff: [{ name: 'AIFF', bytes: aiffFile(), soundOf: (file) => chunkBody(file, 'SSND', 12, false) }],
  caf: [
    { name: 'CAF', bytes: cafFile(), soundOf: (file) => chunkBody(file, 'data', 8, false, 8) },
    { name: 'sound to the end', bytes: cafFile(-1n), soundOf: (file) => file.slice(-2000) },
  ],
  flac: [{ name: 'FLAC', bytes: fixture('wide.flac'), soundOf: flacFrames }],
  mp3: [{ name: 'MP3', bytes: mp3File(), soundOf: streamOf }],
  adts: [{ name: 'ADTS', bytes: fixture('sines.aac'), soundOf: streamOf }],
  mp4: [{ name: 'M4A', bytes: fixture('sines.m4a'), soundOf: mp4Sound }],
  ogg: [
    { name: 'Vorbis', bytes: fixture('sines.ogg'), soundOf: (file) => oggPackets(file, 3) },
    {
      name: 'Opus',
      bytes: fixture('sines.opus'),
      soundOf: (file) => oggPackets(file, 2),
      rounded: opusRounded,
    },
  ],
  wavpack: [{ name: 'WavPack', bytes: wavpackFile(), soundOf: wavpackBlocks }],
};

const carrierOf = (format: string): TagCarrier => TAG_CARRIERS.find((carrier) => carrier.format === format)!;

describe('the list of carriers', () => {
  it('has one carrier a format, and each is tried here', () => {
    expect(TAG_CARRIERS.map(({ format }) => format)).toEqual(Object.keys(CASES));
  });
});

for (const [format, cases] of Object.entries(CASES)) tagCarrierContract(carrierOf(format), cases);
