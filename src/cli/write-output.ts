// Write output: a text into the file that -o names, whole or not at all, or onto the terminal.
import { writeWhole } from '../files/whole-file.ts';
import { diskPlace } from '../places/disk.ts';
import { Fault } from '../signal/fault.ts';
import { looksLikeSound } from './audio-files.ts';

/** A result of an earlier run is replaced; a sound file never. Faults: `output-is-sound`, those of the disk. */
export async function writeOutput(text: string, path: string | undefined): Promise<void> {
  if (path === undefined) {
    console.log(text.replace(/\r?\n$/, ''));
    return;
  }
  refuseSound(path);
  const bytes = new TextEncoder().encode(text.endsWith('\n') ? text : `${text}\n`);
  await writeWhole(diskPlace(), path, {}, (sink) => sink.write(bytes));
}

/** Told before the work, not after it. */
export function refuseSound(path: string | undefined): void {
  if (path !== undefined && looksLikeSound(path)) throw new Fault('output-is-sound', 'usage', { file: path });
}
