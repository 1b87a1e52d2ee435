// Studio visit: the built page in a browser, as one visitor sees it, with everything noted that must not happen.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright';
import { startStudio } from '../../../src/cli/studio-command.ts';
import type { FolderServer } from '../../../src/cli/serve-folder.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
/** `LACQUER_STUDIO` names another build than the one in dist. */
export const BUILT = process.env.LACQUER_STUDIO ?? join(ROOT, 'dist', 'studio');
export const EXAMPLE = join(ROOT, 'examples', 'first-light', 'first-light.flac');

const PATIENCE_MS = 90_000;
/** For the hook that serves the studio: it may have to be built first. */
export const BUILD_MS = 240_000;

let isBuilt = process.env.LACQUER_STUDIO !== undefined;

/** Builds what is missing, and serves it as `lacquer studio` does. */
export async function serveBuiltStudio(): Promise<FolderServer> {
  if (!isBuilt)
    spawnSync(process.execPath, [join(ROOT, 'scripts', 'ensure.mjs'), '--build'], { stdio: 'ignore' });
  isBuilt = true;
  return startStudio(BUILT, 0);
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Every address that page, workers and service worker asked for. */
  readonly requests: readonly string[];
  /** What the console calls an error, what no one caught, and what the content policy refused. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** A visitor of one's own: nothing kept from any other. */
export async function visitStudio(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ acceptDownloads: true, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const requests: string[] = [];
  const complaints: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  const page = await context.newPage();
  await page.goto(address);
  return {
    page,
    context,
    requests,
    complaints,
    close: () => context.close(),
  };
}

/** Through the system's own dialog, which a test cannot see: the button's hidden input takes the files. */
export async function chooseFiles(page: Page, paths: string | readonly string[]): Promise<void> {
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(paths as string[]);
}

/** As if dragged in from the desktop; for small files. */
export async function dropFile(page: Page, name: string, path: string): Promise<void> {
  const base64 = readFileSync(path).toString('base64');
  const files = await page.evaluateHandle(
    ([name, base64]) => {
      const files = new DataTransfer();
      files.items.add(new File([Uint8Array.from(atob(base64!), (c) => c.charCodeAt(0))], name!));
      return files;
    },
    [name, base64],
  );
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('body', type, { dataTransfer: files });
}

export const button = (page: Page | Locator, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: true });

/** The song in hand has its master: it can be compared and downloaded. */
export async function mastered(page: Page): Promise<void> {
  await page.locator('button:enabled', { hasText: 'Download master' }).waitFor();
  await button(page, 'Cancel').waitFor({ state: 'detached' });
}

/** Saves what a click hands out; its bytes and the name it is given. */
export async function downloaded(page: Page, save: Locator): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}
