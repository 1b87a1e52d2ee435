// Foreign decoder: what code that is not ours may do at broken bytes, and how it is told: no trap reaches the user.
import { Fault } from '../signal/fault.ts';

/** Does `work` with bytes of `file`; whatever is thrown that is no Fault becomes `damaged-file`. `timeS`: from where on, if known. */
export async function damagedUnlessRead<T>(
  file: string,
  work: () => T | Promise<T>,
  facts: { readonly timeS?: number } = {},
): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw new Fault('damaged-file', 'input', { file, ...facts }, cause);
  }
}

/**
 * Frees a decoder once. One that broke off in the middle of its memory breaks again when it is freed; the collector takes it then,
 * memory and all.
 */
export function freeOnce(free: () => void): () => void {
  let freed = false;
  return () => {
    if (freed) return;
    freed = true;
    try {
      free();
    } catch {
      // The sound, or the Fault, has been given already.
    }
  };
}
