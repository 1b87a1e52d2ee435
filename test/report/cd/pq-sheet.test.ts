// PQ sheets: every place of a disc with its time, its length and its codes, in three forms that say the same.
import { describe, expect, it } from 'vitest';
import type { CdPaper } from '../../../src/deliver/cd/cd-paper.ts';
import { cdPapers } from '../../../src/report/cd/pq-sheet-page.ts';
import { madeDisc, madeTexts } from '../../deliver/cd/made-disc.ts';

const paper: CdPaper = {
  disc: madeDisc(),
  number: 1,
  of: 2,
  sums: [{ name: 'IMAGE.DAT', sums: { md5: '0'.repeat(32), crc32: '4580866a' } }],
  date: '2026-03-04T05:06:07Z',
};
const [text, csv, page] = cdPapers(paper).map((one) => one.text) as [string, string, string];

describe('a PQ sheet', () => {
  it('as text: places, whole lengths of tracks, codes, flags, checksums', () => {
    expect(text.slice(text.indexOf('Track  '), text.indexOf('\n\nTimes'))).toBe(
      [
        'Track  Index     Start    Length  ISRC             Title',
        '01     00     00:00:00  00:02:00                   pause',
        '01     01     00:02:00  00:10:00  US-ABC-26-00001  Überall',
        '       02     00:08:00  00:04:00                   index 2',
        '02     00     00:12:00  00:02:00                   pause',
        '02     01     00:14:00  00:10:00  US-ABC-26-00002  Song 2 [copy permitted]',
        '03     01     00:24:00  00:16:00                   Song 3 [pre-emphasis]',
        '       02     00:26:50  00:01:25                   index 2',
        '       03     00:28:00  00:12:00                   index 3',
        'AA     01     00:40:00                             lead-out',
      ].join('\n'),
    );
    expect(text).toContain('Disc                1 of 2');
    expect(text).toContain('Playing time        00:38:00 from the first track, 00:40:00 in all');
    expect(text).toContain(`${'0'.repeat(32)}  4580866A  IMAGE.DAT`);
  });

  it('as CSV: sectors to count with, every text, nothing that a spreadsheet would run', () => {
    const lines = csv.split('\r\n');
    expect(lines[0]).toMatch(/^track,index,start,startSectors,length,lengthSectors,isrc,copyPermitted/);
    expect(lines[2]).toBe('01,01,00:02:00,150,00:10:00,750,USABC2600001,0,0,Überall,Zoë & the Élans,,É. Å,,');
    expect(lines.at(-2)).toMatch(/^AA,01,00:40:00,3000,,,/);
    const formula = cdPapers({
      ...paper,
      disc: madeDisc({
        texts: madeTexts('x'),
        tracks: paper.disc.tracks.map((track) => ({ ...track, texts: madeTexts('=1+1') })),
      }),
    })[1]!.text;
    expect(formula).toContain('," =1+1",');
  });

  it('as a page that loads nothing and lets no title through as markup', () => {
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('<td class="time">00:14:00</td>');
    const sly = cdPapers({ ...paper, disc: madeDisc({ texts: madeTexts('<script>') }) })[2]!.text;
    expect(sly).not.toContain('<script>');
    expect(sly).toContain('&lt;script&gt;');
  });
});
