// Cue sheets and TOC files read: our own come back as the disc they were, others' habits are followed, what is wrong is told by its line.
import { describe, expect, it } from 'vitest';
import { discOfCue } from '../../../src/deliver/cd/cue-disc.ts';
import { readCue } from '../../../src/deliver/cd/cue-read.ts';
import { cueText } from '../../../src/deliver/cd/cue-write.ts';
import type { Disc } from '../../../src/deliver/cd/disc.ts';
import { trackFileSpans } from '../../../src/deliver/cd/disc-spans.ts';
import { discOfToc } from '../../../src/deliver/cd/toc-disc.ts';
import { readToc } from '../../../src/deliver/cd/toc-read.ts';
import { tocText } from '../../../src/deliver/cd/toc-write.ts';
import { Fault } from '../../../src/signal/fault.ts';
import { madeDisc, madeTrack } from './made-disc.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What a cue sheet cannot tell. */
const asCue = (disc: Disc): Disc => ({ ...disc, masterId: '', genreCode: 0 });

function refused(work: () => unknown): string {
  try {
    work();
  } catch (reason) {
    if (reason instanceof Fault) return `${reason.facts.line}: ${reason.facts.what}`;
    throw reason;
  }
  return 'taken';
}

/** A sheet that is right but for `lines` in its first track. */
const sheetWith = (...lines: string[]): string =>
  ['FILE "a.wav" WAVE', 'TRACK 01 AUDIO', ...lines].join('\n');

describe('a cue sheet of our own', () => {
  it.each([
    ['two seconds', madeDisc()],
    ['a longer pause', madeDisc({ tracks: [madeTrack(1, 777, { pauseSector: 0 })] })],
  ])('comes back as the disc it was: first pause of %s', (_, disc) => {
    const text = cueText(disc, { kind: 'image', file: 'album.wav', type: 'WAVE' });
    const laid = discOfCue(readCue(bytes(text), 'a.cue'), 'a.cue', [disc.leadOutSector - 150]);
    expect(laid.disc).toEqual(asCue(disc));
    expect(laid.pieces[0]).toEqual({ file: null, fromSector: 0, sectors: 150 });
    expect(laid.pieces.reduce((sum, piece) => sum + piece.sectors, 0)).toBe(disc.leadOutSector);
  });

  it('comes back from one file a track', () => {
    const disc = madeDisc();
    const text = cueText(disc, { kind: 'tracks', files: ['1.wav', '2.wav', '3.wav'], type: 'WAVE' });
    const sectors = trackFileSpans(disc).map(({ fromSector, toSector }) => toSector - fromSector);
    const laid = discOfCue(readCue(bytes(text), 'a.cue'), 'a.cue', sectors);
    expect(laid.disc).toEqual(asCue(disc));
    expect(laid.pieces.map(({ file }) => file)).toEqual(
      [null, 0, 0, 0, 1, 2, 2, 2].slice(0, laid.pieces.length),
    );
  });
});

describe("others' cue sheets", () => {
  const read = (text: string) => readCue(bytes(text), 'x.cue');

  it('lays the silence of PREGAP and POSTGAP between the files', () => {
    const text = [
      '\ufeffREM GENRE Rock',
      'REM DATE 1999',
      'catalog 0000000000000',
      'file "C:\\My Music\\One, two.flac" WAVE',
      '  track 01 audio',
      '    title Unquoted words',
      '    postgap 00:01:00',
      '    index 01 00:00:00',
      'FILE two.wav WAVE',
      '\tTRACK 02 AUDIO',
      '\t\tISRC us-abc-26-00002',
      '\t\tPREGAP 00:02:00',
      '\t\tINDEX 01 00:00:00',
    ].join('\r');
    const sheet = read(text);
    expect(sheet).toMatchObject({ genre: 'Rock', date: '1999', barcode: null, notes: [] });
    expect(sheet.files.map(({ name }) => name)).toEqual(['One, two.flac', 'two.wav']);
    const { disc, pieces } = discOfCue(sheet, 'x.cue', [1000, 500]);
    expect(disc.tracks.map((track) => [track.pauseSector, track.startSector])).toEqual([
      [0, 150],
      [1225, 1375],
    ]);
    expect(disc.tracks[0]!.texts.title).toBe('Unquoted words');
    expect(disc.tracks[1]!.isrc).toBe('USABC2600002');
    expect(disc.leadOutSector).toBe(1875);
    expect(pieces.filter(({ file }) => file === null).map(({ sectors }) => sectors)).toEqual([150, 75, 150]);
  });

  it('reads letters of Windows and of UTF-16', () => {
    const text = sheetWith('TITLE "Zoë"', 'INDEX 01 00:00:00');
    const legacy = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const wide = new Uint8Array([0xff, 0xfe, ...[...text].flatMap((c) => [c.charCodeAt(0), 0])]);
    for (const form of [legacy, wide]) expect(readCue(form, 'x').tracks[0]!.texts.title).toBe('Zoë');
  });

  it('tells what it reads over', () => {
    const { notes, tracks } = read(
      sheetWith('FLAGS DCP SCMS', 'ISRC 123', 'X-THING 1', 'INDEX 01 00:00:00', 'INDEX 02 00:03:00'),
    );
    expect(notes.map(({ code, facts }) => [code, facts.line])).toEqual([
      ['cue-flag-left-out', 3],
      ['cue-code-left-out', 4],
      ['cue-unknown-command', 5],
    ]);
    expect(tracks[0]!.copyPermitted).toBe(true);
  });

  it.each([
    ['1: it names no track', 'REM nothing'],
    ['2: track 1 has no INDEX 01', sheetWith('INDEX 00 00:00:00')],
    ['3: “00:61:00” is no time in minutes:seconds:frames', sheetWith('INDEX 01 00:61:00')],
    ['3: INDEX 02 is not in order', sheetWith('INDEX 02 00:00:00')],
    ['1: track 1 holds no music (MODE1/2352)', 'TRACK 01 MODE1/2352'],
    ['4: track 3 comes after track 1', sheetWith('INDEX 01 00:00:00', 'TRACK 03 AUDIO')],
    ['2: INDEX stands before the first FILE', 'TRACK 01 AUDIO\nINDEX 01 00:00:00'],
    ['1: ISRC stands before the first TRACK', 'ISRC USABC2600001'],
    ['1: “x” is no number of a track', 'TRACK x AUDIO'],
  ])('refused by its line: %s', (told, text) => {
    expect(refused(() => read(text))).toBe(told);
  });

  it('refuses a place that its file does not have', () => {
    const sheet = read(sheetWith('INDEX 01 00:00:00', 'INDEX 02 01:00:00'));
    expect(refused(() => discOfCue(sheet, 'x.cue', [100]))).toMatch(/^4: this place is not in “a.wav”/);
  });
});

