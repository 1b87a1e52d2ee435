// The way of a mix through the built page: drop, findings, plan, A/B, download; the same bytes as from the command line.
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskPlace } from '../../../src/places/disk.ts';
import { runCli } from '../../cli/run-cli.ts';
import { musicLike } from '../../signals.ts';
import { writeWavFile } from '../../write-wav.ts';
import { describeInPage } from './chromium.ts';
import { openHouse, visitEachTime, type House } from './open-house.ts';
import { pageTasksMs, watchPageTasks } from './page-tasks.ts';
import { readZip } from './read-zip.ts';
import { logRequests } from './request-log.ts';
import {
  button,
  downloaded,
  dropFile,
  EXAMPLE,
  mastered,
  serveBuiltStudio,
  visitStudio,
  type Visit,
} from './studio-visit.ts';

const SECONDS = 2;
/** Of the page's own thread; what is blocked takes far longer, and shorter delays are for the bench to measure. */
const BLOCKED_MS = 300;

let house: House;
let visit: Visit;

describeInPage('the way of a mix', () => {
  house = openHouse();

  it('goes on with the network off after the first load', async () => {
    const own = await serveBuiltStudio();
    const { page, context } = await visitStudio(house.browser, own.address);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await context.setOffline(true);
    await own.close();
    await page.reload();
    const mix = join(house.folder, 'offline.wav');
    await writeWavFile(diskPlace(), mix, musicLike(SECONDS * 44100, 44100, 5), 44100);
    await dropFile(page, basename(mix), mix);
    await mastered(page);
    await page.keyboard.press('d');
    expect(await button(page, 'Save all as a zip').textContent()).toBe('Save all as a zip');
    await context.close();
  });

  describe('with the network on', () => {
    visitEachTime(house, (arrived) => {
      visit = arrived;
    });

    it.each([44100, 48000, 96000])(
      'ends in the very bytes that the command line makes of the same plan, at %i Hz',
      async (rateHz) => {
        const mix = join(house.folder, `mix-${rateHz}.wav`);
        await writeWavFile(diskPlace(), mix, musicLike(SECONDS * rateHz, rateHz, rateHz), rateHz);
        const { page } = visit;
        await dropFile(page, basename(mix), mix);
        await mastered(page);
        const files = await downloadZip();
        expect(visit.complaints).toEqual([]);
        await page.close();
        await expectSameAsCommandLine(mix, files);
      },
    );

    it('shows findings and plan of the example, plays both sides, hands out single files, and asks no one else', async () => {
      const log = logRequests(house.server.address);
      const { page } = visit;
      await watchPageTasks(house.browser, page);
      await button(page, 'Try the example').click();
      await mastered(page);
      log.close();
      expect(await page.getByRole('region', { name: 'What was found in the mix' }).textContent()).toMatch(
        /\w/,
      );
      await button(page, 'Play').click();
      const place = page.getByRole('slider', { name: 'Place in the song' });
      for (const side of ['mix', 'master']) {
        const before = Number(await place.inputValue());
        await page.keyboard.press(side === 'mix' ? 'a' : 'b');
        await expect
          .poll(() => page.getByRole('group', { name: 'Which side plays' }).getAttribute('data-side'))
          .toBe(side);
        await expect.poll(async () => Number(await place.inputValue())).toBeGreaterThan(before + 0.3);
      }
      const wav = await saveSingle('first-light.master.wav');
      const flac = await saveSingle('first-light.master.flac');
      const plan = await saveSingle('plan.json');
      await expectNeverBlocked();
      expect(visit.requests.filter((address) => !isOwn(address))).toEqual([]);
      expect(log.lines.filter((line) => !/^GET \/[\w./-]*$/.test(line))).toEqual([]);
      expect(visit.complaints).toEqual([]);
      // it would play on, and take the time that the command line needs
      await page.close();
      await expectSameAsCommandLine(EXAMPLE, new Map([wav, flac, plan]));
    });

    it('would notice a page that is blocked', async () => {
      await watchPageTasks(house.browser, visit.page);
      await visit.page.evaluate(() => {
        let x = 1;
        for (let n = 0; n < 150_000_000; n++) x = Math.sqrt(x + 1);
        return x;
      });
      expect((await pageTasksMs(house.browser))[0]).toBeGreaterThan(BLOCKED_MS);
    });
  });
});

const isOwn = (address: string): boolean =>
  address.startsWith(house.server.address) || address.startsWith('blob:');

/** The page's own thread is never blocked, all the way. */
async function expectNeverBlocked(): Promise<void> {
  const tasksMs = await pageTasksMs(house.browser);
  expect(tasksMs.length).toBeGreaterThan(100);
  expect(tasksMs.filter((ms) => ms > BLOCKED_MS)).toEqual([]);
}

async function downloadZip(): Promise<Map<string, Buffer>> {
  const { page } = visit;
  await button(page, 'Download master').click();
  const { name, bytes } = await downloaded(page, button(page, 'Save all as a zip'));
  expect(name).toMatch(/\.zip$/);
  return readZip(bytes);
}

async function saveSingle(name: string): Promise<[string, Buffer]> {
  const { page } = visit;
  const save = button(page, `Save ${name}`);
  if (!(await page.getByRole('dialog').isVisible())) await button(page, 'Download master').click();
  const file = await downloaded(page, save);
  expect(file.name).toBe(name);
  return [name, file.bytes];
}

/** Every sound among `files` has the bytes that `lacquer master --plan` writes for the plan among them. */
async function expectSameAsCommandLine(mix: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
  const out = mkdtempSync(join(house.folder, 'cli-'));
  mkdirSync(out, { recursive: true });
  const plan = join(out, 'given-plan.json');
  writeFileSync(plan, files.get('plan.json')!);
  const { status, err } = await runCli('master', mix, '-o', join(out, 'master'), '--plan', plan);
  expect([status <= 1, err]).toEqual([true, expect.any(String)]);
  const sounds = [...files.keys()].filter((name) => /\.(wav|flac)$/.test(name));
  expect(sounds.length).toBeGreaterThanOrEqual(2);
  for (const name of sounds) {
    const same = files.get(name)!.equals(readFileSync(join(out, 'master', name)));
    expect([name, same]).toEqual([name, true]);
  }
}
