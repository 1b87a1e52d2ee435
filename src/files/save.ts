// Save: a place for sound to go, in a container we write.
import { Fault } from '../signal/fault.ts';
import type { Sink } from '../signal/stream.ts';
import type { WriteFormat } from './format.ts';
import { FORMATS } from './formats.ts';
import type { CreateOptions, Place } from './place.ts';

/** More than any header we write. */
const HEADER_BYTES = 4096;

/**
 * Creates `path` and gives a Sink for its sound; the file appears, whole, when the sink is closed.
 * Faults: those of the place, `unwritable-format`.
 */
export async function createAudio(
  place: Place,
  path: string,
  container: 'wav' | 'flac',
  format: WriteFormat,
  options: CreateOptions = {},
): Promise<Sink> {
  const kind = FORMATS.find((each) => each.id === container);
  if (kind?.write === undefined) throw new Fault('unwritable-format', 'usage', { container });
  const expectedBytes = options.expectedBytes ?? leastBytes(container, format);
  const bytes = await place.create(path, { ...options, expectedBytes });
  try {
    return await kind.write(bytes, format);
  } catch (fault) {
    await bytes.abort();
    throw fault;
  }
}

/** What the file will surely need: FLAC seldom packs music below a third. 0 when the length is unknown. */
function leastBytes(container: string, format: WriteFormat): number {
  const plain = (format.frames * format.channels * format.bits) / 8;
  if (plain === 0) return 0;
  return HEADER_BYTES + Math.ceil(container === 'wav' ? plain : plain / 3);
}
