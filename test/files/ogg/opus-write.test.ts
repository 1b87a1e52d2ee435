// Opus writing: every frame in its place, pages of a second at most, the last ending on the last frame.
import { describe, expect, it } from 'vitest';
import { memorySource } from '../../../src/files/memory-place.ts';
import { OGG } from '../../../src/files/ogg/ogg.ts';
import { createPageReader, type OggPage } from '../../../src/files/ogg/ogg-pages.ts';
import { createOggPageWriter } from '../../../src/files/ogg/ogg-page-write.ts';
import { OPUS_WRITER } from '../../../src/files/ogg/opus-writer.ts';
import { writtenBytes } from '../../contracts/format.ts';
import { floatFormat, gliding, lossyWriterContract } from '../../contracts/lossy-writer.ts';

lossyWriterContract(OPUS_WRITER, {
  reader: OGG,
  sampleRateHz: 48000,
  // 648 and 312 before the sound fill a packet exactly
  lengths: [1, 2, 648, 649, 1000, 24000],
  likeness: 0.98,
});

async function pagesOf(bytes: Uint8Array): Promise<OggPage[]> {
  const notes: never[] = [];
  const next = createPageReader(memorySource('song', bytes), notes);
  const pages: OggPage[] = [];
  for (let page = await next(); page !== null; page = await next()) pages.push(page);
  expect(notes).toEqual([]);
  return pages;
}

describe('the pages of an Opus file', () => {
  it('begin with head and tags, hold a second at most, and end 312 behind the sound', async () => {
    const frames = 100_000;
    const format = { ...floatFormat(1, 48000, 0), quality: 'vbr-96' };
    const pages = await pagesOf(await writtenBytes(OPUS_WRITER, gliding(frames, 1, 0.5), format));
    expect(pages.map(({ granule }) => granule)).toEqual([0, 0, 48000, 96000, 100_312]);
    expect(pages.map(({ last }) => last)).toEqual([false, false, false, false, true]);
    expect(String.fromCharCode(...pages[1]!.bytes.subarray(pages[1]!.bodyAt, pages[1]!.bodyAt + 8))).toBe(
      'OpusTags',
    );
  });

  it('carry packets of any length, over several pages where one is too short', async () => {
    const writer = createOggPageWriter(5);
    const lengths = [0, 1, 254, 255, 256, 510, 70_000, 3];
    const bytes = lengths.flatMap((length, i) =>
      writer.add(new Uint8Array(length).fill(i), 10 * i, { last: i === lengths.length - 1 }),
    );
    const whole = new Uint8Array(bytes.reduce((sum, page) => sum + page.length, 0));
    let at = 0;
    for (const page of bytes) {
      whole.set(page, at);
      at += page.length;
    }
    const pages = await pagesOf(whole);
    const bodies = pages.reduce((sum, page) => sum + page.bytes.length - page.bodyAt, 0);
    expect(bodies).toBe(lengths.reduce((sum, length) => sum + length, 0));
    expect(pages.every(({ serial }) => serial === 5)).toBe(true);
    expect(pages.map(({ continued }) => continued)).toEqual([false, false, true]);
    expect(pages.at(-1)!.granule).toBe(70);
  });
});
