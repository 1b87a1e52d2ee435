// The guide: every code that can be found and every figure of the report is explained there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DETECTORS, MIX_NOTES } from '../../src/inspect/detectors.ts';
import { VERDICTS } from '../../src/inspect/verdicts.ts';
import { FILE_RULES } from '../../src/report/rules/file-rules.ts';
import { checkCharts, marksPicture } from '../../src/report/check/check-charts.ts';
import { explainedFigures } from '../../src/report/check/explained-figures.ts';
import { sampleCheck } from './sample-check.ts';

const GUIDE = readFileSync(join(import.meta.dirname, '../../docs/guide/reading-the-check.md'), 'utf8');
const HEARD = [...DETECTORS, ...VERDICTS, ...MIX_NOTES].flatMap(({ codes }) => codes);
const CODES = [...new Set([...HEARD, ...FILE_RULES])];
/** From a bold code to the next paragraph. */
const entries = GUIDE.split('\n\n').filter((paragraph) => paragraph.startsWith('**`'));

describe('the guide to the check', () => {
  it.each(CODES)('explains %s: how it sounds, what to do, when to ignore it', (code) => {
    const entry = entries.find((paragraph) => paragraph.includes(`**\`${code}\`**`));
    expect(entry).toBeDefined();
    expect(entry).toMatch(/\*Do\*/);
    expect(entry!.replace(/\s+/g, ' ')).toMatch(/\*Ignore it/);
  });

  it('explains nothing that cannot be found', () => {
    const told = entries.flatMap((entry) =>
      [...entry.matchAll(/\*\*`([^`]+)`\*\*/g)].map((match) => match[1]!),
    );
    expect(told.filter((code) => !CODES.includes(code))).toEqual([]);
  });

  it('explains every figure and every picture of the report', () => {
    const report = sampleCheck();
    const figures = explainedFigures(report.record, report.measurements).flatMap((group) => group.figures);
    const pictures = [marksPicture(report, '')!, ...checkCharts(report, '')];
    const names = [...figures.map(({ name }) => name), ...pictures.map(({ title }) => title)];
    expect(names.filter((name) => !GUIDE.includes(`**${name}**`))).toEqual([]);
  });
});
