// Watch files: tells which files came, changed or went, as soon as each is whole.
import { watch, type FSWatcher } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { diskFault } from '../places/disk-error.ts';
import { diskPlace } from '../places/disk.ts';
import { waiverFileOf } from '../tasks/waiver-file.ts';
import { audioFilesIn } from './audio-files.ts';
import { isPattern, patternFolder } from './path-pattern.ts';

export interface WatchRound {
  /** New, changed, or with other waivers beside them. */
  readonly changed: readonly string[];
  /** All there are, in order. */
  readonly files: readonly string[];
}

/** A file whose size and time have not moved for so long is taken to be whole; an export that pauses is looked at again. */
const SETTLE_MS = 500;

/**
 * Calls `onRound` with all files at first, then again whenever something changed, one round after the other, until `signal`
 * aborts. Faults: those of the disk for folders that cannot be watched.
 */
export async function watchFiles(
  paths: readonly string[],
  onRound: (round: WatchRound) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const bell = new Bell();
  const watchers: FSWatcher[] = [];
  const stop = (): void => bell.ring();
  signal.addEventListener('abort', stop);
  try {
    for (const path of paths) watchers.push(await watchPath(path, bell));
    await rounds(paths, onRound, bell, signal);
  } finally {
    signal.removeEventListener('abort', stop);
    for (const watcher of watchers) watcher.close();
  }
}

async function rounds(
  paths: readonly string[],
  onRound: (round: WatchRound) => Promise<void>,
  bell: Bell,
  signal: AbortSignal,
): Promise<void> {
  let known: Stamps | null = null;
  while (!signal.aborted) {
    bell.reset();
    const now = await settledStamps(paths, signal);
    if (signal.aborted) return;
    const changed = [...now.keys()].filter((path) => known?.get(path) !== now.get(path));
    const gone = [...(known?.keys() ?? [])].some((path) => !now.has(path));
    const first = known === null;
    known = now;
    if (first || gone || changed.length > 0) await onRound({ changed, files: [...now.keys()] });
    await bell.rung();
  }
}

/** By path: what changes when the file, or the waivers beside it, change. */
type Stamps = Map<string, string>;

/** Looks until two looks agree. */
async function settledStamps(paths: readonly string[], signal: AbortSignal): Promise<Stamps> {
  let before = await stampsOf(paths);
  for (;;) {
    await sleep(SETTLE_MS, undefined, { signal }).catch(() => {});
    if (signal.aborted) return before;
    const now = await stampsOf(paths);
    if (now.size === before.size && [...now].every(([path, stamp]) => before.get(path) === stamp)) return now;
    before = now;
  }
}

async function stampsOf(paths: readonly string[]): Promise<Stamps> {
  const stamps: Stamps = new Map();
  for (const path of await audioFilesIn(diskPlace(), paths)) {
    const sound = await stampOf(path);
    if (sound !== '') stamps.set(path, `${sound} ${await stampOf(waiverFileOf(path))}`);
  }
  return stamps;
}

/** Empty where there is no file, or none yet. */
async function stampOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() === true && found.size > 0 ? `${found.size} ${found.mtimeMs} ${found.ino}` : '';
}

/** A file is watched through its folder: many programs write another file and give it the name. */
async function watchPath(path: string, bell: Bell): Promise<FSWatcher> {
  const found = await stat(path).catch(() => null);
  const target =
    found?.isDirectory() === true
      ? { folder: path, deep: true }
      : found === null && isPattern(path)
        ? patternFolder(path)
        : { folder: dirname(path), deep: false };
  try {
    const watcher = watch(target.folder, { recursive: target.deep }, () => bell.ring());
    // A folder that goes away is told by the files that are missing then.
    watcher.on('error', () => bell.ring());
    return watcher;
  } catch (error) {
    throw diskFault(error, target.folder, 'input');
  }
}

/** Rings once for any number of strokes. */
class Bell {
  private hasRung = false;
  private wake: (() => void) | null = null;

  ring(): void {
    this.hasRung = true;
    this.wake?.();
  }

  reset(): void {
    this.hasRung = false;
  }

  async rung(): Promise<void> {
    if (this.hasRung) return;
    await new Promise<void>((done) => {
      this.wake = done;
    });
    this.wake = null;
  }
}
