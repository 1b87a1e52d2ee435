// DDP golden: the worked example byte for byte, published packs of another writer, and whole discs there and back.
import { describe, expect, it } from 'vitest';
import { sumsOf } from '../../../src/deliver/cd/ddp-checksums.ts';
import { cutStrings, packBytes, packCheck, packOf } from '../../../src/deliver/cd/cd-text-packs.ts';
import { readCdText, withTexts } from '../../../src/deliver/cd/cd-text-read.ts';
import { writeCdText } from '../../../src/deliver/cd/cd-text-write.ts';
import { readDdp } from '../../../src/deliver/cd/ddp-read.ts';
import { ddpTables } from '../../../src/deliver/cd/ddp-write.ts';
import { NO_TEXTS } from '../../../src/deliver/cd/disc-texts.ts';
import type { Disc } from '../../../src/deliver/cd/disc.ts';
import { recordsOf } from '../../../src/deliver/cd/fixed-fields.ts';
import { checkDisc } from '../../../src/deliver/cd/red-book.ts';
import { EXAMPLE, FULL, placeOf, setOf } from './sample-disc.ts';

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.trim().split(/\s+/), (byte) => Number.parseInt(byte, 16));

/** Sums of the files of an independent generator, whose output for other discs is that of ddptools 1.1. */
const KNOWN = {
  DDPID: ['edbc3a36d3c9dd2a64487d9a8102bd4b', 'b55bf311'],
  DDPMS: ['1d7aabc25ad2d6f36c643f412c53088b', '047d8f5c'],
  'CDTEXT.BIN': ['709c9405611c64382f5816a8e901b06b', '032e6d1e'],
  PQDESCR: ['06d700cde367efd1479b8287af94e547', '6e0385e0'],
};

/** Three tracks, titles and performers, as ddptools 1.1 packs them. */
const PUBLISHED_PACKS = bytesOf(`
  80 00 00 00 44 69 73 63 00 54 72 61 63 6b 20 4f 48 04
  80 01 01 07 6e 65 00 54 72 61 63 6b 20 54 77 6f 55 c9
  80 02 02 09 00 54 72 61 63 6b 20 54 68 72 65 65 e6 6f
  80 03 03 0b 00 00 00 00 00 00 00 00 00 00 00 00 5d f7
  81 00 04 00 41 72 74 69 73 74 00 41 72 74 69 73 fd 22
  81 01 05 05 74 00 41 72 74 69 73 74 00 41 72 74 8c 25
  81 03 06 03 69 73 74 00 00 00 00 00 00 00 00 00 62 ac
  8f 00 07 00 00 01 03 00 04 03 00 00 00 00 00 00 40 fb
  8f 01 08 00 00 00 00 00 00 00 00 03 09 00 00 00 d6 a6
  8f 02 09 00 00 00 00 00 09 00 00 00 00 00 00 00 0a 4e`);

const titled = (title: string, performer: string): Disc['texts'] => ({ ...NO_TEXTS, title, performer });

const PUBLISHED: Disc = {
  ...EXAMPLE,
  texts: titled('Disc', 'Artist'),
  tracks: ['Track One', 'Track Two', 'Track Three'].map((title, i) => ({
    ...EXAMPLE.tracks[0]!,
    number: i + 1,
    texts: titled(title, 'Artist'),
  })),
};

describe('the worked example', () => {
  it.each(Object.entries(KNOWN))('%s is the same to the last byte', async (name, [md5, crc32]) => {
    const table = ddpTables(EXAMPLE).find((one) => one.name === name)!;
    expect(await sumsOf(table.bytes)).toEqual({ md5, crc32 });
  });

  it('comes back as the disc it was made of, without a complaint', async () => {
    const set = await readDdp(placeOf(await setOf(EXAMPLE)), 'ddp');
    expect(set.refusals).toEqual([]);
    expect(set.notes).toEqual([]);
    expect(set.disc).toEqual(EXAMPLE);
    expect(set.image).toEqual({ path: 'ddp/IMAGE.DAT', offsetBytes: 0, sectors: 1800 });
  });

  it('has the published lists of sums', async () => {
    const files = await setOf(EXAMPLE);
    const md5 = new TextDecoder().decode(files.get('ddp/CHECKSUM.MD5'));
    expect(md5.split('\n').map((line) => line.slice(33))).toEqual([
      '*DDPID',
      '*DDPMS',
      '*CDTEXT.BIN',
      '*PQDESCR',
      '*IMAGE.DAT',
      '',
    ]);
    expect(md5).toContain('33c14305c3e0b28b0d18613feeaeb3f7 *IMAGE.DAT\n');
    expect(new TextDecoder().decode(files.get('ddp/CHECKSUM.TXT'))).toContain(
      '[CRC32 Checksum]\nDDPID=B55BF311\nDDPMS=047D8F5C\n',
    );
  });
});

