// Cue disc: a cue sheet and the lengths of its files as a disc and the pieces of its image.
import { ENGLISH } from './cd-text-read.ts';
import type { CueSheet, CueTrack } from './cue-read.ts';
import { badCue } from './cue-read.ts';
import type { Disc, DiscTrack } from './disc.ts';
import { createImageLayout, type ImageLayout, type ImagePiece } from './image-pieces.ts';

export interface LaidDisc {
  readonly disc: Disc;
  readonly pieces: readonly ImagePiece[];
}

/**
 * `fileSectors`: the length of each of the sheet's files, in sectors of its own rate, rounded up. Silence of PREGAP and POSTGAP
 * is laid between. Fault `bad-cue` for a place that its file does not have, or that lies before the one before it.
 */
export function discOfCue(sheet: CueSheet, name: string, fileSectors: readonly number[]): LaidDisc {
  let line = 1;
  const layout = createImageLayout(fileSectors, (file) =>
    badCue(
      { name },
      line,
      `this place is not in “${sheet.files[file]!.name}”, or lies before the one before it`,
    ),
  );
  let owed = 0;
  const tracks = sheet.tracks.map((track, i): DiscTrack => {
    const places = layTrack(layout, track, owed, (at) => {
      line = at;
    });
    owed = track.postgapSectors;
    return { ...trackOf(track), ...places, ...(i === 0 ? { pauseSector: 0 } : {}) };
  });
  layout.finish();
  layout.silence(owed);
  return { disc: discOf(sheet, tracks, layout.sector), pieces: layout.pieces };
}

/** What was before the first index belongs to the track before, then silence, then the indexes. */
function layTrack(
  layout: ImageLayout,
  { indexes, pregapSectors }: CueTrack,
  postgapSectors: number,
  at: (line: number) => void,
): Pick<DiscTrack, 'pauseSector' | 'startSector' | 'indexSectors'> {
  const places = new Map<number, number>();
  let silentFrom: number | null = null;
  indexes.forEach(({ number, file, sector, line }, i) => {
    at(line);
    layout.advance(file, sector);
    if (i === 0) {
      layout.silence(postgapSectors);
      if (pregapSectors > 0) silentFrom = layout.sector;
      layout.silence(pregapSectors);
    }
    places.set(number, layout.sector);
  });
  return {
    pauseSector: silentFrom ?? places.get(0) ?? null,
    startSector: places.get(1)!,
    indexSectors: [...places].filter(([number]) => number > 1).map(([, sector]) => sector),
  };
}

function trackOf({ number, isrc, copyPermitted, preEmphasis, texts }: CueTrack) {
  return { number, isrc, copyPermitted, preEmphasis, texts };
}

function discOf(sheet: CueSheet, tracks: readonly DiscTrack[], leadOutSector: number): Disc {
  return {
    version: 1,
    barcode: sheet.barcode,
    masterId: '',
    catalogueNumber: sheet.catalogueNumber,
    languageCode: ENGLISH,
    genreCode: 0,
    genreText: sheet.genre,
    copyrighted: true,
    texts: sheet.texts,
    tracks,
    leadOutSector,
  };
}
