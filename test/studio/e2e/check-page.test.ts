// The page of a check in a browser: it fits the desk, the phone and A4, loads nothing, and prints whole charts.
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BATCH_COLUMNS, checkBatchPage } from '../../../src/report/check/check-batch-page.ts';
import { checkReportPage } from '../../../src/report/check/check-report-page.ts';
import { sampleCheck } from '../../report/sample-check.ts';
import { describeInPage, launchChromium } from './chromium.ts';

/** A4 without the margins of the page's own style (16 + 18 and 15 + 15 mm), in CSS pixels of 1/96 inch. */
const A4 = { width: Math.floor((180 / 25.4) * 96), height: Math.floor((263 / 25.4) * 96) };

const ONE = checkReportPage(sampleCheck());
const MANY = checkBatchPage({
  reports: ['a', 'b', 'c'].map((name) =>
    sampleCheck(`${name} with a rather long name, as exports have them.flac`),
  ),
  faults: [],
  columns: BATCH_COLUMNS,
  pages: null,
});

let browser: Browser;

describeInPage('the page of a check in a browser', () => {
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  for (const [name, markup] of [
    ['one song', ONE],
    ['many songs', MANY],
  ] as const) {
    it.each([1440, 390])(`fits %i px, and asks for nothing: ${name}`, async (width) => {
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      const asked: string[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      page.on('console', (message) => complaints.push(message.text()));
      await page.setContent(markup);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(asked).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    });

    it(`prints on A4 with whole charts: ${name}`, async () => {
      const page = await browser.newPage({ viewport: A4 });
      await page.setContent(markup);
      await page.emulateMedia({ media: 'print' });
      const charts = await page.evaluate(() =>
        [...document.querySelectorAll('figure')].map((figure) => {
          const { width, height } = figure.getBoundingClientRect();
          return { width, height, broken: getComputedStyle(figure).breakInside };
        }),
      );
      expect(charts.length).toBeGreaterThanOrEqual(6);
      for (const { width, height, broken } of charts) {
        expect(width).toBeLessThanOrEqual(A4.width);
        expect(height).toBeLessThan(A4.height);
        expect(broken).toBe('avoid');
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(A4.width);
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      const boxes = [...pdf.matchAll(/\/MediaBox\s*\[0 0 (\S+) (\S+)\]/g)].map((m) => [
        Number(m[1]),
        Number(m[2]),
      ]);
      // 210 by 297 mm in points.
      expect(boxes.length).toBeGreaterThan(2);
      for (const [width, height] of boxes) {
        expect(width).toBeCloseTo(595.3, 0);
        expect(height).toBeCloseTo(841.9, 0);
      }
      await page.close();
    });
  }
});
