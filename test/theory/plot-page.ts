// Plot page: a picture drawn by a test is the one that the theory page shows, to the last byte.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'vitest';
import { drawn, type Picture } from './plot-picture.ts';

export const THEORY = resolve(import.meta.dirname, '../../docs/theory');
export const PLOTS = join(THEORY, 'plots');
/** A page with several of them is still read at once. */
const MOST_BYTES = 25_000;

/** With UPDATE_PLOTS=1 the file is written anew instead; then look at it. */
export function expectPlot(picture: Picture): void {
  const path = join(PLOTS, `${picture.id}.svg`);
  const now = drawn(picture);
  expect(now).not.toMatch(/NaN|Infinity|undefined/);
  expect(Buffer.byteLength(now), `${picture.id}.svg is too large`).toBeLessThan(MOST_BYTES);
  if (process.env.UPDATE_PLOTS === '1') {
    mkdirSync(PLOTS, { recursive: true });
    writeFileSync(path, now);
    return;
  }
  if (now === committed(path)) return;
  expect.fail(
    `docs/theory/plots/${picture.id}.svg is not what the product draws now. ` +
      'If its sound changed on purpose: UPDATE_PLOTS=1 npx vitest run test/theory, look at the picture, commit it.',
  );
}

function committed(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
