// Check: the compiler walls, linter, formatter and the laws of the house; says what failed and goes on.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './sources.mjs';

const bin = (...path) => join(ROOT, 'node_modules', ...path);

const CONFIGS = ['vite.config.ts', 'vitest.config.ts', 'vitest.browser.config.ts'];

const STEPS = [
  [
    'core: no Node, no DOM; node: places and command line',
    bin('@typescript', 'native', 'bin', 'tsc'),
    ['-b', 'tsconfig.json'],
  ],
  [
    'page: its components, with no warning',
    bin('svelte-check', 'bin', 'svelte-check'),
    ['--tsconfig', 'tsconfig.studio.json', '--tsgo', '--fail-on-warnings'],
  ],
  [
    'workers, and their tests: no DOM, no Node',
    bin('@typescript', 'native', 'bin', 'tsc'),
    ['-p', 'tsconfig.workers.json'],
  ],
  ['tests compile', bin('@typescript', 'native', 'bin', 'tsc'), ['-p', 'tsconfig.test.json']],
  [
    'linter',
    bin('oxlint', 'bin', 'oxlint'),
    ['--deny-warnings', 'src', 'test', 'scripts', 'bench', 'examples', ...CONFIGS],
  ],
  ['formatter', bin('@biomejs', 'biome', 'bin', 'biome'), ['format']],
  ['laws of the house', bin('vitest', 'vitest.mjs'), ['run', 'test/house.test.ts']],
];

function run([title, script, args]) {
  const since = Date.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const good = status === 0;
  console.log(`${good ? 'ok    ' : 'FAILED'}  ${title} (${((Date.now() - since) / 1000).toFixed(1)} s)`);
  if (!good) console.log(`${stdout}${stderr}`);
  return good;
}

const failed = STEPS.filter((step) => !run(step)).length;
console.log(failed === 0 ? 'All checks passed.' : `${failed} of ${STEPS.length} checks failed.`);
process.exitCode = failed === 0 ? 0 : 1;