describe('CD-TEXT packs', () => {
  it('are those of another writer', () => {
    expect([...writeCdText(PUBLISHED)]).toEqual([...PUBLISHED_PACKS]);
    expect(readCdText(PUBLISHED_PACKS, 'CDTEXT.BIN', 3)).toMatchObject({
      refusals: [],
      notes: [],
      blocks: [{ texts: titled('Disc', 'Artist'), languageCode: 9, characterSet: 0 }],
    });
  });

  it('are checked by the sum that drives use', () => {
    const vector = bytesOf('8f 00 2a 00 01 01 03 00 06 05 04 05 07 06 01 02 48 65');
    expect(packCheck(vector)).toBe(0x4865);
    const pack = packOf(vector);
    expect(pack.isWhole).toBe(true);
    expect([...packBytes(pack, 0, 0x2a)]).toEqual([...vector]);
  });

  it('hold every kind of text, two languages, accents, codes and genre, there and back', () => {
    const bytes = writeCdText(FULL);
    const { blocks, refusals, notes } = readCdText(bytes, 'CDTEXT.BIN', 3);
    expect([refusals, notes]).toEqual([[], []]);
    const bare = {
      ...FULL,
      texts: NO_TEXTS,
      tracks: FULL.tracks.map((one) => ({ ...one, texts: NO_TEXTS })),
    };
    expect(withTexts(bare, blocks)).toEqual(FULL);
    const records = recordsOf(bytes, 18).map(packOf);
    expect(records.every((pack) => pack.isWhole)).toBe(true);
    expect(records.filter((pack) => pack.block === 1).length).toBeGreaterThan(5);
  });

  it('are read in Japanese, two bytes a letter', () => {
    const strings = ['93 fa 96 7b', '89 b9 8a 79', '09 09'].map(bytesOf);
    const texts = cutStrings(0x80, strings, 0, 2);
    const sizes = new Uint8Array(36);
    sizes.set([0x80, 1, 2, 0, texts.length]);
    sizes[19] = 3;
    sizes[20] = texts.length + 2;
    sizes[28] = 0x69;
    const packs = [
      ...texts,
      ...[0, 1, 2].map((i) => ({
        type: 0x8f,
        track: i,
        place: 0,
        isDoubleByte: false,
        payload: sizes.subarray(12 * i, 12 * i + 12),
      })),
    ];
    const file = Uint8Array.from(packs.flatMap((pack, i) => [...packBytes(pack, 0, i)]));
    const { blocks, refusals, notes } = readCdText(file, 'CDTEXT.BIN', 2);
    expect(refusals).toEqual([]);
    expect(notes.map(({ code }) => code)).toEqual(['cd-text-character-set']);
    expect([blocks[0]!.texts.title, ...blocks[0]!.tracks.map(({ title }) => title)]).toEqual([
      '日本',
      '音楽',
      '音楽',
    ]);
    expect(blocks[0]!.languageCode).toBe(0x69);
  });

  it('are taken with a zero behind them, with a length before them, with tabs, from double bytes', () => {
    const reading = (bytes: Uint8Array) => readCdText(bytes, 'CDTEXT.BIN', 3);
    expect(reading(Uint8Array.of(...PUBLISHED_PACKS, 0))).toMatchObject({
      refusals: [],
      notes: [{ code: 'cd-text-frame' }],
    });
    expect(reading(Uint8Array.of(0, 182, 0, 0, ...PUBLISHED_PACKS)).blocks[0]!.texts.title).toBe('Disc');
    const tabbed = { ...PUBLISHED, tracks: PUBLISHED.tracks.map((one, i) => (i === 2 ? tab(one) : one)) };
    expect(reading(writeCdText(tabbed)).blocks[0]!.tracks[2]!.title).toBe('Track Two');
    expect(checkDisc(tabbed).map(({ code }) => code)).toContain('cd-text-letters');
  });
});

const tab = <T extends Disc['tracks'][number]>(one: T): T => ({ ...one, texts: titled('\t', 'Artist') });

describe('whole discs', () => {
  it('come back with everything they say', async () => {
    expect(checkDisc(FULL)).toEqual([]);
    const set = await readDdp(placeOf(await setOf(FULL)), 'ddp');
    expect(set.refusals).toEqual([]);
    expect(set.disc).toEqual(FULL);
    expect(set.notes.map(({ code }) => code)).toEqual([
      'cd-pre-emphasis',
      'cd-pre-emphasis',
      'cd-isrc-missing',
      'cd-long-first-pause',
    ]);
  });

  it('come back without texts and codes', async () => {
    const plain = {
      ...EXAMPLE,
      barcode: null,
      texts: NO_TEXTS,
      tracks: EXAMPLE.tracks.map((one) => ({ ...one, isrc: null, texts: NO_TEXTS })),
    };
    const files = await setOf(plain);
    expect([...files.keys()]).not.toContain('ddp/CDTEXT.BIN');
    const set = await readDdp(placeOf(files), 'ddp');
    expect([set.refusals, set.notes, set.disc]).toEqual([[], [], plain]);
  });

  it('hold 99 tracks of the shortest length, and the longest first pause', async () => {
    const tracks = Array.from({ length: 99 }, (_, i) => ({
      ...EXAMPLE.tracks[0]!,
      number: i + 1,
      pauseSector: i === 0 ? 0 : null,
      startSector: 12_000 + 300 * i,
      isrc: null,
      texts: NO_TEXTS,
    }));
    const disc = { ...EXAMPLE, tracks, texts: NO_TEXTS, leadOutSector: 12_000 + 300 * 99 };
    const set = await readDdp(placeOf(await setOf(disc)), 'ddp');
    expect([set.refusals, set.disc]).toEqual([[], disc]);
  });
});
