// Write output: a text into the file that -o names, whole or not at all, or onto the terminal.
import { stat, writeFile } from 'node:fs/promises';
import { writeWhole } from '../files/whole-file.ts';
import { diskFault } from '../places/disk-error.ts';
import { diskPlace } from '../places/disk.ts';
import { isSameFile } from '../places/same-file.ts';
import { Fault } from '../signal/fault.ts';
import { looksLikeSound } from '../files/audio-names.ts';

/** A result of an earlier run is replaced; a sound file never. Faults: `output-is-sound`, those of the disk. */
export async function writeOutput(text: string, path: string | undefined): Promise<void> {
  if (path === undefined) {
    console.log(text.replace(/\r?\n$/, ''));
    return;
  }
  refuseSound(path);
  const bytes = new TextEncoder().encode(text.endsWith('\n') ? text : `${text}\n`);
  if (await isStream(path)) return writeInto(path, bytes);
  await writeWhole(diskPlace(), path, {}, (sink) => sink.write(bytes));
}

/** A device or a pipe, such as /dev/stdout: written into, for a file in its place would be the end of it. */
async function isStream(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && !found.isFile() && !found.isDirectory();
}

async function writeInto(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(path, bytes, { flag: 'a' });
  } catch (error) {
    throw diskFault(error, path, 'output');
  }
}

/** No result replaces what it is told of, through whatever link or spelling. Fault `same-file`. */
export async function refuseInput(out: string | undefined, paths: readonly string[]): Promise<void> {
  if (out === undefined) return;
  for (const path of paths) {
    if (await isSameFile(path, out)) throw new Fault('same-file', 'usage', { file: out });
  }
}

/** Told before the work, not after it. */
export function refuseSound(path: string | undefined): void {
  if (path !== undefined && looksLikeSound(path)) throw new Fault('output-is-sound', 'usage', { file: path });
}
