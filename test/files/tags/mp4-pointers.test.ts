// MP4 pointers: wherever the description stands, and however long it gets, every pointer finds its sound again.
import { describe, expect, it } from 'vitest';
import { readUint64, viewOf } from '../../../src/files/bytes.ts';
import { memorySource } from '../../../src/files/memory-place.ts';
import { MP4_CARRIER } from '../../../src/files/tags/carriers/mp4-carrier.ts';
import { joined, uint32 } from '../../../src/files/tags/byte-parts.ts';
import { boxOnWay, boxesIn, makeBox } from '../../../src/files/tags/mp4/mp4-box.ts';
import { moveFragment, movePointers, widened } from '../../../src/files/tags/mp4/mp4-moov.ts';
import { copied } from '../../contracts/tag-carrier.ts';
import { fixture } from '../../fixture.ts';
import { FULL, PLAIN } from './tag-samples.ts';

const WAY = ['moov', 'trak', 'mdia', 'minf', 'stbl'];
const nest = (box: Uint8Array): Uint8Array =>
  [...WAY].reverse().reduce((inner, name) => makeBox(name, inner), box);
const stco = (...offsets: number[]): Uint8Array =>
  makeBox('stco', uint32(0), uint32(offsets.length), ...offsets.map((offset) => uint32(offset)));

/** A file of these boxes with a pointer to each word of its sound, which is the word's own number. */
function file(order: readonly ('moov' | 'mdat' | 'free')[]): Uint8Array {
  const words = Array.from({ length: 8 }, (_, i) => uint32(1000 + i));
  const boxes = {
    ftyp: makeBox('ftyp', uint32(0x4d344120), uint32(0)),
    free: makeBox('free', new Uint8Array(40)),
    mdat: makeBox('mdat', ...words),
    moov: nest(stco(...words.map(() => 0))),
  };
  const parts = [boxes.ftyp, ...order.map((name) => boxes[name])];
  const start = joined(parts.slice(0, 1 + order.indexOf('mdat'))).length + 8;
  const moov = nest(stco(...words.map((_, i) => start + 4 * i)));
  return joined([boxes.ftyp, ...order.map((name) => (name === 'moov' ? moov : boxes[name]))]);
}

/** What the pointers find. */
function found(bytes: Uint8Array): number[] {
  const table = boxOnWay(bytes, [...WAY, 'stco'])!;
  const view = viewOf(bytes);
  return Array.from({ length: 8 }, (_, i) => view.getUint32(view.getUint32(table.bodyStart + 8 + 4 * i)));
}

const WORDS = Array.from({ length: 8 }, (_, i) => 1000 + i);

