// Processors: every kind with thousands of random parameter sets on random programme: finite, steady in cost, nothing allocated. node bench/processors.mjs [SETS[/SECONDS[/SEED]]] [ID…]
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { BOXED_BYTES_A_FRAME } from './boxed-bytes.mjs';

const from = process.features.typescript ? ['src', 'ts'] : ['dist', 'js'];
const load = (file) => import(`../${from[0]}/${file}.${from[1]}`);
const [{ PROCESSORS }, { checkParams }, { seededRandom }, { Fault }] = await Promise.all([
  load('process/every-processor'),
  load('process/params'),
  load('signal/random'),
  load('signal/fault'),
]);

const [setsAsked = '10000', ...only] = process.argv.slice(2);
/** So many sets of a kind, or as many as there is time for. */
const [SETS, SECONDS = Infinity, SEED = 2026] = setsAsked.split('/').map(Number);
const RATES_HZ = [44100, 48000, 96000, 192000];
/** The cost of one block of so many frames is compared with another's: whole rounds of transforms, mostly. */
const BLOCK_FRAMES = 1024;
/** A block that costs so many times the median sounding block of its set is slow, unless a fresh run is quicker … */
const SLOW_TIMES = 2;
/** … or blocks so many times longer are alike: transforms of long filters come in rounds. */
const REPEATS = 6;
const FEW_REPEATS = 3;
/** What is compiled late, or anew for numbers never seen before, needs some runs to settle. */
const MOST_REPEATS = 24;
const LONGER = [1, 8, 128];
/** What acts at places looks up to 0.7 s ahead: a shorter song would end before anything is mended. */
const LONGER_PLACED = [32, 128];
/** What is cheaper than this cannot be told from reading the account, which costs half of it. */
const GRAIN_US = 40;
/** Where places are asked for, they lie within the first so many seconds. */
const PLACES_WITHIN_S = 0.2;

/** How loud each block is, and whether the processor is made newborn before it: loud, then so faint that states turn denormal. */
const SONG = [
  ...[1, 1, 1, 1, 1].map((gain) => ({ gain, part: 'sound' })),
  ...[0, 0].map((gain) => ({ gain, part: 'silence' })),
  { gain: 1e-300, part: 'faint sound', newborn: true },
  { gain: 1e-300, part: 'faint sound' },
  ...[0, 0].map((gain) => ({ gain, part: 'faint ringing out' })),
  { gain: 1e-310, part: 'denormal numbers' },
];
/** The first block also pays for what is made on first use. */
const WARM_BLOCKS = 1;
const SOUNDING = SONG.filter(({ part }) => part === 'sound').length;
const NEWBORN = SONG.findIndex(({ newborn }) => newborn);

const random = seededRandom(SEED);
const between = (low, high) => low + (high - low) * random();
const pick = (list) => list[Math.floor(random() * list.length)];

function valueOf(param, name) {
  if (param.type === 'choice') return pick(param.choices);
  if (param.type === 'list') {
    return Array.from({ length: Math.floor(random() * Math.min(6, param.maxLength + 1)) }, () =>
      recordOf(param.of),
    );
  }
  const { min, max } = param;
  if (param.unit === 's' && /^(start|end)S$/.test(name)) return between(0, Math.min(max, PLACES_WITHIN_S));
  // The ends of a range are where things go wrong; frequencies and times are even by ratio.
  if (random() < 0.15) return pick([min, max]);
  return min > 0 && random() < 0.5 ? Math.min(max, min * (max / min) ** random()) : between(min, max);
}

function recordOf(table) {
  return Object.fromEntries(Object.entries(table).map(([name, param]) => [name, valueOf(param, name)]));
}

const SHAPES = [
  () => () => 2 * random() - 1,
  () => () => (random() < 0.01 ? 2 * random() - 1 : 0),
  (step = between(0.001, 3)) =>
    (n) =>
      Math.sin(n * step),
  (period = Math.floor(between(2, 400))) =>
    (n) =>
      n % period < period / 2 ? 1 : -1,
  () => () => 0.5 + 0.1 * (2 * random() - 1),
  (period = Math.floor(between(500, 4000)), step = between(0.01, 0.3)) =>
    (n) =>
      2 ** (-(n % period) / 300) * (Math.sin(n * step) + 0.3 * (2 * random() - 1)),
];

