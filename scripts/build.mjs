// Build: compiles src to dist, removes what no source makes any more, packs the command line so that it starts fast, and the studio.
import { spawnSync } from 'node:child_process';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build as buildPage } from 'vite';
import { packCommandLine } from './pack-command-line.mjs';
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

// Whoever asks for the build, a test run too: a page for visitors, not for its makers.
process.env.NODE_ENV = 'production';
console.log('Building …');
const stamp = sourcesStamp();
rmSync(STAMP_FILE, { force: true });
removeOrphans();
const status = compile();
if (status === 0) {
  await packCommandLine(DIST);
  await makeStudio();
  writeFileSync(STAMP_FILE, stamp);
} else {
  console.error('The build failed: see the errors above.');
}
process.exitCode = status;
