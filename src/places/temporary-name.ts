// Temporary names: hidden files beside the target, told apart from results, removed when their run is dead.
import { readdir, stat, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { systemCode } from './disk-error.ts';

/** `.lacquer-<host>-<process>-<random>.part`: short, so that it fits wherever the final name does. */
const PATTERN = /^\.lacquer-([0-9a-f]{8})-(\d+)-[0-9a-f]{16}\.part$/;

/** On another machine's folder nobody can ask whether the run lives; a day without a write tells. */
const ABANDONED_MS = 24 * 3600 * 1000;

/** A fresh hidden name in `folder`. */
export function temporaryPath(folder: string): string {
  return join(
    folder,
    `.lacquer-${hostMark()}-${process.pid}-${crypto().randomBytes(8).toString('hex')}.part`,
  );
}

export function isTemporaryName(name: string): boolean {
  return PATTERN.test(name);
}

/** Removes what dead runs left in `folder`. Never fails: a leftover is no reason to stop. */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter(isTemporaryName)) {
    const path = join(folder, name);
    if (await isAbandoned(name, path)) await unlink(path).catch(() => {});
  }
}

async function isAbandoned(name: string, path: string): Promise<boolean> {
  const [, host, owner] = PATTERN.exec(name)!;
  if (host === hostMark() && !isRunning(Number(owner))) return true;
  const found = await stat(path).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > ABANDONED_MS;
}

function hostMark(): string {
  return crypto().createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
}

/** Loaded when something is written: a check that only reads starts without it. */
function crypto(): typeof import('node:crypto') {
  return process.getBuiltinModule('node:crypto');
}

/** Signal 0 asks only whether the process exists; one of another user answers EPERM. */
function isRunning(owner: number): boolean {
  try {
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== 'ESRCH';
  }
}
