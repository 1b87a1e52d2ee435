// Draft album: an album from a folder's files: their order, titles, artists and codes by what their tags and names say.
import { normaliseIsrc } from '../../files/tags/checks/isrc.ts';
import { normaliseIswc } from '../../files/tags/checks/iswc.ts';
import { readBarcode } from '../../files/tags/checks/barcode.ts';
import { normaliseLanguage } from '../../files/tags/checks/language.ts';
import { normaliseDate } from '../../files/tags/checks/tag-date.ts';
import type { Tags } from '../../files/tags/tags.ts';
import type { Album } from '../album.ts';
import { alternatesAmong, type FoundAlternate } from './found-alternates.ts';
import { checkAlbum } from './check-album.ts';
import { naturalOrder, stemOf, titleOfFile } from './song-names.ts';

/** A file that may be a song. */
export interface FoundSong {
  /** From the album's folder on, with `/`. */
  readonly file: string;
  readonly tags: Tags;
}

export interface FoundFolder {
  /** The folder's own name: the album's title where no tag tells one. */
  readonly name: string;
  readonly songs: readonly FoundSong[];
  /** A picture, from the folder on. */
  readonly artwork: string | null;
}

export const UNKNOWN_ARTIST = 'Unknown artist';

/**
 * Discs by tags, or by folders (`CD 2`); tracks by their tags' numbers where every file has its own, else by their names, as people
 * count. Instrumentals and the like stand beside their songs. Nothing is made up: an artist that nobody tells is unknown. `songs`
 * must not be empty; the result is one that `checkAlbum` accepts.
 */
export function draftAlbum({ name, songs, artwork }: FoundFolder): Album {
  const ordered = inOrder(songs);
  const alternates = alternatesAmong(ordered);
  const leads = ordered.filter(({ file }) => !alternates.has(file));
  const artists = albumArtists(leads);
  const common = commonFields(leads);
  return checkAlbum({
    title: words(mostCommon(leads.map(({ tags }) => tags.album)) ?? name) ?? 'Album',
    artists,
    ...common,
    ...(artwork === null ? {} : { artwork }),
    songs: songRecords(leads, alternates, artists, common),
  });
}

type Loose = Record<string, unknown>;

function songRecords(
  leads: readonly FoundSong[],
  alternates: ReadonlyMap<string, FoundAlternate>,
  artists: readonly string[],
  common: Loose,
): Loose[] {
  const codes = new Set<string>();
  /** A code stands once: a file that was copied with its tags has another's. */
  const once = (given: string | undefined): Loose => {
    const isrc = given === undefined ? null : normaliseIsrc(given);
    if (isrc === null || codes.has(isrc)) return {};
    codes.add(isrc);
    return { isrc };
  };
  const discs = discNumbers(leads);
  return leads.map((song, i) => {
    const beside = [...alternates].filter(([, { of }]) => of === song.file);
    return {
      file: song.file,
      ...(discs[i] === (discs[i - 1] ?? 1) ? {} : { disc: discs[i] }),
      title: titleOf(song, artists),
      ...once(song.tags.isrc),
      ...ownFields(song.tags, artists, common),
      ...(beside.length === 0
        ? {}
        : { alternates: beside.map(([file, { kind, tags }]) => ({ kind, file, ...once(tags.isrc) })) }),
    };
  });
}

/** Where numbers are told of all and no two are the same, they stand; else names do. */
function inOrder(songs: readonly FoundSong[]): FoundSong[] {
  const byName = [...songs].sort((a, b) => naturalOrder(a.file, b.file));
  const places = byName.map((song) => [discOf(song) ?? 1, song.tags.track?.number ?? 0] as const);
  const areTold = places.every(([, track]) => track > 0);
  const areApart = new Set(places.map(([disc, track]) => `${disc}/${track}`)).size === places.length;
  const rank = new Map(byName.map((song, i) => [song, places[i]!]));
  return byName.sort((a, b) => {
    const [x, y] = [rank.get(a)!, rank.get(b)!];
    return x[0] - y[0] || (areTold && areApart ? x[1] - y[1] : 0);
  });
}

const DISC_FOLDER = /(?:^|\/)(?:cd|disc|disk)[ _-]?(\d{1,2})\//i;

function discOf({ file, tags }: FoundSong): number | null {
  if (tags.disc !== undefined) return tags.disc.number;
  const folder = DISC_FOLDER.exec(file);
  return folder === null ? null : Number(folder[1]);
}

/** From 1, without holes. */
function discNumbers(songs: readonly FoundSong[]): number[] {
  const told = songs.map((song) => discOf(song) ?? 1);
  const known = [...new Set(told)].sort((a, b) => a - b);
  return told.map((disc) => known.indexOf(disc) + 1);
}