describe('pointers to the sound', () => {
  it.each([
    ['moov', 'mdat'],
    ['mdat', 'moov'],
    ['free', 'moov', 'free', 'mdat'],
    ['free', 'mdat', 'free', 'moov', 'free'],
  ] as const)('are right behind %s %s %s %s %s', async (...order) => {
    const bytes = file(order.filter((name) => name !== undefined));
    expect(found(bytes)).toEqual(WORDS);
    for (const tags of [FULL, PLAIN, {}, null]) {
      const { file: copy } = await copied(MP4_CARRIER, bytes, tags);
      expect(found(copy)).toEqual(WORDS);
      expect(found((await copied(MP4_CARRIER, copy, FULL)).file)).toEqual(WORDS);
    }
  });

  it('become 64 bits wide where the file grows beyond 32', () => {
    const moov = nest(stco(16, 4294967290));
    expect(movePointers(moov.slice(), (offset) => offset + 5)).toBe(true);
    expect(movePointers(moov.slice(), (offset) => offset + 6)).toBe(false);
    const wide = widened(moov);
    expect(movePointers(wide, (offset) => offset + 100)).toBe(true);
    const table = boxOnWay(wide, [...WAY, 'co64'])!;
    const body = viewOf(wide.subarray(table.bodyStart, table.end));
    expect([body.getUint32(4), readUint64(body, 8, false), readUint64(body, 16, false)]).toEqual([
      2, 116, 4294967390,
    ]);
  });

  it('of fragments are moved where they are absolute', () => {
    const tfhd = (flags: number): Uint8Array =>
      makeBox('tfhd', uint32(flags), uint32(1), uint32(0), uint32(500));
    const moof = makeBox('moof', makeBox('traf', tfhd(1)), makeBox('traf', tfhd(0x20000)));
    moveFragment(moof, (offset) => offset + 11);
    const values = boxesIn(moof, 8).boxes.map(({ bodyStart }) => viewOf(moof).getUint32(bodyStart + 20));
    expect(values).toEqual([511, 500]);
  });

  it('the length of the sound (iTunSMPB) stays in every copy, and is no tag', async () => {
    const text = (name: string, value: string): Uint8Array =>
      makeBox(
        name,
        uint32(0),
        Uint8Array.from(value, (letter) => letter.charCodeAt(0)),
      );
    const data = makeBox(
      'data',
      uint32(1),
      uint32(0),
      Uint8Array.from(' 00000000 00000840', (c) => c.charCodeAt(0)),
    );
    const item = makeBox('----', text('mean', 'com.apple.iTunes'), text('name', 'iTunSMPB'), data);
    const meta = makeBox('meta', uint32(0), makeBox('ilst', item));
    const moov = makeBox('moov', makeBox('udta', meta));
    const bytes = joined([makeBox('ftyp', uint32(0)), moov, makeBox('mdat')]);
    for (const tags of [FULL, null]) {
      const { file: copy } = await copied(MP4_CARRIER, bytes, tags);
      const list = boxOnWay(copy, ['moov', 'udta', 'meta', 'ilst'])!;
      const last = boxesIn(copy, list.bodyStart, list.end).boxes.at(-1)!;
      expect(copy.subarray(last.start, last.end)).toEqual(item);
      const reading = await MP4_CARRIER.read(memorySource('song', copy));
      expect(JSON.stringify(reading.tags.other ?? [])).not.toContain('iTunSMPB');
    }
  });

  it('texts in QuickTime’s manner are read, and go where all others are', async () => {
    const said = (name: string, value: string): Uint8Array =>
      makeBox(
        name,
        uint32(value.length * 65536),
        Uint8Array.from(value, (letter) => letter.charCodeAt(0)),
      );
    const key = (name: string): Uint8Array =>
      makeBox(
        'mdta',
        Uint8Array.from(name, (c) => c.charCodeAt(0)),
      );
    const keys = makeBox('keys', uint32(0), uint32(1), key('com.apple.quicktime.album'));
    const data = makeBox('data', uint32(1), uint32(0), Uint8Array.of(0x41));
    const list = makeBox('ilst', makeBox('\0\0\0\x01', data));
    const meta = makeBox('meta', uint32(0), makeBox('hdlr'), keys, list);
    const user = makeBox('udta', said('©nam', 'Old'), said('©cpy', '2020 C'), makeBox('chpl', uint32(7)));
    const bytes = joined([makeBox('ftyp', uint32(0)), makeBox('moov', user, meta), makeBox('mdat')]);
    const { tags } = await MP4_CARRIER.read(memorySource('song', bytes));
    expect(tags).toEqual({ title: 'Old', copyright: '2020 C', album: 'A' });
    const { file: copy } = await copied(MP4_CARRIER, bytes, { title: 'New' });
    expect((await MP4_CARRIER.read(memorySource('song', copy))).tags).toEqual({ title: 'New' });
    expect(boxOnWay(copy, ['moov', 'udta', 'chpl'])).not.toBeNull();
    expect(new TextDecoder('latin1').decode(copy)).not.toContain('Old');
  });

  it('a file without a description is a Fault', async () => {
    const bytes = joined([makeBox('ftyp', uint32(0)), makeBox('mdat', uint32(0))]);
    await expect(copied(MP4_CARRIER, bytes, null)).rejects.toMatchObject({
      code: 'bad-header',
      kind: 'input',
    });
    const cut = fixture('sines.m4a').slice(0, 200);
    await expect(copied(MP4_CARRIER, cut, null)).rejects.toMatchObject({ code: 'bad-header' });
  });
});
