// Sound length: how many frames a stretch of plain samples holds, and what of it was promised or left over.
import { Fault } from '../../signal/fault.ts';
import type { Chunk } from '../chunk-walk.ts';
import type { ReadNote } from '../format.ts';

/**
 * Whole frames of `stride` bytes in what is there of a chunk. Fault `no-audio` for none. Notes: `data-cut-short`,
 * `partial-frame`.
 */
export function countFrames(
  data: Pick<Chunk, 'declaredBytes' | 'presentBytes'>,
  stride: number,
  file: string,
  notes: ReadNote[],
): number {
  const { declaredBytes, presentBytes } = data;
  const frames = Math.floor(presentBytes / stride);
  if (frames === 0) throw new Fault('no-audio', 'input', { file });
  if (declaredBytes > presentBytes)
    notes.push({ code: 'data-cut-short', facts: { declaredBytes, presentBytes } });
  const bytes = presentBytes - frames * stride;
  if (bytes > 0) notes.push({ code: 'partial-frame', facts: { bytes } });
  return frames;
}

/** What plain samples say of themselves: the laws of G.711 lose, all others do not. */
export function lossyCodec(codec: string): boolean {
  return codec === 'mu-law' || codec === 'a-law';
}
