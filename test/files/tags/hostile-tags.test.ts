// Hostile tags: files made to waste time or memory: endless frames, comments, notes and pages; all end soon, and small.
import { describe, expect, it } from 'vitest';
import { memorySource } from '../../../src/files/memory-place.ts';
import {
  idBytes,
  joined,
  MOST_PIECES,
  MOST_TAG_BYTES,
  splitAtNul,
  uint32,
} from '../../../src/files/tags/byte-parts.ts';
import { WAV_CARRIER } from '../../../src/files/tags/carriers/wav-carrier.ts';
import { FLAC_CARRIER } from '../../../src/files/tags/carriers/flac-carrier.ts';
import { OGG_CARRIER } from '../../../src/files/tags/carriers/ogg-carrier.ts';
import { readId3v2 } from '../../../src/files/tags/id3/id3-read.ts';
import { tagsOfContent } from '../../../src/files/tags/tags-of-values.ts';
import type { TagNote } from '../../../src/files/tags/tag-carrier.ts';
import { readVorbisComment } from '../../../src/files/tags/vorbis/vorbis-comment.ts';
import { Fault } from '../../../src/signal/fault.ts';
import { chunk, chunkFile, fmtChunk } from '../chunk-file.ts';

const repeated = (bytes: Uint8Array, times: number): Uint8Array => {
  const whole = new Uint8Array(bytes.length * times);
  for (let i = 0; i < times; i++) whole.set(bytes, i * bytes.length);
  return whole;
};

const synchsafe = (size: number): number[] => [21, 14, 7, 0].map((shift) => (size >>> shift) & 127);

describe('hostile tags', () => {
  it('of a hundred thousand frames, values and notes are read up to a point', () => {
    const frame = Uint8Array.of(...idBytes('TPE1'), 0, 0, 0, 3, 0, 0, 0, 0x41, 0x42);
    const frames = repeated(frame, 100_000);
    for (let i = 0; i < 100_000; i++)
      frames.set([97 + (i % 26), 97 + (Math.floor(i / 26) % 26)], 13 * i + 11);
    const tag = joined([idBytes('ID3'), Uint8Array.of(3, 0, 0, ...synchsafe(frames.length)), frames]);
    const notes: TagNote[] = [];
    const content = readId3v2(tag, notes);
    expect(content.values.length).toBe(MOST_PIECES);
    expect(tagsOfContent(content, notes).artists?.length).toBe(676);
    const odd = Array.from({ length: 50_000 }, (_, i) => ['ISRC', `no ${i}`] as const);
    expect(tagsOfContent({ values: odd, artwork: [] }, notes).other?.length).toBe(50_000);
    expect(notes.length).toBe(200);
  });

  it('of nothing but NULs and empty comments are no arrays of millions', () => {
    expect(splitAtNul(new Uint8Array(8 << 20)).length).toBe(MOST_PIECES);
    expect(splitAtNul(new Uint8Array(8 << 20).fill(1), 2).length).toBe(1);
    const notes: TagNote[] = [];
    const empty = joined([uint32(0), uint32(0xffffffff), new Uint8Array(4 << 20)]);
    expect(readVorbisComment(empty, notes).values).toEqual([]);
    expect(notes.map(({ code }) => code)).toEqual(['tag-damaged']);
  });

  it('of more bytes than any file needs are told and left', async () => {
    const block = joined([Uint8Array.of(6, 0xff, 0xff, 0xff), new Uint8Array(0xffffff)]);
    const info = joined([idBytes('fLaC'), Uint8Array.of(0, 0, 0, 34), new Uint8Array(34)]);
    const file = joined([info, block, block, block, Uint8Array.of(0x81, 0, 0, 0), new Uint8Array(100)]);
    expect(file.length).toBeGreaterThan(MOST_TAG_BYTES);
    const { tags, notes } = await FLAC_CARRIER.read(memorySource('song', file));
    expect(tags).toEqual({});
    expect(notes.map(({ code }) => code)).toContain('tag-too-large');
  });

  it('of chunks and pages without end come to an end', async () => {
    const list = [chunk('LIST', [...idBytes('INFO')]), chunk('data', [0, 0]), fmtChunk()];
    const lists = Array.from({ length: 5_000 }, () => list[0]!);
    const wav = chunkFile('RIFF', 'WAVE', [...lists, list[2]!, list[1]!]);
    expect((await WAV_CARRIER.read(memorySource('song', wav))).tags).toEqual({});
    const page = Uint8Array.of(...idBytes('OggS'), 0, 2, ...new Uint8Array(21));
    const pages = repeated(page, 30_000);
    await expect(OGG_CARRIER.read(memorySource('song', pages))).rejects.toBeInstanceOf(Fault);
  });
});
