// Seeds, as the tests see them.
import type { Seed } from './mutate.mjs';
export function makeSeeds(
  house: object,
  others: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<Seed[]>;
