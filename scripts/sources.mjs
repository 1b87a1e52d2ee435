// Sources: which files the build depends on, and a stamp that tells whether the last build still fits them.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
export const STAMP_FILE = join(ROOT, 'dist', '.built');

const BUILT_FROM = [
  'scripts/build.mjs',
  'scripts/licences.mjs',
  'scripts/pack-command-line.mjs',
  'scripts/studio-licences.mjs',
  'scripts/studio-plugins.mjs',
  'src',
  'examples/first-light/first-light.flac',
  'vite.config.ts',
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.core.json',
  'tsconfig.node.json',
];

/** Every file below `path`, sorted; `path` itself when it is a file. */
export function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

/** Changes whenever a source is edited, added, renamed or removed. */
export function sourcesStamp() {
  const hash = createHash('sha256');
  for (const path of BUILT_FROM.flatMap((name) => filesBelow(join(ROOT, name)))) {
    const { mtimeMs, size } = statSync(path);
    hash.update(`${path} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

export function isBuilt() {
  return existsSync(STAMP_FILE) && readFileSync(STAMP_FILE, 'utf8') === sourcesStamp();
}
