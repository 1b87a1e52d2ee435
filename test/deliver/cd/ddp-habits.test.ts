// DDP habits: sets as other programs write them are read, whatever their padding, names and doubled codes.
import { describe, expect, it } from 'vitest';
import { readSumList } from '../../../src/deliver/cd/ddp-checksums.ts';
import { readDdp } from '../../../src/deliver/cd/ddp-read.ts';
import { verifyDdp } from '../../../src/deliver/cd/ddp-verify.ts';
import { readPq } from '../../../src/deliver/cd/pq-read.ts';
import { EXAMPLE, placeOf, setOf } from './sample-disc.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Places and codes of a pressed compilation: index 00 of track 1 alone, codes where each track begins. */
const PRESSED = `
  VVVS0000  00000001             VVVS0100  00000001  USSM11404613 VVVS0101  00020001
  VVVS0201  03174101  USAER0810033 VVVS0301  05424901  USA560855330 VVVS0401  10146001  USAER0710364
  VVVS0501  12476501  US4DG1500606 VVVS0601  18266201  USDC39400013 VVVS0701  23367001  USAT20619152
  VVVS0801  30360801  USWB19901095 VVVS0901  33371601  USRC10301819 VVVS1001  38443501  USYD70810046
  VVVS1101  42001001  USJ5G1500001 VVVS1201  44495101  US4DG1500607 VVVS1301  45475201  TCABP1357122
  VVVS1401  49542001  CA7QH1200004 VVVS1501  55484501  USTC40881787 VVVS1601  59383201  QMW3D1100010
  VVVS1701  65340801  GBAAA8900510 VVVS1801  70490701  US3841400046 VVVS1901  75204501  US4DG1500608
  VVVSAA01  79250101             VVVSAA01  79250101             `;

const packets = (text: string): Uint8Array =>
  ascii(
    text
      .split('VVVS')
      .slice(1)
      .map((packet) => `VVVS${packet.trim()}`.padEnd(64))
      .join(''),
  );

/** Files of the example, some of them otherwise. */
const withFiles = async (change: Record<string, string | Uint8Array>): Promise<Map<string, Uint8Array>> => {
  const files = await setOf(EXAMPLE, SILENCE);
  for (const [name, bytes] of Object.entries(change))
    files.set(`ddp/${name}`, typeof bytes === 'string' ? ascii(bytes) : bytes);
  return files;
};
const SILENCE = new Uint8Array(1800 * 2352);
const text = (files: Map<string, Uint8Array>, name: string): string =>
  new TextDecoder('latin1').decode(files.get(`ddp/${name}`));
const SOUND = await setOf(EXAMPLE, SILENCE);

describe('the PQ descriptor of a pressed disc', () => {
  it('is read whole', () => {
    const { tracks, leadOutSector, refusals, notes, barcode } = readPq(packets(PRESSED), 'SD');
    expect([refusals, notes, barcode]).toEqual([[], [], null]);
    expect(tracks).toHaveLength(19);
    expect(leadOutSector).toBe((79 * 60 + 25) * 75 + 1);
    expect(tracks[0]).toMatchObject({ pauseSector: 0, startSector: 150, isrc: 'USSM11404613' });
    expect(tracks[15]).toMatchObject({ number: 16, pauseSector: null, isrc: 'QMW3D1100010' });
  });

  it('may say hours, codes twice, the barcode everywhere and as a UPC-A, and the lead-out once', () => {
    const upc = '036000291452 ';
    const packet = (place: string, time: string, control: string, isrc: string): string =>
      `VVVS${place}${time}${control}  ${isrc.padEnd(12)}${upc}`;
    const { tracks, refusals, barcode, leadOutSector } = readPq(
      packets(
        [
          packet('0000', '00000000', '01', ''),
          packet('0100', '00000000', '21', 'USABC2600001'),
          packet('0101', '00000200', '21', 'USABC2600001'),
          packet('AA01', '01100000', '01', ''),
        ].join(''),
      ),
      'PQ_DESCR',
    );
    expect(refusals).toEqual([]);
    expect([barcode, leadOutSector]).toEqual(['0036000291452', 70 * 60 * 75]);
    expect(tracks[0]).toMatchObject({ isrc: 'USABC2600001', copyPermitted: true });
  });
});

