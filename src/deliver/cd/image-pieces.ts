// Image pieces: the sound of a disc as sheets tell it: stretches of files and of silence, laid end to end.
import type { Fault } from '../../signal/fault.ts';
import { FIRST_PAUSE_SECTORS } from '../../album/album.ts';

/** A stretch of the image. */
export interface ImagePiece {
  /** Which of the sheet's files; null: silence. */
  readonly file: number | null;
  /** From the file's start, in sectors of its own rate; a fraction where a sheet counts in frames. */
  readonly fromSector: number;
  readonly sectors: number;
}

/** A disc's image in the making, by the order of a cue sheet: files are read front to back, nothing of them is left out. */
export interface ImageLayout {
  /** Where the next piece will lie. */
  readonly sector: number;
  readonly pieces: readonly ImagePiece[];
  silence(sectors: number): void;
  /** Everything up to this place of this file, and first what is left of the file before it. */
  advance(file: number, toSector: number): void;
  /** What is left of the last file. */
  finish(): void;
}

/**
 * Begins with the two seconds that every disc has before its sheet's sound. `fileSectors`: length of each file, rounded up;
 * `wrong`: the Fault for a place that its file does not have, or that lies before the one already reached.
 */
export function createImageLayout(
  fileSectors: readonly number[],
  wrong: (file: number) => Fault,
): ImageLayout {
  const pieces: ImagePiece[] = [{ file: null, fromSector: 0, sectors: FIRST_PAUSE_SECTORS }];
  let sector = FIRST_PAUSE_SECTORS;
  let current = 0;
  let reached = 0;
  const add = (file: number | null, fromSector: number, sectors: number): void => {
    if (sectors > 0) pieces.push({ file, fromSector, sectors });
    sector += sectors;
  };
  const finishTo = (file: number): void => {
    for (; current < file; current++) {
      add(current, reached, fileSectors[current]! - reached);
      reached = 0;
    }
  };
  return {
    get sector() {
      return sector;
    },
    pieces,
    silence: (sectors) => add(null, 0, sectors),
    advance(file, toSector) {
      finishTo(file);
      if (file < current || toSector < reached || toSector > fileSectors[file]!) throw wrong(file);
      add(file, reached, toSector - reached);
      reached = toSector;
    },
    finish: () => finishTo(fileSectors.length),
  };
}
