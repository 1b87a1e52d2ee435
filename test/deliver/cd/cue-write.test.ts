// Cue sheets and TOC files: the exact text for a disc, which cuetools and cdrdao read as it is meant.
import { describe, expect, it } from 'vitest';
import { cueText } from '../../../src/deliver/cd/cue-write.ts';
import { tocText } from '../../../src/deliver/cd/toc-write.ts';
import { madeDisc, madeTexts, madeTrack } from './made-disc.ts';

const lines = (text: string): string[] => text.split('\r\n').map((line) => line.trim());
const indexLines = (text: string): string[] => lines(text).filter((line) => /^(INDEX|FILE)/.test(line));

describe('a cue sheet', () => {
  const image = { kind: 'image', file: 'Nachtlied.wav', type: 'WAVE' } as const;

  it('counts from the end of the first two seconds, in one file', () => {
    expect(cueText(madeDisc(), image)).toBe(
      [
        'REM GENRE "Rock"',
        'CATALOG 4006381333931',
        'TITLE "Nachtlied"',
        'PERFORMER "Zoë & the Élans"',
        'REM MESSAGE "Für Ævar"',
        'REM DISC_ID "LAC-001"',
        'FILE "Nachtlied.wav" WAVE',
        '  TRACK 01 AUDIO',
        '    TITLE "Überall"',
        '    PERFORMER "Zoë & the Élans"',
        '    REM COMPOSER "É. Å"',
        '    ISRC USABC2600001',
        '    INDEX 01 00:00:00',
        '    INDEX 02 00:06:00',
        '  TRACK 02 AUDIO',
        '    TITLE "Song 2"',
        '    PERFORMER "Zoë & the Élans"',
        '    FLAGS DCP',
        '    ISRC USABC2600002',
        '    INDEX 00 00:10:00',
        '    INDEX 01 00:12:00',
        '  TRACK 03 AUDIO',
        '    TITLE "Song 3"',
        '    PERFORMER "Zoë & the Élans"',
        '    FLAGS PRE',
        '    INDEX 01 00:22:00',
        '    INDEX 02 00:24:50',
        '    INDEX 03 00:26:00',
        '',
      ].join('\r\n'),
    );
  });

  it('begins with index 00 where the first pause is longer', () => {
    const tracks = [madeTrack(1, 500, { pauseSector: 0 })];
    expect(indexLines(cueText(madeDisc({ tracks }), image))).toEqual([
      'FILE "Nachtlied.wav" WAVE',
      'INDEX 00 00:00:00',
      'INDEX 01 00:04:50',
    ]);
  });

  it('counts within each file where every track has its own, pauses at the end of the one before', () => {
    const layout = { kind: 'tracks', files: ['1.wav', '2.wav', '3.wav'], type: 'WAVE' } as const;
    expect(indexLines(cueText(madeDisc(), layout))).toEqual([
      'FILE "1.wav" WAVE',
      'INDEX 01 00:00:00',
      'INDEX 02 00:06:00',
      'INDEX 00 00:10:00',
      'FILE "2.wav" WAVE',
      'INDEX 01 00:00:00',
      'FILE "3.wav" WAVE',
      'INDEX 01 00:00:00',
      'INDEX 02 00:02:50',
      'INDEX 03 00:04:00',
    ]);
  });

  it('keeps quotation marks and line ends out of its texts', () => {
    const text = cueText(madeDisc({ texts: madeTexts('The "Big"\nOne') }), image);
    expect(lines(text)).toContain(`TITLE "The 'Big' One"`);
  });
});

describe('a TOC file', () => {
  const disc = madeDisc();
  const text = tocText(disc, { file: 'Nachtlied.wav', fromSector: 150 });

  it('lays tracks end to end, each with its own pause first', () => {
    expect(text.split('\n').filter((line) => /^(FILE|START|INDEX)/.test(line))).toEqual([
      'FILE "Nachtlied.wav" 00:00:00 00:10:00',
      'INDEX 00:06:00',
      'FILE "Nachtlied.wav" 00:10:00 00:12:00',
      'START 00:02:00',
      'FILE "Nachtlied.wav" 00:22:00 00:16:00',
      'INDEX 00:02:50',
      'INDEX 00:04:00',
    ]);
  });

  it('begins later in an image that has the first pause, and with a pause of its own beyond two seconds', () => {
    const tracks = [madeTrack(1, 500, { pauseSector: 0 })];
    const whole = tocText(madeDisc({ tracks }), { file: 'image.bin', fromSector: 0 });
    expect(whole).toContain('FILE "image.bin" 00:02:00 00:38:00\nSTART 00:04:50');
  });

  it('writes letters of ISO 8859-1 as octal codes, and says so of those it does not have', () => {
    expect(text).toContain('PERFORMER "Zo\\353 & the \\311lans"');
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
    const odd = tocText(madeDisc({ texts: madeTexts('"Ŝ" \\') }), { file: 'a.wav', fromSector: 150 });
    expect(odd).toContain('TITLE "\\"?\\" \\\\"');
  });

  it('gives a text to all tracks where any has one, and no block where none has', () => {
    expect(text.match(/COMPOSER ""/g)).toHaveLength(3);
    expect(text).not.toContain('SONGWRITER');
    expect(text).toContain('GENRE { 0, 23, 82, 111, 99, 107, 0 }');
    const bare = { title: '', performer: '' };
    const plain = madeDisc({
      barcode: null,
      catalogueNumber: '',
      genreCode: 0,
      texts: madeTexts('', { ...bare, message: '' }),
      tracks: [madeTrack(1, 150, { texts: madeTexts('', bare) })],
    });
    expect(tocText(plain, { file: 'a.wav', fromSector: 150 })).not.toContain('CD_TEXT');
  });
});
