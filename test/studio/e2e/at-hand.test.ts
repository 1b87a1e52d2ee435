// What a visitor may do on the way: listen, compare, several files, broken ones, cancel, reload, no mouse at all.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskPlace } from '../../../src/places/disk.ts';
import { stageWords } from '../../../src/report/words.ts';
import { musicLike } from '../../signals.ts';
import { writeWavFile } from '../../write-wav.ts';
import { describeInPage } from './chromium.ts';
import { openHouse, visitEachTime, type House } from './open-house.ts';
import {
  button,
  chooseFiles,
  downloaded,
  EXAMPLE,
  mastered,
  visitStudio,
  type Visit,
} from './studio-visit.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', 'files', 'fixtures');

/** Short, for what does not depend on the music. */
let song: string;
let other: string;
/** Long enough to be played, moved in, and seen while it is made. */
let longer: string;
let visit: Visit;

/** One visitor for a group of tests that leave each other what they find. */
function visitOnce(house: House): void {
  beforeAll(async () => {
    visit = await visitStudio(house.browser, house.server.address);
  });
  afterAll(() => visit.close());
}

describeInPage('the studio at hand', () => {
  const house = openHouse();

  beforeAll(async () => {
    const written = async (name: string, seconds: number): Promise<string> => {
      const path = join(house.folder, name);
      await writeWavFile(diskPlace(), path, musicLike(seconds * 44100, 44100, 3 + seconds), 44100);
      return path;
    };
    song = await written('song.wav', 2);
    other = await written('other.wav', 3);
    longer = await written('longer.wav', 10);
  });

  describe('with nothing in it yet', () => {
    visitEachTime(house, (arrived) => {
      visit = arrived;
    });

    it('takes several files; broken ones say why and what to do, and the others go on', async () => {
      const text = join(house.folder, 'letter.wav');
      writeFileSync(text, 'Dear listener, this is not a song.\n'.repeat(50));
      const cut = join(house.folder, 'cut.flac');
      writeFileSync(cut, readFileSync(EXAMPLE).subarray(0, 60));
      const { page } = visit;
      await chooseFiles(page, [text, cut, song]);
      const songs = page.getByRole('navigation', { name: 'Songs' });
      for (const title of ['letter', 'cut']) {
        await songs.getByRole('button', { name: new RegExp(`^(\\d )?${title}`) }).click();
        const alert = page.getByRole('alert');
        await alert.filter({ hasText: title }).waitFor();
        expect(await alert.locator('h2').textContent()).toMatch(/\w+.*\.$/);
        expect(await alert.locator('.cure').textContent()).toMatch(/\w+.*\.$/);
      }
      await songs.getByRole('button', { name: /^(\d )?song/ }).click();
      await mastered(page);
      expect(visit.complaints).toEqual([]);
    });

    it('stops when asked, and takes up again', async () => {
      const { page } = visit;
      await chooseFiles(page, longer);
      await button(page, 'Cancel').click();
      const again = page.getByRole('button', { name: /^(Listen again|Make it)$/ });
      await again.click();
      await mastered(page);
      expect(visit.complaints).toEqual([]);
    });

    it('finds everything again after a reload, and loses the running render at most', async () => {
      const { page } = visit;
      await chooseFiles(page, longer);
      await page
        .getByRole('progressbar', { name: stageWords('listen') })
        .first()
        .waitFor();
      await page.reload();
      await mastered(page);
      const heading = await page.getByRole('heading', { level: 2 }).first().textContent();
      await page.getByRole('slider', { name: 'Amount' }).fill('40');
      await button(page, 'Cancel').waitFor();
      await page.reload();
      await mastered(page);
      expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toMatch(/\w/);
      expect(heading).toMatch(/\w/);
      expect(await page.getByRole('region', { name: 'What was found in the mix' }).isVisible()).toBe(true);
      expect(visit.complaints).toEqual([]);
    });

    it('shows the song in hand again after a reload', async () => {
      const { page } = visit;
      await chooseFiles(page, [song, other]);
      await page
        .getByRole('navigation', { name: 'Songs' })
        .getByRole('button', { name: /^(\d )?other/ })
        .click();
      await mastered(page);
      await page.reload();
      await mastered(page);
      expect(await page.title()).toBe('other · Lacquer');
    });

    it('can be gone by keyboard alone', async () => {
      const { page } = visit;
      const chooser = page.waitForEvent('filechooser');
      await tabTo(page, button(page, 'Choose files'));
      await page.keyboard.press('Enter');
      await (await chooser).setFiles(longer);
      await mastered(page);
      await page.keyboard.press('b');
      expect(
        await button(page, /Master$/)
          .first()
          .getAttribute('aria-pressed'),
      ).toBe('true');
      await tabTo(page, button(page, 'Play'));
      await page.keyboard.press(' ');
      await expect.poll(() => placeS(page)).toBeGreaterThan(0.2);
      await page.keyboard.press('x');
      await expect
        .poll(() => page.getByRole('group', { name: 'Which side plays' }).getAttribute('data-side'))
        .toBe('mix');
      const before = await placeS(page);
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => placeS(page)).toBeGreaterThan(before + 1.5);
      await page.keyboard.press(' ');
      await tabTo(page, page.getByRole('slider', { name: 'Amount' }));
      for (let press = 0; press < 8; press++) await page.keyboard.press('ArrowLeft');
      const told = page.locator('.panel .state');
      await expect.poll(() => told.textContent()).toContain('What you hear is this plan.');
      await mastered(page);
      expect(await page.getByRole('slider', { name: 'Amount' }).getAttribute('aria-valuetext')).toMatch(
        /^60 %/,
      );
      await page.keyboard.press('d');
      const save = button(page, 'Save all as a zip');
      await save.waitFor();
      await tabTo(page, save);
      const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
      expect(download.suggestedFilename()).toBe('longer.zip');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      expect(visit.complaints).toEqual([]);
    });
  });

  describe('with a song that has its master', () => {
    visitOnce(house);
    beforeAll(async () => {
      await chooseFiles(visit.page, longer);
      await mastered(visit.page);
    });

    it('plays on at the same place when mix and master change places', async () => {
      const { page } = visit;
      await page.getByRole('slider', { name: 'Place in the song' }).fill('0');
      await button(page, 'Play').click();
      await expect.poll(() => placeS(page)).toBeGreaterThan(0.2);
      const places = await page.evaluate(watchPlaces, 4);
      expect(places.sides).toEqual(['mix', 'master', 'mix', 'master']);
      expect(places.smallestStepS).toBeGreaterThanOrEqual(0);
      // On a machine that is too busy the sound stutters, but it goes on from where it was, and no faster than time.
      expect(places.movedS).toBeGreaterThan(0.2);
      expect(places.movedS).toBeLessThan(places.tookS + 1);
      expect(await button(page, 'Pause').isVisible()).toBe(true);
      await page.keyboard.press(' ');
      await button(page, 'Play').waitFor();
      expect(visit.complaints).toEqual([]);
    });

    it('says what the level match does, and takes it away with one key', async () => {
      const { page } = visit;
      const match = page.getByRole('switch', { name: 'Level match' });
      expect(await match.getAttribute('aria-checked')).toBe('true');
      const words = page.locator('#match-words');
      expect(await words.textContent()).toMatch(/^(Master|Mix) played \d+\.\d\sdB quieter/);
      await page.keyboard.press('l');
      expect(await match.getAttribute('aria-checked')).toBe('false');
      expect(await words.textContent()).toMatch(/^True level: the (master|mix) is \d+\.\d\sdB louder/);
    });

    it('keeps the focus in the dialog when what it was on is gone, and Escape still closes', async () => {
      const { page } = visit;
      await page.keyboard.press('d');
      const dialog = page.getByRole('dialog');
      await button(dialog, 'Cancel').focus();
      await button(dialog, 'Save all as a zip').waitFor();
      await expect.poll(() => dialog.evaluate((it) => it.contains(document.activeElement))).toBe(true);
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
    });

    it('opens again when it is asked for before the browser has told of its closing', async () => {
      const { page } = visit;
      await page.keyboard.press('d');
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      // As Escape does it, and the next key before the event `close`.
      await dialog.evaluate(async (it: HTMLDialogElement) => {
        it.dispatchEvent(new Event('cancel'));
        it.close();
        for (let turn = 0; turn < 20; turn++) await Promise.resolve();
        document.dispatchEvent(new KeyboardEvent('keydown', { key: 'd', code: 'KeyD', bubbles: true }));
        await new Promise((resolve) => it.addEventListener('close', resolve, { once: true }));
      });
      await button(dialog, 'Save all as a zip').waitFor();
      expect(await dialog.evaluate((it: HTMLDialogElement) => it.open)).toBe(true);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
    });

    it('opens the report in a page of its own, in its own style', async () => {
      const { page, context } = visit;
      await page.keyboard.press('d');
      const [report] = await Promise.all([
        context.waitForEvent('page'),
        button(page, 'Open the report').click(),
      ]);
      await report.getByText('longer').first().waitFor();
      expect(await report.evaluate(() => getComputedStyle(document.body).margin)).toBe('0px');
      await report.close();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      expect(visit.complaints).toEqual([]);
    });

    it('hands out a single file under its own name', async () => {
      const { page } = visit;
      await page.keyboard.press('d');
      const { name, bytes } = await downloaded(page, button(page, 'Save plan.json'));
      expect([name, JSON.parse(bytes.toString('utf8')).version]).toEqual(['plan.json', expect.any(Number)]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    });

    it('goes another way, keeps what is locked, does what is said, and takes it all back', async () => {
      const { page } = visit;
      const amount = page.getByRole('slider', { name: 'Amount' });
      await page.getByText('Other ways to master it').click();
      await button(page, 'Take this one: Leave it alone').click();
      await expect.poll(() => amount.inputValue()).toBe('0');
      await page.getByText('Do not touch').click();
      await button(page, 'bass').click();
      expect(await button(page, 'bass').getAttribute('aria-pressed')).toBe('true');
      await mastered(page);
      const words = page.getByLabel('Say what to change');
      await words.fill('more air');
      await page.keyboard.press('Enter');
      await page.getByText('You asked for more air').waitFor();
      await mastered(page);
      await words.fill('more bass');
      await page.keyboard.press('Enter');
      expect(await page.getByRole('alert').textContent()).toContain('bass');
      for (let step = 0; step < 3; step++) await button(page, 'Undo').click();
      await expect.poll(() => amount.inputValue()).toBe('100');
      await page.getByText('You asked for more air').waitFor({ state: 'detached' });
      await mastered(page);
      expect(visit.complaints).toEqual([]);
    });

    it('never calls a master the plan that is older than the last change', async () => {
      const { page } = visit;
      const told = page.locator('.panel .state');
      expect(await told.textContent()).toContain('What you hear is this plan.');
      const claims = await page.evaluate(moveAmount, 12);
      // Where frames take long, the first changes are already at work when the last are made.
      expect(claims.filter((words) => words.includes('What you hear is this plan.'))).toEqual([]);
      expect(claims.filter((words) => words.includes('The last master plays on.'))).toHaveLength(12);
      expect(claims.some((words) => words.startsWith('Your change comes next.'))).toBe(true);
      await mastered(page);
      await expect.poll(() => told.textContent()).toContain('What you hear is this plan.');
      expect(visit.complaints).toEqual([]);
    });
  });

  describe('with lossy files', () => {
    visitOnce(house);

    it.each(['sines-lame.mp3', 'sines.ogg', 'sines.opus'])(
      'reads %s under its own policy, with a decoder that is fetched only now',
      async (name) => {
        const { page, requests } = visit;
        const before = requests.length;
        await chooseFiles(page, join(FIXTURES, name));
        await mastered(page);
        const late = requests.slice(before).filter((address) => /decoder|vorbis/.test(address));
        expect(late.length).toBeGreaterThanOrEqual(1);
        expect(visit.complaints).toEqual([]);
      },
    );
  });
});

