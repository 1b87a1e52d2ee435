// The page for everyone: axe finds no serious violation in any of its states, in light and dark, wide and narrow.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { diskPlace } from '../../../src/places/disk.ts';
import { musicLike } from '../../signals.ts';
import { writeWavFile } from '../../write-wav.ts';
import { describeInPage } from './chromium.ts';
import { openHouse } from './open-house.ts';
import { button, chooseFiles, dropFile, mastered, visitStudio, type Visit } from './studio-visit.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let song: string;

/** Colour scheme and width in px: every state is looked at in each. */
const LOOKS = [
  ['light', 1440],
  ['dark', 1440],
  ['light', 390],
  ['dark', 390],
] as const;

/** Each serious or critical violation as `rule: where`. */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  return page.evaluate(async () => {
    const found = await (globalThis as any).axe.run(document, { resultTypes: ['violations'] });
    return found.violations
      .filter(({ impact }: { impact: string }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }: any) =>
        nodes.map(({ target, html }: any) => `${id}: ${target} ${html.slice(0, 90)}`),
      );
  });
}

/** Of the page as it stands, in every look. */
async function expectNoViolations(page: Page): Promise<void> {
  const found: Record<string, string[]> = {};
  for (const [colorScheme, width] of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await settled(page);
    found[`${colorScheme}, ${width} px wide`] = await violations(page);
  }
  expect(found).toEqual(
    Object.fromEntries(LOOKS.map(([scheme, width]) => [`${scheme}, ${width} px wide`, []])),
  );
}

/** Resolves when the page has been drawn in its present look, and nothing in it moves any more. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const frame = (): Promise<number> => new Promise((done) => void requestAnimationFrame(done));
    for (let n = 0; n < 2; n++) await frame();
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });

const closed = (page: Page): Promise<void> => page.getByRole('dialog').waitFor({ state: 'hidden' });

let visit: Visit;

describeInPage('every state of the page is accessible', () => {
  const house = openHouse();

  beforeAll(async () => {
    song = join(house.folder, 'song.wav');
    // a click, so that there is something to tell
    const [left, right] = musicLike(3 * 44100, 44100, 3);
    left!.fill(0.9, 1.5 * 44100, 1.5 * 44100 + 2);
    await writeWavFile(diskPlace(), song, [left!, right!], 44100);
    writeFileSync(join(house.folder, 'letter.wav'), 'not a song');
    visit = await visitStudio(house.browser, house.server.address, { reducedMotion: 'reduce' });
  });
  afterAll(() => visit.close());

  it('empty', async () => {
    await button(visit.page, 'Choose files').waitFor();
    await expectNoViolations(visit.page);
  });

  it('with a song that has its master, its downloads, and the keys', async () => {
    const { page } = visit;
    await chooseFiles(page, song);
    await mastered(page);
    await page.getByText('Do not touch').click();
    await button(page, 'bass').waitFor();
    await page.getByText('Other ways to master it').click();
    await page
      .getByRole('button', { name: /^Take this one/ })
      .first()
      .waitFor();
    await page.getByLabel('Say what to change').fill('more fleece');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await expectNoViolations(page);
    await page.keyboard.press('Escape');
    await page.locator('body').click({ position: { x: 2, y: 2 } });
    await page.keyboard.press('d');
    await button(page, 'Save all as a zip').waitFor();
    await expectNoViolations(page);
    await page.keyboard.press('Escape');
    await closed(page);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await expectNoViolations(page);
    await page.keyboard.press('Escape');
    await closed(page);
  });

  it('with a file that is no song', async () => {
    const { page } = visit;
    await chooseFiles(page, join(house.folder, 'letter.wav'));
    await page.getByRole('alert').waitFor();
    await expectNoViolations(page);
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
