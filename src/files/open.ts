// Open: any file in, known by its content and never by its name.
import { Fault } from '../signal/fault.ts';
import { boundedFile } from './bounded-source.ts';
import { lentReadApart } from './decoder-registry.ts';
import type { AudioFile, FormatKind } from './format.ts';
import { FORMATS } from './formats.ts';
import { id3v2Bytes } from './tags/id3v2.ts';
import type { ByteSource, Place } from './place.ts';

/** As many first bytes as a kind may look at. */
const HEAD_BYTES = 4096;

/**
 * Opens the audio file at `path`: its format, and its sound to pull once. Closing the source closes the file.
 * Faults: those of the place, `empty-file`, `unknown-format`, those of the kind that reads it, `sound-too-long`, and where decoders
 * run apart `decoder-stuck`, `decoder-died`.
 */
export async function openAudio(place: Pick<Place, 'open'>, path: string): Promise<AudioFile> {
  const bytes = await place.open(path);
  try {
    return await boundedFile(await readAs(await kindOf(bytes), bytes), bytes.name);
  } catch (fault) {
    await bytes.close();
    throw fault;
  }
}

/** Foreign decoders run apart where the machine lends a place for it. */
function readAs({ id, foreign, read }: FormatKind, bytes: ByteSource): Promise<AudioFile> {
  const apart = foreign === true ? lentReadApart() : null;
  return apart === null ? read(bytes) : apart(id, bytes);
}

/** The kind surest of the first bytes, or of those behind a tag; the earlier in the list when two are equally sure. */
export async function kindOf(bytes: ByteSource): Promise<FormatKind> {
  if (bytes.bytes === 0) throw new Fault('empty-file', 'input', { file: bytes.name });
  const head = await bytes.read(0, HEAD_BYTES);
  const tagBytes = id3v2Bytes(head);
  const behind = tagBytes === 0 ? head : await bytes.read(tagBytes, HEAD_BYTES);
  let best: FormatKind | null = null;
  let surest = 0;
  for (const kind of FORMATS) {
    const confidence = Math.max(kind.sniff(head), kind.sniff(behind));
    if (confidence > surest) {
      best = kind;
      surest = confidence;
    }
    if (surest === 1) break;
  }
  if (best === null) throw new Fault('unknown-format', 'input', { file: bytes.name });
  return best;
}
