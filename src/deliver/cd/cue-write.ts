// Cue sheet: a disc as the text that burners, players and editors read (CDRWIN's form, with the commands of its CD-TEXT).
import type { Disc, DiscTexts, DiscTrack } from './disc.ts';
import { trackFileSpans, trackIndexes } from './disc-spans.ts';
import { TEXT_PACK_TYPES, textsOf, type DiscTextKind } from './disc-texts.ts';
import { FIRST_PAUSE_SECTORS } from '../../album/album.ts';
import { msfText } from './msf.ts';

/** `BINARY`: bare sectors, low byte first; `MOTOROLA`: high byte first; `WAVE`: also FLAC and whatever a player opens by itself. */
export type CueFileType = 'WAVE' | 'AIFF' | 'BINARY' | 'MOTOROLA' | 'MP3';

/**
 * `image`: one file, which holds the disc from sector 150 on: a cue sheet cannot tell of the first two seconds, and who burns it
 * adds them. `tracks`: a file a track (disc-spans' `trackFileSpans`), in order. Names without folders.
 */
export type CueLayout =
  | { readonly kind: 'image'; readonly file: string; readonly type: CueFileType }
  | { readonly kind: 'tracks'; readonly files: readonly string[]; readonly type: CueFileType };

const LINE_END = '\r\n';

/** Commands of CDRWIN, which every program reads; the others as remarks: cdrdao refuses a sheet that has them bare. */
const COMMANDS: readonly DiscTextKind[] = ['title', 'performer', 'songwriter'];

/** Of CDRWIN's form; cdrdao refuses a sheet with longer ones. */
export const MOST_CUE_LETTERS = 80;

/** How many texts of the disc a sheet to burn from has to cut. */
export function longCueTexts({ texts, tracks }: Disc): number {
  const all = [texts, ...tracks.map((track) => track.texts)];
  return all.flatMap((one) => COMMANDS.map((kind) => one[kind])).filter(isLong).length;
}

const isLong = (text: string): boolean => text.length > MOST_CUE_LETTERS;

/** The form has no way to write a quotation mark or a line's end within a text. */
const quoted = (text: string): string => `"${text.replaceAll('"', "'").replace(/\s+/g, ' ').trim()}"`;

/** Pads two digits. */
const twoDigits = (number: number): string => String(number).padStart(2, '0');

/**
 * Text of the sheet, lines ended by CR LF; to be written without a byte order mark. One of an image is burnt from: its texts are cut
 * at MOST_CUE_LETTERS.
 */
export function cueText(whole: Disc, layout: CueLayout): string {
  const disc = layout.kind === 'image' ? withShortTexts(whole) : whole;
  const lines = [
    ...(disc.genreText === '' ? [] : [`REM GENRE ${quoted(disc.genreText)}`]),
    ...(disc.barcode === null ? [] : [`CATALOG ${disc.barcode.padStart(13, '0')}`]),
    ...textLines(disc.texts),
    ...(disc.catalogueNumber === '' ? [] : [`REM DISC_ID ${quoted(disc.catalogueNumber)}`]),
    ...(layout.kind === 'image' ? imageLines(disc, layout.file, layout.type) : trackLines(disc, layout)),
  ];
  return lines.join(LINE_END) + LINE_END;
}

function withShortTexts(disc: Disc): Disc {
  const short = (texts: DiscTexts): DiscTexts =>
    textsOf((kind) =>
      COMMANDS.includes(kind) ? texts[kind].slice(0, MOST_CUE_LETTERS).trimEnd() : texts[kind],
    );
  const tracks = disc.tracks.map((track) => ({ ...track, texts: short(track.texts) }));
  return { ...disc, texts: short(disc.texts), tracks };
}

function imageLines(disc: Disc, file: string, type: CueFileType): string[] {
  const tracks = disc.tracks.flatMap((track) => [
    ...headLines(track),
    ...burntIndexes(track).map(({ index, sector }) => indexLine(index, sector - FIRST_PAUSE_SECTORS)),
  ]);
  return [fileLine(file, type), ...tracks];
}

/** A track's index 00 stands in the file before its own, so that its TRACK is opened there. */
function trackLines(disc: Disc, { files, type }: CueLayout & { kind: 'tracks' }): string[] {
  const spans = trackFileSpans(disc);
  const lines = [fileLine(files[0]!, type)];
  disc.tracks.forEach((track, i) => {
    const inBefore = i > 0 && track.pauseSector !== null;
    if (i > 0 && !inBefore) lines.push(fileLine(files[i]!, type));
    lines.push(...headLines(track));
    for (const { index, sector } of burntIndexes(track)) {
      if (inBefore && index === 1) lines.push(fileLine(files[i]!, type));
      const { fromSector } = spans[inBefore && index === 0 ? i - 1 : i]!;
      lines.push(indexLine(index, sector - fromSector));
    }
  });
  return lines;
}

/** Without an index 00 that lies in the disc's first two seconds; where track 1 begins later, its pause begins behind them. */
function burntIndexes(track: DiscTrack): { readonly index: number; readonly sector: number }[] {
  return trackIndexes(track)
    .filter(({ index }) => index !== 0 || track.startSector > FIRST_PAUSE_SECTORS)
    .map(({ index, sector }) => ({ index, sector: Math.max(sector, FIRST_PAUSE_SECTORS) }));
}

function headLines({ number, isrc, copyPermitted, preEmphasis, texts }: DiscTrack): string[] {
  const flags = [...(copyPermitted ? ['DCP'] : []), ...(preEmphasis ? ['PRE'] : [])];
  return [
    `  TRACK ${twoDigits(number)} AUDIO`,
    ...textLines(texts).map((line) => `    ${line}`),
    ...(flags.length === 0 ? [] : [`    FLAGS ${flags.join(' ')}`]),
    ...(isrc === null ? [] : [`    ISRC ${isrc}`]),
  ];
}

const commandOf = (kind: DiscTextKind): string =>
  COMMANDS.includes(kind) ? kind.toUpperCase() : `REM ${kind.toUpperCase()}`;

function textLines(texts: DiscTexts): string[] {
  return TEXT_PACK_TYPES.filter(([kind]) => texts[kind] !== '').map(
    ([kind]) => `${commandOf(kind)} ${quoted(texts[kind])}`,
  );
}

const fileLine = (file: string, type: CueFileType): string => `FILE ${quoted(file)} ${type}`;

const indexLine = (index: number, sector: number): string =>
  `    INDEX ${twoDigits(index)} ${msfText(sector)}`;
