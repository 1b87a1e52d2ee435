// The page for everyone: axe finds no serious violation in any of its states, in light and dark, wide and narrow.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { beforeAll, expect, it } from 'vitest';
import { diskPlace } from '../../../src/places/disk.ts';
import { musicLike } from '../../signals.ts';
import { writeWavFile } from '../../write-wav.ts';
import { describeInPage } from './chromium.ts';
import { openHouse } from './open-house.ts';
import { button, chooseFiles, dropFile, mastered, visitStudio } from './studio-visit.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let song: string;

/** Each serious or critical violation as `rule: where`. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const found = await (globalThis as any).axe.run(document, { resultTypes: ['violations'] });
    return found.violations
      .filter(({ impact }: { impact: string }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }: any) =>
        nodes.map(({ target, html }: any) => `${id}: ${target} ${html.slice(0, 90)}`),
      );
  });
}

describeInPage('every state of the page is accessible', () => {
  const house = openHouse();

  beforeAll(async () => {
    song = join(house.folder, 'song.wav');
    // a click, so that there is something to tell
    const [left, right] = musicLike(3 * 44100, 44100, 3);
    left!.fill(0.9, 1.5 * 44100, 1.5 * 44100 + 2);
    await writeWavFile(diskPlace(), song, [left!, right!], 44100);
    writeFileSync(join(house.folder, 'letter.wav'), 'not a song');
  });

  it.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 390],
    ['dark', 390],
  ] as const)('%s, %i px wide', async (colorScheme, width) => {
    const visit = await visitStudio(house.browser, house.server.address, {
      colorScheme,
      viewport: { width, height: 900 },
      reducedMotion: 'reduce',
    });
    const { page } = visit;
    const found: Record<string, string[]> = {};
    await button(page, 'Choose files').waitFor();
    found.empty = await violations(page);
    await chooseFiles(page, song);
    await mastered(page);
    found.ready = await violations(page);
    await page.keyboard.press('d');
    await button(page, 'Save all as a zip').waitFor();
    found.download = await violations(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    found.help = await violations(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await chooseFiles(page, join(house.folder, 'letter.wav'));
    await page.getByRole('alert').waitFor();
    found.failed = await violations(page);
    await visit.close();
    expect(found).toEqual({ empty: [], ready: [], download: [], help: [], failed: [] });
  });

  it.each(['light', 'dark'] as const)('%s, while a mix is taken in', async (colorScheme) => {
    const visit = await visitStudio(house.browser, 'about:blank', { colorScheme });
    const { page } = visit;
    // an engine that never answers: busy for as long as we look
    await visit.context.route(/engine-worker/, () => {});
    await page.goto(house.server.address);
    await page.getByRole('heading', { name: 'Lacquer' }).waitFor();
    await dropFile(page, 'song.wav', join(house.folder, 'letter.wav'));
    await button(page, 'Cancel').waitFor();
    expect(await violations(page)).toEqual([]);
    await visit.close();
  });
});
