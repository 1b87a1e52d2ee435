// TOC disc: a TOC file and the lengths of its files as a disc and the pieces of its image.
import { ENGLISH } from './cd-text-read.ts';
import type { LaidDisc } from './cue-disc.ts';
import type { Disc, DiscTrack } from './disc.ts';
import { NO_TEXTS } from './disc-texts.ts';
import type { ImagePiece } from './image-pieces.ts';
import { FIRST_PAUSE_SECTORS } from '../../album/album.ts';
import { createTocCursor } from './toc-cursor.ts';
import type { TocSheet, TocTrack } from './toc-read.ts';

/** Less than a frame: what sums of fractions leave. */
const EXACT_SECTORS = 1e-6;

/**
 * `fileSectors`: the length of each of the sheet's files, in sectors of its own rate, rounded up. Tracks are filled up to whole
 * sectors, as cdrdao fills them. Fault `bad-toc` for a stretch that its file does not have.
 */
export function discOfToc(sheet: TocSheet, name: string, fileSectors: readonly number[]): LaidDisc {
  const pieces: ImagePiece[] = [{ file: null, fromSector: 0, sectors: FIRST_PAUSE_SECTORS }];
  let sector = FIRST_PAUSE_SECTORS;
  const tracks = sheet.tracks.map((track, i): DiscTrack => {
    const laid = laidPieces(sheet, track, i + 1, name, fileSectors);
    const own = sumOf(laid);
    const sectors = Math.ceil(own - EXACT_SECTORS);
    pieces.push(...laid);
    if (sectors - own > EXACT_SECTORS) pieces.push({ file: null, fromSector: 0, sectors: sectors - own });
    const marks = marksOf(track, laid, i, sector);
    sector += sectors;
    return marks;
  });
  return { disc: { ...discFacts(sheet), tracks, leadOutSector: sector }, pieces };
}

function laidPieces(
  { files }: TocSheet,
  track: TocTrack,
  number: number,
  name: string,
  fileSectors: readonly number[],
): ImagePiece[] {
  return track.pieces.map((piece) => {
    if (piece.file === null) return { ...piece, sectors: piece.sectors ?? 0 };
    const whole = fileSectors[piece.file]!;
    const sectors = piece.sectors ?? whole - piece.fromSector;
    if (sectors < 0 || piece.fromSector + sectors > whole)
      throw createTocCursor([], name).wrong(
        `track ${number} wants more of “${files[piece.file]!.name}” than there is`,
      );
    return { ...piece, sectors };
  });
}

const sumOf = (pieces: readonly ImagePiece[]): number =>
  pieces.reduce((sum, { sectors }) => sum + sectors, 0);

function marksOf(track: TocTrack, laid: readonly ImagePiece[], i: number, sector: number): DiscTrack {
  const { isrc, copyPermitted, preEmphasis, texts } = track;
  const pause = Math.round(sumOf(laid.slice(0, track.pausePieces)) + track.pauseSectors);
  const startSector = sector + pause;
  return {
    number: i + 1,
    pauseSector: i === 0 ? 0 : pause > 0 ? sector : null,
    startSector,
    indexSectors: track.indexSectors.map((index) => startSector + Math.round(index)),
    isrc,
    copyPermitted,
    preEmphasis,
    texts,
  };
}

function discFacts({ barcode, texts }: TocSheet): Omit<Disc, 'tracks' | 'leadOutSector'> {
  return {
    version: 1,
    barcode,
    masterId: '',
    catalogueNumber: texts?.catalogueNumber ?? '',
    languageCode: texts?.languageCode ?? ENGLISH,
    genreCode: texts?.genreCode ?? 0,
    genreText: texts?.genreText ?? '',
    copyrighted: true,
    texts: texts?.texts ?? NO_TEXTS,
  };
}
