// Build: compiles src to dist, removes what no source makes any more, marks the command line executable.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { filesBelow, ROOT, sourcesStamp, STAMP_FILE } from './sources.mjs';

const DIST = join(ROOT, 'dist');

function removeOrphans() {
  for (const path of filesBelow(DIST)) {
    const made = /^(.*)(\.d\.ts|\.js\.map|\.js)$/.exec(relative(DIST, path));
    if (made && !existsSync(join(ROOT, 'src', `${made[1]}.ts`))) rmSync(path);
  }
}

function compile() {
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  return (
    spawnSync(process.execPath, [tsc, '-b', 'tsconfig.json'], { cwd: ROOT, stdio: 'inherit' }).status ?? 1
  );
}

console.log('Building …');
const stamp = sourcesStamp();
rmSync(STAMP_FILE, { force: true });
removeOrphans();
const status = compile();
if (status === 0) {
  chmodSync(join(DIST, 'cli', 'main.js'), 0o755);
  writeFileSync(STAMP_FILE, stamp);
} else {
  console.error('The build failed: see the errors above.');
}
process.exitCode = status;
