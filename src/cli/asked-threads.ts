// Asked threads: who does the work of a command: as many threads as are asked for, or this one alone.
import { availableParallelism } from 'node:os';
import type { Place } from '../files/place.ts';
import { nativeSha256 } from '../places/native-digest.ts';
import { inlineErrands } from '../tasks/errands/errand.ts';
import { ERRAND_WORKER, errandThreads, type ErrandThreads } from './errand-threads.ts';

/** As many as the machine has unless told. One at a time needs no thread but this one. */
export function askedThreads(
  { threads = availableParallelism() }: { readonly threads?: number },
  place: Place,
): ErrandThreads {
  if (threads > 1) return errandThreads(ERRAND_WORKER, threads);
  return { ...inlineErrands({ place, createDigest: nativeSha256 }), close: async () => {} };
}
