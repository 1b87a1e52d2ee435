// Console text: aligned, inside its width, honest about what is missing, safe against names that drive a terminal.
import { describe, expect, it } from 'vitest';
import type { CheckRecord } from '../../src/report/check-record.ts';
import { checkPage, checkTable } from '../../src/report/check-text.ts';
import { masterSummary, planSummary } from '../../src/report/summary.ts';
import { displayWidth, shortened, wrapped, type TextStyle } from '../../src/report/text-style.ts';
import { textTable } from '../../src/report/text-table.ts';
import { SAMPLE_PLAN, sampleMeasurements, sampleRecord, sampleReport } from './sample-report.ts';

const ESCAPE = '\u001b';
const COLOUR: TextStyle = {
  strong: (text) => `${ESCAPE}[1m${text}${ESCAPE}[22m`,
  dim: (text) => `${ESCAPE}[2m${text}${ESCAPE}[22m`,
  good: (text) => `${ESCAPE}[32m${text}${ESCAPE}[39m`,
  warn: (text) => `${ESCAPE}[33m${text}${ESCAPE}[39m`,
  bad: (text) => `${ESCAPE}[31m${text}${ESCAPE}[39m`,
};
const undressed = (text: string): string => text.replaceAll(/\u001b\[\d+m/g, '');
const widest = (text: string): number => Math.max(...text.split('\n').map(displayWidth));

const report = sampleReport();
const records = ['a.wav', 'a name that is far too long for its column, take 12.wav', '夜明け.flac'].map(
  (path, i) => sampleRecord(path, sampleMeasurements(i * 4, 0, -4 + i)),
);

const NOTHING_SAID = {
  confidence: 1,
  channel: null,
  startS: null,
  endS: null,
  value: null,
  unit: null,
  words: '',
  cure: '',
};

describe('console text', () => {
  it.each([66, 80, 100])('stays inside %i columns', (width) => {
    for (const text of [
      masterSummary(report, 'out', { width }),
      checkPage(report.source, [], { width }),
      checkTable(records, { width }),
      planSummary(SAMPLE_PLAN, { width }),
    ]) {
      expect(widest(text)).toBeLessThanOrEqual(width);
    }
  });

  it('looks as it did', async () => {
    await expect(`${masterSummary(report, 'out')}\n`).toMatchFileSnapshot('../golden/summary.txt');
  });

  it('says the same with colour as without', () => {
    const dressed = masterSummary(report, 'out', { style: COLOUR });
    expect(dressed).not.toBe(undressed(dressed));
    expect(undressed(dressed)).toBe(masterSummary(report, 'out'));
  });

  it('tells what was found, done, left alone, before and after, and where the files are', () => {
    const text = masterSummary(report, 'out');
    for (const part of [
      'What was found',
      'What was done',
      'What was left alone',
      'Before and after',
      'Your files, in out',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toMatch(/Loudness +−20\.1.LUFS +−13\.0.LUFS +\+7\.1.LU/);
    expect(text).toContain('Turn the master down by 7.1\u00a0dB');
  });

  it('aligns the columns of many files', () => {
    const [head, ...lines] = checkTable(records).split('\n\n')[0]!.split('\n');
    const end = head!.indexOf('LUFS') + 4;
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      const characters = [...line];
      let width = 0;
      const cut = characters.findIndex((character) => (width += displayWidth(character)) === end);
      expect(characters.slice(0, cut + 1).join('')).toMatch(/−\d+\.\d$/);
    }
  });

  it('marks what is serious, counts notes, and says how the files stand', () => {
    const plain = { ...records[0]!, findings: [], mixNotes: [] };
    const having = (...found: [string, 'error' | 'warning' | 'note'][]): CheckRecord => ({
      ...plain,
      findings: found.map(([code, severity]) => ({ ...NOTHING_SAID, code, severity })),
    });
    const text = checkTable(
      [having(['hum', 'note'], ['dull', 'note'], ['click', 'warning'], ['gap', 'error']), having(), plain],
      { width: 100 },
    );
    expect(text).toContain('gap! click +2');
    expect(text.split('\n').at(-1)).toMatch(/^3 files: 1 with something serious .* 0 worth a look, 2 with/);
  });

  it('shows what was found on a narrow terminal too', () => {
    const [head] = checkTable(records, { width: 50 }).split('\n');
    expect(head).toMatch(/LUFS .*Findings$/);
  });

  it('names files that could not be checked below the table', () => {
    const text = checkTable([records[0]!, { path: 'b.mp3', words: 'It is damaged.' }]);
    expect(text.split('\n').at(-1)).toBe('b.mp3: It is damaged.');
  });

  it('leaves out the folder that all files share, and no more', () => {
    const at = (path: string): (typeof records)[0] => ({ ...records[0]!, path });
    const names = (paths: string[]): (string | undefined)[] =>
      checkTable(paths.map(at))
        .split('\n\n')[0]!
        .split('\n')
        .slice(1)
        .map((line) => line.split(' ')[0]);
    expect(names(['/m/a/x.wav', '/m/ab/y.wav'])).toEqual(['a/x.wav', 'ab/y.wav']);
    expect(names(['/m/a/x.wav', '/m/a/y.wav'])).toEqual(['x.wav', 'y.wav']);
    expect(names(['x.wav', 'a/y.wav'])).toEqual(['x.wav', 'a/y.wav']);
  });

  it('says of silence that it is silence', () => {
    const silent = {
      ...records[0]!,
      peak: { samplePeakDbfs: null, truePeakDbtp: null, perChannel: [] },
      findings: [],
      mixNotes: [],
    };
    expect(checkPage(silent, [])).toContain('There is no sound in this file');
  });

  it('shows a dash for what does not exist', () => {
    const silent = sampleMeasurements(0, 0, -4);
    const quiet = { ...silent, loudness: { ...silent.loudness, integratedLufs: null } };
    expect(checkPage(sampleRecord('a.wav', quiet), [])).toMatch(/Loudness +–/);
  });

  it('takes the teeth from names with control characters', () => {
    const text = checkPage(sampleRecord('evil\u001b[2Jname\u202egnp.wav', sampleMeasurements(0, 0, -4)), []);
    expect(text).not.toMatch(/[\u001b\u202e]/);
  });

  it('groups many places of one fault', () => {
    const findings = Array.from({ length: 20 }, (_, i) => ({
      code: 'click',
      severity: 'warning' as const,
      confidence: 0.9,
      channel: 'left' as const,
      startS: i,
      endS: i + 0.001,
      value: i,
      unit: 'dB',
    }));
    const text = checkPage(sampleRecord('a.wav', sampleMeasurements(0, 0, -4), findings), []);
    expect(text.match(/click$/gm)).toHaveLength(1);
    expect(text).toContain('and 12 more');
    expect(text).toContain('19.0\u00a0dB');
  });
});

describe('text tools', () => {
  it('wrap at words and keep the indent', () => {
    expect(wrapped('one two three four five six seven', 22, '  ')).toEqual([
      '  one two three four',
      '  five six seven',
    ]);
  });

  it('shorten in the middle and count wide characters twice', () => {
    expect(shortened('abcdefghij', 7)).toBe('abc…hij');
    expect(displayWidth('夜明け')).toBe(6);
    expect(displayWidth(shortened('夜明けの夜明け', 9))).toBeLessThanOrEqual(9);
  });

  it('align figures right and words left', () => {
    const columns = [
      { head: 'name', side: 'left' },
      { head: 'dB', side: 'right' },
    ] as const;
    expect(
      textTable(columns, [
        ['a', '-10.0'],
        ['bcdef', '3.0'],
      ]),
    ).toEqual(['name      dB', 'a      -10.0', 'bcdef    3.0']);
  });
});
