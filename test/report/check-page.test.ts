// The page of a check and its charts: everything escaped, nothing loaded, every finding in picture and list under one sign.
import { describe, expect, it } from 'vitest';
import { columnById } from '../../src/report/check-columns.ts';
import { checkBatchPage, BATCH_COLUMNS } from '../../src/report/check/check-batch-page.ts';
import { checkCharts, marksPicture } from '../../src/report/check/check-charts.ts';
import { checkReportPage } from '../../src/report/check/check-report-page.ts';
import { checkVerdict } from '../../src/report/check/check-verdict.ts';
import { explainedFigures } from '../../src/report/check/explained-figures.ts';
import { numberedFindings } from '../../src/report/check/numbered-findings.ts';
import { outliersOf } from '../../src/report/check/outliers.ts';
import { found, richMeasurements, sampleCheck } from './sample-check.ts';
import { sampleMeasurements, sampleRecord } from './sample-report.ts';

const EVIL = `<img src=x onerror="alert('x')">&`;

/** Every opened element is closed in order; void and empty elements excepted. */
function unclosed(markup: string): string[] {
  const open: string[] = [];
  for (const [, slash, name, rest] of markup.matchAll(/<(\/?)([a-z][a-z0-9]*)([^<>]*)>/gi)) {
    if (['meta', 'br'].includes(name!) || rest!.endsWith('/')) continue;
    if (slash === '') open.push(name!);
    else if (open.pop() !== name) return [`</${name}>`];
  }
  return open;
}

const withoutStyle = (page: string): string => page.replace(/<style>.*?<\/style>/s, '');

