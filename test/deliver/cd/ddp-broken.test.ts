// DDP broken: each of the fifteen points that a reader of DDP must watch, spoiled in a set, and refused by its name.
import { describe, expect, it } from 'vitest';
import { joined } from '../../../src/files/tags/byte-parts.ts';
import { packBytes, packOf } from '../../../src/deliver/cd/cd-text-packs.ts';
import { writeCdText } from '../../../src/deliver/cd/cd-text-write.ts';
import { crc32List, md5List, sumsOf } from '../../../src/deliver/cd/ddp-checksums.ts';
import { ddpTables } from '../../../src/deliver/cd/ddp-write.ts';
import { verifyDdp } from '../../../src/deliver/cd/ddp-verify.ts';
import { recordsOf } from '../../../src/deliver/cd/fixed-fields.ts';
import { Fault } from '../../../src/signal/fault.ts';
import { refusalSentence } from '../../../src/report/delivery/words-delivery.ts';
import { EXAMPLE, placeOf, setOf } from './sample-disc.ts';

type Files = Map<string, Uint8Array>;

const put = (files: Files, name: string, at: number, text: string): void => {
  const bytes = files.get(`ddp/${name}`)!.slice();
  bytes.set(new TextEncoder().encode(text), at);
  files.set(`ddp/${name}`, bytes);
};
const cut = (files: Files, name: string, bytes: number): void => {
  files.set(`ddp/${name}`, files.get(`ddp/${name}`)!.slice(0, bytes));
};
const extend = (files: Files, name: string, more: Uint8Array): void => {
  files.set(`ddp/${name}`, joined([files.get(`ddp/${name}`)!, more]));
};
/** The packs changed one by one, with sums that hold. */
const repack = (files: Files, change: (bytes: Uint8Array, i: number) => Uint8Array): void => {
  const packs = recordsOf(files.get('ddp/CDTEXT.BIN')!, 18).map(change);
  files.set('ddp/CDTEXT.BIN', Uint8Array.from(packs.flatMap((pack) => [...pack])));
};
/** Sums made anew, as a careless writer would: what is wrong must be found without them. */
async function resum(files: Files): Promise<void> {
  const tables = [...files].filter(([path]) => !path.includes('CHECKSUM'));
  const summed = await Promise.all(
    tables.map(async ([path, bytes]) => ({
      name: path.slice(4),
      sums: bytes === SILENCE ? SILENCE_SUMS : await sumsOf(bytes),
    })),
  );
  files.set('ddp/CHECKSUM.MD5', new TextEncoder().encode(md5List(summed)));
  files.set('ddp/CHECKSUM.TXT', new TextEncoder().encode(crc32List(summed)));
}

const SOUND = await setOf(EXAMPLE);
const SILENCE = SOUND.get('ddp/IMAGE.DAT')!;
const SILENCE_SUMS = await sumsOf(SILENCE);

const MAP_IMAGE = 256;
const MAP_PQ = 128;