describe('sets of other writers', () => {
  it('with zeros before numbers, a start sector, a book and other names', async () => {
    const map = text(SOUND, 'DDPMS')
      .replace('     126', '00000126')
      .replace('     448', '00000448')
      .replace('    1800        ', '0000180000000000')
      .replace('DA71 ', 'DA70 ')
      .replaceAll(' 17', '017')
      .replace('PQDESCR', 'PQ_LIST');
    const identifier = text(SOUND, 'DDPID').split('');
    identifier[86] = 'O';
    identifier.splice(94, 6, '0', '4', 'N', 'o', 't', 'e');
    const files = await withFiles({ DDPMS: map, DDPID: identifier.join('') });
    files.set('ddp/pq_list', files.get('ddp/PQDESCR')!);
    files.delete('ddp/PQDESCR');
    const set = await readDdp(placeOf(files), 'ddp');
    expect(set.refusals).toEqual([]);
    expect(set.disc).toEqual(EXAMPLE);
  });

  it('with a barcode in the name tag alone, which is told', async () => {
    const pq = text(SOUND, 'PQDESCR').replace('4006381333931', ' '.repeat(13));
    const set = await readDdp(placeOf(await withFiles({ PQDESCR: pq })), 'ddp');
    expect(set.refusals).toEqual([]);
    expect(set.notes.map(({ code }) => code)).toEqual(['ddp-barcode-not-on-disc']);
    expect(set.disc?.barcode).toBe('4006381333931');
  });

  it('of DDP 1.01, and with streams that are no part of a CD of music', async () => {
    const identifier = text(SOUND, 'DDPID').replace('DDP 2.00', 'DDP 1.01').replace('CD', '  ');
    const map = `${text(SOUND, 'DDPMS')}${'VVVMT2'.padEnd(74)}IDENT.TXT`.padEnd(512);
    const set = await readDdp(placeOf(await withFiles({ DDPID: identifier, DDPMS: map })), 'ddp');
    expect(set.refusals).toEqual([]);
    expect(set.notes.map(({ code }) => code)).toEqual(['ddp-other-stream']);
    expect(set.level).toBe('DDP 1.01');
  });

  it('whose sound may be copied once', async () => {
    const pq = text(SOUND, 'PQDESCR').split('');
    for (const at of [64 + 17, 128 + 17]) pq[at] = 'S';
    const set = await readDdp(placeOf(await withFiles({ PQDESCR: pq.join('') })), 'ddp');
    expect(set.refusals).toEqual([]);
    expect(set.notes.map(({ code }) => code)).toEqual(['pq-scms']);
  });
});

describe('lists of checksums', () => {
  it('are read with other line ends, paths and comments', () => {
    expect(
      readSumList(
        '; made by\r\nEDBC3A36D3C9DD2A64487D9A8102BD4B *DDPID\r\n06d700cde367efd1479b8287af94e547  sub/PQDESCR\r\n',
      ),
    ).toEqual([
      { name: 'DDPID', kind: 'md5', sum: 'edbc3a36d3c9dd2a64487d9a8102bd4b' },
      { name: 'sub/PQDESCR', kind: 'md5', sum: '06d700cde367efd1479b8287af94e547' },
    ]);
    expect(readSumList('[CRC32 Checksum]\nIMAGE.DAT=4580866A\n')).toEqual([
      { name: 'IMAGE.DAT', kind: 'crc32', sum: '4580866a' },
    ]);
  });

  it('that are missing, or promise what is not here, are told', async () => {
    const none = await withFiles({});
    none.delete('ddp/CHECKSUM.MD5');
    none.delete('ddp/CHECKSUM.TXT');
    const bare = await verifyDdp(placeOf(none), 'ddp');
    expect([bare.refusals, bare.notes]).toEqual([[], [{ code: 'ddp-no-sums', facts: {} }]]);
    const list = `${text(SOUND, 'CHECKSUM.MD5')}${'0'.repeat(32)} *NOTES.PDF\n`;
    const more = await verifyDdp(placeOf(await withFiles({ 'CHECKSUM.MD5': list })), 'ddp');
    expect([more.refusals, more.notes.map(({ code }) => code)]).toEqual([[], ['ddp-sum-of-other']]);
  });
});