/** Where the needle is, in seconds. */
const placeS = async (page: Page): Promise<number> =>
  Number(await page.getByRole('slider', { name: 'Place in the song' }).inputValue());

/** As a visitor without a mouse does: Tab until it is there. */
async function tabTo(page: Page, target: ReturnType<Page['locator']>): Promise<void> {
  for (let press = 0; press < 120; press++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab never came there.');
}

/** In the page, frame by frame: switches sides some times, and notes how the place goes on. */
async function watchPlaces(
  switches: number,
): Promise<{ sides: string[]; smallestStepS: number; movedS: number; tookS: number }> {
  const slider = document.querySelector<HTMLInputElement>('input[aria-label="Place in the song"]')!;
  const group = document.querySelector<HTMLElement>('[aria-label="Which side plays"]')!;
  const [mix, master] = [...group.querySelectorAll('button')];
  const frame = (): Promise<number> => new Promise((done) => void requestAnimationFrame(done));
  mix!.click();
  await frame();
  const first = slider.valueAsNumber;
  const since = performance.now();
  const sides: string[] = [];
  let [before, smallestStepS] = [first, Number.POSITIVE_INFINITY];
  for (let turn = 0; turn < switches; turn++) {
    (turn % 2 === 0 ? mix! : master!).click();
    const turned = performance.now();
    for (let n = 0; n < 3 || performance.now() - turned < 350; n++) {
      await frame();
      smallestStepS = Math.min(smallestStepS, slider.valueAsNumber - before);
      before = slider.valueAsNumber;
    }
    sides.push(group.dataset.side!);
  }
  return { sides, smallestStepS, movedS: before - first, tookS: (performance.now() - since) / 1000 };
}

/** Moves the amount many times, faster than it comes to rest; what the page claims right after each. */
async function moveAmount(times: number): Promise<string[]> {
  const fader = document.querySelector<HTMLInputElement>('input[aria-label="Amount"]')!;
  const claims: string[] = [];
  for (let i = 0; i < times; i++) {
    fader.valueAsNumber -= 5;
    fader.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((done) => requestAnimationFrame(done));
    claims.push(document.querySelector('.panel .state')!.textContent.trim());
  }
  return claims;
}
