// Vitest in Node: every test but those of the page alone.
import { defineConfig } from 'vitest/config';
import { LongestFirst, PATIENCE } from './test/how-tests-run.ts';
import { PAGE_ONLY, patterns } from './test/where-tests-run.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: patterns(PAGE_ONLY),
    ...PATIENCE,
    sequence: { sequencer: LongestFirst },
    pool: 'threads',
    maxWorkers: 2,
  },
});
