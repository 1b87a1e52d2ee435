// Catalogue: processors by their ids: those of every plan at once, the others fetched when a plan first names one.
import { unknownName } from '../signal/nearest-name.ts';
import { COMPRESSOR } from './dynamics/compressor.ts';
import { GAIN } from './level/gain.ts';
import { LIMITER } from './peaks/limiter.ts';
import type { ProcessorKind } from './processor.ts';
import { EQ } from './tone/eq.ts';

/** A page that masters is small because it begins with these; the list of all is every-processor.ts. */
const FIRST: readonly ProcessorKind[] = [GAIN, EQ, COMPRESSOR, LIMITER];

let loaded: readonly ProcessorKind[] = FIRST;

/** Makes sure that the kinds of these ids are at hand, if they exist. To be awaited before a plan from outside is checked. */
export async function loadProcessors(ids: readonly string[]): Promise<void> {
  if (ids.every((id) => loaded.some((kind) => kind.id === id))) return;
  await loadEveryProcessor();
}

/** All of them: for who does not know yet which ones will be named. */
export async function loadEveryProcessor(): Promise<void> {
  loaded = (await import('./every-processor.ts')).PROCESSORS;
}

/** Of those that are at hand. */
export function processorIds(): string[] {
  return loaded.map(({ id }) => id);
}

/** One that is at hand. Throws an `unknown-processor` Fault. */
export function processorById(id: string): ProcessorKind {
  const kind = loaded.find((each) => each.id === id);
  if (kind === undefined) {
    throw unknownName('unknown-processor', id, processorIds());
  }
  return kind;
}
