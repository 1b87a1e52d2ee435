// Demo: masters the bundled example mix, or the given file, into out/.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { filesBelow, ROOT } from './sources.mjs';

/** npm runs scripts in the package's folder; paths are meant from where the user stands. */
const from = process.env.INIT_CWD ?? process.cwd();
const [given, ...options] = process.argv.slice(2);
const mix = given === undefined ? exampleMix() : resolve(from, given);
const out = join(ROOT, 'out');

function exampleMix() {
  const found = filesBelow(join(ROOT, 'examples')).find((path) => /\.(wav|flac)$/.test(path));
  if (found === undefined) throw new Error('The example mix is missing from examples/.');
  return found;
}

if (!existsSync(mix)) {
  console.error(`There is no file ${mix}.`);
  process.exit(3);
}
const main = join(ROOT, 'dist', 'cli', 'main.js');
const args = [main, 'master', mix, '-o', out, '--force', ...options];
const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
// 1: mastered, with findings worth an ear; the demo did its work.
process.exitCode = status === 1 ? 0 : (status ?? 4);
