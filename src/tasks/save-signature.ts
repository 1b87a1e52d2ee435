// Save signature: hears finished records once and keeps what later songs are matched with, as a small file.
import type { Place } from '../files/place.ts';
import { writeWhole } from '../files/whole-file.ts';
import type { Signature } from '../master/reference/signature.ts';
import { Fault } from '../signal/fault.ts';
import { readReferences, type NamedReference } from './read-references.ts';
import { SILENT_RUN, type Run } from './run.ts';

export interface SaveOptions {
  /** May the file be replaced? */
  readonly force?: boolean;
}

/** Writes `outPath`, whole or not at all. Faults: those of `readReferences` and of the place; `exists`. */
export async function saveSignature(
  place: Place,
  named: readonly NamedReference[],
  outPath: string,
  { force = false }: SaveOptions = {},
  run: Run = SILENT_RUN,
): Promise<Signature> {
  if (!force && (await place.exists(outPath))) throw new Fault('exists', 'output', { file: outPath });
  const signature = await readReferences(place, named, run);
  const text = `${JSON.stringify(signature, null, 2)}\n`;
  await writeWhole(place, outPath, {}, (sink) => sink.write(new TextEncoder().encode(text)));
  return signature;
}