/** What is spoiled, how, and by which codes it must be refused. */
const SPOILED: readonly (readonly [string, (files: Files) => void, readonly string[]])[] = [
  ['1 DDPID of another size', (f) => cut(f, 'DDPID', 127), ['ddp-odd-length']],
  ['1 DDPMS of no whole packets', (f) => cut(f, 'DDPMS', 380), ['ddp-odd-length', 'ddp-streams']],
  ['1 PQ of no whole packets', (f) => cut(f, 'PQDESCR', 440), ['ddp-wrong-length', 'ddp-odd-length']],
  ['1 texts of no whole packs', (f) => cut(f, 'CDTEXT.BIN', 120), ['ddp-wrong-length', 'ddp-odd-length']],
  [
    '2 a map packet without its mark',
    (f) => put(f, 'DDPMS', MAP_PQ, 'VVVX'),
    ['ddp-bad-mark', 'ddp-streams'],
  ],
  ['2 a PQ packet without its mark', (f) => put(f, 'PQDESCR', 128, 'XXXX'), ['ddp-bad-mark']],
  ['3 no image', (f) => put(f, 'DDPMS', MAP_IMAGE + 4, 'D4'), ['ddp-streams']],
  ['3 two images', (f) => extend(f, 'DDPMS', f.get('ddp/DDPMS')!.subarray(MAP_IMAGE)), ['ddp-streams']],
  ['3 no PQ descriptor', (f) => put(f, 'DDPMS', MAP_PQ + 30, 'PQ OTHER'), ['ddp-streams']],
  ['3 two texts', (f) => extend(f, 'DDPMS', f.get('ddp/DDPMS')!.subarray(0, 128)), ['ddp-streams']],
  ['3 an image that is no sound', (f) => put(f, 'DDPMS', MAP_IMAGE + 38, '10'), ['ddp-not-sound']],
  ['4 an image cut short', (f) => cut(f, 'IMAGE.DAT', 1799 * 2352), ['ddp-wrong-length']],
  ['4 an image with bytes behind it', (f) => extend(f, 'IMAGE.DAT', Uint8Array.of(0)), ['ddp-wrong-length']],
  ['4 an image that is missing', (f) => f.delete('ddp/IMAGE.DAT'), ['ddp-no-file']],
  ['4 a PQ length that is wrong', (f) => put(f, 'DDPMS', MAP_PQ + 14, '     384'), ['ddp-wrong-length']],
  [
    '5 a lead-out elsewhere',
    (f) => [320, 384].forEach((at) => put(f, 'PQDESCR', at + 10, '002374')),
    ['ddp-lead-out'],
  ],
  ['5 two lead-outs', (f) => put(f, 'PQDESCR', 320 + 10, '002374'), ['pq-lead-outs-differ']],
  ['6 a short first pause', (f) => put(f, 'PQDESCR', 128 + 10, '000174'), ['cd-first-pause']],
  ['6 a first pause that begins late', (f) => put(f, 'PQDESCR', 64 + 10, '000001'), ['cd-first-pause']],
  [
    '6 a first pause that the map denies',
    (f) => put(f, 'DDPMS', MAP_IMAGE + 46, ' 151'),
    ['ddp-first-pause'],
  ],
  ['7 a place before the one before', (f) => put(f, 'PQDESCR', 192 + 10, '000100'), ['cd-times']],
  ['7 two places at one time', (f) => put(f, 'PQDESCR', 192 + 10, '001400'), ['cd-times']],
  ['7 a place that is none', (f) => put(f, 'PQDESCR', 192 + 10, '001275'), ['pq-bad-place']],
  [
    '8 a track left out',
    (f) => [192, 256].forEach((at) => put(f, 'PQDESCR', at + 4, '03')),
    ['cd-track-numbers'],
  ],
  ['8 no index 01', (f) => put(f, 'PQDESCR', 256 + 6, '02'), ['pq-index-order']],
  [
    '9 a track under 4 s',
    (f) => {
      put(f, 'PQDESCR', 192 + 10, '001800');
      put(f, 'PQDESCR', 256 + 10, '002001');
    },
    ['cd-short-track'],
  ],
  [
    '10 a disc that is too long',
    (f) => [320, 384].forEach((at) => put(f, 'PQDESCR', at + 10, '795800')),
    ['cd-too-long'],
  ],
  ['11 two barcodes', (f) => put(f, 'DDPID', 8, '0036000291452'), ['ddp-codes-differ']],
  [
    '11 a barcode whose check digit fails',
    (f) => {
      put(f, 'DDPID', 20, '2');
      put(f, 'PQDESCR', 44, '2');
    },
    ['cd-barcode'],
  ],
  ['12 an ISRC without a digit', (f) => put(f, 'PQDESCR', 64 + 20, 'USABC260000 '), ['cd-isrc']],
  ['12 an ISRC with hyphens', (f) => put(f, 'PQDESCR', 64 + 20, 'US-ABC-26-00'), ['cd-isrc']],
  [
    '13 free to copy and limited at once',
    (f) => [64, 128].forEach((at) => put(f, 'PQDESCR', at + 16, '2S')),
    ['pq-copy-flags'],
  ],
  ['13 flags that change', (f) => put(f, 'PQDESCR', 128 + 16, '21'), ['pq-control-changes']],
  ['13 a data track', (f) => [64, 128].forEach((at) => put(f, 'PQDESCR', at + 16, '41')), ['pq-data-track']],
  ['14 a flipped letter', (f) => put(f, 'CDTEXT.BIN', 4, 'd'), ['cd-text-crc']],
  [
    '14 counts that do not fit',
    (f) =>
      repack(f, (bytes, i) => {
        const pack = packOf(bytes.slice());
        if (i === 4) pack.payload[4]! += 1;
        return packBytes(pack, 0, i);
      }),
    ['cd-text-counts'],
  ],
  [
    '14 numbers out of order',
    (f) => repack(f, (b, i) => packBytes(packOf(b), 0, i + 1)),
    ['cd-text-sequence'],
  ],
  [
    '14 texts under the wrong tracks',
    (f) => repack(f, (b, i) => packBytes({ ...packOf(b), ...(i === 1 ? { track: 1 } : {}) }, 0, i)),
    ['cd-text-place'],
  ],
];

