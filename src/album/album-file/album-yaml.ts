// Album YAML: an album as the text of its file, with remarks that teach where they are wanted; read again it is the same album.
import { shownIsrc } from '../../files/tags/checks/isrc.ts';
import type { Album, AlbumSong, Credits } from '../album.ts';
import { CREDIT_LISTS, CREDIT_TEXTS } from '../credit-names.ts';
import { DEFAULT_BALANCE } from './album-shape.ts';
import { songId } from './song-names.ts';
import { yamlFade, yamlFlow, yamlIntent, yamlLength, yamlNames, yamlText } from './yaml-words.ts';

export interface YamlRemarks {
  /** Above everything; lines without their `#`. */
  readonly head: readonly string[];
  /** Behind a song's file, by its id. */
  readonly ofSong: ReadonlyMap<string, string>;
  /** Fields that the album has not told, as an example of each. */
  readonly untold: Readonly<Record<string, string>>;
  /** Below everything. */
  readonly foot: readonly string[];
}

const NO_REMARKS: YamlRemarks = { head: [], ofSong: new Map(), untold: {}, foot: [] };

/** A field and its value as text; null: not told. */
type Line = readonly [name: string, value: string | null];

/** Ends with a newline. What is as it would be anyway is left out. */
export function albumYaml(album: Album, remarks: YamlRemarks = NO_REMARKS): string {
  const lines = [
    ...remarks.head.map(remark),
    ...albumLines(album).flatMap(([name, value]) => fieldLine(name, value, remarks.untold[name])),
    'songs:',
    ...album.songs.flatMap((song, i) => songLines(album, i, remarks.ofSong.get(song.id))),
    ...remarks.foot.map(remark),
  ];
  return `${lines.join('\n')}\n`;
}

const remark = (text: string): string => (text === '' ? '' : `# ${text}`);

function fieldLine(name: string, value: string | null, example: string | undefined): string[] {
  if (value !== null) return [`${name}: ${value}`];
  return example === undefined ? [] : [`# ${name}: ${example}`];
}

const text = (value: string | null | undefined): string | null =>
  value === null || value === undefined ? null : yamlText(value);

function albumLines(album: Album): Line[] {
  const { start, first, end } = album.markOffsets;
  const balance = Object.entries(album.balance).filter(
    ([name, value]) => value !== DEFAULT_BALANCE[name as keyof typeof DEFAULT_BALANCE],
  );
  const gap = yamlLength(album.gap);
  return [
    ['title', yamlText(album.title)],
    ['artists', yamlNames(album.artists)],
    ['label', text(album.label)],
    ['catalogueNumber', text(album.catalogueNumber)],
    ['barcode', album.barcode === null ? null : `"${album.barcode}"`],
    ['date', album.date === null ? null : `"${album.date}"`],
    ['originalDate', album.originalDate === null ? null : `"${album.originalDate}"`],
    ...creditLines(album.credits),
    ['artwork', text(album.artwork)],
    ['intent', yamlIntent(album.intent)],
    ['balance', balance.length === 0 ? null : yamlFlow(Object.fromEntries(balance))],
    ['gap', gap],
    ['markOffsets', first + start + end === 0 ? null : yamlFlow({ first, start, end })],
    ['copyPermitted', album.copyPermitted ? 'true' : null],
  ];
}

const LISTS = ['artists', ...CREDIT_LISTS] as const satisfies readonly (keyof Credits)[];

function creditLines(credits: Credits): Line[] {
  const lists = LISTS.map(
    (name): Line => [name, credits[name] === undefined ? null : yamlNames(credits[name])],
  );
  return [...lists, ...CREDIT_TEXTS.map((name): Line => [name, text(credits[name])])].filter(
    ([name, value]) => value !== null || name !== 'artists',
  );
}

function songLines(album: Album, i: number, about: string | undefined): string[] {
  const song = album.songs[i]!;
  const told = [...nameLines(song, i), ...placeLines(album, i), ...soundLines(song)].flatMap(
    ([name, value]) => (value === null ? [] : [`    ${name}: ${value}`]),
  );
  const file = `  - file: ${yamlText(song.file)}`;
  return [about === undefined ? file : `${file}  # ${about}`, ...told];
}

function nameLines(song: AlbumSong, i: number): Line[] {
  const { id, title, version, isrc, iswc, explicit, credits } = song;
  return [
    ['id', id === songId(i + 1, title) ? null : yamlText(id)],
    ['title', yamlText(title)],
    ['version', text(version)],
    ['isrc', isrc === null ? null : shownIsrc(isrc)],
    ['iswc', text(iswc)],
    ['explicit', explicit === 'none' ? null : explicit],
    ...creditLines(credits),
  ];
}

/** Disc and side are told where they begin, gaps where they differ from what is usual. */
function placeLines({ songs, gap }: Album, i: number): Line[] {
  const { disc, side, join, hidden } = songs[i]!;
  const before = songs[i - 1];
  const begins = disc !== (before?.disc ?? disc) || i === 0;
  const usual = begins ? '0 s' : yamlLength(gap);
  const own = join.kind === 'gap' ? yamlLength(join.length) : null;
  return [
    ['disc', disc === (before?.disc ?? 1) ? null : String(disc)],
    ['side', side === (before?.side ?? null) ? null : side],
    ['gap', own === usual ? null : own],
    ['crossfade', join.kind === 'crossfade' ? yamlFade(join.fade) : null],
    ['gapless', join.kind === 'gapless' ? 'true' : null],
    ['hidden', hidden ? 'true' : null],
  ];
}

function soundLines(song: AlbumSong): Line[] {
  const { indexesS, trim, fadeIn, fadeOut, intent, plan, asIs, levelLu, alternates } = song;
  const asked = yamlIntent(intent, {});
  return [
    ['indexes', indexesS.length === 0 ? null : yamlFlow(indexesS)],
    ['trim', trim && yamlFlow({ start: trim.startS, ...(trim.endS === null ? {} : { end: trim.endS }) })],
    ['fadeIn', fadeIn && yamlFade(fadeIn)],
    ['fadeOut', fadeOut && yamlFade(fadeOut)],
    ['intent', asked],
    ['plan', text(plan)],
    ['asIs', asIs ? 'true' : null],
    ['levelLu', levelLu === 0 ? null : String(levelLu)],
    ['alternates', alternates.length === 0 ? null : yamlFlow(alternates.map(told))],
  ];
}

/** Without the fields that are null. */
const told = (record: object): object =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
