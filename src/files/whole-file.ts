// Whole file: read at once, or written so that it is whole in the end or not there at all.
import type { ByteSink, CreateOptions, Place } from './place.ts';

/** All bytes at `path`; the place's Faults. */
export async function readWhole(place: Pick<Place, 'open'>, path: string): Promise<Uint8Array> {
  const source = await place.open(path);
  try {
    return await source.read(0, source.bytes);
  } finally {
    await source.close();
  }
}

/** Replaces what stands at `path` once `write` has come to its end; after whatever it throws there is what was before. */
export async function writeWhole(
  place: Pick<Place, 'create'>,
  path: string,
  options: Pick<CreateOptions, 'expectedBytes'>,
  write: (sink: ByteSink) => Promise<void>,
): Promise<void> {
  const sink = await place.create(path, { ...options, replace: true });
  try {
    await write(sink);
    await sink.commit();
  } catch (reason) {
    await sink.abort();
    throw reason;
  }
}