function expectSoundPage(page: string): void {
  expect(unclosed(withoutStyle(page))).toEqual([]);
  expect(page).not.toMatch(/<script|<link|<img|<iframe|\bsrc=|@import|url\(|NaN|undefined|Infinity/i);
  expect(
    page.match(/https?:\/\/[^"' <]+/g)?.filter((url) => url !== 'http://www.w3.org/2000/svg') ?? [],
  ).toEqual([]);
  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
  expect(new Set(ids).size).toBe(ids.length);
}

describe('the page of one song', () => {
  const page = checkReportPage(sampleCheck());

  it('is one well-formed file that loads nothing and runs nothing', () => {
    expectSoundPage(page);
    expect(page).toMatch(/^<!doctype html>/);
  });

  it('tells its story in order', () => {
    const order = [
      'class="verdict"',
      'Where it is',
      'What was found',
      'For the mix',
      'Waived',
      'The figures',
      'The pictures',
      '<footer',
    ];
    const places = order.map((part) => page.indexOf(part));
    expect(places.every((place) => place > 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it('says by what it was judged, how it was measured, and with which version', () => {
    expect(page).toMatch(/profile “mix”/);
    expect(page).toMatch(/BS\.1770-5/);
    expect(page).toMatch(/Lacquer 0\.1\.0/);
  });

  it('keeps what was waived out of the list and the picture, and tells its note', () => {
    const waived = page.indexOf('<h2>Waived');
    expect(page.indexOf('Fuzz, on purpose')).toBeGreaterThan(waived);
    expect(page.slice(0, waived)).not.toContain('clipping');
  });

  it('escapes whatever comes from outside', () => {
    const report = sampleCheck(`folder/${EVIL}`);
    const evil = [{ ...report.record.findings[0]!, code: EVIL, words: EVIL, cure: EVIL }];
    const waived = [{ ...report.record.findings[0]!, waived: { note: EVIL } }];
    const markup = checkReportPage({
      ...report,
      tool: { name: EVIL, version: EVIL },
      profile: { id: EVIL, purpose: EVIL },
      notes: [{ code: EVIL, facts: { x: EVIL } }],
      record: { ...report.record, findings: [...evil, ...waived], mixNotes: evil },
    });
    expect(markup).not.toContain('<img');
    expect(markup).toContain('&lt;img');
    expect(unclosed(withoutStyle(markup))).toEqual([]);
  });

  it('is the same for the same report', () => {
    expect(checkReportPage(JSON.parse(JSON.stringify(sampleCheck())))).toBe(page);
  });

  it('stands with nothing but figures, and says that it was quick', () => {
    const quick = { ...sampleMeasurements(0, 0, -4), spectrum: null, stereo: null, overview: null };
    const bare = { ...quick, tempo: null, key: null, wordLength: null, bandwidth: null };
    const markup = checkReportPage(sampleCheck('a.wav', bare));
    expectSoundPage(markup);
    expect(markup).not.toContain('class="charts"');
    expect(markup).toContain('This was a quick check');
  });
});

describe('the signs', () => {
  const report = sampleCheck();
  const { findings, mixNotes } = numberedFindings(report.record);

  it('number the findings in the order of the list, and give letters to the mix', () => {
    expect(findings.map(({ sign, code }) => `${sign} ${code}`)).toEqual(['1 dropout', '2 click', '3 hum']);
    expect(mixNotes.map(({ sign, code }) => `${sign} ${code}`)).toEqual(['a mix-harsh']);
  });

  it('stand in the picture at their places', () => {
    const { wide } = marksPicture(report, '')!;
    const xOf = (sign: string): number[] =>
      [...wide.matchAll(new RegExp(`<text x="([^"]+)"[^>]*font-weight="600"[^>]*>${sign}</text>`, 'g'))].map(
        (m) => Number(m[1]),
      );
    // The picture runs from 14 to 746 over 32 s.
    const at = (seconds: number): number => 14 + (732 * seconds) / 32;
    expect(xOf('1')).toEqual([expect.closeTo(at(11.205), 0)]);
    expect(xOf('2')).toEqual([expect.closeTo(at(3.105), 0), expect.closeTo(at(20.405), 0)]);
    expect(xOf('3')).toEqual([]);
    expect(xOf('a')).toEqual([expect.closeTo(at(18), 0)]);
  });

  it('do not cover each other, however many there are', () => {
    const crowd = Array.from({ length: 50 }, (_, i) => found(i % 2 === 0 ? 'click' : 'pop', 'note', i * 0.4));
    const record = sampleRecord('x', richMeasurements(), crowd);
    const { narrow } = marksPicture({ ...report, record }, '')!;
    const signs = [...narrow.matchAll(/<text x="([^"]+)" y="([^"]+)"[^>]*font-weight="600"/g)].map((m) => ({
      x: Number(m[1]),
      y: Number(m[2]),
    }));
    expect(signs.length).toBeGreaterThan(10);
    const tooClose = signs.filter((a, i) =>
      signs.slice(i + 1).some((b) => Math.abs(a.x - b.x) < 19 && Math.abs(a.y - b.y) < 19),
    );
    expect(tooClose).toEqual([]);
  });

  it('make room for waves over full scale', () => {
    const m = richMeasurements();
    const loud = { ...m, overview: { framesPerPoint: 1, min: [-2.5, -1], max: [2.5, 1] } };
    const { wide } = marksPicture(sampleCheck('x', loud), '')!;
    expect(wide).toContain('stroke-dasharray="4 4"');
  });
});

describe('the charts of a check', () => {
  const charts = [marksPicture(sampleCheck(), '')!, ...checkCharts(sampleCheck(), '')];

  it('are six, in two widths, each with a title, a description and finite coordinates', () => {
    expect(charts.map(({ name }) => name)).toEqual(['marks', 'level', 'sections', 'tone', 'bands', 'image']);
    for (const svg of charts.flatMap(({ wide, narrow }) => [wide, narrow])) {
      expect(unclosed(svg)).toEqual([]);
      expect(svg).toMatch(/role="img" aria-labelledby="\S+ \S+"/);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      expect(svg.length).toBeLessThan(60_000);
    }
  });

  it('look as they did', async () => {
    const drawn = charts.map(({ wide }) => wide.replaceAll('><', '>\n<')).join('\n');
    await expect(`${drawn}\n`).toMatchFileSnapshot('../golden/chart-check.svg');
  });
});

describe('the figures of a check', () => {
  it('are each explained in a sentence', () => {
    const { record, measurements } = sampleCheck();
    const figures = explainedFigures(record, measurements).flatMap((group) => group.figures);
    expect(figures.length).toBeGreaterThan(25);
    expect(figures.filter(({ gloss }) => !/^[A-Z].{15,}\.$/.test(gloss)).map(({ name }) => name)).toEqual([]);
    expect(new Set(figures.map(({ name }) => name)).size).toBe(figures.length);
  });
});

describe('the verdict of a check', () => {
  const record = sampleCheck().record;
  it('is one sentence, worst first, without what was waived', () => {
    expect(checkVerdict(record)).toBe(
      'One fault to mend and one thing to look at, with one thought for the mix.',
    );
    expect(checkVerdict({ ...record, findings: record.findings.filter((f) => f.waived), mixNotes: [] })).toBe(
      'Nothing found that needs your attention.',
    );
  });
});

describe('the page of a batch', () => {
  const reports = [-2, -1, 0, 1, 9].map((gainDb, i) =>
    sampleCheck(`album/${i}.flac`, richMeasurements(gainDb)),
  );
  const fault = { path: 'x/<b>&', code: 'not-audio', facts: {}, words: '<b>&', cure: '<b>&' };

  it('is one well-formed file: a table, then every file under its own anchor', () => {
    const page = checkBatchPage({ reports, faults: [fault], columns: BATCH_COLUMNS, pages: null });
    expectSoundPage(page);
    for (const [, anchor] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(` id="${anchor}"`);
    expect(page.match(/<article/g)).toHaveLength(5);
  });

  it('links to pages of their own where there are', () => {
    const pages = reports.map((_, i) => `${i}.html`);
    const page = checkBatchPage({ reports, faults: [], columns: BATCH_COLUMNS, pages });
    expectSoundPage(page);
    expect(page).toContain('href="4.html"');
    expect(page).not.toContain('<article');
  });

  it('marks what stands apart from the others, and nothing else', () => {
    const columns = ['lufs', 'rate', 'dr'].map((id) => columnById(id)!);
    const records = reports.map(({ record }) => record);
    expect(outliersOf(records, columns).map(({ column, record }) => `${record.path} ${column}`)).toEqual([
      'album/4.flac lufs',
    ]);
    expect(outliersOf(records.slice(0, 3), columns)).toEqual([]);
    const other = { ...records[0]!, format: { ...records[0]!.format, sampleRateHz: 48000 } };
    const mixed = [...records.slice(1, 4), other];
    expect(outliersOf(mixed, columns).map(({ words }) => words)).toEqual([
      '0.flac: rate 48\u00a0kHz, where most have 44.1\u00a0kHz.',
    ]);
  });
});
