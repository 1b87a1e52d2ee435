// Build: compiles src to dist, removes what no source makes any more, packs the command line so that it starts fast, and the studio.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { rolldown } from 'rolldown';
import { build as buildPage } from 'vite';
import { filesBelow, ROOT, sourcesStamp, STAMP_FILE } from './sources.mjs';

const DIST = join(ROOT, 'dist');
const PACKED = join(DIST, 'cli', 'packed');
/** Not made file by file: no source stands behind each. */
const STUDIO = join(DIST, 'studio');

function removeOrphans() {
  rmSync(PACKED, { recursive: true, force: true });
  for (const path of filesBelow(DIST)) {
    if (path.startsWith(STUDIO)) continue;
    const made = /^(.*)(\.d\.ts|\.js\.map|\.js)$/.exec(relative(DIST, path));
    if (made && !existsSync(join(ROOT, 'src', `${made[1]}.ts`))) rmSync(path);
  }
}

function compile() {
  const tsc = join(ROOT, 'node_modules', '@typescript', 'native', 'bin', 'tsc');
  const args = [tsc, '-b', 'tsconfig.json'];
  return spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
}

/**
 * The command line in a handful of files instead of 150: 0.07 s less CPU a start. Each command still loads its own part only:
 * what several share is one file (every file costs a millisecond to find), the detectors, which a quick check does without,
 * are another, and packages stay outside.
 */
async function packCommandLine() {
  const packed = await rolldown({
    input: join(ROOT, 'src', 'cli', 'main.ts'),
    platform: 'node',
    external: /^(node:|[a-z@])/,
    preserveEntrySignatures: false,
  });
  await packed.write({
    dir: join(DIST, 'cli'),
    format: 'esm',
    entryFileNames: 'main.js',
    chunkFileNames: 'packed/[name].js',
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ name: 'shared', minShareCount: 2, test: /src\/(?!inspect)/ }],
    },
    minify: true,
    sourcemap: true,
  });
  await packed.close();
  chmodSync(join(DIST, 'cli', 'main.js'), 0o755);
}

/** Made aside and put in place as a whole: a page that is being served is never half of one build and half of another. */
async function makeStudio() {
  const aside = `${STUDIO}-${process.pid}`;
  try {
    await buildPage({ configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn', build: { outDir: aside } });
    rmSync(STUDIO, { recursive: true, force: true });
    renameSync(aside, STUDIO);
  } catch (reason) {
    // Two builds at once: the other one was quicker, with the same sources.
    if (reason.code !== 'ENOTEMPTY' && reason.code !== 'EEXIST') throw reason;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

console.log('Building …');
const stamp = sourcesStamp();
rmSync(STAMP_FILE, { force: true });
removeOrphans();
const status = compile();
if (status === 0) {
  await packCommandLine();
  await makeStudio();
  writeFileSync(STAMP_FILE, stamp);
} else {
  console.error('The build failed: see the errors above.');
}
process.exitCode = status;
