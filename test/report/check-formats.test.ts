// Formats of a check: SARIF, JUnit and CSV hold what was found, valid and whole, whatever the files are called.
import { describe, expect, it } from 'vitest';
import { artifactUri } from '../../src/report/artifact-uri.ts';
import { CHECK_COLUMNS, columnById, sortRecords } from '../../src/report/check-columns.ts';
import { filesCsv, findingsCsv } from '../../src/report/check-csv.ts';
import { checkJunit } from '../../src/report/check-junit.ts';
import type { CheckOutcome } from '../../src/report/check-outcome.ts';
import type { CheckRecord } from '../../src/report/check-record.ts';
import { checkSarif } from '../../src/report/check-sarif.ts';
import { checkPage } from '../../src/report/check-text.ts';
import { profileById } from '../../src/report/rules/rule-profiles.ts';
import { fails, standing } from '../../src/report/standing.ts';
import { SAMPLE_FINDINGS, sampleMeasurements, sampleRecord } from './sample-report.ts';

const HOSTILE = '-=1+2"<&>\r\n\u0000\u001b[31m,\ud800\u202eé.wav';
const mix = sampleMeasurements(0, 0, -4.31);

function record(path: string, waived?: string): CheckRecord {
  const plain = sampleRecord(path, mix, SAMPLE_FINDINGS);
  if (waived === undefined) return plain;
  const findings = plain.findings.map((finding) =>
    finding.code === 'clipping' ? { ...finding, waived: { note: waived } } : finding,
  );
  return { ...plain, findings };
}

function outcome(records: readonly CheckRecord[], changes: Partial<CheckOutcome> = {}): CheckOutcome {
  const tool = { name: 'lacquer', version: '9.8.7' };
  const profile = profileById('release');
  return { records, faults: [], profile, failOn: 'warning', quick: false, tool, ...changes };
}

const FAULT = {
  path: HOSTILE,
  code: 'not-found',
  facts: {},
  words: 'There is "no" <file>.',
  cure: 'Look & see.',
};

describe('SARIF', () => {
  const log = JSON.parse(checkSarif(outcome([record('a b/c.wav', 'meant \u0000 so')], { faults: [FAULT] })));
  const [run] = log.runs;

  it('has what the schema requires', () => {
    expect(log.version).toBe('2.1.0');
    expect(run.tool.driver.name).toBe('Lacquer');
    expect(run.tool.driver.version).toBe('9.8.7');
    const ids = run.tool.driver.rules.map((rule: { id: string }) => rule.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const rule of run.tool.driver.rules) {
      expect(rule.shortDescription.text.length).toBeGreaterThan(5);
      expect(rule.help.text.length).toBeGreaterThan(10);
    }
    expect(run.results).toHaveLength(SAMPLE_FINDINGS.length);
    for (const result of run.results) {
      expect(ids[result.ruleIndex]).toBe(result.ruleId);
      expect(['error', 'warning', 'note']).toContain(result.level);
      expect(result.message.text.length).toBeGreaterThan(10);
      expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe('a%20b/c.wav');
    }
  });

  it('tells place, channel and certainty', () => {
    const [first] = run.results;
    expect(first.locations[0].properties).toEqual({ startS: 17.204, endS: 17.2043, channel: 'left' });
    expect(first.properties).toEqual({ confidence: 0.9, value: 14, unit: 'samples' });
  });

  it('suppresses what is waived, with its note, and nothing else', () => {
    const waived = run.results.filter((result: { suppressions?: unknown }) => result.suppressions);
    expect(waived.map((result: { ruleId: string }) => result.ruleId)).toEqual(['clipping', 'clipping']);
    expect(waived[0].suppressions).toEqual([
      { kind: 'external', status: 'accepted', justification: 'meant \u0000 so' },
    ]);
  });

  it('tells of files that could not be read', () => {
    const [invocation] = run.invocations;
    expect(invocation.executionSuccessful).toBe(false);
    expect(invocation.toolExecutionNotifications[0]).toMatchObject({
      level: 'error',
      descriptor: { id: 'not-found' },
    });
  });

  it('has fingerprints that tell two findings apart', () => {
    const prints = run.results.map((result: { partialFingerprints: Record<string, string> }) =>
      Object.values(result.partialFingerprints).join(),
    );
    expect(new Set(prints).size).toBe(prints.length);
  });
});

