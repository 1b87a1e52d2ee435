// Session claim: which folder of the storage this page may use, when several pages are open at once.
import { Fault } from '../../signal/fault.ts';

/** A page that is loaded anew may be quicker than the end of its former self. */
const PATIENCE_MS = 1500;

/**
 * The first page has the session; others have one of their own each, that comes back in the same order. Fault `no-storage`
 * where the address is not secure: browsers then lend neither locks nor storage.
 */
export async function claimSession(): Promise<string> {
  if (navigator.locks === undefined) throw new Fault('no-storage', 'output', { machine: 'browser' });
  if (await claimed('lacquer session 1', { signal: AbortSignal.timeout(PATIENCE_MS) })) return '';
  for (let page = 2; ; page++) {
    if (await claimed(`lacquer session ${page}`, { ifAvailable: true })) return `page-${page}`;
  }
}

/** Once claimed, held until the worker ends. */
function claimed(name: string, options: LockOptions): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const held = navigator.locks.request(name, options, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise<never>(() => {});
    });
    held.catch((reason: unknown) => {
      if (reason instanceof DOMException && reason.name === 'TimeoutError') resolve(false);
      else reject(reason);
    });
  });
}
