// Test: runs the tests in Node and in the page (arguments go to vitest) and ends with what failed and the true totals.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { findChromium, HOW_TO_GET_CHROMIUM } from './find-chromium.mjs';
import { ROOT } from './sources.mjs';

const RUNS = [
  { where: 'Node', config: 'vitest.config.ts', inPage: false },
  { where: 'the page', config: 'vitest.browser.config.ts', inPage: true },
];

const given = process.argv.slice(2);
/** On CI, and where a browser is named, a missing one is a failure; elsewhere it is told, and the rest counts. */
const { CI, LACQUER_NOTHING_SKIPPED, LACQUER_CHROMIUM } = process.env;
const mayNotSkip = Boolean(CI || LACQUER_NOTHING_SKIPPED || LACQUER_CHROMIUM);
const folder = mkdtempSync(join(tmpdir(), 'lacquer-test-'));

/** Golden files are written by Node alone: the page has to agree with them, not to overwrite them. */
const argumentsFor = ({ inPage }) =>
  inPage ? given.filter((arg) => arg !== '-u' && arg !== '--update') : given;

/** A filter that matches in one of the two only is no failure of the other. */
function runVitest(run) {
  const results = join(folder, `${run.config}.json`);
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  const args = [
    vitest,
    'run',
    `--config=${run.config}`,
    '--passWithNoTests',
    ...reporters,
    ...argumentsFor(run),
  ];
  const env = { ...process.env, ...(mayNotSkip ? { LACQUER_NOTHING_SKIPPED: '1' } : {}) };
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env });
  return totals(results, status ?? 1);
}

/** Tests that passed and failed; a file that could not even be loaded counts as one failure, a skipped test not at all. */
function totals(results, status) {
  let report;
  try {
    report = JSON.parse(readFileSync(results, 'utf8'));
  } catch {
    return status === 0
      ? { passed: 0, failed: 0, names: [] }
      : { passed: 0, failed: 1, names: ['the run itself, which ended without a report'] };
  }
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const names = failedTests(report.testResults);
  const failed = report.numFailedTests + broken.length;
  if (status === 0 || failed > 0) return { passed: report.numPassedTests, failed, names };
  return { passed: report.numPassedTests, failed: 1, names: ['an error outside of any test'] };
}

/** Each as `file > name`. */
function failedTests(files) {
  return files.flatMap(({ name, status, assertionResults }) => {
    const file = relative(ROOT, name);
    if (status === 'failed' && assertionResults.length === 0) return [`${file}, which could not be loaded`];
    return assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => [file, ...test.ancestorTitles, test.title].join(' > '));
  });
}

function findBrowser() {
  try {
    return { path: findChromium(), cure: HOW_TO_GET_CHROMIUM };
  } catch (error) {
    return { path: null, cure: error.message };
  }
}

const browser = findBrowser();
const sums = { passed: 0, failed: 0 };
const lines = [];
const failures = [];
for (const run of RUNS) {
  if (run.inPage && browser.path === null) {
    lines.push(
      `!!! ${mayNotSkip ? 'FAILED' : 'SKIPPED'}: every test in the page, for there is no browser. ${browser.cure}`,
    );
    if (mayNotSkip) {
      sums.failed += 1;
      failures.push('every test in the page: no browser');
    }
    continue;
  }
  const { passed, failed, names } = runVitest(run);
  lines.push(`In ${run.where}: ${passed} tests passed, ${failed} failed.`);
  failures.push(...names.map((name) => `in ${run.where}: ${name}`));
  sums.passed += passed;
  sums.failed += failed;
}
rmSync(folder, { recursive: true, force: true });
if (sums.passed + sums.failed === 0) {
  lines.push(`No test matches ${given.join(' ')}.`);
  process.exitCode = 1;
}
if (sums.failed > 0) process.exitCode = 1;
for (const line of lines) console.log(line);
for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(`${sums.passed} passed, ${sums.failed} failed`);
