// WAV tags: the chunks in their order, bext of every version, what is simplified and what is kept, and files that turn long.
import { describe, expect, it } from 'vitest';
import { readId, readUint64, viewOf } from '../../../src/files/bytes.ts';
import { memoryPlace, memorySource } from '../../../src/files/memory-place.ts';
import { WAV_CARRIER } from '../../../src/files/tags/carriers/wav-carrier.ts';
import { copyWavWith } from '../../../src/files/tags/carriers/wav-tags-write.ts';
import { readBext } from '../../../src/files/tags/riff/bext-read.ts';
import { writeBext } from '../../../src/files/tags/riff/bext-write.ts';
import type { TagNote } from '../../../src/files/tags/tag-carrier.ts';
import type { Tags } from '../../../src/files/tags/tags.ts';
import { copied } from '../../contracts/tag-carrier.ts';
import { chunk, chunkFile, ds64Chunk, fmtChunk, type ChunkSpec } from '../chunk-file.ts';
import { BROADCAST, FULL, wavFile } from './tag-samples.ts';

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const SOUND = chunk('data', new Uint8Array(64).fill(7));

function idsIn(file: Uint8Array): string[] {
  const ids: string[] = [];
  for (let at = 12; at + 8 <= file.length; ) {
    ids.push(readId(file, at));
    const size = viewOf(file).getUint32(at + 4, true);
    at += 8 + (size === 0xffffffff ? 64 : size + (size % 2));
  }
  return ids;
}

const wav = (...chunks: ChunkSpec[]): Uint8Array => chunkFile('RIFF', 'WAVE', [fmtChunk(), ...chunks]);
const tagsOf = async (file: Uint8Array): Promise<Tags> =>
  (await WAV_CARRIER.read(memorySource('song', file))).tags;

function info(...items: [string, string][]): ChunkSpec {
  const bytes = items.flatMap(([id, text]) => {
    const body = [...ascii(text), 0];
    return [...ascii(id), body.length, 0, 0, 0, ...body, ...(body.length % 2 === 1 ? [0] : [])];
  });
  return chunk('LIST', [...ascii('INFO'), ...bytes]);
}

