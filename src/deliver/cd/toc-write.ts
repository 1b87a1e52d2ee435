// TOC file: a disc as the text that cdrdao burns from (cdrdao(1), section "Toc files").
import type { Disc, DiscTexts, DiscTrack } from './disc.ts';
import { pauseSectors, soundEnd, type SectorSpan } from './disc-spans.ts';
import { TEXT_PACK_TYPES, type DiscTextKind } from './disc-texts.ts';
import { FIRST_PAUSE_SECTORS } from '../../album/album.ts';
import { msfText } from './msf.ts';

/** The sound beside the sheet: a WAV file, or bare sectors with the HIGH byte first; `fromSector`: which sector of the disc it begins with. */
export interface TocImage {
  readonly file: string;
  readonly fromSector: number;
}

const KINDS = TEXT_PACK_TYPES.map(([kind]) => kind);

/** Highest letter of ISO 8859-1, the alphabet of the file. */
const LAST_LATIN = 0xff;

/**
 * Pure ASCII: letters of ISO 8859-1 beyond it as octal codes, which every version of the program reads; for letters that
 * CD-TEXT does not have (see cd-text, which says what becomes of them) `?`.
 */
export function tocText(disc: Disc, image: TocImage): string {
  const kinds = KINDS.filter((kind) => [disc, ...disc.tracks].some(({ texts }) => texts[kind] !== ''));
  const parts = [
    [...(disc.barcode === null ? [] : [`CATALOG "${disc.barcode.padStart(13, '0')}"`]), 'CD_DA'].join('\n'),
    ...discTexts(disc, kinds),
    ...disc.tracks.map((track) => trackText(disc, track, kinds, image)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function discTexts(disc: Disc, kinds: readonly DiscTextKind[]): string[] {
  const lines = [
    ...kindLines(disc.texts, kinds),
    ...(disc.catalogueNumber === '' ? [] : [`    DISC_ID ${quoted(disc.catalogueNumber)}`]),
    ...(disc.genreCode === 0 ? [] : [genreLine(disc)]),
    ...(kinds.length === 0 || disc.barcode === null ? [] : [`    UPC_EAN ${quoted(disc.barcode)}`]),
  ];
  if (lines.length === 0) return [];
  // in one line: libcdio reads it no other way
  const map = `  LANGUAGE_MAP { 0:${disc.languageCode} }`;
  return [`CD_TEXT {\n${map}\n  LANGUAGE 0 {\n${lines.join('\n')}\n  }\n}`];
}

/** Two bytes of code, the text, a zero. */
function genreLine({ genreCode, genreText }: Disc): string {
  const letters = [...genreText].map((letter) => Math.min(letter.codePointAt(0)!, LAST_LATIN));
  return `    GENRE { ${[genreCode >> 8, genreCode & 255, ...letters, 0].join(', ')} }`;
}

function trackText(disc: Disc, track: DiscTrack, kinds: readonly DiscTextKind[], image: TocImage): string {
  const { isrc, copyPermitted, preEmphasis, startSector, indexSectors, texts } = track;
  const { fromSector, toSector } = burntSpan(disc, track);
  const pause = startSector - fromSector;
  const start = msfText(fromSector - image.fromSector);
  return [
    `// Track ${track.number}`,
    'TRACK AUDIO',
    copyPermitted ? 'COPY' : 'NO COPY',
    preEmphasis ? 'PRE_EMPHASIS' : 'NO PRE_EMPHASIS',
    'TWO_CHANNEL_AUDIO',
    ...(isrc === null ? [] : [`ISRC "${isrc}"`]),
    ...(kinds.length === 0
      ? []
      : [`CD_TEXT {\n  LANGUAGE 0 {\n${kindLines(texts, kinds).join('\n')}\n  }\n}`]),
    `FILE ${quoted(image.file)} ${start} ${msfText(toSector - fromSector)}`,
    ...(pause === 0 ? [] : [`START ${msfText(pause)}`]),
    ...indexSectors.map((sector) => `INDEX ${msfText(sector - startSector)}`),
  ].join('\n');
}

/** With its pause before it; of the first track what goes beyond the two seconds that every burner adds. */
function burntSpan(disc: Disc, track: DiscTrack): SectorSpan {
  const fromSector = Math.max(FIRST_PAUSE_SECTORS, track.startSector - pauseSectors(track));
  return { fromSector, toSector: soundEnd(disc, track) };
}

/** A kind that any track or the disc has stands in all, empty where there is none: cdrdao asks for it. */
function kindLines(texts: DiscTexts, kinds: readonly DiscTextKind[]): string[] {
  return kinds.map((kind) => `    ${kind.toUpperCase()} ${quoted(texts[kind])}`);
}

function quoted(text: string): string {
  const letters = [...text].map((letter) => {
    const code = letter.codePointAt(0)!;
    if (letter === '"' || letter === '\\') return `\\${letter}`;
    if (code < 0x20) return ' ';
    if (code < 0x7f) return letter;
    return code > LAST_LATIN ? '?' : `\\${code.toString(8).padStart(3, '0')}`;
  });
  return `"${letters.join('')}"`;
}