/** Made once: random numbers cost more than most processors. */
const PROGRAMMES = Array.from({ length: 48 }, (_, p) => {
  const sound = SHAPES[p % SHAPES.length]();
  return Float64Array.from({ length: BLOCK_FRAMES * LONGER.at(-1) }, (_, n) => sound(n));
});

function anySet(kind) {
  const channels = pick([1, 2]);
  const format = { sampleRateHz: pick(RATES_HZ), channels };
  const gain = 10 ** (between(-60, 12) / 20);
  const one = pick(PROGRAMMES);
  const sound = [one, random() < 0.5 ? one : pick(PROGRAMMES)].slice(0, channels);
  return { params: checkParams(kind.params, recordOf(kind.params), kind.id), format, gain, sound };
}

/** Of all threads: a busy machine does not show. What the engine does beside is told by a second run. */
const nowUs = (used = process.cpuUsage()) => used.user + used.system;
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const heapBytes = (held = getHeapStatistics()) => held.used_heap_size + held.external_memory;

/** µs of each block, bytes a frame that stayed behind the sounding ones (NaN where they were collected), first broken block. */
function run(kind, set, longer) {
  const frames = BLOCK_FRAMES * longer;
  const processor = kind.create(set.params, set.format);
  const channels = set.sound.map(() => new Float64Array(frames));
  const block = { channels, frames };
  const costs = new Float64Array(SONG.length);
  let [before, after] = [0, 0];
  let broken = -1;
  for (let b = 0; b < SONG.length; b++) {
    if (SONG[b].newborn) processor.reset();
    const gain = SONG[b].part === 'sound' ? set.gain : SONG[b].gain;
    for (let c = 0; c < channels.length; c++) fill(channels[c], set.sound[c], gain);
    if (b === WARM_BLOCKS) before = heapBytes();
    const since = nowUs();
    processor.process(block);
    costs[b] = nowUs() - since;
    if (b === SOUNDING - 1) after = heapBytes();
    if (broken < 0 && !channels.every(isFiniteThroughout)) broken = b;
  }
  const grown = after - before;
  return { costs, broken, bytes: grown < 0 ? Number.NaN : grown / (frames * (SOUNDING - WARM_BLOCKS)) };
}

function fill(out, sound, gain) {
  for (let n = 0; n < out.length; n++) out[n] = gain * sound[n];
}

function isFiniteThroughout(x) {
  let sum = 0;
  for (let n = 0; n < x.length; n++) sum += Math.abs(x[n]);
  return sum < Infinity;
}

function median(list) {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
}

/**
 * The dearest block after the first, in medians of the sounding ones, and where it stands. What acts at places (`placed`) works
 * there alone, so a sounding block of it is no measure for another, and a faint one is held against the same block of the song.
 */
function dearest(costs, placed) {
  const usual = median(costs.slice(WARM_BLOCKS, SOUNDING));
  let most = { times: 0, part: '' };
  for (let b = placed ? SOUNDING : WARM_BLOCKS; b < SONG.length; b++) {
    const same = b < NEWBORN ? 0 : costs[b - NEWBORN];
    const times = costs[b] / Math.max(GRAIN_US, usual, placed ? same : 0);
    if (times > most.times) most = { times, part: SONG[b].part };
  }
  return { ...most, usual };
}

