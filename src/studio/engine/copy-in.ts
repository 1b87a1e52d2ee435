// Copy in: a dropped file's bytes into the session's own storage, piece by piece.
import type { ByteSource, Place } from '../../files/place.ts';
import { throwIfCancelled, type Run } from '../../tasks/run.ts';

const PIECE_BYTES = 4 << 20;

/** Closes `source`. After a Fault of either side, or `cancelled`, there is no file. Stage: `copy`. */
export async function copyIn(source: ByteSource, place: Place, path: string, run: Run): Promise<void> {
  try {
    const sink = await place.create(path, { replace: true, expectedBytes: source.bytes });
    try {
      let ahead = source.read(0, PIECE_BYTES);
      for (let at = 0; at < source.bytes; at += PIECE_BYTES) {
        await run.breathe?.();
        throwIfCancelled(run);
        const piece = await ahead;
        ahead = source.read(at + piece.length, PIECE_BYTES);
        ahead.catch(() => {}); // told when it is asked for
        await sink.write(piece);
        run.progress('copy', Math.min(1, (at + piece.length) / source.bytes));
      }
      await sink.commit();
    } catch (reason) {
      await sink.abort();
      throw reason;
    }
  } finally {
    await source.close();
  }
}
