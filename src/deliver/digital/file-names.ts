// File names: what a song's file is called, by a profile's template and letters; no two the same on any disk.
import type { Album, AlbumSong } from '../../album/album.ts';
import { simplified } from '../../files/tags/tag-text.ts';
import type { DigitalRules } from '../profiles/profile.ts';

/** What of a profile says how files are called. */
export type NameRules = Pick<DigitalRules, 'fileName' | 'fileNameLetters' | 'mostFileNameLetters'>;

export interface NamedSong {
  readonly song: AlbumSong;
  /** Of the alternate; null: the song itself. */
  readonly title: string | null;
  readonly isrc: string | null;
  readonly track: number;
  readonly tracks: number;
  readonly discs: number;
}

/** Letters that some system takes for something else, or shows as nothing. */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff<>:"/\\|?*]/g;
/** Names of devices on Windows, whatever their ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const NO_NAME = 'Untitled';
/** Numbers have so many digits at least, so that files stand in their order. */
const LEAST_DIGITS = 2;

/** Names with `ending` (its point included), one a song, in order; of the same names later ones get a number. */
export function fileNames(
  album: Album,
  songs: readonly NamedSong[],
  rules: NameRules,
  ending: string,
): string[] {
  const taken = new Set<string>();
  return songs.map((song) => {
    const name = written(filledIn(album, song, rules), rules);
    for (let copy = 1; ; copy++) {
      const whole = fitted(name, copy, rules, ending);
      // disks of Windows and Apple hold no two names that differ in capitals alone
      const key = whole.normalize('NFC').toLowerCase();
      if (taken.has(key)) continue;
      taken.add(key);
      return whole;
    }
  });
}

function filledIn(album: Album, named: NamedSong, { fileName }: NameRules): string {
  const { song, title, isrc, track, tracks, discs } = named;
  const version = title === null ? (song.version ?? '') : '';
  const whole = title ?? song.title;
  const number = String(track).padStart(Math.max(LEAST_DIGITS, String(tracks).length), '0');
  const parts: Readonly<Record<string, string>> = {
    // two discs would have two songs of each number
    track: discs > 1 && !fileName.includes('{disc}') ? `${song.disc}-${number}` : number,
    disc: String(song.disc),
    artist: (song.credits.artists ?? album.artists).join(', '),
    title: fileName.includes('{version}') || version === '' ? whole : `${whole} (${version})`,
    album: album.title,
    isrc: isrc ?? '',
    version,
  };
  return fileName.replace(/\{([a-z]+)\}/g, (_, part: string) => parts[part]!.replaceAll(/[/\\]/g, '-'));
}

/** In the letters that the shop takes, without what is left hanging where a part is empty. */
function written(text: string, { fileNameLetters }: NameRules): string {
  const safe = text.normalize('NFC').replace(UNSAFE, ' ');
  const plain = fileNameLetters === null ? safe : inLetters(safe, fileNameLetters);
  return tidied(plain);
}

/** Marks are taken off, spaces become the shop's own mark, the rest is left out. */
function inLetters(text: string, letters: string): string {
  const space = [' ', '_', '-'].find((mark) => letters.includes(mark)) ?? '';
  return [...simplified(text)]
    .map((letter) => (letter === ' ' ? space : letter))
    .filter((letter) => /[A-Za-z0-9]/.test(letter) || letters.includes(letter))
    .join('');
}

const tidied = (text: string): string =>
  text
    .replace(/([ _-])(?:\1)+/g, '$1')
    .replace(/ - (?=- |$)/g, ' ')
    .replace(/^[\s_.-]+|[\s_.-]+$/g, '');

/** Disks hold 255 bytes of a name; some are left for what is written beside it for a while. */
const MOST_BYTES = 220;

/** Short enough, with its number where it is not the first of its name. */
function fitted(name: string, copy: number, { mostFileNameLetters }: NameRules, ending: string): string {
  const mark = copy === 1 ? '' : `-${copy}`;
  const letters = Array.from(name).slice(0, Math.max(1, mostFileNameLetters - ending.length - mark.length));
  const bytes = new TextEncoder();
  while (bytes.encode(letters.join('')).length > MOST_BYTES - ending.length - mark.length) letters.pop();
  const cut = letters.join('').replace(/[\s_.-]+$/, '');
  const whole = cut === '' ? NO_NAME : cut;
  return `${DEVICE.test(whole) ? `_${whole}` : whole}${mark}${ending}`;
}
