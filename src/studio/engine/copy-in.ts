// Copy in: a dropped file's bytes into the session's own storage, piece by piece.
import type { ByteSink, ByteSource, Place } from '../../files/place.ts';
import { writeWhole } from '../../files/whole-file.ts';
import { throwIfCancelled, type Run } from '../../tasks/run.ts';

const PIECE_BYTES = 4 << 20;

/** Closes `source`. After a Fault of either side, or `cancelled`, there is no file. Stage: `copy`. */
export async function copyIn(source: ByteSource, place: Place, path: string, run: Run): Promise<void> {
  try {
    await writeWhole(place, path, { expectedBytes: source.bytes }, (sink) => copyPieces(source, sink, run));
  } finally {
    await source.close();
  }
}

/** One piece is read while the one before is written. */
async function copyPieces(source: ByteSource, sink: ByteSink, run: Run): Promise<void> {
  const readAhead = (at: number): Promise<Uint8Array> => {
    const piece = source.read(at, PIECE_BYTES);
    piece.catch(() => {}); // told when it is asked for
    return piece;
  };
  let ahead = readAhead(0);
  for (let at = 0; at < source.bytes; at += PIECE_BYTES) {
    await run.breathe?.();
    throwIfCancelled(run);
    const piece = await ahead;
    ahead = readAhead(at + piece.length);
    await sink.write(piece);
    run.progress('copy', Math.min(1, (at + piece.length) / source.bytes));
  }
}
