// Old tags: ID3v1, APEv2, Lyrics3 and late ID3v2 behind a stream, tags in front of each other, damage in Vorbis comments.
import { describe, expect, it } from 'vitest';
import { memorySource } from '../../../src/files/memory-place.ts';
import { writeApeTag } from '../../../src/files/tags/ape/ape-tag.ts';
import { joined, uint32 } from '../../../src/files/tags/byte-parts.ts';
import { AIFF_CARRIER } from '../../../src/files/tags/carriers/aiff-carrier.ts';
import { FLAC_CARRIER } from '../../../src/files/tags/carriers/flac-carrier.ts';
import { MP3_CARRIER } from '../../../src/files/tags/carriers/mp3-carrier.ts';
import { OGG_CARRIER } from '../../../src/files/tags/carriers/ogg-carrier.ts';
import { id3v2Bytes } from '../../../src/files/tags/id3v2.ts';
import { writeId3v2 } from '../../../src/files/tags/id3/id3-write.ts';
import type { NamedValue } from '../../../src/files/tags/named-values.ts';
import type { TagNote } from '../../../src/files/tags/tag-carrier.ts';
import type { Tags } from '../../../src/files/tags/tags.ts';
import { readVorbisComment } from '../../../src/files/tags/vorbis/vorbis-comment.ts';
import { copied } from '../../contracts/tag-carrier.ts';
import { fixture, sameBytes } from '../../fixture.ts';
import { chunk, chunkFile, commChunk, ssndChunk } from '../chunk-file.ts';
import { jpegBytes, mp3File } from './tag-samples.ts';

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const content = (...values: NamedValue[]) => ({ values, artwork: [] });

function id3v1(title: string, track: number): Uint8Array {
  const bytes = new Uint8Array(128);
  bytes.set(ascii(`TAG${title}`));
  bytes.set(ascii('1999'), 93);
  bytes[126] = track;
  bytes[127] = 17;
  return bytes;
}

const ape = (...values: NamedValue[]): Uint8Array => writeApeTag(content(...values), 'mp3', []);

function lyrics3(text: string): Uint8Array {
  const body = `LYRICSBEGINLYR${String(text.length).padStart(5, '0')}${text}`;
  return ascii(`${body}${String(body.length).padStart(6, '0')}LYRICS200`);
}

async function read(bytes: Uint8Array): Promise<{ tags: Tags; codes: string[] }> {
  const { tags, notes } = await MP3_CARRIER.read(memorySource('song', bytes));
  return { tags, codes: notes.map(({ code }) => code) };
}

