// Lane: a process that tries mutated files one after the other; a thread beside it watches the clock and the memory.
import { readFileSync, writeSync } from 'node:fs';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { attemptSound, attemptTags, silentAac } from './attempt.mjs';
import { folderSeeds } from './folder-seeds.mjs';
import { loadHouse, ROOT } from './house.mjs';
import { mutated } from './mutate.mjs';
import { makeSeeds } from './seeds.mjs';

/** A file that takes longer hangs. */
const MOST_MS = 10_000;
/** More memory than this above that of the quiet process is growth. */
const MOST_GROWTH_BYTES = 512 << 20;
const LOOK_EVERY_MS = 25;

const say = (record) => writeSync(1, `${JSON.stringify(record)}\n`);

/** In the thread: `shared[0]` is the file in hand, 0-based; -1 before the first. */
function watch({ shared, quietBytes }) {
  let file = -1;
  let since = performance.now();
  setInterval(() => {
    const now = Atomics.load(shared, 0);
    if (now !== file) since = performance.now();
    file = now;
    const grown = process.memoryUsage.rss() - quietBytes;
    const outcome =
      performance.now() - since > MOST_MS ? 'HANG' : grown > MOST_GROWTH_BYTES ? 'GROWTH' : null;
    if (outcome === null || file < 0) return;
    say({ file, outcome, grownBytes: grown });
    process.kill(process.pid, 'SIGKILL');
  }, LOOK_EVERY_MS);
}

async function run({ seed, from, to, folders }) {
  const house = await loadHouse();
  house.lendAacDecoder(silentAac);
  const seeds = await makeSeeds(house, folderSeeds(folders));
  const shared = new Int32Array(new SharedArrayBuffer(4)).fill(-1);
  const counts = {};
  // All decoders are loaded before memory is measured.
  for (const { bytes } of seeds) await attemptSound(house, bytes, null);
  const watcher = new Worker(new URL(import.meta.url), {
    workerData: { shared, quietBytes: process.memoryUsage.rss() },
  });
  watcher.unref();
  for (let file = from; file < to; file++) {
    Atomics.store(shared, 0, file);
    for (const [what, outcome] of await attempts(house, seeds, seed, file)) {
      if (outcome.startsWith('MISTAKE')) say({ file, what, outcome });
      const name = outcome.startsWith('MISTAKE') ? 'MISTAKE' : outcome;
      counts[`${what} ${name}`] = (counts[`${what} ${name}`] ?? 0) + 1;
    }
    if (file % 500 === 499 || file === to - 1) {
      say({ reached: file + 1, counts, rssBytes: process.memoryUsage.rss() });
      for (const name of Object.keys(counts)) delete counts[name];
    }
  }
  process.exit(0);
}

/** A quarter is read as what it was, whatever it looks like now. */
async function attempts(house, seeds, seed, file) {
  const random = house.seededRandom(seed, file);
  const { bytes, kind } = mutated(seeds, random, house.pageCrc);
  const asKind = random() < 0.25 ? kind : null;
  return [
    ['sound', await attemptSound(house, bytes, asKind)],
    ['tags', await attemptTags(house, bytes, asKind)],
  ];
}

if (!isMainThread && parentPort !== null) watch(workerData);
else await run(JSON.parse(process.argv[2] ?? readFileSync(0, 'utf8')), ROOT);
