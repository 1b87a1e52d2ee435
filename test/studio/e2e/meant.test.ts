// What is meant to be so: a finding is marked in the page, stays marked after a reload, and counts again; the check is saved as a page.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FolderServer } from '../../../src/cli/serve-folder.ts';
import { diskPlace } from '../../../src/places/disk.ts';
import { musicLike } from '../../signals.ts';
import { writeWavFile } from '../../write-wav.ts';
import { describeInPage, launchChromium } from './chromium.ts';
import {
  BUILD_MS,
  button,
  chooseFiles,
  downloaded,
  mastered,
  serveBuiltStudio,
  visitStudio,
  type Visit,
} from './studio-visit.ts';

const RATE = 44100;

let browser: Browser;
let server: FolderServer;
let folder: string;
/** With the song that has holes, and its master. */
let visit: Visit;

describeInPage('what is meant to be so', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lacquer-meant-'));
    const sound = musicLike(14 * RATE, RATE, 5);
    for (const samples of sound) for (const at of [5, 9]) samples.fill(0, at * RATE, at * RATE + 900);
    await writeWavFile(diskPlace(), join(folder, 'holes.wav'), sound, RATE);
    server = await serveBuiltStudio();
    browser = await launchChromium();
    visit = await visitStudio(browser, server.address);
    await chooseFiles(visit.page, join(folder, 'holes.wav'));
    await mastered(visit.page);
  }, BUILD_MS);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is marked with a note, kept, and taken back', async () => {
    const { page } = visit;
    const found = page.locator('section', {
      has: page.getByRole('heading', { name: 'What was found in the mix' }),
    });
    const meant = page.locator('section', { has: page.getByRole('heading', { name: 'Meant to be so' }) });
    const hole = found.locator('li', { hasText: 'A dropout' }).first();
    await expect(meant.count()).resolves.toBe(0);

    await button(hole, 'Meant to be so').click();
    await hole.getByLabel('Why is it meant to be so?').fill('the tape is cut here');
    await button(hole, 'Mark all places').click();
    await meant.getByText('the tape is cut here').waitFor();
    expect(await found.getByText('A dropout').count()).toBe(0);

    await page.reload();
    await meant.getByText('the tape is cut here').waitFor();
    await button(meant, 'Let it count again').click();
    await found.getByText('A dropout').waitFor();
    expect(await meant.count()).toBe(0);
    expect(visit.complaints).toEqual([]);
  });

  it('stands in the page that can be saved', async () => {
    const { page } = visit;
    const { name, bytes } = await downloaded(page, button(page, 'Save this check as a page'));
    expect(name).toBe('holes.wav.html');
    const saved = bytes.toString('utf8');
    expect(saved).toContain('<title>holes.wav: check</title>');
    expect(saved).toContain('A dropout');
  });
});