describe('tags behind a stream', () => {
  /** Without the tag that its encoder put in front. */
  const sound = mp3File().subarray(id3v2Bytes(mp3File()));

  it('fill what the tag in front does not say, and are taken off', async () => {
    const front = writeId3v2(content(['TITLE', 'A title that is longer than thirty letters']), 4, []);
    const back = [
      ape(['ARTIST', 'A'], ['ARTIST', 'B']),
      lyrics3('la la'),
      id3v1('A title that is longer than th', 5),
    ];
    const bytes = joined([front, sound, ...back]);
    const { tags, codes } = await read(bytes);
    expect(codes).toEqual([]);
    expect(tags).toEqual({
      title: 'A title that is longer than thirty letters',
      artists: ['A', 'B'],
      date: '1999',
      track: { number: 5, of: null },
      genres: ['Rock'],
      other: [['LYRICS', 'la la']],
    });
    expect(sameBytes((await copied(MP3_CARRIER, bytes, null)).file, sound)).toBe(true);
  });

  it('may be an ID3v2 tag with a footer', async () => {
    const tag = writeId3v2(content(['TITLE', 'Late']), 4, []);
    const footed = joined([tag, ascii('3DI'), tag.subarray(3, 10)]);
    footed[5] = 0x10;
    footed[tag.length + 5] = 0x10;
    const bytes = joined([sound, footed]);
    expect((await read(bytes)).tags).toEqual({ title: 'Late' });
    expect(sameBytes((await copied(MP3_CARRIER, bytes, null)).file, sound)).toBe(true);
  });

  it('that claim more than the file has are left where they are', async () => {
    const claim = ape(['TITLE', 'x']);
    claim.set(uint32(0x7fffffff, true), claim.length - 20);
    expect((await read(joined([sound, claim]))).tags).toEqual({});
    expect((await copied(MP3_CARRIER, joined([sound, claim]), null)).file.length).toBe(
      sound.length + claim.length,
    );
  });

  it('what iTunes says of the sound itself is no tag, and stays with it', async () => {
    const tag = writeId3v2(content(['TITLE', 'T'], ['iTunSMPB', ' 00000000 00000210']), 4, []);
    const bytes = joined([tag, sound]);
    expect((await read(bytes)).tags).toEqual({ title: 'T' });
    const { file } = await copied(MP3_CARRIER, bytes, { album: 'A' });
    expect((await read(file)).tags).toEqual({ album: 'A' });
    expect(new TextDecoder('latin1').decode(file)).toContain('iTunSMPB\0 00000000 00000210');
  });

  it('behind FLAC are taken off too, but not sound that happens to begin like one', async () => {
    const flac = fixture('wide.flac');
    const tagged = joined([flac, ape(['TITLE', 'Ape']), id3v1('Old', 5)]);
    const { tags } = await FLAC_CARRIER.read(memorySource('song', tagged));
    expect(tags).toEqual({ title: 'Ape', date: '1999', track: { number: 5, of: null }, genres: ['Rock'] });
    const clean = (await copied(FLAC_CARRIER, flac, null)).file;
    expect(sameBytes((await copied(FLAC_CARRIER, tagged, null)).file, clean)).toBe(true);
    const alike = id3v1('', 0);
    for (let i = 3; i < 125; i++) alike[i] = (i * 37) & 255;
    const kept = (await copied(FLAC_CARRIER, joined([flac, alike]), null)).file;
    expect(kept.length).toBe(clean.length + 128);
  });

  it('two tags in front are both read, the first counts, and a contradiction is told', async () => {
    const tags = ['One', 'Two'].map((title) => writeId3v2(content(['TITLE', title]), 4, []));
    const reading = await read(joined([...tags, sound]));
    expect(reading).toEqual({ tags: { title: 'One' }, codes: ['tags-disagree'] });
    await expect(read(joined(tags))).rejects.toMatchObject({ code: 'no-audio' });
  });
});

describe('comments of AIFF', () => {
  it('with a time and a marker each are read, and do not outlive a change', async () => {
    const text = ascii('Take 2');
    const comt = chunk('COMT', [0, 1, 0, 0, 0, 0, 0, 1, 0, text.length, ...text]);
    const bytes = chunkFile('FORM', 'AIFF', [commChunk({ frames: 1 }), comt, ssndChunk(new Uint8Array(4))]);
    expect((await AIFF_CARRIER.read(memorySource('song', bytes))).tags).toEqual({ comments: ['Take 2'] });
    const { file } = await copied(AIFF_CARRIER, bytes, { title: 'T' });
    expect((await AIFF_CARRIER.read(memorySource('song', file))).tags).toEqual({ title: 'T' });
  });
});

describe('Vorbis comments', () => {
  const entry = (text: Uint8Array): Uint8Array => joined([uint32(text.length, true), text]);

  it('that break off are read as far as they go; Latin-1 is told', () => {
    const notes: TagNote[] = [];
    const bytes = joined([
      entry(ascii('vendor')),
      uint32(9, true),
      entry(ascii('TITLE=\xe9')),
      entry(ascii('=x')),
      entry(ascii('A')),
    ]);
    const { values, vendor } = readVorbisComment(bytes, notes);
    expect(values).toEqual([['TITLE', 'é']]);
    expect(vendor).toEqual(ascii('vendor'));
    expect(notes.map(({ code }) => code)).toEqual(['tag-damaged', 'text-not-utf8']);
  });

  it('keep who encoded the sound', async () => {
    const { file } = await copied(OGG_CARRIER, fixture('sines.ogg'), { title: 'T' });
    const vendor = new TextDecoder('latin1')
      .decode(fixture('sines.ogg'))
      .match(/\x03vorbis.{4}([^\0]*)/s)![1]!
      .slice(0, 12);
    expect(new TextDecoder('latin1').decode(file)).toContain(vendor);
  });

  it('in Ogg may need many pages', async () => {
    const bytes = jpegBytes(1500, 1500, 300_000);
    const artwork = [
      { role: 'front', mime: 'image/jpeg', width: 1500, height: 1500, description: '', bytes },
    ] as const;
    const { file } = await copied(OGG_CARRIER, fixture('sines.opus'), { artwork });
    const { tags, notes } = await OGG_CARRIER.read(memorySource('song', file));
    expect(notes).toEqual([]);
    expect(sameBytes(tags.artwork![0]!.bytes, bytes)).toBe(true);
  });
});
