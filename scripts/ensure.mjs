// Ensure: makes a fresh clone ready (Node version, dependencies, with --build the build) and does nothing when it is.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const readJson = (...path) => JSON.parse(readFileSync(join(root, ...path), 'utf8'));

const QUIETLY = ['--no-audit', '--no-fund', '--loglevel=error'];

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

function checkNode() {
  const wanted = readJson('package.json').engines.node.replace(/[^0-9.]/g, '');
  const [major, minor] = wanted.split('.').map(Number);
  const [ourMajor, ourMinor] = process.versions.node.split('.').map(Number);
  if (ourMajor > major || (ourMajor === major && ourMinor >= minor)) return;
  stop(
    `Lacquer needs Node ${wanted} or newer; this is Node ${process.versions.node}. ` +
      'Get a newer one from https://nodejs.org and run the same command again.',
  );
}

/** Does what npm installed (its own record, written last) still fit the lockfile? */
function isInstalled() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = readJson('node_modules', '.package-lock.json').packages;
  return Object.entries(readJson('package-lock.json').packages).every(
    ([path, { version, optional }]) =>
      path === '' || (installed[path] ? installed[path].version === version : optional === true),
  );
}

/** Runs npm, with a sign of life every ten seconds; resolves to whether it succeeded. */
function npm(args, stderr) {
  const child = spawn(process.platform === 'win32' ? 'npm.cmd' : 'npm', [...args, ...QUIETLY], {
    cwd: root,
    stdio: ['ignore', 'ignore', stderr],
    shell: process.platform === 'win32',
  });
  const since = Date.now();
  const ticker = setInterval(() => console.log(`  … ${Math.round((Date.now() - since) / 1000)} s`), 10_000);
  return new Promise((resolve) => {
    const done = (status) => {
      clearInterval(ticker);
      resolve(status === 0);
    };
    child.on('error', () => done(1));
    child.on('close', done);
  });
}

/**
 * Exactly what the lockfile says. Mirrors that do not hold the packages of other systems make `npm ci` refuse the whole;
 * `npm install` then takes the same versions and leaves the lockfile as it is.
 */
async function install() {
  console.log('Installing the dependencies (once, about half a minute) …');
  return (await npm(['ci'], 'ignore')) || (await npm(['install', '--no-save'], 'inherit'));
}

checkNode();
if (!isInstalled()) {
  if (!(await install())) {
    stop('The dependencies could not be installed. Is this machine online? Try `npm ci` to see why in full.');
  }
  console.log('Dependencies are installed.');
}
if (process.argv.includes('--build')) {
  const { isBuilt } = await import('./sources.mjs');
  if (!isBuilt()) {
    const built = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { stdio: 'inherit' });
    process.exitCode = built.status ?? 1;
  }
}