describe('artifact URIs', () => {
  it.each([
    ['album/a b.wav', 'album/a%20b.wav'],
    ['/music/é#1?.wav', 'file:///music/%C3%A9%231%3F.wav'],
    ['C:\\music\\a.wav', 'file:///C:/music/a.wav'],
    ['\\\\server\\music\\a.wav', 'file://server/music/a.wav'],
    ['../x:y.wav', '../x%3Ay.wav'],
    ['100%.wav', '100%25.wav'],
    ['\ud800.wav', '%EF%BF%BD.wav'],
  ])('%j is %s', (path, uri) => {
    expect(artifactUri(path)).toBe(uri);
    expect(URL.canParse(uri, 'file:///base/')).toBe(true);
  });
});

describe('JUnit', () => {
  const xml = checkJunit(outcome([record('a.wav', 'meant "so"'), record(HOSTILE)], { faults: [FAULT] }));

  it('counts what it holds', () => {
    const count = (tag: string): number => xml.split(`<${tag}`).length - 1;
    const head = /<testsuites [^>]*tests="(\d+)" failures="(\d+)" errors="(\d+)"/
      .exec(xml)!
      .slice(1)
      .map(Number);
    expect(head).toEqual([count('testcase'), count('failure'), count('error ')]);
    expect(count('testsuite ')).toBe(3);
    expect(count('skipped')).toBe(1);
    expect(xml.split('</testcase>').length - 1 + (xml.split('/>').length - 1 - count('skipped'))).toBe(
      count('testcase'),
    );
  });

  it('has a case for each rule that was looked at, and fails from the severity that was asked', () => {
    const caseOf = (id: string): string =>
      new RegExp(`<testcase classname="a.wav" name="${id}"(/>|>[\\s\\S]*?</testcase>)`).exec(xml)![0];
    expect(caseOf('click')).toMatch(/\/>$/);
    expect(caseOf('low-antiphase')).toContain('<failure');
    expect(caseOf('trailing-silence')).toContain('<system-out>');
    expect(caseOf('trailing-silence')).not.toContain('<failure');
    expect(caseOf('clipping')).toContain('<skipped message="waived: meant &quot;so&quot;"/>');
  });

  it('fails nothing where nothing is to fail', () => {
    expect(checkJunit(outcome([record('a.wav')], { failOn: 'never' }))).not.toContain('<failure');
  });

  it('is safe whatever a file is called', () => {
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
    expect(xml).not.toContain('<&>');
    expect(xml).toContain('&lt;&amp;&gt;&#13;&#10;');
    // No half of a surrogate pair alone.
    expect(xml).not.toMatch(/\p{Surrogate}/u);
  });
});

/** RFC 4180, read back. */
function readCsv(text: string): string[][] {
  const lines: string[][] = [];
  let cells: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (const match of text.matchAll(pattern)) {
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2]!);
    if (match[3] === ',') continue;
    lines.push(cells);
    cells = [];
  }
  return lines;
}

