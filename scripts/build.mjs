// Build: compiles src to dist, removes what no source makes any more, and packs the command line so that it starts fast.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { rolldown } from 'rolldown';
import { filesBelow, ROOT, sourcesStamp, STAMP_FILE } from './sources.mjs';

const DIST = join(ROOT, 'dist');
const PACKED = join(DIST, 'cli', 'packed');

function removeOrphans() {
  rmSync(PACKED, { recursive: true, force: true });
  for (const path of filesBelow(DIST)) {
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
 * The command line in a handful of files instead of 150: 0.07 s less CPU a start. Each command still loads its own part only,
 * and packages stay outside.
 */
async function packCommandLine() {
  const packed = await rolldown({
    input: join(ROOT, 'src', 'cli', 'main.ts'),
    platform: 'node',
    external: /^(node:|[a-z@])/,
  });
  await packed.write({
    dir: join(DIST, 'cli'),
    format: 'esm',
    entryFileNames: 'main.js',
    chunkFileNames: 'packed/[name].js',
    minify: true,
    sourcemap: true,
  });
  await packed.close();
  chmodSync(join(DIST, 'cli', 'main.js'), 0o755);
}

console.log('Building …');
const stamp = sourcesStamp();
rmSync(STAMP_FILE, { force: true });
removeOrphans();
const status = compile();
if (status === 0) {
  await packCommandLine();
  writeFileSync(STAMP_FILE, stamp);
} else {
  console.error('The build failed: see the errors above.');
}
process.exitCode = status;