describe('tags of WAV files', () => {
  it('stand in the order that works everywhere; markers stay on their side of the sound', async () => {
    const { file } = await copied(WAV_CARRIER, wavFile(), FULL);
    expect(idsIn(file)).toEqual(['fmt ', 'cue ', 'bext', 'LIST', 'axml', 'iXML', 'data', 'smpl', 'id3 ']);
    expect(idsIn((await copied(WAV_CARRIER, file, null)).file)).toEqual(['fmt ', 'data']);
    expect(viewOf(file).getUint32(4, true)).toBe(file.length - 8);
  });

  it('are taken from INFO where there is nothing better, in UTF-8 or Latin-1', async () => {
    const items: [string, string][] = [
      ['INAM', 'Titl\xe9'],
      ['IART', '\xc3\xa9'],
      ['IPRT', '3/11'],
      ['ISRC', 'US-ABC-26-00001'],
      ['ISBJ', 'subject'],
    ];
    expect(await tagsOf(wav(info(...items), SOUND))).toEqual({
      title: 'Titlé',
      artists: ['é'],
      track: { number: 3, of: 11 },
      isrc: 'USABC2600001',
      other: [['ISBJ', 'subject']],
    });
  });

  it('tell where places contradict each other, not where one is only poorer', async () => {
    const { file } = await copied(WAV_CARRIER, wav(SOUND), FULL);
    expect((await WAV_CARRIER.read(memorySource('song', file))).notes).toEqual([]);
    const at = new TextDecoder('latin1').decode(file).indexOf('Fur Elise - ?? ?');
    const changed = file.slice();
    changed.set(ascii('Something else??'), at);
    const { tags, notes } = await WAV_CARRIER.read(memorySource('song', changed));
    expect(tags.title).toBe(FULL.title);
    expect(notes.map(({ code, facts }) => `${code} ${facts.field}`)).toEqual(['tags-disagree title']);
  });

  it('keep foreign iXML, axml and other chunks whole, and the ISRC in axml', async () => {
    const foreign = [
      chunk('iXML', ascii('<BWFXML><PROJECT>Film</PROJECT></BWFXML>')),
      chunk('axml', ascii('<x><dc:identifier>ISRC:USABC2600001</dc:identifier></x>')),
      chunk('_PMX', ascii('<xmp/>')),
    ];
    const tags = await tagsOf(wav(...foreign, SOUND));
    expect(tags.isrc).toBe('USABC2600001');
    expect(tags.other?.map(([name]) => name)).toEqual(['RIFF:iXML', 'RIFF:axml', 'RIFF:_PMX']);
    const { file } = await copied(WAV_CARRIER, wav(SOUND), tags);
    expect(idsIn(file)).toEqual(['fmt ', 'LIST', 'axml', 'iXML', '_PMX', 'data', 'id3 ']);
    expect(await tagsOf(file)).toEqual(tags);
  });

  it('leave axml alone where it describes loudspeakers (ADM)', async () => {
    const adm = [chunk('chna', new Uint8Array(44)), chunk('axml', ascii('<audioFormatExtended/>'))];
    const { file } = await copied(WAV_CARRIER, wav(...adm, SOUND), { isrc: 'USABC2600001' });
    expect(idsIn(file)).toEqual(['fmt ', 'chna', 'axml', 'LIST', 'iXML', 'data', 'id3 ']);
    expect(await tagsOf(file)).toEqual({ isrc: 'USABC2600001' });
  });

  it('turn RIFF into RF64 where the size asks for it, and leave RF64 and BW64 what they are', async () => {
    const files = new Map<string, Uint8Array>();
    const sink = await memoryPlace(files).create('long');
    await copyWavWith(memorySource('song', wav(SOUND)), sink, { title: 'T' }, {}, 100);
    await sink.commit();
    const long = files.get('long')!;
    expect([readId(long, 0), ...idsIn(long).slice(0, 2)]).toEqual(['RF64', 'ds64', 'fmt ']);
    expect(readUint64(viewOf(long), 20, true)).toBe(long.length - 8);
    expect(readUint64(viewOf(long), 28, true)).toBe(64);
    expect(readUint64(viewOf(long), 36, true)).toBe(16);
    expect(await tagsOf(long)).toEqual({ title: 'T' });
    const data = { ...SOUND, declaredBytes: 0xffffffff };
    const bw64 = chunkFile('BW64', 'WAVE', [ds64Chunk(64n), fmtChunk(), data], 0xffffffff);
    const { file } = await copied(WAV_CARRIER, bw64, null);
    expect([readId(file, 0), ...idsIn(file)]).toEqual(['BW64', 'ds64', 'fmt ', 'data']);
  });

  it('refuse what they cannot work on', async () => {
    const rifx = chunkFile('RIFX', 'WAVE', [fmtChunk({ littleEndian: false }), SOUND]);
    await expect(tagsOf(rifx)).rejects.toMatchObject({ code: 'no-tags-here' });
    await expect(tagsOf(wav())).rejects.toMatchObject({ code: 'no-data-chunk' });
    await expect(tagsOf(chunkFile('RIFF', 'WAVE', [SOUND]))).rejects.toMatchObject({
      code: 'no-format-chunk',
    });
  });
});

describe('bext', () => {
  it('says nothing of loudness before version 2, and of an UMID before version 1', () => {
    const body = writeBext(BROADCAST, 'iXML', []);
    for (const version of [0, 1, 2]) {
      viewOf(body).setUint16(346, version, true);
      const found = readBext(body, []);
      expect(found.integratedLufs).toBe(version === 2 ? -9.87 : null);
      expect(found.umid).toBe(version === 0 ? '' : BROADCAST.umid);
      expect(found.timeReferenceFrames).toBe(5_000_000_001);
    }
  });

  it('has its loudness in hundredths where the standard puts it, and 0x7FFF where there is none', () => {
    const body = writeBext({ ...BROADCAST, rangeLu: null, truePeakDbtp: 120 }, '', []);
    const view = viewOf(body);
    expect([412, 414, 416, 418, 420].map((at) => view.getInt16(at, true))).toEqual([
      -987, 0x7fff, 0x7fff, -725, -805,
    ]);
    expect(new TextDecoder().decode(body.subarray(602))).toBe(
      BROADCAST.codingHistory.map((line) => `${line}\r\n`).join(''),
    );
  });

  it('tells what it simplifies, cuts and refuses', () => {
    const notes: TagNote[] = [];
    const long = { ...BROADCAST, originatorReference: 'x'.repeat(40), umid: 'zz', truePeakDbtp: 120 };
    const body = writeBext(long, '', notes);
    expect(notes.map(({ code, facts }) => `${code} ${facts.field}`)).toEqual([
      'character-lost broadcast.description',
      'character-lost broadcast.originator',
      'text-cut broadcast.originatorReference',
      'value-refused broadcast.umid',
      'value-refused broadcast.truePeakDbtp',
    ]);
    expect(readBext(body, []).description).toBe('Fur Elise, take 2');
  });

  it('is read as far as it goes', () => {
    const notes: TagNote[] = [];
    expect(readBext(ascii('Only this'), notes).description).toBe('Only this');
    expect(notes.map(({ code }) => code)).toEqual(['tag-damaged']);
  });
});