describe('CSV', () => {
  it('has a line for each finding and each file that could not be checked', () => {
    const [head, ...lines] = readCsv(
      findingsCsv(outcome([record('a, "b".wav'), record('c.wav', 'so, meant')], { faults: [FAULT] })),
    );
    expect(lines).toHaveLength(2 * SAMPLE_FINDINGS.length + 1);
    for (const line of lines) expect(line).toHaveLength(head!.length);
    expect(lines[0]!.slice(0, 9)).toEqual([
      'a, "b".wav',
      'clipping',
      'warning',
      '0.9',
      'left',
      '17.204',
      '17.2043',
      '14',
      'samples',
    ]);
    expect(lines.filter((line) => line[head!.indexOf('waived')] === 'so, meant')).toHaveLength(2);
    expect(lines.at(-1)!.slice(0, 3)).toEqual([`./${HOSTILE}`, 'not-found', 'fault']);
  });

  it('is no formula, wherever a text begins like one', () => {
    const text = findingsCsv(outcome([record('=cmd.wav', '@SUM(A1)')]));
    for (const line of readCsv(text)) {
      for (const cell of line) if (!/^-?[\d.e-]+$/.test(cell)) expect(cell).not.toMatch(/^[=+\-@]/);
    }
    expect(readCsv(text)[1]![0]).toBe('./=cmd.wav');
  });

  it('has a line for each file where columns are asked for', () => {
    const columns = ['file', 'lufs', 'errors', 'warnings'].map((id) => columnById(id)!);
    const lines = readCsv(filesCsv(outcome([record('a.wav'), record('b.wav', 'so')]), columns));
    expect(lines).toEqual([
      ['file', 'lufs', 'errors', 'warnings'],
      ['a.wav', String(mix.loudness.integratedLufs), '0', '3'],
      ['b.wav', String(mix.loudness.integratedLufs), '0', '1'],
    ]);
  });
});

describe('columns', () => {
  const records = [2, 0, 1].map((gain) => sampleRecord(`${gain}.wav`, sampleMeasurements(gain, 0, gain - 9)));
  const silent = {
    ...records[0]!,
    path: 's.wav',
    loudness: { ...records[0]!.loudness, integratedLufs: null },
  };

  it.each(CHECK_COLUMNS.map((column) => [column.id, column] as const))(
    '%s: can be shown and sorted',
    (_, column) => {
      for (const each of [...records, silent]) {
        expect(column.text(each)).not.toMatch(/undefined|NaN|null/);
        expect(['string', 'number', 'object']).toContain(typeof column.value(each));
      }
      expect(sortRecords(records, { column, falling: true })).toHaveLength(3);
    },
  );

  it('sort either way, what has no figure last', () => {
    const column = columnById('lufs')!;
    const names = (falling: boolean): string[] =>
      sortRecords([silent, ...records], { column, falling }).map(({ path }) => path);
    expect(names(true)).toEqual(['2.wav', '1.wav', '0.wav', 's.wav']);
    expect(names(false)).toEqual(['0.wav', '1.wav', '2.wav', 's.wav']);
  });
});

describe('what is waived', () => {
  it('does not count, and stands apart on the page', () => {
    const waived = record('a.wav', 'the drummer wants it');
    expect(standing(waived).map(({ code }) => code)).toEqual(['low-antiphase', 'trailing-silence']);
    const page = checkPage(waived, []);
    const [found, apart] = page.split('Waived:');
    expect(found).not.toContain('clipping');
    expect(apart).toContain('clipping: the drummer wants it (at 0:12.5 right, 0:17.2 left)');
    expect(checkPage(record('a.wav'), [])).not.toContain('Waived');
  });

  it('and what was not looked at is not called good', () => {
    const clean = sampleRecord('a.wav', mix);
    expect(checkPage(clean, [])).toContain('Nothing found');
    expect(checkPage(clean, [], { quick: true })).toContain('nothing else was looked at');
    const noted = {
      ...clean,
      findings: record('a.wav').findings.map((one) => ({ ...one, severity: 'note' as const })),
    };
    expect(checkPage(noted, [])).toContain('Nothing that needs your attention');
    expect(checkPage(noted, [], { quick: true })).not.toContain('Nothing that needs your attention');
  });

  it('says first how the song stands', () => {
    const lines = checkPage(record('a.wav'), []).split('\n');
    const verdict = lines.findIndex((line) => /fault|worth a look|good to know/.test(line));
    expect(verdict).toBeGreaterThan(0);
    expect(verdict).toBeLessThan(lines.findIndex((line) => line.startsWith('Loudness')));
  });

  it('fails by severity', () => {
    const told = (severity: 'error' | 'warning' | 'note') =>
      (['error', 'warning', 'note', 'never'] as const).filter((failOn) => fails({ severity }, failOn));
    expect(told('error')).toEqual(['error', 'warning', 'note']);
    expect(told('warning')).toEqual(['warning', 'note']);
    expect(told('note')).toEqual(['note']);
  });
});
