// Read references: finished records and saved signatures as they were named, heard or checked, into one signature.
import { openAudio } from '../files/open.ts';
import type { Place } from '../files/place.ts';
import { checkSignature } from '../master/reference/check-signature.ts';
import { hearReference } from '../master/reference/hear-reference.ts';
import {
  LEAST_WEIGHT,
  MOST_REFERENCES,
  MOST_WEIGHT,
  type ReferenceRecord,
  type Signature,
} from '../master/reference/signature.ts';
import { Fault } from '../signal/fault.ts';
import { songName } from './outputs.ts';
import { readRecord } from './read-record.ts';
import { SILENT_RUN, type Run } from './run.ts';
import { watchSource } from './watch-source.ts';

/** A file of sound, or a signature (`.json`), and how much it counts beside the others. */
export interface NamedReference {
  readonly path: string;
  readonly weight: number;
}

/**
 * `one.wav,two.flac:0.5`: files by commas, each with its weight behind a colon, 1 where none is told. A name that a file of
 * the place bears as it stands is that file. Fault `bad-weight`.
 */
export async function parseReferences(place: Place, named: readonly string[]): Promise<NamedReference[]> {
  const found: NamedReference[] = [];
  for (const text of named) {
    const parts = (await place.exists(text)) ? [text] : text.split(',');
    for (const part of parts) found.push(await parseReference(place, part.trim()));
  }
  return found;
}

async function parseReference(place: Place, text: string): Promise<NamedReference> {
  const told = /^(.+):([^:\\/]*)$/.exec(text);
  if (told === null || (await place.exists(text))) return { path: text, weight: 1 };
  return { path: told[1]!, weight: parseWeight(told[2]!) };
}

/** Fault `bad-weight`. */
export function parseWeight(text: string): number {
  const weight = text.trim() === '' ? Number.NaN : Number(text);
  if (weight >= LEAST_WEIGHT && weight <= MOST_WEIGHT) return weight;
  throw new Fault('bad-weight', 'usage', { value: text, least: LEAST_WEIGHT, most: MOST_WEIGHT });
}

/**
 * Hears the sounds and reads the signatures, in order. Stage `reference`. Faults: those of the place, the formats,
 * `hearReference` and `checkSignature`; `too-many-references`, `cancelled`.
 */
export async function readReferences(
  place: Place,
  named: readonly NamedReference[],
  run: Run = SILENT_RUN,
): Promise<Signature> {
  const references: ReferenceRecord[] = [];
  for (const [i, one] of named.entries()) {
    const share: Run = { ...run, progress: (stage, done) => run.progress(stage, (i + done) / named.length) };
    references.push(...(await readReference(place, one, share)));
  }
  if (references.length === 0 || references.length > MOST_REFERENCES) {
    throw new Fault('too-many-references', 'usage', { count: references.length, most: MOST_REFERENCES });
  }
  return { version: 1, references };
}

async function readReference(
  place: Place,
  { path, weight }: NamedReference,
  run: Run,
): Promise<readonly ReferenceRecord[]> {
  if (/\.json$/i.test(path)) {
    const { references } = checkSignature(await readRecord(place, path, 'bad-signature'), path);
    const total = references.reduce((sum, one) => sum + one.weight, 0);
    return references.map((one) => ({ ...one, weight: (weight * one.weight) / total }));
  }
  const { source } = await openAudio(place, path);
  try {
    return [await hearReference(watchSource(source, run, 'reference'), songName(path), weight)];
  } finally {
    await source.close();
  }
}
