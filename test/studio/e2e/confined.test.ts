// The page confined: it cannot send anything anywhere, and needs nothing but its own files, wherever they are served from.
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FolderServer } from '../../../src/cli/serve-folder.ts';
import { serveBarely, type BareServer } from './bare-server.ts';
import { describeInPage, launchChromium } from './chromium.ts';
import {
  BUILD_MS,
  BUILT,
  button,
  chooseFiles,
  EXAMPLE,
  mastered,
  serveBuiltStudio,
  visitStudio,
} from './studio-visit.ts';

let browser: Browser;
let server: FolderServer;

/** In a page or a worker: every way out, tried; what was not refused. */
async function tryToSend(address: string): Promise<string[]> {
  const out: string[] = [];
  await fetch(address, { mode: 'no-cors' }).then(
    () => out.push('fetch'),
    () => {},
  );
  await new Promise<void>((done) => {
    const socket = new WebSocket(address.replace('http', 'ws'));
    socket.onerror = () => done();
    socket.onclose = () => done();
    socket.onopen = () => {
      out.push('socket');
      done();
    };
  });
  if (typeof document === 'undefined') return out;
  navigator.sendBeacon(`${address}beacon`, 'music');
  await new Promise<void>((done) => {
    const image = new Image();
    image.onload = () => {
      out.push('image');
      done();
    };
    image.onerror = () => done();
    image.src = `${address}image.svg`;
  });
  return out;
}

describeInPage('the page confined', () => {
  beforeAll(async () => {
    server = await serveBuiltStudio();
    browser = await launchChromium();
  }, BUILD_MS);

  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  it('cannot send anything anywhere, nor can its workers', async () => {
    const elsewhere = await serveBarely(BUILT, '/');
    const { page, close } = await visitStudio(browser, server.address);
    await button(page, 'Choose files').waitFor();
    expect(await page.evaluate(tryToSend, elsewhere.address)).toEqual([]);
    expect(page.workers().length).toBeGreaterThanOrEqual(1);
    for (const worker of page.workers())
      expect(await worker.evaluate(tryToSend, elsewhere.address)).toEqual([]);
    expect(elsewhere.asked).toEqual([]);
    elsewhere.close();
    await close();
  });

  it('would be caught sending: the same tries get out where the policy is switched off', async () => {
    const elsewhere = await serveBarely(BUILT, '/');
    const { page, close } = await visitStudio(browser, server.address, { bypassCSP: true });
    await page.evaluate(tryToSend, elsewhere.address);
    await expect.poll(() => elsewhere.asked).toContain('/beacon');
    expect(elsewhere.asked).toContain('/image.svg');
    elsewhere.close();
    await close();
  });

  it('works from a subfolder of any web server, and from there with the network off too', async () => {
    const bare: BareServer = await serveBarely(BUILT, '/music/tools/lacquer/');
    const { page, context, complaints, close } = await visitStudio(browser, bare.address);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    expect(bare.asked.filter((path) => !path.startsWith('/music/tools/lacquer/'))).toEqual([]);
    bare.close();
    await context.setOffline(true);
    await page.reload();
    await button(page, 'Try the example').click();
    await mastered(page);
    await button(page, 'Play').click();
    expect(await button(page, 'Pause').isVisible()).toBe(true);
    expect(complaints).toEqual([]);
    await close();
  });

  it('says what it needs at an address that is not secure', async () => {
    const bare = await serveBarely(BUILT, '/');
    const outside = await launchChromium(['--host-resolver-rules=MAP studio.test 127.0.0.1']);
    const { page, complaints } = await visitStudio(
      outside,
      bare.address.replace(/127\.0\.0\.1|localhost/, 'studio.test'),
    );
    await page.getByRole('alert').getByText('lends the page no storage').waitFor();
    await chooseFiles(page, EXAMPLE);
    await page.getByText('could not be mastered').first().waitFor();
    await page.getByRole('main').getByText('an address that begins with https').waitFor();
    expect(complaints).toEqual([]);
    await outside.close();
    bare.close();
  });
});
