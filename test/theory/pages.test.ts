// Every processor has a theory page that shows what it does, and every plot is drawn by a test and shown by a page.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROCESSORS } from '../../src/process/every-processor.ts';
import { PLOTS, THEORY } from './plot-page.ts';

interface Shown {
  readonly page: string;
  readonly caption: string;
  readonly id: string;
}

const textsOf = (folder: string, ending: string): { name: string; text: string }[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

const SHOWN: readonly Shown[] = textsOf(THEORY, '.md').flatMap(({ name, text }) =>
  [...text.matchAll(/!\[([^\]]*)\]\(plots\/([^)]*)\.svg\)/g)].map(([, caption, id]) => ({
    page: name,
    caption: caption!,
    id: id!,
  })),
);

const DRAWN = textsOf(import.meta.dirname, '.test.ts').flatMap(({ text }) =>
  [...text.matchAll(/\bid: '([a-z0-9-]+)'/g)].map(([, id]) => id!),
);

it.each(PROCESSORS.map(({ id }) => id))('%s is shown on a theory page', (id) => {
  const pages = SHOWN.filter((shown) => shown.id === id).map(({ page }) => page);
  const cure = `one page of docs/theory shows ![caption](plots/${id}.svg), and a test of test/theory draws it`;
  expect(pages, cure).toHaveLength(1);
});

it('what is sound but no processor of a chain is shown too', () => {
  for (const id of ['dither', 'resampler']) expect(SHOWN.map((shown) => shown.id)).toContain(id);
});

it('every plot is drawn by one test, shown by one page, and nothing else lies there', () => {
  const files = readdirSync(PLOTS).sort();
  expect(files).toEqual(DRAWN.map((id) => `${id}.svg`).sort());
  expect(files).toEqual(SHOWN.map(({ id }) => `${id}.svg`).sort());
});

it('every plot has a caption', () => {
  for (const { caption } of SHOWN) expect(caption.length).toBeGreaterThan(20);
});
