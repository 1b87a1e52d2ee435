// Keep storage: asks the browser, once, not to clear the songs away when the disk runs low.

const ASKED = 'lacquer.asked-to-keep';

type Memory = Pick<Storage, 'getItem' | 'setItem'>;

/**
 * Some browsers ask the artist; whoever has answered, or looked away, is not asked again. Quiet where a browser cannot promise
 * it: songs are then kept as long as there is room. `memory` gives what remembers the asking, and may throw.
 */
export async function askToKeep(
  storage: Partial<Pick<StorageManager, 'persist' | 'persisted'>> = navigator.storage,
  memory: () => Memory = () => localStorage,
): Promise<void> {
  try {
    if (memory().getItem(ASKED) !== null) return;
    memory().setItem(ASKED, 'yes');
    if (!(await storage.persisted?.())) await storage.persist?.();
  } catch {
    // where nothing can be remembered, nobody is asked
  }
}
