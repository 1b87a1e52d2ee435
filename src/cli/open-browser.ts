// Open browser: shows an address in the user's browser, where there is a desktop to show it on.
import { spawn } from 'node:child_process';

/** The program that opens an address, with what comes before the address; null where there is no desktop. */
export function browserOpener(
  platform: string,
  environment: Readonly<Record<string, string | undefined>>,
): readonly [string, ...string[]] | null {
  if (platform === 'darwin') return ['open'];
  // The first argument of `start` would be the title of a window.
  if (platform === 'win32') return ['cmd', '/c', 'start', ''];
  return environment.DISPLAY || environment.WAYLAND_DISPLAY ? ['xdg-open'] : null;
}

/** Does its best and says nothing: the address is printed anyway. */
export function openBrowser(address: string): void {
  const opener = browserOpener(process.platform, process.env);
  if (opener === null) return;
  const [program, ...before] = opener;
  const child = spawn(program, [...before, address], { detached: true, stdio: 'ignore' });
  child.on('error', () => {});
  child.unref();
}
