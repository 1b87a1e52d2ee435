// The page and its charts: everything escaped, nothing loaded, well formed, readable by machines that read aloud.
import { moveOf } from '../../src/master/decider.ts';
import type { Stage } from '../../src/master/stage.ts';
import { describe, expect, it } from 'vitest';
import { chartsOf } from '../../src/report/charts.ts';
import { columnsOf } from '../../src/report/chart-waveform.ts';
import { escapeText } from '../../src/report/markup.ts';
import { reportPage } from '../../src/report/page.ts';
import { boundTrace, fairOffsetDb, TRACE_POINTS, type Report } from '../../src/report/report.ts';
import { verdict } from '../../src/report/verdict.ts';
import { sampleReport } from './sample-report.ts';

const EVIL = `<img src=x onerror="alert('x')">&`;

/** Every opened element is closed in order; void elements excepted. */
function unclosed(markup: string): string[] {
  const open: string[] = [];
  for (const [, slash, name, rest] of markup.matchAll(/<(\/?)([a-z][a-z0-9]*)([^<>]*)>/gi)) {
    if (['meta', 'br'].includes(name!) || rest!.endsWith('/')) continue;
    if (slash === '') open.push(name!);
    else if (open.pop() !== name) return [`</${name}>`];
  }
  return open;
}

