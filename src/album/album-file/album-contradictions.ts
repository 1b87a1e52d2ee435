// Album contradictions: what fields of an album file say against each other, told at the field that may give way.
import { isStyleFile, STYLE_NAMES } from '../../master/style/style-names.ts';
import { bad, pathTo } from '../../records/check-fields.ts';
import { unknownName } from '../../signal/nearest-name.ts';
import type { FiledAlbum, FiledSong } from './filed-album.ts';
import { songId, titleOfFile } from './song-names.ts';

const STYLE_IDS: readonly string[] = STYLE_NAMES.map((style) => style.id);

/** What a song is checked beside. */
interface Company {
  readonly songs: readonly FiledSong[];
  readonly i: number;
  /** Its path in the file. */
  readonly at: string;
  /** The song before it on its disc; null where it begins one. */
  readonly before: FiledSong | null;
}

type Law = (song: FiledSong, company: Company) => void;

/** Faults `bad-record` and `unknown-album-word`, with `where`. */
export function refuseContradictions(album: FiledAlbum): void {
  if (album.artists.length === 0) throw bad('artists', 'one name at least', album.artists);
  if (album.songs.length === 0) throw bad('songs', 'a list of one song at least', album.songs);
  if (album.artwork !== null) refuseFarPath(album.artwork, 'artwork');
  refuseUnknownStyle(album.intent.style, 'intent.style');
  const { songs } = album;
  songs.forEach((song, i) => {
    const begins = i === 0 || (song.disc ?? discAt(songs, i - 1)) !== discAt(songs, i - 1);
    const company = { songs, i, at: `songs[${i}]`, before: begins ? null : songs[i - 1]! };
    for (const law of LAWS) law(song, company);
  });
  refuseUnknownAnchor(album);
}

const LAWS: readonly Law[] = [
  pathsAreNear,
  ({ intent }, { at }) => refuseUnknownStyle(intent.style, `${at}.intent.style`),
  discsRise,
  sidesAreTold,
  joinsAreOne,
  startsHaveNoJoin,
  seamsHaveNoFade,
  gaplessIsOne,
  trimsHaveLength,
  asIsStaysAsIs,
  codesAreOnce,
  idsAreOnce,
  hiddenHasCompany,
];

function pathsAreNear({ file, plan, alternates }: FiledSong, { at }: Company): void {
  refuseFarPath(file, `${at}.file`);
  if (plan !== null) refuseFarPath(plan, `${at}.plan`);
  alternates.forEach((one, i) => refuseFarPath(one.file, `${at}.alternates[${i}].file`));
}

/** An album file that moves with its folder must find its songs there. */
function refuseFarPath(path: string, where: string): void {
  if (/^([/\\]|[A-Za-z]:[/\\]|[a-z]+:\/\/)/.test(path))
    throw bad(where, 'a path from this file’s folder on, such as mixes/song.wav', path);
}

/** A house style, or the file of one's own. */
function refuseUnknownStyle(style: string | undefined, where: string): void {
  if (style === undefined) return;
  if (isStyleFile(style)) refuseFarPath(style, where);
  else if (!STYLE_IDS.includes(style)) throw unknownName('unknown-style', style, STYLE_IDS, { where });
}

function discsRise({ disc }: FiledSong, { songs, i, at }: Company): void {
  if (disc === undefined) return;
  const last = i === 0 ? 1 : discAt(songs, i - 1);
  const next = i === 0 ? '1' : `${last} or ${last + 1}`;
  if (disc !== last && (i === 0 || disc !== last + 1))
    throw bad(`${at}.disc`, `${next}: discs are numbered in their order`, disc);
}

function discAt(songs: readonly FiledSong[], i: number): number {
  return songs.slice(0, i + 1).findLast((song) => song.disc !== undefined)?.disc ?? 1;
}

/** Sides are letters, in their order, from the first song on or not at all. */
function sidesAreTold({ side }: FiledSong, { songs, i, at, before }: Company): void {
  if (side === undefined) return;
  const where = `${at}.side`;
  if (!/^[A-Z]$/.test(side)) throw bad(where, 'one capital letter: A, B …', side);
  const last = songs.slice(0, i).findLast((song) => song.side !== undefined)?.side;
  const next = last === undefined ? 'A' : String.fromCharCode(last.charCodeAt(0) + 1);
  if (i > 0 && last === undefined) throw bad(where, 'left out, or told from the first song on', side);
  if (side !== last && side !== next)
    throw bad(where, last === undefined ? 'A for the first song' : `${last} or ${next}`, side);
  const song = songs[i]!;
  if (i > 0 && side !== last && before !== null && (song.gapless || song.crossfade !== undefined))
    throw bad(
      where,
      'left out here: the song sounds on from the one before, and no side can begin with it',
      side,
    );
}

function joinsAreOne(song: FiledSong, { at }: Company): void {
  const told = (['gap', 'crossfade'] as const).filter((name) => song[name] !== undefined);
  if (song.gapless && told.length > 0) throw bad(`${at}.${told[0]!}`, 'left out: the song is gapless', 0);
  if (told.length > 1) throw bad(`${at}.crossfade`, 'left out: the song has a gap', 0);
}