describe('a TOC file', () => {
  it.each([
    ['two seconds', madeDisc()],
    ['a longer pause', madeDisc({ tracks: [madeTrack(1, 777, { pauseSector: 0 })] })],
  ])('of our own comes back as the disc it was: first pause of %s', (_, disc) => {
    const text = tocText(disc, { file: 'album.wav', fromSector: 150 });
    const laid = discOfToc(readToc(bytes(text), 'a.toc'), 'a.toc', [disc.leadOutSector - 150]);
    expect(laid.disc).toEqual({ ...disc, masterId: '' });
  });

  const other = [
    'CD_DA // music',
    'CD_TEXT { LANGUAGE_MAP { 0 : EN 1:8 }',
    ' LANGUAGE 0 { TITLE "A \\"B\\" \\\\ \\350" } LANGUAGE 1 { TITLE "x" } }',
    'TRACK AUDIO',
    'PREGAP 0:2:0',
    'FILE "a.wav" 588 5880',
    'TRACK AUDIO COPY SILENCE 300 FILE "a.wav" 6468 START 00:00:01',
  ].join('\n');

  it('of others: frames, silences, pauses', () => {
    const sheet = readToc(bytes(other), 'x.toc');
    expect(sheet.notes.map(({ code }) => code)).toEqual(['toc-languages-left-out']);
    expect(sheet.texts!.texts.title).toBe('A "B" \\ è');
    const { disc, pieces } = discOfToc(sheet, 'x.toc', [21]);
    expect(disc.tracks.map((track) => [track.pauseSector, track.startSector])).toEqual([
      [0, 300],
      [310, 311],
    ]);
    expect(disc.leadOutSector).toBe(321);
    expect(pieces.reduce((sum, { sectors }) => sum + sectors, 0)).toBeCloseTo(321, 9);
  });

  it.each([
    ['2: “NOISE” is not understood', 'TRACK AUDIO\nNOISE'],
    ['2: “1:99:0” is no length', 'TRACK AUDIO\nSILENCE 1:99:0'],
    ['1: track 1 holds no music (MODE1)', 'TRACK MODE1'],
    ['1: it is no disc of music', 'CD_ROM'],
    ['1: it ends where a text in quotation marks should stand', 'TRACK AUDIO ISRC'],
    ['1: track 1 has no sound', 'TRACK AUDIO'],
    ['1: it names no track', 'CD_DA'],
  ])('refused by its line: %s', (told, text) => {
    expect(refused(() => readToc(bytes(text), 'x.toc'))).toBe(told);
  });

  it('refuses more of a file than there is', () => {
    const sheet = readToc(bytes(other), 'x.toc');
    expect(refused(() => discOfToc(sheet, 'x.toc', [10]))).toContain('wants more of “a.wav”');
  });
});

describe('sheets with slips of the pen', () => {
  const disc = madeDisc();
  const cue = cueText(disc, { kind: 'image', file: 'a.wav', type: 'WAVE' });
  const toc = tocText(disc, { file: 'a.wav', fromSector: 150 });

  /** Numbers that anybody may write, the same every time. */
  function spoiled(text: string, seed: number): string {
    const letters = [...text];
    for (let i = 0; i < 3; i++) {
      const at = (seed * 7919 + i * 104729) % letters.length;
      letters[at] = ['', '9', '"', '\n', '{', ':', ' ', '\u0000'][(seed + i) % 8]!;
    }
    return letters.join('');
  }

  it('are read or refused by name, and never anything else', () => {
    let isRefused = 0;
    for (let seed = 0; seed < 300; seed++) {
      try {
        discOfCue(readCue(bytes(spoiled(cue, seed)), 'a.cue'), 'a.cue', [2850]);
        discOfToc(readToc(bytes(spoiled(toc, seed)), 'a.toc'), 'a.toc', [2850]);
      } catch (reason) {
        expect(reason).toBeInstanceOf(Fault);
        isRefused++;
      }
    }
    expect(isRefused).toBeGreaterThan(30);
  });
});