describe('the page', () => {
  const page = reportPage(sampleReport());

  it('is one well-formed file that loads nothing and runs nothing', () => {
    expect(unclosed(page.replace(/<style>.*?<\/style>/s, ''))).toEqual([]);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\bsrc=|@import|url\(/i);
    expect(page.match(/https?:\/\/[^"' <]+/g)?.every((url) => url === 'http://www.w3.org/2000/svg')).toBe(
      true,
    );
    expect(page).toContain("default-src 'none'");
  });

  it('tells its story in order', () => {
    const order = [
      'class="verdict"',
      'Before and after',
      'What was found in the mix',
      'What was done, and why',
      'What was left alone',
      'The pictures',
      'Your files',
      'How to hear it fairly',
      '<footer',
    ];
    const places = order.map((part) => page.indexOf(part));
    expect(places.every((place) => place > 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it('has unique ids', () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('escapes whatever comes from outside', () => {
    const report = sampleReport();
    const hostile = sampleReport({
      plan: {
        ...report.plan,
        song: { ...report.plan.song, name: EVIL },
        intent: { ...report.plan.intent, style: EVIL },
        restraints: [{ code: EVIL, facts: { [EVIL]: EVIL } }],
        moves: [
          moveOf({
            id: EVIL,
            stage: EVIL as Stage,
            confidence: 1,
            kind: EVIL,
            params: { [EVIL]: EVIL },
            strength: 0.5,
            because: [{ code: EVIL, measurement: EVIL, value: 1, target: 1, unit: EVIL }],
            expects: [{ measurement: EVIL, before: 1, after: 2, unit: EVIL }],
          }),
        ],
      },
      files: report.files.map((file) => ({ ...file, path: EVIL, sha256: EVIL })),
      notes: [{ code: EVIL, facts: { x: EVIL } }],
      tool: { name: EVIL, version: EVIL },
      date: EVIL,
      corridor: { ...report.corridor!, style: EVIL },
      source: {
        ...report.source,
        findings: [{ ...report.source.findings[0]!, code: EVIL, words: EVIL, cure: EVIL }],
      },
    });
    const markup = reportPage(hostile);
    expect(markup).not.toContain('<img');
    expect(markup).toContain('&lt;img');
    expect(unclosed(markup.replace(/<style>.*?<\/style>/s, ''))).toEqual([]);
  });

  it('replaces what no document may hold', () => {
    expect(escapeText('a\u0000b\ud800c<"\'&>')).toBe('a\ufffdb\ufffdc&lt;&quot;&#39;&amp;&gt;');
  });

  it('is the same for the same report', () => {
    expect(reportPage(sampleReport())).toBe(page);
    expect(reportPage(JSON.parse(JSON.stringify(sampleReport())))).toBe(page);
  });

  it('stands with nothing but figures: a quick check, no files, no loudness', () => {
    const bare = { ...sampleReport().before, spectrum: null, stereo: null, overview: null };
    const silent = {
      ...bare,
      loudness: {
        integratedLufs: null,
        rangeLu: null,
        maxMomentaryLufs: null,
        maxShortTermLufs: null,
        shortTermPerSecondLufs: [],
      },
      peak: { samplePeakDbfs: null, truePeakDbtp: null, perChannel: [] },
    };
    const markup = reportPage(
      sampleReport({ before: silent, after: silent, corridor: null, gainReduction: null, files: [] }),
    );
    expect(markup).toContain('There is no sound in this file');
    expect(markup).not.toMatch(/NaN|undefined|Infinity/);
    expect(markup.includes('class="charts"')).toBe(false);
  });
});

describe('the verdict', () => {
  const report = sampleReport();
  it('is one sentence about the mix and what became of it', () => {
    expect(verdict(report)).toBe(
      'A mix with two things worth a second look, made 7.1\u00a0dB louder, its tone gently corrected.',
    );
  });

  it('admits when nothing was done', () => {
    const untouched = {
      ...report,
      plan: { ...report.plan, moves: [] },
      source: { ...report.source, findings: [] },
    };
    expect(verdict(untouched)).toBe('A clean mix; it was left exactly as it is.');
  });

  it('tells nothing as done that was turned off in the plan', () => {
    const off = (ids: readonly string[]): Report => ({
      ...report,
      plan: {
        ...report.plan,
        moves: report.plan.moves.map((move) => (ids.includes(move.id) ? { ...move, strength: 0 } : move)),
      },
    });
    expect(verdict(report)).toContain('its tone gently corrected');
    expect(verdict(off(['tone']))).not.toContain('tone');
    expect(verdict(off(report.plan.moves.map(({ id }) => id)))).toContain('left exactly as it is');
  });

  it('gives the level for a fair comparison', () => {
    expect(fairOffsetDb(report)).toBeCloseTo(-7.1, 10);
  });
});

describe('the charts', () => {
  const charts = chartsOf(sampleReport());

  it('are five, in two widths, each with a title, a description and finite coordinates', () => {
    expect(charts.map(({ name }) => name)).toEqual([
      'spectrum',
      'waveform',
      'loudness',
      'reduction',
      'stereo',
    ]);
    for (const svg of charts.flatMap(({ wide, narrow }) => [wide, narrow])) {
      expect(unclosed(svg)).toEqual([]);
      expect(svg).toMatch(/role="img" aria-labelledby="\S+ \S+"/);
      expect(svg).toMatch(/<title id="[^"]+">[^<]+<\/title><desc id="[^"]+">[^<]+<\/desc>/);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      expect(svg.length).toBeLessThan(60_000);
    }
  });

  it('look as they did', async () => {
    const { wide } = charts.find(({ name }) => name === 'stereo')!;
    await expect(`${wide.replaceAll('><', '>\n<')}\n`).toMatchFileSnapshot('../golden/chart-stereo.svg');
  });

  it('keep every extreme of the waveform', () => {
    const overview = { framesPerPoint: 1, min: Array(1000).fill(-0.1), max: Array(1000).fill(0.1) };
    overview.max[617] = 0.9;
    overview.min[3] = -0.8;
    const columns = columnsOf(overview, 90);
    expect(columns).toHaveLength(90);
    expect(Math.max(...columns.map(({ max }) => max))).toBe(0.9);
    expect(Math.min(...columns.map(({ min }) => min))).toBe(-0.8);
  });

  it('keep the deepest reduction when a long trace is shortened', () => {
    const reductionDb = Array.from({ length: 36_000 }, (_, i) => (i === 20_001 ? 4.5 : 0.2));
    const short = boundTrace({ stepS: 0.1, reductionDb });
    expect(short.reductionDb.length).toBeLessThanOrEqual(TRACE_POINTS);
    expect(Math.max(...short.reductionDb)).toBe(4.5);
    expect(short.stepS * short.reductionDb.length).toBeCloseTo(3600, 0);
  });
});