function startsHaveNoJoin({ gapless, crossfade, gap }: FiledSong, { at, before }: Company): void {
  if (before !== null) return;
  const first = 'left out: the song begins a disc';
  if (gapless) throw bad(`${at}.gapless`, first, true);
  if (crossfade !== undefined) throw bad(`${at}.crossfade`, first, crossfade);
  if (gap?.unit === 'beats' || gap?.unit === 'decay')
    throw bad(
      `${at}.gap`,
      `in seconds or sectors: no song goes before it whose ${gap.unit} could be counted`,
      gap,
    );
}

/** A seam is made of both songs' sound; another fade would cut into it. */
function seamsHaveNoFade(song: FiledSong, { at, before, i }: Company): void {
  if (!song.gapless && song.crossfade === undefined) return;
  const kind = song.gapless ? 'is gapless' : 'is crossfaded';
  if (song.fadeIn !== null) throw bad(`${at}.fadeIn`, `left out: the song ${kind}`, song.fadeIn);
  if (before !== null && before.fadeOut !== null)
    throw bad(`songs[${i - 1}].fadeOut`, `left out: the next song ${kind}`, before.fadeOut);
}

/** What is mastered as one has one intent, one plan, one level. */
function gaplessIsOne(song: FiledSong, { at, before }: Company): void {
  if (!song.gapless || before === null) return;
  const one = 'left out: the song is gapless, and mastered as one with the song before it';
  if (Object.keys(song.intent).length > 0) throw bad(`${at}.intent`, one, song.intent);
  if (song.plan !== null) throw bad(`${at}.plan`, one, song.plan);
  if (song.levelLu !== 0) throw bad(`${at}.levelLu`, one, song.levelLu);
  if (song.asIs !== before.asIs)
    throw bad(`${at}.asIs`, `${String(before.asIs)}, as that of the song it is gapless with`, song.asIs);
}

function trimsHaveLength({ trim, indexes }: FiledSong, { at }: Company): void {
  if (trim !== null && trim.end !== null && trim.end <= trim.start)
    throw bad(`${at}.trim.end`, 'later than its start', trim.end);
  const late = indexes.findIndex((atS, i) => atS <= (i === 0 ? 0 : indexes[i - 1]!));
  if (late >= 0)
    throw bad(
      `${at}.indexes[${late}]`,
      late === 0 ? 'later than the song’s start' : 'later than the index before it',
      indexes[late],
    );
}

function asIsStaysAsIs(song: FiledSong, { at }: Company): void {
  const asks = Object.keys(song.intent).length > 0;
  if (song.plan !== null && asks)
    throw bad(`${at}.intent`, 'left out beside a plan, which has its own', song.intent);
  if (!song.asIs) return;
  const stays = 'left out: the song is taken as it is';
  if (song.plan !== null) throw bad(`${at}.plan`, stays, song.plan);
  if (asks) throw bad(`${at}.intent`, stays, song.intent);
  if (song.levelLu !== 0) throw bad(`${at}.levelLu`, stays, song.levelLu);
}

/** A code names one recording; twice it is a slip of the copying hand. */
function codesAreOnce(song: FiledSong, { songs, i, at }: Company): void {
  const earlier = new Set(songs.slice(0, i).flatMap(codesOf));
  if (song.isrc !== null && earlier.has(song.isrc))
    throw bad(`${at}.isrc`, 'one that no other recording here has', song.isrc);
  song.alternates.forEach(({ isrc }, n) => {
    const others = [song.isrc, ...song.alternates.slice(0, n).map((one) => one.isrc)];
    if (isrc !== null && (earlier.has(isrc) || others.includes(isrc)))
      throw bad(`${at}.alternates[${n}].isrc`, 'one that no other recording here has', isrc);
  });
}

const codesOf = ({ isrc, alternates }: FiledSong): (string | null)[] => [
  isrc,
  ...alternates.map((one) => one.isrc),
];

function idsAreOnce({ id }: FiledSong, { songs, i, at }: Company): void {
  if (id !== undefined && !/^[A-Za-z0-9][A-Za-z0-9-]*$/.test(id))
    throw bad(`${at}.id`, 'a plain word of letters, figures and hyphens', id);
  const own = idOf(songs[i]!, i);
  if (songs.slice(0, i).some((other, n) => idOf(other, n).toLowerCase() === own.toLowerCase()))
    throw bad(pathTo(at, 'id'), 'a word that no other song has', own);
}

function hiddenHasCompany({ hidden }: FiledSong, { songs, i, at }: Company): void {
  const disc = discAt(songs, i);
  const alone = songs.every((song, n) => discAt(songs, n) !== disc || song.hidden);
  if (hidden && alone) throw bad(`${at}.hidden`, 'false for one song of the disc at least', hidden);
}

const idOf = (song: FiledSong, i: number): string =>
  song.id ?? songId(i + 1, song.title ?? titleOfFile(song.file));

function refuseUnknownAnchor({ balance, songs }: FiledAlbum): void {
  const { anchor, rule } = balance;
  const ids = songs.map(idOf);
  if (anchor !== null && !ids.includes(anchor))
    throw unknownName('unknown-album-word', anchor, ids, { where: 'balance.anchor' });
  if (rule === 'anchor' && anchor === null)
    throw bad('balance.anchor', 'the id of a song, for the rule “anchor”', null);
}
