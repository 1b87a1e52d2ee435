// Tone room: the range of the tone plot: grows for whatever sounds, and stays grown, so that no curve leaves the picture.
import type { Levels } from '../../report/tone-curve.ts';
import { toneExtent } from './draw-spectrum.ts';
import { eased } from './easing.ts';

export type Extent = readonly [low: number, high: number];

export interface ToneRoom {
  /** `atRest`: the range of the averages; a new one starts afresh. `live`: the curves of this moment. */
  step(
    atRest: Extent,
    live: readonly Levels[],
    elapsedMs: number,
    calm: boolean,
  ): { readonly extent: Extent; readonly moving: boolean };
}

/** What `toneExtent` leaves above averages for live peaks. */
const REST_ROOM_DB = 6;
const TAU_MS = 110;
const NEAR_DB = 0.05;

export function createToneRoom(): ToneRoom {
  let rest: Extent | null = null;
  let wantedDb = 0;
  let shownDb = 0;
  return {
    step(atRest, live, elapsedMs, calm) {
      if (rest === null) shownDb = atRest[1];
      if (rest === null || rest[0] !== atRest[0] || rest[1] !== atRest[1]) wantedDb = atRest[1];
      rest = atRest;
      if (live.length > 0) wantedDb = Math.max(wantedDb, toneExtent(live)[1] - REST_ROOM_DB);
      shownDb = eased(shownDb, wantedDb, elapsedMs, calm ? 0 : TAU_MS, NEAR_DB);
      return { extent: [atRest[0], shownDb], moving: shownDb !== wantedDb };
    },
  };
}
