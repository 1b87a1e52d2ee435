// Arc remarks: where a record peaks, what stands out of it, and songs in a row that are too much alike.
import { SURE_ENOUGH, type FlowRemark } from './rest-wanted.ts';
import { numbers, quantile } from './stretch-figures.ts';
import { MONO_DB, type SongPortrait } from './song-portrait.ts';

/** Fewer songs have no arc. */
const LEAST_SONGS = 3;
/** From one third of the record to another: so much is a slope that is heard. */
const SLOPE_LU = 2;
/** So far off the record's middle a song is by itself. */
type Trait = 'brightnessDb' | 'widthDb' | 'densityDb';
const OUTLIER: Readonly<Record<Trait, number>> = {
  brightnessDb: 5,
  widthDb: 5,
  densityDb: 4,
};
const OUTLIER_CODES: Readonly<Record<Trait, readonly [less: string, more: string]>> = {
  brightnessDb: ['darkest', 'brightest'],
  widthDb: ['narrowest', 'widest'],
  densityDb: ['densest', 'openest'],
};
/** And so much of that ahead of the next. */
const AHEAD = 0.4;
/** Alike: of loudness, tempo, key and brightness, three are as good as the same. */
const ALIKE_LU = 1;
const ALIKE_TEMPO = 0.04;
const ALIKE_BRIGHTNESS_DB = 1.5;
const ALIKE_TRAITS = 3;
const ALIKE_IN_A_ROW = 3;

/** Told, never mended by itself: a record may be meant so. */
export function arcRemarks(songs: readonly SongPortrait[]): FlowRemark[] {
  if (songs.length < LEAST_SONGS) return [];
  return [...peak(songs), ...slope(songs), ...outliers(songs), ...monos(songs), ...alikes(songs)];
}

/** Songs in a row, each like the one before, by their places from 0; from three on. `isAlike`: whether the song at a place is like the one before. */
export function rowsOf(count: number, isAlike: (place: number) => boolean): [first: number, last: number][] {
  const found: [number, number][] = [];
  let first = 0;
  for (let i = 1; i <= count; i++) {
    if (i < count && isAlike(i)) continue;
    if (i - first >= ALIKE_IN_A_ROW) found.push([first, i - 1]);
    first = i;
  }
  return found;
}

function peak(songs: readonly SongPortrait[]): FlowRemark[] {
  const levels = songs.map(({ loudLufs }) => loudLufs ?? -Infinity);
  const most = Math.max(...levels);
  const next = levels.reduce((best, level) => (level < most && level > best ? level : best), -Infinity);
  const place = levels.indexOf(most);
  // by less than is heard no song is the peak
  if (!(most - next >= 0.5)) return [];
  const where = place === 0 ? 'peak-first' : place === songs.length - 1 ? 'peak-last' : 'peak-within';
  return [
    remark(where, { song: songs[place]!.id, place: place + 1, of: songs.length, aheadLu: most - next }),
  ];
}

function slope(songs: readonly SongPortrait[]): FlowRemark[] {
  const third = Math.max(1, Math.floor(songs.length / 3));
  const level = (part: readonly SongPortrait[]): number | null =>
    quantile(numbers(part.map(({ loudLufs }) => loudLufs)), 0.5);
  const [early, late] = [level(songs.slice(0, third)), level(songs.slice(-third))];
  if (early === null || late === null || Math.abs(late - early) < SLOPE_LU) return [];
  return [
    remark(late > early ? 'grows-louder' : 'grows-quieter', { byLu: Math.abs(late - early), songs: third }),
  ];
}

function outliers(songs: readonly SongPortrait[]): FlowRemark[] {
  return (Object.keys(OUTLIER) as Trait[]).flatMap((trait) => [
    ...outlier(songs, trait, -1),
    ...outlier(songs, trait, 1),
  ]);
}

/** The one song that is farthest from the record's middle on this side, where no other comes near it. */
function outlier(songs: readonly SongPortrait[], trait: Trait, side: 1 | -1): FlowRemark[] {
  const middle = quantile(numbers(songs.map((song) => song[trait])), 0.5);
  if (middle === null) return [];
  const off = songs.map((song) => side * ((song[trait] ?? middle) - middle));
  const most = Math.max(...off);
  const place = off.indexOf(most);
  const next = Math.max(...off.filter((_, i) => i !== place));
  if (most < OUTLIER[trait] || most - next < AHEAD * OUTLIER[trait]) return [];
  return [remark(OUTLIER_CODES[trait][side < 0 ? 0 : 1], { song: songs[place]!.id, byDb: most })];
}

/** Mono songs among stereo ones are seldom meant. */
function monos(songs: readonly SongPortrait[]): FlowRemark[] {
  const mono = songs.filter(({ widthDb }) => widthDb !== null && widthDb <= MONO_DB);
  if (mono.length === 0 || 2 * mono.length > songs.length) return [];
  return [remark('mono-among-stereo', { song: mono[0]!.id, songs: mono.length })];
}

function alikes(songs: readonly SongPortrait[]): FlowRemark[] {
  return rowsOf(songs.length, (i) => alike(songs[i - 1]!, songs[i]!)).map(([first, last]) =>
    remark('alike-in-a-row', { song: songs[first]!.id, last: songs[last]!.id, songs: last - first + 1 }),
  );
}

/** Whether one song after the other is more of the same. Songs of one recording belong together and are not counted. */
export function alike(a: SongPortrait, b: SongPortrait): boolean {
  if (a.passage === b.passage) return false;
  const near = (x: number | null, y: number | null, most: number): boolean =>
    x !== null && y !== null && Math.abs(x - y) <= most;
  const sure = (one: { readonly confidence: number } | null): boolean =>
    (one?.confidence ?? 0) >= SURE_ENOUGH;
  const traits = [
    near(a.loudLufs, b.loudLufs, ALIKE_LU),
    near(a.brightnessDb, b.brightnessDb, ALIKE_BRIGHTNESS_DB),
    sure(a.tempo) && sure(b.tempo) && Math.abs(a.tempo!.bpm / b.tempo!.bpm - 1) <= ALIKE_TEMPO,
    sure(a.key) && sure(b.key) && a.key!.tonic === b.key!.tonic && a.key!.mode === b.key!.mode,
  ];
  return traits.filter(Boolean).length >= ALIKE_TRAITS;
}

function remark(code: string, facts: FlowRemark['facts']): FlowRemark {
  return { code, facts };
}
