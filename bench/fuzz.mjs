// Fuzz: spoilt files for every reader and tag carrier: no crash, no hang, no growth, always a Fault or a decode.
// node bench/fuzz.mjs [--files 20000] [--seed 1] [--from 0] [--lanes 1] [--seeds FOLDER …] [--keep FOLDER]
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { folderSeeds } from './fuzz/folder-seeds.mjs';
import { loadHouse, ROOT } from './fuzz/house.mjs';
import { mutated } from './fuzz/mutate.mjs';
import { makeSeeds } from './fuzz/seeds.mjs';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    lanes: { type: 'string', default: '1' },
    seeds: { type: 'string', multiple: true, default: [] },
    keep: { type: 'string' },
  },
});
const LANE = fileURLToPath(new URL('./fuzz/lane.mjs', import.meta.url));
/** A lane is begun anew so often: what a decoder leaks is not taken for what a file takes. */
const BATCH_FILES = 5000;
const seed = Number(values.seed);
const first = Number(values.from);
const end = first + Number(values.files);
const folders = [join(ROOT, 'test', 'files', 'fixtures'), ...values.seeds].filter((path) => existsSync(path));

const counts = new Map();
const findings = [];
let next = first;
let tried = 0;
const since = performance.now();

function note(finding) {
  findings.push(finding);
  console.error(`file ${finding.file}, ${finding.what}: ${finding.outcome}`);
}

/** Tries [from, to) in one process; gives where it stopped, and why when it was not the end. */
function runLane(from, to) {
  const child = spawn(
    process.execPath,
    ['--max-old-space-size=1024', LANE, JSON.stringify({ seed, from, to, folders })],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  return new Promise((resolve) => {
    let text = '';
    let complaint = '';
    let reached = from;
    let stopped = null;
    const hear = (record) => {
      if (record.reached !== undefined) {
        reached = record.reached;
        for (const [name, count] of Object.entries(record.counts))
          counts.set(name, (counts.get(name) ?? 0) + count);
      } else if (record.outcome.startsWith('MISTAKE')) note(record);
      else stopped = record;
    };
    child.stdout.on('data', (part) => {
      const lines = (text + part).split('\n');
      text = lines.pop();
      for (const line of lines) hear(JSON.parse(line));
    });
    child.stderr.on('data', (part) => {
      complaint = (complaint + part).slice(-2000);
    });
    child.on('close', (code) => resolve({ code, reached, stopped, complaint }));
  });
}

/** A process that died without a word is tried again file by file, halving, until the file is known. */
async function goThrough(from, to) {
  const { code, reached, stopped, complaint } = await runLane(from, to);
  if (code === 0 && reached >= to) return;
  if (stopped !== null) return settle(stopped, from, to);
  if (to - from === 1) {
    note({ file: from, what: 'process', outcome: `DIED ${code} ${complaint}` });
    return;
  }
  const middle = Math.floor((reached + to) / 2);
  if (middle > reached) await goThrough(reached, middle);
  await goThrough(middle, to);
}

/** Alone once more: what many files left behind is no finding of the last one. */
async function settle({ file, outcome, grownBytes }, from, to) {
  const isAlone = from === file && to === file + 1;
  if (isAlone) note({ file, what: 'process', outcome: `${outcome} ${Math.round(grownBytes / 2 ** 20)} MiB` });
  else await goThrough(file, file + 1);
  if (file + 1 < to) await goThrough(file + 1, to);
}

async function lane() {
  while (next < end) {
    const from = next;
    const to = Math.min(end, from + BATCH_FILES);
    next = to;
    await goThrough(from, to);
    tried += to - from;
    const perSecond = Math.round((1000 * tried) / (performance.now() - since));
    console.error(`${tried} of ${end - first} files, ${perSecond} a second, ${findings.length} findings`);
  }
}

await Promise.all(Array.from({ length: Number(values.lanes) }, lane));
for (const [name, count] of [...counts].sort((a, b) => b[1] - a[1]))
  console.log(String(count).padStart(9), name);
const kinds = new Map();
for (const finding of findings) {
  const kind = finding.outcome.split('\n').slice(0, 3).join(' ');
  kinds.set(kind, [...(kinds.get(kind) ?? []), finding]);
}
for (const [kind, of] of kinds)
  console.log(`${of.length} × ${of[0].what}: ${kind}  (files ${of.slice(0, 5).map(({ file }) => file)})`);
if (values.keep !== undefined) await keep(values.keep);
console.log(`${tried} files, ${findings.length} findings`);
process.exitCode = findings.length === 0 ? 0 : 1;

/** One file of every kind of finding, to be looked at. */
async function keep(folder) {
  const house = await loadHouse();
  const seeds = await makeSeeds(house, folderSeeds(folders));
  mkdirSync(folder, { recursive: true });
  for (const [of] of kinds.values()) {
    const { bytes } = mutated(seeds, house.seededRandom(seed, of.file), house.pageCrc);
    writeFileSync(join(folder, String(of.file)), bytes);
  }
}
