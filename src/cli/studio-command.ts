// Studio command: `lacquer studio`: serves the page on this machine until Ctrl-C.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Fault } from '../signal/fault.ts';
import type { StudioOptions } from './command-options.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { interruptible } from './interrupt.ts';
import { openBrowser } from './open-browser.ts';
import { serveFolder, type FolderServer } from './serve-folder.ts';

/** Always the same where it is free: a browser keeps its songs by address, port included. */
export const STUDIO_PORT = 4711;

/** Throws the Faults `studio-not-built`, `port-taken` and `port-refused`. */
export async function studioCommand(options: StudioOptions): Promise<ExitStatus> {
  const server = await startStudio(studioFolder(), options.port);
  console.log(`Lacquer studio is at ${server.address}`);
  console.log('Your music stays on this machine. Ctrl-C ends it.');
  if (options.open) openBrowser(server.address);
  await interruptible(aborted);
  await server.close();
  return EXIT.done;
}

/** Serves the built page in `folder`; without a `port`, the studio's own or the next free one. */
export async function startStudio(folder: string, port?: number): Promise<FolderServer> {
  const page = join(folder, 'index.html');
  if (!existsSync(page)) throw new Fault('studio-not-built', 'usage', { folder });
  const policy = policyOf(readFileSync(page, 'utf8'));
  return serveFolder(folder, { port: port ?? STUDIO_PORT, next: port === undefined, policy });
}

/** The policy that the build wrote into the page, and what can be said in a header only. */
function policyOf(page: string): string {
  const written = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
  return `${written?.replaceAll('&#39;', "'") ?? "default-src 'self'"}; frame-ancestors 'none'`;
}

/** `dist/studio` of this package, whether this runs packed, compiled or from its source. */
export function studioFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, 'dist', 'studio');
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
