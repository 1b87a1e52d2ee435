// Vitest in the page: the same test files in headless Chromium, but those of Node alone.
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findChromium, HOW_TO_GET_CHROMIUM } from './scripts/find-chromium.mjs';
import { LongestFirst, PATIENCE } from './test/how-tests-run.ts';
import { NODE_ONLY, patterns } from './test/where-tests-run.ts';

const executablePath = findChromium();
if (executablePath === null) throw new Error(`No browser found: ${HOW_TO_GET_CHROMIUM}.`);

// The contract of processors counts what a call allocates, which the page tells truly only when asked to.
const args = ['--enable-precise-memory-info', '--autoplay-policy=no-user-gesture-required'];

export default defineConfig({
  // Fixtures of a kind that the bundler does not know.
  assetsInclude: ['**/*.wv'],
  // It loads two files from beside itself, which a bundle of it would not find.
  optimizeDeps: { exclude: ['@libav.js/variant-default'] },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: patterns(NODE_ONLY),
    ...PATIENCE,
    // Loading every module anew for each file would cost a third of the run; no test leaves anything behind in one.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    maxWorkers: 2,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: { executablePath, args } }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