describe('a spoiled set', () => {
  it('is not what the example is', async () => {
    const set = await verifyDdp(placeOf(new Map(SOUND)), 'ddp');
    expect(set.refusals).toEqual([]);
    expect(set.notes).toEqual([]);
  });

  it.each(SPOILED)('%s', async (_, spoil, codes) => {
    const files = new Map(SOUND);
    spoil(files);
    await resum(files);
    const { refusals } = await verifyDdp(placeOf(files), 'ddp');
    const found = refusals.map(({ code }) => code);
    for (const code of codes) expect(found).toContain(code);
    for (const refusal of refusals) expect(refusalSentence(refusal)).toMatch(/^[A-Z“0-9].{20,}\.$/s);
  });

  it.each(['DDPID', 'DDPMS', 'CDTEXT.BIN', 'PQDESCR', 'IMAGE.DAT'])(
    '15 one bit of %s is caught by both sums',
    async (name) => {
      const files = new Map(SOUND);
      const bytes = files.get(`ddp/${name}`)!.slice();
      bytes[bytes.length - 7]! ^= 1;
      files.set(`ddp/${name}`, bytes);
      const { refusals } = await verifyDdp(placeOf(files), 'ddp');
      const sums = refusals.filter(({ code, facts }) => code === 'ddp-checksum' && facts.file === name);
      expect(sums.map(({ facts }) => facts.kind)).toEqual(['md5', 'crc32']);
    },
  );

  it('is told from a folder that is none', async () => {
    const files = new Map(SOUND);
    files.delete('ddp/DDPMS');
    await expect(verifyDdp(placeOf(files), 'ddp')).rejects.toMatchObject({ code: 'no-ddp' });
  });

  it('never stops the reader, whatever stands in its tables', async () => {
    const names = ['DDPID', 'DDPMS', 'PQDESCR', 'CDTEXT.BIN'];
    let state = 12345;
    const next = (below: number): number => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    for (let turn = 0; turn < 200; turn++) {
      const files = new Map(SOUND);
      for (let i = 0; i < 4; i++) {
        const name = names[next(names.length)]!;
        const bytes = files.get(`ddp/${name}`)!.slice(0, turn % 3 === 0 ? next(500) : undefined);
        if (bytes.length > 0) bytes[next(bytes.length)] = next(256);
        files.set(`ddp/${name}`, bytes);
      }
      files.delete('ddp/CHECKSUM.MD5');
      files.delete('ddp/CHECKSUM.TXT');
      const set = await verifyDdp(placeOf(files), 'ddp');
      expect(Array.isArray(set.refusals)).toBe(true);
    }
  });
});

describe('what cannot be written', () => {
  const refused = (change: object): string => {
    try {
      ddpTables({ ...EXAMPLE, ...change });
    } catch (fault) {
      if (fault instanceof Fault && fault.code === 'disc-refused') return String(fault.facts.reason);
      throw fault;
    }
    return 'written';
  };

  it('is never written', () => {
    const [first, second] = EXAMPLE.tracks;
    expect(refused({})).toBe('written');
    expect(refused({ tracks: [] })).toBe('cd-track-count');
    expect(refused({ leadOutSector: 450_000 })).toBe('cd-too-long');
    expect(refused({ leadOutSector: 1800.5 })).toBe('cd-times');
    expect(refused({ masterId: 'x'.repeat(49) })).toBe('cd-master-id');
    expect(refused({ texts: { ...EXAMPLE.texts, title: 'Łódź' } })).toBe('cd-text-letters');
    expect(refused({ catalogueNumber: 'Ä-1' })).toBe('cd-text-letters');
    expect(refused({ tracks: [{ ...first, isrc: 'usabc2600001' }, second] })).toBe('cd-isrc');
    const long = { ...first!.texts, message: 'm'.repeat(3000) };
    expect(refused({ tracks: [{ ...first, texts: long }, second] })).toBe('cd-text-too-long');
    const language = { languageCode: 8, genreText: '', texts: EXAMPLE.texts, tracks: [EXAMPLE.texts] };
    expect(refused({ translations: [language] })).toBe('cd-text-tracks');
    expect(refused({ translations: Array.from({ length: 8 }, () => language) })).toBe('cd-text-languages');
  });

  it('takes as many packs as numbers can tell', () => {
    const [first, second] = EXAMPLE.tracks;
    const fill = (letters: number) => ({
      ...EXAMPLE,
      tracks: [{ ...first!, texts: { ...first!.texts, message: 'm'.repeat(letters) } }, second!],
    });
    const room = 12 * (256 - 7) - 3;
    expect(writeCdText(fill(room)).length).toBe(256 * 18);
    expect(() => ddpTables(fill(room))).not.toThrow();
    expect(() => ddpTables(fill(room + 1))).toThrow('cd-text-too-long');
  });
});
