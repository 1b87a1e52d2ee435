// Save: a place for sound to go, in a container we write.
import { Fault } from '../signal/fault.ts';
import type { Sink } from '../signal/stream.ts';
import type { WriteFormat } from './format.ts';
import type { CreateOptions, Place } from './place.ts';
import { refuseUnwritable, type WriterKind } from './writer.ts';
import { writerById } from './writers.ts';

/** More than any header we write. */
const HEADER_BYTES = 4096;

/**
 * Creates `path` and gives a Sink for its sound, by the writer of that id (see writers); the file appears, whole, when the sink
 * is closed. Faults: those of the place, `unwritable-format`, `too-long`.
 */
export async function createAudio(
  place: Place,
  path: string,
  writerId: string,
  format: WriteFormat,
  options: CreateOptions = {},
): Promise<Sink> {
  const kind = writerById(writerId);
  if (kind === null) throw new Fault('unwritable-format', 'usage', { container: writerId });
  refuseUnwritable(kind, format);
  const expectedBytes = options.expectedBytes ?? leastBytes(kind, format);
  const bytes = await place.create(path, { ...options, expectedBytes });
  try {
    return await kind.write(bytes, format);
  } catch (fault) {
    await bytes.abort();
    throw fault;
  }
}

/** Share of the plain size that music seldom packs below, where no other is known. */
const LEAST_SHARE: Readonly<Record<string, number>> = { flac: 1 / 3 };

/** What the file will surely need. 0 when the length is unknown. */
function leastBytes({ id, encodings }: WriterKind, { frames, channels, bits }: WriteFormat): number {
  const plain = (frames * channels * bits) / 8;
  if (plain === 0 || encodings.length === 0) return 0;
  return HEADER_BYTES + Math.ceil(plain * (LEAST_SHARE[id] ?? 1));
}
