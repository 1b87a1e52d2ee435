// The guide: every code that can be found and every figure of the report is explained there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/files/formats.ts';
import { WRITERS } from '../../src/files/writers.ts';
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

describe('the guide to files', () => {
  const guide = readFileSync(join(import.meta.dirname, '../../docs/guide/files.md'), 'utf8');
  const [, read, written] = guide.split(/^## (?:Read|Written)$/m);
  /** Second cells of a table's rows, by their first. */
  const rows = new Map(
    [...written!.matchAll(/^\| `([^`]+)` \| [^|]+ \| ([^|]+) \| [^|]+ \| (\d+) \|/gm)].map(
      ([, id, samples, channels]) => [id!, { samples: samples!, channels: Number(channels) }],
    ),
  );

  it.each(FORMATS.map(({ id }) => id))('names %s among what is read', (id) => {
    const names: Record<string, string> = {
      ogg: 'Ogg Vorbis',
      adts: 'ADTS',
      wave64: 'Wave64',
      wavpack: 'WavPack',
    };
    expect(read).toContain(names[id] ?? id.toUpperCase());
  });

  it.each(WRITERS)('says of $id what it holds', ({ id, encodings, mostChannels }) => {
    const row = rows.get(id);
    expect(row?.channels).toBe(mostChannels);
    const bits = encodings.map((each) => each.bits).sort((a, b) => a - b);
    const told = [...row!.samples.replace(/\([^)]*\)/g, '').matchAll(/\d+/g)]
      .map(Number)
      .sort((a, b) => a - b);
    if (!row!.samples.startsWith('as ')) expect(told).toEqual(bits);
  });

  it('names nothing that is not written', () => {
    expect([...rows.keys()].filter((id) => !WRITERS.some((writer) => writer.id === id))).toEqual([]);
  });
});
