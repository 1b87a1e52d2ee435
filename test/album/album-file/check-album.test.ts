// Check album: comfortable forms are read, and every mistake is told with its line, its column and what was meant.
import { describe, expect, it } from 'vitest';
import { albumFromText } from '../../../src/album/album-file/album-text.ts';
import { checkAlbum } from '../../../src/album/album-file/check-album.ts';
import type { Album } from '../../../src/album/album.ts';
import { faultWords } from '../../../src/report/words.ts';
import type { Fault } from '../../../src/signal/fault.ts';

const HEAD = 'title: Night Trains\nartists: The Band\n';
const read = (text: string): Promise<Album> => albumFromText(HEAD + text, 'album.yaml');

async function faultOf(text: string): Promise<Fault> {
  return read(text).then(
    () => {
      throw new Error('nothing was refused');
    },
    (reason: unknown) => reason as Fault,
  );
}

describe('an album file', () => {
  it('may be no more than names of files', async () => {
    const album = await read('songs: [01 Dawn.wav, "02_after_rain_final.flac", 3.wav]\n');
    expect(album).toMatchObject({ version: 1, artists: ['The Band'], gap: { unit: 'seconds', value: 2 } });
    expect(album.songs.map(({ id, title, file }) => [id, title, file])).toEqual([
      ['01-dawn', 'Dawn', '01 Dawn.wav'],
      ['02-after-rain', 'after rain', '02_after_rain_final.flac'],
      ['03-3', '3', '3.wav'],
    ]);
    expect(album.songs.map(({ join }) => join)).toEqual([
      { kind: 'gap', length: { unit: 'seconds', value: 0 } },
      { kind: 'gap', length: { unit: 'seconds', value: 2 } },
      { kind: 'gap', length: { unit: 'seconds', value: 2 } },
    ]);
  });

  it.each([
    ['2.5', 'seconds', 2.5],
    ['2.5 s', 'seconds', 2.5],
    ['500 ms', 'seconds', 0.5],
    ['4 beats', 'beats', 4],
    ['1 beat', 'beats', 1],
    ['150 sectors', 'sectors', 150],
    ['150 frames', 'sectors', 150],
    ['decay', 'decay', 1],
    ['1.5 decay', 'decay', 1.5],
    ['{ unit: beats, value: 8 }', 'beats', 8],
    ['1:30.5', 'seconds', 90.5],
    ['0', 'seconds', 0],
  ])('reads the gap %s', async (text, unit, value) => {
    const { songs } = await read(`songs:\n  - a.wav\n  - file: b.wav\n    gap: ${text}\n`);
    expect(songs[1]!.join).toEqual({ kind: 'gap', length: { unit, value } });
  });

  it('reads fades, crossfades, times and joins', async () => {
    const { songs } = await read(
      `
songs:
  - { file: a.wav, fadeIn: 0.5, trim: { start: 1.5, end: '3:20.25' }, indexes: [30, '1:02'] }
  - { file: b.wav, crossfade: 3 s, fadeOut: 4 s log }
  - { file: c.wav, gap: 1, fadeOut: { length: 8 beats, curve: power } }
  - { file: d.wav, crossfade: 2 s linear }
`.replace('fadeOut: { length: 8 beats, curve: power }', 'levelLu: -1.5'),
    );
    expect(songs[0]).toMatchObject({
      fadeIn: { length: { unit: 'seconds', value: 0.5 }, curve: 'smooth' },
      trim: { startS: 1.5, endS: 200.25 },
      indexesS: [30, 62],
    });
    expect(songs[1]).toMatchObject({
      join: { kind: 'crossfade', fade: { length: { unit: 'seconds', value: 3 }, curve: 'power' } },
      fadeOut: { length: { unit: 'seconds', value: 4 }, curve: 'log' },
    });
    expect(songs[3]!.join).toMatchObject({ fade: { curve: 'linear' } });
  });

  it('lets disc and side hold until the next, and begins each disc at once', async () => {
    const { songs } = await read(`
songs:
  - { file: a.wav, side: A }
  - b.wav
  - { file: c.wav, side: B, disc: 2 }
  - d.wav
`);
    expect(songs.map(({ disc, side }) => [disc, side])).toEqual([
      [1, 'A'],
      [1, 'A'],
      [2, 'B'],
      [2, 'B'],
    ]);
    expect(songs[2]!.join).toEqual({ kind: 'gap', length: { unit: 'seconds', value: 0 } });
  });

  it('reads codes, names and wishes', async () => {
    const album = await read(`
barcode: 036000291452
date: 2026
composers: [Anna Ek, Bo Åkesson]
language: de-CH
intent: { style: rock, loudness: -11 }
songs:
  - { file: a.wav, isrc: gb-abc-26-00001, iswc: T-034.524.680-1, explicit: clean, intent: { loudness: keep } }
`);
    expect(album).toMatchObject({
      barcode: '036000291452',
      date: '2026',
      credits: { composers: ['Anna Ek', 'Bo Åkesson'], language: 'deu' },
      intent: { style: 'rock', loudness: { mode: 'target', lufs: -11 }, amount: 100 },
    });
    expect(album.credits).not.toHaveProperty('artists');
    expect(album.songs[0]).toMatchObject({
      isrc: 'GBABC2600001',
      iswc: 'T0345246801',
      explicit: 'clean',
      intent: { loudness: { mode: 'keep' } },
    });
  });

  it('takes the same as JSON', async () => {
    const text = JSON.stringify({
      title: 'T',
      artists: ['B'],
      songs: ['a.wav'],
      $schema: 'album.schema.json',
    });
    expect(await albumFromText(text, 'album.json')).toEqual(
      checkAlbum({ title: 'T', artists: 'B', songs: ['a.wav'] }),
    );
  });
});

