// Every errand: the list by which a thread knows what it is sent to do.
import { DELIVER_ERRAND } from './deliver-errand.ts';
import type { Errand } from './errand.ts';
import { HASH_ERRAND } from './hash-errand.ts';
import { HEAR_ERRAND } from './hear-errand.ts';
import { JOIN_ERRAND } from './join-errand.ts';
import { LEVEL_ERRAND } from './level-errand.ts';
import { RENDER_ERRAND } from './render-errand.ts';

const ERRANDS = [DELIVER_ERRAND, HASH_ERRAND, HEAR_ERRAND, JOIN_ERRAND, LEVEL_ERRAND, RENDER_ERRAND] as const;

/** Which of them an id names; orders and results are then its own affair. */
export function errandById(id: string): Errand<unknown, unknown> {
  const found = ERRANDS.find((errand) => errand.id === id);
  if (found === undefined) throw new Error(`there is no errand ${id}`);
  return found as Errand<unknown, unknown>;
}
