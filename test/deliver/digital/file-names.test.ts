// File names: by the shop's template and letters, short enough, and no two the same on any disk.
import { describe, expect, it } from 'vitest';
import type { AlbumSong } from '../../../src/album/album.ts';
import { fileNames, type NamedSong } from '../../../src/deliver/digital/file-names.ts';
import { houseProfile } from '../../../src/deliver/profiles/house-profiles.ts';
import type { DigitalRules } from '../../../src/deliver/profiles/profile.ts';
import { madeAlbum, madeSong } from '../../album/made-album.ts';

const RULES = houseProfile('bandcamp').digital!;
const ALBUM = madeAlbum([], { title: 'Été: 1/2', artists: ['Mötley & Sons'] });

const named = (changes: Partial<AlbumSong>, more: Partial<NamedSong> = {}): NamedSong => {
  const song = madeSong('one', changes);
  return { song, title: null, isrc: song.isrc, track: 1, tracks: 12, discs: 1, ...more };
};
const nameOf = (song: NamedSong, rules: Partial<DigitalRules> = {}): string =>
  fileNames(ALBUM, [song], { ...RULES, ...rules }, '.flac')[0]!;

const STRICT = { fileName: '{track}_{artist}_{title}', fileNameLetters: '_-' };

describe('names of files', () => {
  it.each<[string, NamedSong, Partial<DigitalRules>, string]>([
    ['any safe letter', named({ title: 'Ça va?' }), {}, '01 Mötley & Sons - Ça va.flac'],
    ['a slash in a title', named({ title: 'Either/Or' }), {}, '01 Mötley & Sons - Either-Or.flac'],
    ['plain letters', named({ title: 'Straße — Łódź' }), STRICT, '01_Motley_Sons_Strasse_-_Lodz.flac'],
    ['letters of no alphabet here', named({ title: '夜' }), STRICT, '01_Motley_Sons.flac'],
    [
      'nothing left at all',
      named({ title: '夜' }),
      { fileName: '{title}', fileNameLetters: '' },
      'Untitled.flac',
    ],
    ['a version', named({ title: 'Sun', version: 'Live' }), { fileName: '{title}' }, 'Sun (Live).flac'],
    [
      'a version of its own place',
      named({ title: 'Sun', version: 'Live' }),
      { fileName: '{title}-{version}' },
      'Sun-Live.flac',
    ],
    [
      'an alternate',
      named({ title: 'Sun' }, { title: 'Sun (Instrumental)' }),
      {},
      '01 Mötley & Sons - Sun (Instrumental).flac',
    ],
    ['no ISRC', named({ title: 'Sun' }), { fileName: '{isrc} {title}' }, 'Sun.flac'],
    ['an ISRC', named({ isrc: 'USABC2600001' }), { fileName: '{isrc}' }, 'USABC2600001.flac'],
    [
      'two discs',
      named({ title: 'Sun', disc: 2 }, { discs: 2 }),
      { fileName: '{track} {title}' },
      '2-01 Sun.flac',
    ],
    [
      'more than 99 songs',
      named({ title: 'Sun' }, { track: 7, tracks: 120 }),
      { fileName: '{track} {title}' },
      '007 Sun.flac',
    ],
    ['a device of Windows', named({ title: 'CON' }), { fileName: '{title}' }, '_CON.flac'],
    ['points and spaces at the end', named({ title: 'Wait... ' }), { fileName: '{title}' }, 'Wait.flac'],
    [
      'what turns the writing round',
      named({ title: 'a\u202eb\u200bc' }),
      { fileName: '{title}' },
      'a b c.flac',
    ],
  ])('%s', (_, song, rules, name) => {
    expect(nameOf(song, rules)).toBe(name);
  });

  it('are no longer than the shop takes, ending and number included', () => {
    const long = named({ title: 'ä'.repeat(300) });
    const names = fileNames(ALBUM, [long, long, long], { ...RULES, mostFileNameLetters: 40 }, '.flac');
    expect(names.map((name) => Array.from(name).length)).toEqual([40, 40, 40]);
    expect(new Set(names).size).toBe(3);
  });

  it('are no longer than a disk takes, whatever their letters', () => {
    const [name] = fileNames(
      ALBUM,
      [named({ title: '夜'.repeat(300) })],
      { ...RULES, mostFileNameLetters: 240 },
      '.flac',
    );
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(220);
    expect(name).toMatch(/夜\.flac$/);
  });

  it('are told apart where capitals, marks or letters are all that differ', () => {
    const titles = ['Sun', 'SUN', 'Su\u0301n', 'Sún'].map((title) => named({ title }));
    const names = fileNames(ALBUM, titles, { ...RULES, fileName: '{title}', fileNameLetters: null }, '.wav');
    expect(new Set(names.map((name) => name.normalize('NFC').toLowerCase())).size).toBe(4);
    expect(fileNames(ALBUM, titles, { ...RULES, fileName: '{title}', fileNameLetters: '-' }, '.wav')).toEqual(
      ['Sun.wav', 'SUN-2.wav', 'Sun-3.wav', 'Sun-4.wav'],
    );
  });
});
