// Chosen quality: which setting of a lossy encoder a format asks for.
import { Fault } from '../signal/fault.ts';
import type { WriteFormat } from './format.ts';
import type { Quality } from './writer.ts';

/** The one asked for, or the first. Fault `unwritable-format` for one that is not offered. */
export function chosenQuality<Q extends Quality>(
  container: string,
  qualities: readonly Q[],
  { quality, sampleRateHz, channels }: WriteFormat,
): Q {
  const found = quality === undefined ? qualities[0] : qualities.find(({ id }) => id === quality);
  if (found !== undefined) return found;
  throw new Fault('unwritable-format', 'usage', { container, quality: quality!, channels, sampleRateHz });
}
