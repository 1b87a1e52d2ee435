// Crash: kills a master run at random moments and looks whether a half-written file ever bears a final name.
// node bench/crash.mjs [--runs 20] [mix.wav]
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeSong } from './song.mjs';

const MAIN = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'cli', 'main.js');
const at = process.argv.indexOf('--runs');
const runs = at < 0 ? 20 : Number(process.argv[at + 1]);
const folder = mkdtempSync(join(tmpdir(), 'lacquer-crash-'));
const mix = process.argv.slice(2).find((text) => text.endsWith('.wav')) ?? join(folder, 'song.wav');

const visible = (out) => readdirSync(out).filter((name) => !name.startsWith('.'));
const digest = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');
const digests = (out) => new Map(visible(out).map((name) => [name, digest(join(out, name))]));
const args = (out) => [MAIN, 'master', mix, '-o', out, '--force'];

/** Starts a run and kills it after `ms`; resolves to whether it was still alive. */
function killAfter(out, ms) {
  const child = spawn(process.execPath, args(out), { stdio: 'ignore' });
  const timer = setTimeout(() => child.kill('SIGKILL'), ms);
  return new Promise((resolve) => {
    child.on('close', (_, signal) => {
      clearTimeout(timer);
      resolve(signal === 'SIGKILL');
    });
  });
}

/** Names of visible files that are not, byte for byte, what a whole run writes (sound and plan) or a whole record. */
function broken(out, whole) {
  return visible(out).filter((name) => {
    const path = join(out, name);
    if (name === 'report.json') return !isWhole(() => JSON.parse(readFileSync(path, 'utf8')));
    if (name === 'report.html') return !readFileSync(path, 'utf8').trimEnd().endsWith('</html>');
    return digest(path) !== whole.get(name);
  });
}

function isWhole(read) {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

try {
  if (mix.startsWith(folder)) writeSong(mix, 20, 44100);
  const reference = join(folder, 'reference');
  const since = Date.now();
  const { status } = spawnSync(process.execPath, args(reference), { stdio: 'ignore' });
  const lasts = Date.now() - since;
  if (status > 1) throw new Error(`The run without a kill failed with status ${status}.`);
  const whole = digests(reference);
  const out = join(folder, 'out');
  let bad = 0;
  let killed = 0;
  for (let run = 0; run < runs; run++) {
    // Half of the moments in the last fifth, where files get their names.
    const share = run % 2 === 0 ? Math.random() : 0.8 + Math.random() * 0.25;
    if (await killAfter(out, share * lasts)) killed += 1;
    const wrong = readdirSync(folder).includes('out') ? broken(out, whole) : [];
    bad += wrong.length;
    if (wrong.length > 0)
      console.log(`run ${run}, killed at ${(share * 100).toFixed(0)} %: ${wrong.join(', ')} half-written`);
  }
  console.log(
    `${runs} runs, ${killed} killed before their end, ${bad} half-written files under a final name`,
  );
  process.exitCode = bad === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
