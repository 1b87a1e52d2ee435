// Vite: the studio's page and workers into dist/studio, as files that any web server can hand out.
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { licencesPlugins } from './scripts/studio-licences.mjs';
import {
  contentPolicy,
  libavPlugin,
  linksPlugin,
  offlinePlugin,
  policyPlugin,
} from './scripts/studio-plugins.mjs';
import { PAGE_STYLE } from './src/report/page-style.ts';

const ROOT = import.meta.dirname;
/** A report that is opened from the page lives under the page's policy, and brings its style along. */
const POLICY = contentPolicy([PAGE_STYLE]);

const LICENCES = licencesPlugins();

/** A slow machine is no reason to tell a user of plugins. */
const QUIET = { checks: { bundlerTimings: false } };

export default defineConfig({
  root: join(ROOT, 'src', 'studio'),
  base: './',
  plugins: [
    svelte({ configFile: false }),
    linksPlugin(),
    libavPlugin(),
    policyPlugin(POLICY),
    LICENCES.page,
    offlinePlugin(POLICY),
  ],
  worker: { format: 'es', plugins: () => [LICENCES.worker], rolldownOptions: QUIET },
  build: {
    outDir: join(ROOT, 'dist', 'studio'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: QUIET,
  },
});
