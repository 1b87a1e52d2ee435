// Open house: what a suite of visits needs: the built studio served, a browser, a folder for its own files.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { FolderServer } from '../../../src/cli/serve-folder.ts';
import { launchChromium } from './chromium.ts';
import { BUILD_MS, serveBuiltStudio, visitStudio, type Visit } from './studio-visit.ts';

/** Filled before the suite's first test. */
export interface House {
  browser: Browser;
  server: FolderServer;
  folder: string;
}

/** To be called where a suite's hooks stand; all is closed and removed after its last test. */
export function openHouse(): House {
  const house = {} as House;
  beforeAll(async () => {
    house.server = await serveBuiltStudio();
    house.browser = await launchChromium();
    house.folder = mkdtempSync(join(tmpdir(), 'lacquer-visit-'));
  }, BUILD_MS);
  afterAll(async () => {
    await house.browser.close();
    await house.server.close();
    rmSync(house.folder, { recursive: true, force: true });
  });
  return house;
}

/** A new visitor for every test of the suite. */
export function visitEachTime(house: House, arrived: (visit: Visit) => void): void {
  let visit: Visit;
  beforeEach(async () => {
    visit = await visitStudio(house.browser, house.server.address);
    arrived(visit);
  });
  afterEach(() => visit.close());
}