describe('a mistake in an album file', () => {
  const one = (fields: string): string => `songs:\n  - file: a.wav\n  - file: b.wav\n    ${fields}\n`;
  /** Of `one`: line and column of the value of the only field. */
  const SIXTH = { line: 6 };

  it.each([
    ['gpa: 2', 'unknown-album-field', 'gap'],
    ['gap: 4 bets', 'bad-album', 'beats'],
    ['fadeOut: 4 s smoth', 'unknown-album-word', 'smooth'],
    ['explicit: cleen', 'unknown-album-word', 'clean'],
    ['intent: { locks: [bas] }', 'unknown-lock', 'bass'],
    ['intent: { only: [tome] }', 'unknown-stage', 'tone'],
    ['intent: { style: rokc }', 'unknown-style', 'rock'],
    ['intent: { loundness: -9 }', 'unknown-album-field', 'loudness'],
    ['alternates: [{ kind: instrumentel, file: c.wav }]', 'unknown-album-word', 'instrumental'],
  ])('in a name, %s, is told with the nearest', async (fields, code, nearest) => {
    const fault = await faultOf(one(fields));
    expect(fault).toMatchObject({ code, kind: 'usage', facts: { ...SIXTH, nearest } });
    expect(fault.facts.column).toBeGreaterThan(4);
  });

  it.each([
    ['isrc: GB-ABC-26-0001', 'ISRC'],
    ['iswc: T-034.524.680-2', 'check digit'],
    ['title: 1999', 'in quotation marks'],
    ['gap: -1', '0 or more|from 0'],
    ['gap: 2 s\n    gapless: true', 'gapless'],
    ['gap: 2 s\n    crossfade: 2 s', 'has a gap'],
    ['gapless: true\n    fadeIn: 2', 'gapless'],
    ['gapless: true\n    levelLu: 1', 'mastered as one'],
    ['gapless: true\n    intent: { amount: 50 }', 'mastered as one'],
    ['gapless: true\n    asIs: true', 'as that of the song'],
    ['disc: 3', '1 or 2'],
    ['disc: 2\n    gapless: true', 'begins a disc'],
    ['disc: 2\n    crossfade: 1', 'begins a disc'],
    ['disc: 2\n    gap: decay', 'no song goes before'],
    ['disc: 2\n    hidden: true', 'false for one song'],
    ['side: B', 'from the first song on'],
    ['trim: { start: 3, end: 2 }', 'later than its start'],
    ['indexes: [30, 20]', 'later than the index before'],
    ['indexes: [0]', 'later than the song’s start'],
    ['asIs: true\n    plan: p.json', 'as it is'],
    ['asIs: true\n    intent: { amount: 10 }', 'as it is'],
    ['asIs: true\n    levelLu: 2', 'as it is'],
    ['plan: p.json\n    intent: { amount: 10 }', 'beside a plan'],
    ['plan: /home/me/p.json', 'from this file’s folder on'],
    ['id: b c', 'plain word'],
    ['id: 01-a', 'no other song has'],
    ['fadeIn: 2 decay', 'a length'],
    ['crossfade: decay', 'a fade|a length'],
    ['indexes: [soon]', 'a time'],
    ['explicit: true', 'one of: explicit, clean, none'],
    ['gap: 1:2:3:4', 'a length'],
    ['hidden: perhaps', 'true or false'],
    ['levelLu: 99', 'from -24 to 12'],
    ['language: klingon', 'ISO 639'],
    ['intent: { loudness: -99 }', 'from -40 to -5'],
    ['intent: { loudness: loud }', 'one of: target, auto, keep, off'],
  ])('in %s is told where it is', async (fields, words) => {
    const fault = await faultOf(one(fields));
    expect(fault.code).toBe('bad-album');
    expect(String(fault.facts.what)).toMatch(new RegExp(words));
    expect(fault.facts.line).toBeGreaterThanOrEqual(6);
    expect(fault.facts.line).toBeLessThanOrEqual(7);
    expect(faultWords(fault).text).toMatch(/\(line [67], column \d+\)\.$/);
  });

  it.each([
    ['songs: []\n', 'songs', 3, 8],
    ['barcode: 4006381333932\nsongs: [a.wav]\n', 'after 400638133393 it is 1', 3, 10],
    ['barcode: 400638133393\nsongs: [a.wav]\n', 'checks the others|13 or 12', 3, 10],
    ['date: 2026-13\nsongs: [a.wav]\n', 'a date', 3, 7],
    ['date: 2024.10\nsongs: [a.wav]\n', 'a date', 3, 7],
    ['songs:\n  - /music/a.wav\n', 'this file’s folder', 4, 5],
    ['songs:\n  - 7\n', 'a song', 4, 5],
    ['songs:\n  - title: x\n', 'file is missing', 4, 5],
    ['balance: { rule: anchor }\nsongs: [a.wav]\n', 'the id of a song', 3, 10],
    ['version: 2\nsongs: [a.wav]\n', 'must be 1', 3, 10],
    [
      'songs:\n  - { file: a.wav, isrc: GBABC2600001 }\n  - { file: b.wav, isrc: GB-ABC-26-00001 }\n',
      'no other recording',
      5,
      26,
    ],
    ['songs:\n  - a.wav\n  -b.wav\n', 'it is no YAML|a list', 5, 1],
    ['songs:\n  - a.wav\n  - file: b.wav\n    file: c.wav\n', 'twice', 6, 5],
  ])('in %j is told to the letter', async (text, words, line, column) => {
    const fault = await faultOf(text);
    expect(fault).toMatchObject({ code: 'bad-album', facts: { file: 'album.yaml', line, column } });
    expect(String(fault.facts.what)).toMatch(new RegExp(words));
  });

  it('in an anchor is told with the nearest song', async () => {
    const fault = await faultOf('balance: { rule: anchor, anchor: 01-dwan }\nsongs: [01 Dawn.wav]\n');
    expect(fault).toMatchObject({ code: 'unknown-album-word', facts: { nearest: '01-dawn', line: 3 } });
  });
});