/** A set's figures. What looks slow or left bytes is run again, and the least of each block counts: noise only ever adds. */
function judge(kind, set) {
  const placed = 'places' in kind.params;
  let bytes = Number.POSITIVE_INFINITY;
  let told;
  for (const longer of placed ? LONGER_PLACED : LONGER) {
    let costs;
    const few = longer === LONGER.at(-1) ? REPEATS : FEW_REPEATS;
    for (let repeat = 0; repeat < (bytes < BOXED_BYTES_A_FRAME ? few : MOST_REPEATS); repeat++) {
      const now = run(kind, set, longer);
      if (now.broken >= 0) return { broken: SONG[now.broken].part };
      costs = costs ? costs.map((cost, b) => Math.min(cost, now.costs[b])) : now.costs;
      if (now.bytes < bytes) bytes = now.bytes;
      else if (Number.isNaN(now.bytes)) collect();
      told = { ...dearest(costs, placed), bytes };
      told.nsAFrame = (1000 * told.usual) / (BLOCK_FRAMES * longer * set.format.channels);
      if (told.times <= SLOW_TIMES && bytes < BOXED_BYTES_A_FRAME) return told;
    }
    if (told.times <= SLOW_TIMES) return told;
  }
  return told;
}

function printSet(kind, set, what) {
  console.log(
    `  ${kind.id}: ${what}: ${JSON.stringify(set.params)}, ${set.format.channels} channels at ${set.format.sampleRateHz} Hz, gain ${set.gain.toFixed(4)}, programmes ${set.sound.map((x) => PROGRAMMES.indexOf(x) % SHAPES.length)}`,
  );
}

/** Until the engine has compiled what a kind does, its cost and its memory are not its own. */
const WARM_SETS = 60;

function warmUp(kind) {
  for (let set = 0; set < WARM_SETS; set++) {
    try {
      run(kind, anySet(kind), 1);
    } catch {
      // What is broken is told of those that count.
    }
  }
}

function judgeKind(kind) {
  warmUp(kind);
  const all = { sets: 0, refused: 0, broken: 0, slow: 0, allocating: 0, times: [], ns: [], bytes: [] };
  const until = performance.now() + 1000 * SECONDS;
  while (all.sets + all.refused < SETS && performance.now() < until) {
    const set = anySet(kind);
    let told;
    try {
      told = judge(kind, set);
    } catch (error) {
      if (!(error instanceof Fault)) printSet(kind, set, String(error.stack));
      if (error instanceof Fault) all.refused++;
      else all.broken++;
      if (!(error instanceof Fault)) all.sets++;
      continue;
    }
    all.sets++;
    const { broken, times, part, bytes, nsAFrame } = told;
    if (broken !== undefined) {
      if (all.broken++ < 3) printSet(kind, set, `not finite in ${broken}`);
      continue;
    }
    if (times > SLOW_TIMES && all.slow++ < 3)
      printSet(kind, set, `${times.toFixed(1)} times slower in ${part}`);
    if (bytes >= BOXED_BYTES_A_FRAME && all.allocating++ < 3)
      printSet(kind, set, `${bytes.toFixed(1)} bytes a frame`);
    all.times.push(times);
    all.ns.push(nsAFrame);
    all.bytes.push(bytes);
  }
  return all;
}

const COLUMNS = ['sets', 'refused', 'broken', 'slow', 'allocating'];
console.log(
  `${'kind'.padEnd(18)}${COLUMNS.map((name) => name.padStart(11)).join('')}   dearest block  B/frame  ns a sample: median   most  seconds`,
);
let failed = false;
for (const kind of PROCESSORS.filter(({ id }) => only.length === 0 || only.includes(id))) {
  const since = performance.now();
  const all = judgeKind(kind);
  failed ||= all.broken + all.slow + all.allocating > 0;
  const most = (list) => list.reduce((a, b) => Math.max(a, b), 0);
  console.log(
    `${kind.id.padEnd(18)}${COLUMNS.map((name) => String(all[name]).padStart(11)).join('')}${most(all.times).toFixed(2).padStart(16)}${most(all.bytes.filter(Number.isFinite)).toFixed(2).padStart(9)}${median(all.ns).toFixed(1).padStart(21)}${most(all.ns).toFixed(0).padStart(7)}${((performance.now() - since) / 1000).toFixed(0).padStart(9)}`,
  );
}
process.exitCode = failed ? 1 : 0;
