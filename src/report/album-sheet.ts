// Album sheet: an album before it is heard, as text: what stands where on every disc, and what is not told yet.
import type { Album } from '../album/album.ts';
import { SECTORS_PER_S } from '../album/album.ts';
import type { Timeline } from '../album/disc-timeline.ts';
import { USUAL_MOST_SECTORS } from '../deliver/cd/red-book.ts';
import type { FileFormat } from '../files/format.ts';
import { clock, rate } from './figures.ts';
import { textTable } from './text-table.ts';
import { printable, type TextStyle } from './text-style.ts';

export interface SheetedAlbum {
  readonly album: Album;
  readonly formats: ReadonlyMap<string, Pick<FileFormat, 'sampleRateHz' | 'bits' | 'lossy' | 'codec'>>;
  readonly timelines: readonly Timeline[];
  /** Some gaps are counted by what only listening tells. */
  readonly areGuessed: boolean;
  readonly sides: readonly { readonly side: string; readonly timeline: Timeline }[];
}

/** For a terminal; no newline at its end. `isCd` false: it never becomes one. */
export function albumSheet(
  sheeted: SheetedAlbum,
  { style, isCd = true }: { readonly style: TextStyle; readonly isCd?: boolean },
): string {
  const { album, timelines, areGuessed } = sheeted;
  const discs = timelines.map((timeline) => discLines(sheeted, timeline, timelines.length > 1, style));
  const guess = areGuessed
    ? [style.dim('Gaps by beats or decay are guesses until the songs are heard.')]
    : [];
  const heading = style.strong(printable(`${album.title} · ${album.artists.join(', ')}`));
  return [
    heading,
    ...discs.flatMap((lines) => ['', ...lines]),
    '',
    ...sideLine(sheeted),
    ...guess,
    ...(isCd ? timelines.flatMap(tooLong) : []),
    ...twice(album),
    ...untold(album),
  ]
    .join('\n')
    .trimEnd();
}

/** What is refused as a CD when everything is rendered is told before. */
function tooLong({ disc, sectors }: Timeline): string[] {
  if (sectors <= USUAL_MOST_SECTORS) return [];
  const [long, most] = [sectors, USUAL_MOST_SECTORS].map((one) => clock(Math.floor(seconds(one)), 0));
  return [
    `Disc ${disc} lasts ${long}; plants press CDs of up to ${most}. Where one is to be made, divide it (disc: 2).`,
  ];
}

const seconds = (sectors: number): number => sectors / SECTORS_PER_S;

function discLines(sheeted: SheetedAlbum, timeline: Timeline, isNamed: boolean, style: TextStyle): string[] {
  const { disc, tracks, sectors } = timeline;
  const count = tracks.length === 1 ? 'one track' : `${tracks.length} tracks`;
  const name = `${isNamed ? `Disc ${disc}: ` : ''}${count}, ${clock(seconds(sectors), 0)}`;
  const columns = (['#', 'pause', 'start', 'length'] as const).map((head) => ({
    head,
    side: 'right' as const,
  }));
  const words = (['title', 'file'] as const).map((head) => ({ head, side: 'left' as const }));
  const rows = tracks.flatMap((track) => trackRows(sheeted, track));
  const [head, ...lines] = textTable([...columns, ...words], rows);
  return [name, style.dim(head!), ...lines];
}

/** The track, and below it what is hidden in it. */
function trackRows({ album, formats }: SheetedAlbum, track: Timeline['tracks'][number]): string[][] {
  const { number, songs, pauseSector, startSector, endSector } = track;
  return songs.map((id, i) => {
    const { title, file, hidden } = album.songs.find((song) => song.id === id)!;
    const about = `${file} (${kindOf(formats.get(id)!)})`;
    if (i > 0 || hidden) return ['', '', '', 'hidden', printable(title), printable(about)];
    const pause = pauseSector === null ? '' : seconds(startSector - pauseSector).toFixed(2);
    const length = clock(seconds(endSector - startSector), 1);
    return [
      String(number),
      pause,
      clock(seconds(startSector), 2),
      length,
      printable(title),
      printable(about),
    ];
  });
}

function sideLine({ sides }: SheetedAlbum): string[] {
  if (sides.length === 0) return [];
  const each = sides.map(({ side, timeline }) => `${side} ${clock(seconds(timeline.sectors), 0)}`);
  return [`Sides: ${each.join(', ')}.`];
}

function kindOf({
  sampleRateHz,
  bits,
  lossy,
  codec,
}: Pick<FileFormat, 'sampleRateHz' | 'bits' | 'lossy' | 'codec'>): string {
  return `${rate(sampleRateHz)}, ${lossy ? codec.toUpperCase() : `${bits ?? 32} bit`}`;
}

/** The same stretch of one file under two names is a slip more often than not. */
function twice({ songs }: Album): string[] {
  const uses = new Map<string, Album['songs'][number][]>();
  for (const song of songs) {
    const stretch = JSON.stringify([song.file, song.trim]);
    uses.set(stretch, [...(uses.get(stretch) ?? []), song]);
  }
  return [...uses.values()]
    .filter((same) => same.length > 1)
    .map((same) => {
      const times = same.length === 2 ? 'twice' : `${same.length} times`;
      const titles = same.map(({ title }) => `“${title}”`).join(', ');
      return printable(`“${same[0]!.file}” is there ${times}: ${titles}. Correct it if that is not meant.`);
    });
}

/** What shops and plants will ask for. */
function untold(album: Album): string[] {
  const codes = album.songs.filter(({ isrc }) => isrc === null).length;
  const fields = [
    album.barcode === null ? 'the barcode' : '',
    album.date === null ? 'the date of release' : '',
    album.artwork === null ? 'the cover' : '',
    codes === 0
      ? ''
      : codes === album.songs.length
        ? 'the songs’ ISRCs'
        : `the ISRC of ${codes} of ${album.songs.length} songs`,
  ].filter((field) => field !== '');
  if (fields.length === 0) return [];
  const listed = fields.length === 1 ? fields[0]! : `${fields.slice(0, -1).join(', ')} and ${fields.at(-1)!}`;
  return [`Not told yet, and asked for by shops or plants: ${listed}.`];
}
