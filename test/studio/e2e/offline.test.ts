// The service worker on small studios of three files: what it keeps, what it says, and how one version follows another.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { writeServiceWorker } from '../../../scripts/studio-plugins.mjs';
import { serveFolder, type FolderServer } from '../../../src/cli/serve-folder.ts';
import { describeInPage, launchChromium } from './chromium.ts';
import { logRequests } from './request-log.ts';

const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'";
const REGISTER = `
  await navigator.serviceWorker.register('./service-worker.js', { scope: './', updateViaCache: 'none' });
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ began: import.meta.url });
`;

let browser: Browser;
let context: BrowserContext;
let folder: string;
let server: FolderServer;

/** In a subfolder of the server: the scope is not the whole origin. */
async function publish(version: string, { spoil = false } = {}): Promise<void> {
  const studio = join(folder, 'sub', 'studio');
  rmSync(studio, { recursive: true, force: true });
  mkdirSync(join(studio, 'assets'), { recursive: true });
  const page = `<!doctype html><title>${version}</title><script type="module" src="./assets/page-${version}.js"></script>`;
  writeFileSync(join(studio, 'index.html'), page);
  writeFileSync(join(studio, 'assets', `page-${version}.js`), REGISTER);
  writeFileSync(join(studio, 'assets', `lazy-${version}.js`), `export const said = '${version}';`);
  await writeServiceWorker(studio, POLICY);
  if (spoil) writeFileSync(join(studio, 'index.html'), page.replace('<title>', '<title>not '));
}

/** As text: the test runner would rewrite an `import()`. */
const lazily = (page: Page, version: string): Promise<string> =>
  page.evaluate(`import(new URL('assets/lazy-${version}.js', location.href).href).then(({ said }) => said)`);

const cacheNames = (page: Page): Promise<string[]> => page.evaluate(() => caches.keys());

/** Resolves once this page is in the hands of a service worker: everything is kept by then. */
const isKept = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => navigator.serviceWorker.controller !== null);

/** Asks for a newer version, and resolves when it has taken over. */
const update = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const taken = new Promise<void>((done) => {
      navigator.serviceWorker.addEventListener('controllerchange', () => done(), { once: true });
    });
    await (await navigator.serviceWorker.ready).update();
    await taken;
  });

async function open(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${server.address}sub/studio/`);
  await isKept(page);
  return page;
}

describeInPage('the service worker', () => {
  beforeAll(async () => {
    browser = await launchChromium();
  });

  afterAll(() => browser.close());

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lacquer-offline-'));
    await publish('one');
    server = await serveFolder(folder, { port: 0 });
    context = await browser.newContext();
  });

  afterEach(async () => {
    await context.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('keeps every file, in a subfolder too: page and lazy parts open with the server gone', async () => {
    const page = await open();
    await server.close();
    await page.reload();
    expect(await page.title()).toBe('one');
    expect(await lazily(page, 'one')).toBe('one');
  });

  it('asks the server for nothing that it keeps', async () => {
    const page = await open();
    const log = logRequests(server.address);
    await page.goto(`${server.address}sub/studio/index.html?again#here`);
    await lazily(page, 'one');
    log.close();
    expect(log.lines.filter((line) => !line.endsWith('service-worker.js'))).toEqual([]);
  });

  it('sends the policy along with what it keeps, so that workers are under it too', async () => {
    const page = await open();
    const policies = await page.evaluate(async () =>
      Promise.all(
        ['./', './assets/page-one.js'].map(async (path) =>
          (await fetch(path)).headers.get('Content-Security-Policy'),
        ),
      ),
    );
    expect(policies).toEqual([POLICY, POLICY]);
  });

  it('lets an open page finish with its own files when a new version comes, and a reload brings the new one', async () => {
    const page = await open();
    await publish('two');
    await update(page);
    expect(await lazily(page, 'one')).toBe('one');
    expect(await cacheNames(page)).toHaveLength(2);
    await page.reload();
    expect(await page.title()).toBe('two');
    expect(await lazily(page, 'two')).toBe('two');
    await expect.poll(() => cacheNames(page)).toHaveLength(1);
    await expect(lazily(page, 'one')).rejects.toThrow(/import/);
  });

  it('keeps the old files as long as another page may need them', async () => {
    const old = await open();
    await publish('two');
    await update(old);
    const fresh = await open();
    expect(await fresh.title()).toBe('two');
    await fresh.reload();
    await isKept(fresh);
    expect(await cacheNames(old)).toHaveLength(2);
    expect(await lazily(old, 'one')).toBe('one');
  });

  it('never mixes versions: where a file is not the one that was built, nothing is taken over', async () => {
    const page = await open();
    await publish('two', { spoil: true });
    const state = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      const { installing } = registration;
      await new Promise<void>((done) => {
        if (installing === null || installing.state === 'redundant') done();
        installing?.addEventListener('statechange', () => installing.state === 'redundant' && done());
      });
      return installing?.state;
    });
    expect(state).toBe('redundant');
    await page.reload();
    expect(await page.title()).toBe('one');
    expect(await lazily(page, 'one')).toBe('one');
  });
});
