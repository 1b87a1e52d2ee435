// Errand: a piece of work that can be done elsewhere: plain records in and out, files where both ends find them.
import type { DigestFactory } from '../../deliver/accept/digest.ts';
import type { Place } from '../../files/place.ts';
import type { Run } from '../run.ts';

/** Where an errand is carried out: in this thread or another one, with the same files. */
export interface ErrandRoom {
  readonly place: Place;
  readonly createDigest: DigestFactory;
  readonly run: Run;
}

/** The contract. The same order gives the same result and the same files, whoever carries it out, and beside whatever else. */
export interface Errand<Order, Result> {
  /** A plain word. */
  readonly id: string;
  /** Plain JSON goes in and comes out, Infinity, NaN and typed arrays not among it. Faults as the work has them. */
  carryOut(order: Order, room: ErrandRoom): Promise<Result>;
}

/** Whoever has errands carried out. */
export interface Errands {
  /** Waits its turn. `run` hears of this errand alone. Faults: the errand's own; `cancelled`; `thread-died`. */
  send<Order, Result>(errand: Errand<Order, Result>, order: Order, run: Run): Promise<Result>;
}

/** One after the other, here. */
export function inlineErrands({ place, createDigest }: Omit<ErrandRoom, 'run'>): Errands {
  let last: Promise<unknown> = Promise.resolve();
  return {
    send(errand, order, run) {
      const sent = last.then(() => errand.carryOut(order, { place, createDigest, run }));
      last = sent.catch(() => {});
      return sent;
    },
  };
}
