// Crash writers: kills writing at random moments, and fills a disk, for every kind of file that we write: the old file or none.
// node bench/crash-writers.mjs [--kills 50] [--seed 1]
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { load } from './fuzz/house.mjs';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    write: { type: 'string', multiple: true },
  },
});
const BURST_FRAMES = 16384;
const SOUND_S = 12;
const OLD = 'what was there before';
const NAME = 'song';
/** Less than any lossless file of `SOUND_S`. */
const DISK_BYTES = '1m';

/** The child: writes the sound as `kindId` to `path`, and tells a Fault by its code. */
async function writeSound(kindId, path) {
  const [{ createAudio }, { writerById }, { diskPlace }, { Fault }, { seededRandom }, { faultWords }] =
    await Promise.all(
      ['files/save', 'files/writers', 'places/disk', 'signal/fault', 'signal/random', 'report/words'].map(
        (file) => load(file),
      ),
    );
  const kind = writerById(kindId);
  const encoding = kind.encodings[0] ?? { encoding: 'float', bits: 32 };
  const sampleRateHz = kind.ratesHz?.includes(44100) === false ? kind.ratesHz[0] : 44100;
  const random = seededRandom(1);
  const step = 2 ** (Math.min(24, encoding.bits) - 1);
  console.log('writing');
  const since = performance.now();
  try {
    // the length is not told, so that the disk is found full while writing
    const format = { sampleRateHz, channels: 2, ...encoding, frames: 0 };
    const sink = await createAudio(diskPlace(), path, kindId, format, { replace: true });
    try {
      for (let at = 0; at < SOUND_S * sampleRateHz; at += BURST_FRAMES) {
        const samples = Float64Array.from(
          { length: BURST_FRAMES },
          () => Math.round((random() - 0.5) * step) / step,
        );
        await sink.write({ channels: [samples, samples.slice().reverse()], frames: BURST_FRAMES });
      }
      await sink.close();
      console.log(`lasted ${Math.round(performance.now() - since)}`);
    } catch (reason) {
      await sink.abort();
      throw reason;
    }
  } catch (reason) {
    if (!(reason instanceof Fault)) throw reason;
    console.log(`${reason.code}: ${faultWords(reason).text}`);
    process.exitCode = 4;
  }
}

const args = (kindId, path) => [fileURLToPath(import.meta.url), '--write', kindId, '--write', path];
const digest = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');
const hidden = (folder) => readdirSync(folder).filter((name) => name.startsWith('.'));

/** Kills the child `ms` after it begins to write; whether it was still alive. */
function killAfter(kindId, path, ms) {
  const child = spawn(process.execPath, args(kindId, path), { stdio: ['ignore', 'pipe', 'ignore'] });
  child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), ms));
  return new Promise((resolve) => {
    child.on('close', (_, signal) => resolve(signal === 'SIGKILL'));
  });
}

/** How long the writing lasts, by the child's own clock, and the digest of the whole file. */
function wholeRun(kindId, folder) {
  const path = join(folder, NAME);
  const { status, stdout, stderr } = spawnSync(process.execPath, args(kindId, path), { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${kindId} could not be written: ${stderr}`);
  return { lastsMs: Number(/lasted (\d+)/.exec(stdout)[1]), whole: digest(path) };
}

async function killAll(kinds, folder, random) {
  const wrong = [];
  let killed = 0;
  const runs = new Map(kinds.map((kind) => [kind, wholeRun(kind, mkdtempSync(join(folder, `${kind}-`)))]));
  for (let run = 0; run < Number(values.kills); run++) {
    const kind = kinds[run % kinds.length];
    const { lastsMs, whole } = runs.get(kind);
    const out = mkdtempSync(join(folder, 'kill-'));
    const path = join(out, NAME);
    writeFileSync(path, OLD);
    if (await killAfter(kind, path, random() * lastsMs)) killed += 1;
    const isOld = readFileSync(path, 'utf8') === OLD;
    if (!isOld && digest(path) !== whole) wrong.push(`${kind}: neither the old file nor the new one`);
    wholeRun(kind, out);
    if (hidden(out).length > 0) wrong.push(`${kind}: ${hidden(out)} left behind by the next run`);
    rmSync(out, { recursive: true });
  }
  console.log(`${values.kills} runs over ${kinds.length} kinds, ${killed} killed while writing`);
  return wrong;
}

/** On a disk of its own, where this machine lets us make one. */
function fillDisk(kinds, folder) {
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', disk]).status !== 0) {
    console.log('!!! SKIPPED: the full disk, for a small disk cannot be mounted here (it takes root).');
    return [];
  }
  const wrong = [];
  try {
    // what is left must not hold even a lossy file
    writeFileSync(join(disk, 'others'), new Uint8Array(900 << 10));
    const path = join(disk, NAME);
    for (const kind of kinds) {
      writeFileSync(path, OLD);
      const { stdout, stderr, status } = spawnSync(process.execPath, args(kind, path), { encoding: 'utf8' });
      if (status !== 4 || !stdout.includes('disk-full: ')) wrong.push(`${kind}: ${stdout}${stderr}`);
      if (readFileSync(path, 'utf8') !== OLD) wrong.push(`${kind}: the old file is gone`);
      if (hidden(disk).length > 0) wrong.push(`${kind}: ${hidden(disk)} left on the full disk`);
    }
    console.log(`${kinds.length} kinds on a full disk`);
  } finally {
    spawnSync('umount', [disk]);
  }
  return wrong;
}

async function main() {
  const [{ WRITERS }, { seededRandom }] = await Promise.all([load('files/writers'), load('signal/random')]);
  const kinds = WRITERS.map(({ id }) => id);
  const folder = mkdtempSync(join(tmpdir(), 'lacquer-crash-'));
  try {
    const wrong = [
      ...fillDisk(kinds, folder),
      ...(await killAll(kinds, folder, seededRandom(Number(values.seed)))),
    ];
    for (const line of wrong) console.log(line);
    console.log(`${wrong.length} wrong`);
    process.exitCode = wrong.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (values.write === undefined) await main();
else await writeSound(...values.write);
