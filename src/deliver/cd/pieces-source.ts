// Pieces source: the image of a disc as one sound, from the pieces that its sheet names, files opened one after the other.
import { createBlock, sliceBlock, type Block, type SignalFormat } from '../../signal/signal.ts';
import { SECTORS_PER_S } from '../../album/album.ts';
import { BURST_FRAMES, type Source } from '../../signal/stream.ts';
import type { ImagePiece } from './image-pieces.ts';

/**
 * All pieces from the first to the last, in constant memory; a file is opened when its turn comes, and read on where the next
 * piece goes on in it. Behind the end of a file stands silence, up to the end of its piece. `format`: of every file.
 */
export function piecesSource(
  pieces: readonly ImagePiece[],
  format: SignalFormat,
  open: (file: number) => Promise<Source>,
): Source {
  const sectorFrames = format.sampleRateHz / SECTORS_PER_S;
  const framesAt = framesOfPieces(pieces, sectorFrames);
  const silence = createBlock(format.channels, Math.min(BURST_FRAMES, framesAt.at(-1)!));
  const reader = createReader(open);
  let piece = 0;
  let given = 0;
  return {
    format,
    frames: framesAt.at(-1)!,
    async pull(maxFrames) {
      while (piece < pieces.length && given >= framesAt[piece + 1]!) piece++;
      if (piece >= pieces.length) return null;
      const wanted = Math.min(maxFrames, BURST_FRAMES, framesAt[piece + 1]! - given);
      const { file, fromSector } = pieces[piece]!;
      const from = Math.round(fromSector * sectorFrames) + given - framesAt[piece]!;
      const found = file === null ? null : await reader.read(file, from, wanted);
      const block = found ?? silentBlock(silence, wanted);
      given += block.frames;
      return block;
    },
    close: () => reader.close(),
  };
}

/** Zeroed every time: whoever had it last may have changed it. */
function silentBlock(room: Block, frames: number): Block {
  for (const samples of room.channels) samples.fill(0, 0, frames);
  return sliceBlock(room, 0, frames);
}

/** Where each piece begins in the image, and last its length. */
function framesOfPieces(pieces: readonly ImagePiece[], sectorFrames: number): number[] {
  const ends = [0];
  let sectors = 0;
  for (const piece of pieces) {
    sectors += piece.sectors;
    ends.push(Math.round(sectors * sectorFrames));
  }
  return ends;
}

interface Reader {
  /** Some frames of a file from `from` on; null behind its end. */
  read(file: number, from: number, frames: number): Promise<Block | null>;
  close(): Promise<void>;
}

/** One file open at a time; it is opened again only to go back in it. */
function createReader(open: (file: number) => Promise<Source>): Reader {
  let current: { file: number; source: Source; at: number } | null = null;
  const close = async (): Promise<void> => {
    await current?.source.close();
    current = null;
  };
  return {
    async read(file, from, frames) {
      if (current === null || current.file !== file || current.at > from) {
        await close();
        current = { file, source: await open(file), at: 0 };
      }
      const { source } = current;
      while (current.at < from) {
        const skipped = await source.pull(Math.min(BURST_FRAMES, from - current.at));
        if (skipped === null) return null;
        current.at += skipped.frames;
      }
      const block = await source.pull(frames);
      current.at += block?.frames ?? 0;
      return block;
    },
    close,
  };
}