/** `Band - Song` is that song where the band is the album's. */
function titleOf({ file, tags }: FoundSong, artists: readonly string[]): string {
  const told = words(tags.title);
  if (told !== null) return told;
  const title = titleOfFile(file);
  const [artist, ...rest] = title.split(' - ');
  const isBand = artists.some((name) => name.toLowerCase() === artist!.trim().toLowerCase());
  const bare = isBand ? titleOfFile(rest.join(' - ')) : title;
  return words(bare) ?? words(stemOf(file)) ?? 'Untitled';
}

/** Who plays most of the songs, guests apart; where nobody plays more than half, it is a record of many. */
function albumArtists(songs: readonly FoundSong[]): string[] {
  const told = mostCommon(songs.map(({ tags }) => names(tags.albumArtists)));
  if (told !== undefined) return told;
  const each = songs.flatMap(({ tags }) => {
    const artists = names(tags.artists);
    return artists === undefined ? [] : [artists];
  });
  if (each.length === 0) return [artistOfNames(songs)];
  const whole = mostCommon(each)!;
  if (each.every((artists) => same(artists, whole))) return whole;
  const leads = each.map(([first]) => first!.replace(GUESTS, ''));
  const lead = mostCommon(leads)!;
  return leads.filter((name) => name === lead).length > leads.length / 2 ? [lead] : ['Various artists'];
}

/** `The Band feat. Ida` is The Band’s. */
const GUESTS = / +[([]?(?:feat|ft|featuring)\b.*$/i;

/** Of files that are all called `Band - Song`. */
function artistOfNames(songs: readonly FoundSong[]): string {
  const first = songs.map(({ file }) => titleOfFile(file).split(' - '));
  const artist = first[0]![0]!;
  const isBand = songs.length > 1 && first.every((parts) => parts.length > 1 && parts[0] === artist);
  return (isBand ? words(artist) : null) ?? UNKNOWN_ARTIST;
}

const LISTS = ['composers', 'lyricists', 'arrangers', 'producers', 'engineers', 'genres'] as const;
const TEXTS = ['publisher', 'copyright', 'phonogram'] as const;

/** What may stand for the album as for a song. */
function sharedOf(tags: Tags): Loose {
  const lists = LISTS.map((name) => [name, names(tags[name])]);
  const texts = TEXTS.map((name) => [name, words(tags[name]) ?? undefined]);
  const language = tags.language === undefined ? null : normaliseLanguage(tags.language);
  return told(Object.fromEntries([...lists, ...texts, ['language', language ?? undefined]]));
}

function releaseOf(tags: Tags): Loose {
  const barcode = tags.barcode === undefined ? null : readBarcode(tags.barcode);
  return told({
    label: words(tags.label) ?? undefined,
    catalogueNumber: words(tags.catalogueNumber) ?? undefined,
    barcode: barcode !== null && 'barcode' in barcode ? barcode.barcode : undefined,
    date: normaliseDate(tags.date ?? '') ?? undefined,
    originalDate: normaliseDate(tags.originalDate ?? '') ?? undefined,
  });
}

/** What every file says alike. */
function commonFields(songs: readonly FoundSong[]): Loose {
  const each = songs.map(({ tags }) => ({ ...releaseOf(tags), ...sharedOf(tags) }));
  return Object.fromEntries(
    Object.entries(each[0]!).filter(([name, value]) =>
      each.every((one) => same((one as Loose)[name], value)),
    ),
  );
}

function ownFields(tags: Tags, artists: readonly string[], common: Loose): Loose {
  const own = Object.entries(sharedOf(tags)).filter(([name]) => !(name in common));
  const players = names(tags.artists);
  const iswc = tags.iswc === undefined ? null : normaliseIswc(tags.iswc);
  return told({
    version: words(tags.version) ?? undefined,
    iswc: iswc ?? undefined,
    explicit: tags.explicit,
    ...(players !== undefined && !same(players, artists) ? { artists: players } : {}),
    ...Object.fromEntries(own),
  });
}

const MOST_LETTERS = 256;
const MOST_NAMES = 32;

/** A tag's text as an album file takes it; null where nothing is left. */
function words(text: string | undefined): string | null {
  // oxlint-disable-next-line no-control-regex
  const plain = (text ?? '').replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
  return plain === '' ? null : plain.slice(0, MOST_LETTERS).trimEnd();
}

function names(given: readonly string[] | undefined): string[] | undefined {
  const told = (given ?? []).flatMap((name) => words(name) ?? []).slice(0, MOST_NAMES);
  return told.length === 0 ? undefined : told;
}

/** Of what is told; of two as common the first. */
function mostCommon<Value>(values: readonly (Value | undefined)[]): Value | undefined {
  const told = values.filter((value) => value !== undefined);
  const count = (value: Value): number => told.filter((other) => same(other, value)).length;
  const most = told.reduce((best, value) => Math.max(best, count(value)), 0);
  return told.find((value) => count(value) === most);
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const told = (fields: Loose): Loose =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
