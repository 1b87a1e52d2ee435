// Studio worker: one script for both threads of the page, so that what they share is fetched once; its name says which it is.
import type { WorkerName } from './worker-name.ts';

declare const self: DedicatedWorkerGlobalScope;

/** What comes while the role is still being fetched is heard when it is there. */
const early: unknown[] = [];
const keep = ({ data }: MessageEvent): void => void early.push(data);
self.addEventListener('message', keep);

const name = self.name as WorkerName;
const role =
  name === 'lacquer deck' ? import('./player/deck-worker.ts') : import('./engine/engine-worker.ts');
role.then(
  () => {
    self.removeEventListener('message', keep);
    for (const data of early) self.dispatchEvent(new MessageEvent('message', { data }));
  },
  (reason: unknown) => self.reportError(reason),
);
