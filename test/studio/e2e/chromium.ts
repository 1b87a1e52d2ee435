// Chromium: the browser that the end-to-end tests drive, and what they do on a machine without one.
import { chromium, type Browser } from 'playwright';
import { describe } from 'vitest';
import { findChromium, HOW_TO_GET_CHROMIUM } from '../../../scripts/find-chromium.mjs';

const executablePath = findChromium();

/** The wall between page and machine needs rights that a container does not give. */
const ARGS = ['--no-sandbox', '--autoplay-policy=user-gesture-required', '--enable-precise-memory-info'];

const isSkipped = executablePath === null && !process.env.LACQUER_NOTHING_SKIPPED;
if (isSkipped) console.warn(`SKIPPED: tests of the studio's page. No browser found: ${HOW_TO_GET_CHROMIUM}.`);

/** A group of tests in a browser; skipped loudly where there is none, and failing where nothing may be skipped. */
// oxlint-disable-next-line vitest/valid-title, vitest/valid-describe-callback -- not a group yet
export const describeInPage = describe.skipIf(isSkipped);

export async function launchChromium(more: readonly string[] = []): Promise<Browser> {
  if (executablePath === null) throw new Error(`No browser found: ${HOW_TO_GET_CHROMIUM}.`);
  return chromium.launch({ executablePath, args: [...ARGS, ...more] });
}
