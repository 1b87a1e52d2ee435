// Stored record: plain JSON at a Place, with the version of its shape and of the tool that made it.
import type { Place } from '../../files/place.ts';
import { readWhole, writeWhole } from '../../files/whole-file.ts';
import { Fault } from '../../signal/fault.ts';
import { TOOL } from '../../tasks/version.ts';

/** Shape of what is stored; raised when a record changes so that older ones cannot be read. */
const SHAPE = 1;

interface Stored {
  readonly shape: number;
  readonly tool: string;
  readonly record: unknown;
}

/** What a record must have to be taken for one, and whether one of another version of the tool will do. */
export interface RecordKind<T> {
  readonly fields: readonly (keyof T & string)[];
  readonly anyTool?: boolean;
}

/** null where there is none, where it cannot be understood, and where another version made what is made anew. */
export async function readRecord<T extends object>(
  place: Place,
  path: string,
  { fields, anyTool = false }: RecordKind<T>,
): Promise<T | null> {
  const bytes = await readBytes(place, path);
  const stored = bytes && parsed(new TextDecoder().decode(bytes));
  if (!stored || stored.shape !== SHAPE || !(anyTool || stored.tool === TOOL.version)) return null;
  const { record } = stored;
  if (typeof record !== 'object' || record === null) return null;
  return fields.every((field) => field in record) ? (record as T) : null;
}

function parsed(text: string): Stored | null {
  try {
    return JSON.parse(text) as Stored | null;
  } catch {
    return null;
  }
}

/** Whole or not at all; replaces an older one. */
export async function writeRecord(place: Place, path: string, record: unknown): Promise<void> {
  const stored: Stored = { shape: SHAPE, tool: TOOL.version, record };
  await writeBytes(place, path, new TextEncoder().encode(JSON.stringify(stored)));
}

/** null where there is no such file. */
export async function readBytes(place: Place, path: string): Promise<Uint8Array | null> {
  try {
    return await readWhole(place, path);
  } catch (reason) {
    if (reason instanceof Fault && reason.code === 'not-found') return null;
    throw reason;
  }
}

export async function writeBytes(place: Place, path: string, bytes: Uint8Array): Promise<void> {
  await writeWhole(place, path, { expectedBytes: bytes.length }, (sink) => sink.write(bytes));
}
