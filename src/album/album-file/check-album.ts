// Check album: an album from outside as the record that all else reads: checked, defaults filled in, ids and joins made.
import { bad, checkFields } from '../../records/check-fields.ts';
import { renamed, type RecordCodes } from '../../records/record-text.ts';
import { MULTIPLE_FIELDS } from '../../files/tags/tags.ts';
import type { Album, AlbumSong, Credits, Duration, Join } from '../album.ts';
import { ALBUM_FIELDS } from './album-shape.ts';
import { refuseContradictions } from './album-contradictions.ts';
import type { FiledAlbum, FiledSong } from './filed-album.ts';
import { songId, titleOfFile } from './song-names.ts';

/** Where an editor of the file finds its schema; no part of the album. */
const SCHEMA_KEY = '$schema';

/** What the faults of records are called in album files. */
export const ALBUM_CODES: RecordCodes = { 'bad-record': 'bad-album', 'unknown-field': 'unknown-album-field' };

/**
 * A parsed value as an Album. `file`: how to call it. Faults, all of kind `usage` and with `where`, the path of the field:
 * `bad-album` (`what`), `unknown-album-field` and `unknown-album-word` (`nearest`: what may have been meant), those of plans for
 * what stands in an `intent` (`unknown-stage`, `unknown-lock`).
 */
export function checkAlbum(given: unknown, file = 'album'): Album {
  try {
    const filed = checkFields(ALBUM_FIELDS, withoutSchema(given), '') as unknown as FiledAlbum;
    refuseContradictions(filed);
    return albumOf(filed);
  } catch (reason) {
    throw renamed(reason, ALBUM_CODES, { file });
  }
}

function withoutSchema(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || !Object.hasOwn(given, SCHEMA_KEY)) return given;
  const { [SCHEMA_KEY]: schema, ...rest } = given as Record<string, unknown>;
  if (typeof schema !== 'string') throw bad(SCHEMA_KEY, 'a text', schema);
  return rest;
}

const CREDIT_NAMES = [...MULTIPLE_FIELDS, 'publisher', 'copyright', 'phonogram', 'language'] as const;

/** What is told of them, and nothing else. */
function creditsOf(filed: object): Credits {
  const told = CREDIT_NAMES.filter((name) => Object.hasOwn(filed, name));
  return Object.fromEntries(told.map((name) => [name, (filed as Record<string, unknown>)[name]]));
}

function albumOf(filed: FiledAlbum): Album {
  const { artists, ...others } = filed;
  return {
    version: 1,
    title: filed.title,
    artists,
    label: filed.label,
    catalogueNumber: filed.catalogueNumber,
    barcode: filed.barcode,
    date: filed.date,
    originalDate: filed.originalDate,
    credits: creditsOf(others),
    artwork: filed.artwork,
    intent: filed.intent,
    balance: filed.balance,
    gap: filed.gap,
    markOffsets: filed.markOffsets,
    copyPermitted: filed.copyPermitted,
    songs: songsOf(filed),
  };
}

/** Disc and side hold until the next one is told. */
function songsOf({ songs, gap }: FiledAlbum): AlbumSong[] {
  let disc = 1;
  let side: string | null = null;
  return songs.map((filed, i) => {
    const isFirst = i === 0 || (filed.disc ?? disc) !== disc;
    disc = filed.disc ?? disc;
    side = filed.side ?? side;
    return songOf(filed, i, { disc, side, join: joinOf(filed, isFirst ? AT_ONCE : gap) });
  });
}

const AT_ONCE: Duration = { unit: 'seconds', value: 0 };

/** `usual`: the gap of a song that says nothing. */
function joinOf({ gap, crossfade, gapless }: FiledSong, usual: Duration): Join {
  if (gapless) return { kind: 'gapless' };
  if (crossfade !== undefined) return { kind: 'crossfade', fade: crossfade };
  return { kind: 'gap', length: gap ?? usual };
}

function songOf(filed: FiledSong, i: number, place: Pick<AlbumSong, 'disc' | 'side' | 'join'>): AlbumSong {
  const { trim } = filed;
  const title = filed.title ?? titleOfFile(filed.file);
  return {
    id: filed.id ?? songId(i + 1, title),
    file: filed.file,
    title,
    version: filed.version,
    isrc: filed.isrc,
    iswc: filed.iswc,
    explicit: filed.explicit,
    credits: creditsOf(filed),
    ...place,
    hidden: filed.hidden,
    indexesS: filed.indexes,
    trim: trim && { startS: trim.start, endS: trim.end },
    fadeIn: filed.fadeIn,
    fadeOut: filed.fadeOut,
    intent: filed.intent,
    plan: filed.plan,
    asIs: filed.asIs,
    levelLu: filed.levelLu,
    alternates: filed.alternates,
  };
}
