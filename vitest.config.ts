// Vitest in Node: every test but those of the page alone.
import { defineConfig } from 'vitest/config';
import { LongestFirst, PATIENCE } from './test/how-tests-run.ts';
import { PAGE_ONLY, patterns } from './test/where-tests-run.ts';

export default defineConfig({
  // Fixtures of a kind that the bundler does not know.
  assetsInclude: ['**/*.wv'],
  test: {
    include: ['test/**/*.test.ts'],
    exclude: patterns(PAGE_ONLY),
    ...PATIENCE,
    sequence: { sequencer: LongestFirst },
    pool: 'threads',
    // As in the page: modules are loaded and compiled once for each worker, not for each file; no test leaves anything behind.
    isolate: false,
    maxWorkers: 2,
  },
});
