// Check JUnit: a suite a file, a case a rule that was looked at, for whatever reads test reports.
import type { CheckOutcome } from './check-outcome.ts';
import type { CheckedFinding, CheckFault, CheckRecord } from './check-record.ts';
import { clock } from './figures.ts';
import { escapeText } from './markup.ts';
import { checkedRules } from './rules/rule-list.ts';
import { fails } from './standing.ts';

interface Suite {
  readonly xml: string;
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

/** A case fails by what `failOn` says; milder findings are its output; waived ones are skipped; faults are errors. */
export function checkJunit(outcome: CheckOutcome): string {
  const rules = checkedRules(outcome.profile, outcome.quick);
  const suites = [
    ...outcome.records.map((record) => fileSuite(record, rules, outcome)),
    ...outcome.faults.map(faultSuite),
  ];
  const sum = (name: 'tests' | 'failures' | 'errors'): number =>
    suites.reduce((total, suite) => total + suite[name], 0);
  const counts = `tests="${sum('tests')}" failures="${sum('failures')}" errors="${sum('errors')}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${attribute(`${outcome.tool.name} check`)}" ${counts}>`,
    ...suites.map((suite) => suite.xml),
    '</testsuites>',
    '',
  ].join('\n');
}

function fileSuite(record: CheckRecord, rules: readonly string[], outcome: CheckOutcome): Suite {
  const found = [...record.findings, ...record.mixNotes];
  const ids = [...new Set([...rules, ...found.map(({ code }) => code)])];
  const cases = ids.map((id) =>
    ruleCase(
      record.path,
      id,
      found.filter(({ code }) => code === id),
      outcome,
    ),
  );
  const count = (tag: string): number => cases.filter((xml) => xml.includes(`<${tag}`)).length;
  return suiteOf(record.path, cases, { failures: count('failure'), errors: 0, skipped: count('skipped') });
}

function suiteOf(
  path: string,
  cases: readonly string[],
  counts: Pick<Suite, 'failures' | 'errors' | 'skipped'>,
): Suite {
  const { failures, errors, skipped } = counts;
  const figures = `tests="${cases.length}" failures="${failures}" errors="${errors}" skipped="${skipped}"`;
  const xml = [`  <testsuite name="${attribute(path)}" ${figures}>`, ...cases, '  </testsuite>'].join('\n');
  return { xml, tests: cases.length, ...counts };
}

function ruleCase(path: string, id: string, found: readonly CheckedFinding[], outcome: CheckOutcome): string {
  const head = `    <testcase classname="${attribute(path)}" name="${attribute(id)}"`;
  const standing = found.filter((finding) => finding.waived === undefined);
  const failing = standing.filter((finding) => fails(finding, outcome.failOn));
  const milder = standing.filter((finding) => !failing.includes(finding));
  const [worst] = failing;
  const parts = [
    ...(worst === undefined ? [] : [failure(worst, failing)]),
    ...(found.length > 0 && standing.length === 0 ? [waivedMark(found)] : []),
    ...(milder.length === 0 ? [] : [`      <system-out>${escapeText(lines(milder))}</system-out>`]),
  ];
  return parts.length === 0 ? `${head}/>` : [`${head}>`, ...parts, '    </testcase>'].join('\n');
}

function failure(worst: CheckedFinding, all: readonly CheckedFinding[]): string {
  const head = `message="${attribute(worst.words)}" type="${worst.severity}"`;
  return `      <failure ${head}>${escapeText(lines(all))}</failure>`;
}

function waivedMark(found: readonly CheckedFinding[]): string {
  const notes = [...new Set(found.map((finding) => finding.waived?.note ?? ''))].join('; ');
  return `      <skipped message="${attribute(`waived: ${notes}`)}"/>`;
}

function faultSuite({ path, code, words, cure }: CheckFault): Suite {
  const told = `message="${attribute(words)}" type="${attribute(code)}"`;
  const xml = [
    `    <testcase classname="${attribute(path)}" name="can be read">`,
    `      <error ${told}>${escapeText(cure)}</error>`,
    '    </testcase>',
  ].join('\n');
  return suiteOf(path, [xml], { failures: 0, errors: 1, skipped: 0 });
}

function lines(findings: readonly CheckedFinding[]): string {
  return findings
    .map(({ severity, startS, channel, words, cure }) => {
      const place = startS === null ? 'in the whole file' : `at ${clock(startS, 3)}`;
      const side = channel === null || channel === 'both' ? '' : ` ${channel}`;
      return `${severity} ${place}${side}: ${words} ${cure}`.trim();
    })
    .join('\n');
}

/** XML parsers turn a bare line end or tab in an attribute into a space. */
function attribute(text: string): string {
  return escapeText(text).replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
