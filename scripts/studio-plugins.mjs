// Studio plugins: what Vite does not do of itself: the page's content policy, its links, and the service worker with its list.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { rolldown } from 'rolldown';
import { filesBelow, ROOT } from './sources.mjs';

const sha256 = (bytes) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`;

/**
 * The page may run and read its own files and nothing else: whatever is in it, it cannot send anything anywhere. Encoders
 * carry their WebAssembly as a data: address, and that of AAC its worker as a blob:, which lives under this same policy.
 * `ownStyles`: texts of <style> elements that are let in by their fingerprint.
 */
export function contentPolicy(ownStyles) {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    ["style-src 'self'", ...ownStyles.map((text) => `'${sha256(text)}'`)].join(' '),
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "connect-src 'self' data:",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Puts the policy before everything else in the built page; while developing, Vite's own scripts must run. */
export function policyPlugin(policy) {
  const attrs = { 'http-equiv': 'Content-Security-Policy', content: policy };
  return {
    name: 'lacquer-policy',
    apply: 'build',
    transformIndexHtml: { order: 'post', handler: () => [{ tag: 'meta', attrs, injectTo: 'head-prepend' }] },
  };
}

/** The links that make the page something to install: manifest and icons, from src/studio/public. */
export function linksPlugin() {
  const links = [
    { rel: 'manifest', href: './studio.webmanifest' },
    { rel: 'icon', href: './icon.svg', type: 'image/svg+xml' },
    { rel: 'apple-touch-icon', href: './icon-180.png' },
  ];
  return {
    name: 'lacquer-links',
    transformIndexHtml: {
      order: 'post',
      handler: () => links.map((attrs) => ({ tag: 'link', attrs, injectTo: 'head' })),
    },
  };
}

const LIBAV = join(ROOT, 'node_modules', '@libav.js', 'variant-default', 'dist');
/** Its script and its WebAssembly; the others are for machines without threads or without WebAssembly. */
const LIBAV_FILE = /\.wasm\.(mjs|wasm)$/;

/** libav.js loads two files from beside itself: they lie, as they are, beside the chunks, and may be replaced there. */
export function libavPlugin() {
  return {
    name: 'lacquer-libav',
    apply: 'build',
    generateBundle() {
      for (const name of readdirSync(LIBAV).filter((each) => LIBAV_FILE.test(each))) {
        this.emitFile({ type: 'asset', fileName: `assets/${name}`, source: readFileSync(join(LIBAV, name)) });
      }
    },
  };
}

/** Once all files are written: the service worker, with their list, in which each has its fingerprint. */
export function offlinePlugin(policy) {
  let folder;
  return {
    name: 'lacquer-offline',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir;
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler: () => writeServiceWorker(folder, policy),
    },
  };
}

const SERVICE_WORKER = 'service-worker.js';

/** `folder`: the built studio, with all its files. */
export async function writeServiceWorker(folder, policy) {
  writeFileSync(join(folder, SERVICE_WORKER), await serviceWorker(listOf(folder), policy));
}

/** Path, with forward slashes, to fingerprint. */
function listOf(folder) {
  const names = filesBelow(folder).map((path) => relative(folder, path).replaceAll('\\', '/'));
  const kept = names.filter((name) => name !== SERVICE_WORKER);
  return Object.fromEntries(kept.map((name) => [name, sha256(readFileSync(join(folder, name)))]));
}

async function serviceWorker(files, policy) {
  const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 12);
  const bundle = await rolldown({
    input: join(ROOT, 'src', 'studio', 'offline', 'service-worker.ts'),
    transform: {
      define: {
        STUDIO_FILES: JSON.stringify(files),
        STUDIO_POLICY: JSON.stringify(policy),
        STUDIO_VERSION: JSON.stringify(version),
      },
    },
  });
  const { output } = await bundle.generate({ format: 'iife', minify: true });
  await bundle.close();
  return output[0].code;
}
