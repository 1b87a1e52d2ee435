// Keep storage: asked once and never again, and never a failure.
import { describe, expect, it } from 'vitest';
import { askToKeep } from '../../../src/studio/state/keep-storage.ts';

function browser(isKept = false): {
  asked: number;
  storage: Pick<StorageManager, 'persist' | 'persisted'>;
  memory: () => Pick<Storage, 'getItem' | 'setItem'>;
} {
  const known = new Map<string, string>();
  const it = {
    asked: 0,
    storage: {
      persisted: async () => isKept,
      persist: async () => {
        it.asked++;
        return false;
      },
    },
    memory: () => ({
      getItem: (key: string) => known.get(key) ?? null,
      setItem: (key: string, value: string) => void known.set(key, value),
    }),
  };
  return it;
}

describe('the browser', () => {
  it('is asked once to keep the songs, whatever it answers', async () => {
    const it = browser();
    await Promise.all([askToKeep(it.storage, it.memory), askToKeep(it.storage, it.memory)]);
    await askToKeep(it.storage, it.memory);
    expect(it.asked).toBe(1);
  });

  it('is not asked where it keeps them already', async () => {
    const it = browser(true);
    await askToKeep(it.storage, it.memory);
    expect(it.asked).toBe(0);
  });

  it('is not asked where the asking cannot be remembered', async () => {
    const it = browser();
    const forbidden = (): never => {
      throw new Error('no storage');
    };
    await askToKeep(it.storage, forbidden);
    expect(it.asked).toBe(0);
  });

  it('may know nothing of it', async () => {
    await expect(askToKeep({}, browser().memory)).resolves.toBeUndefined();
    const failing = { persist: () => Promise.reject(new Error('no')) };
    await expect(askToKeep(failing, browser().memory)).resolves.toBeUndefined();
  });
});
