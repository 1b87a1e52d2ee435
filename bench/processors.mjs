// Processors: every kind with thousands of random parameter sets on random programme: no NaN, no slow block. node bench/processors.mjs [SETS] [ID]
const from = process.features.typescript ? ['src', 'ts'] : ['dist', 'js'];
const load = (file) => import(`../${from[0]}/${file}.${from[1]}`);
const [{ PROCESSORS }, { checkParams }, { seededRandom }] = await Promise.all([
  load('process/every-processor'),
  load('process/params'),
  load('signal/random'),
]);

const [sets = '10000', only] = process.argv.slice(2);
const RATES_HZ = [44100, 48000, 96000, 192000];
const BLOCK_FRAMES = 512;
const BLOCKS = 6;
/** A block may cost so many times the median of its kind's last blocks, and at least so many µs, before it counts as slow. */
const SLOW_TIMES = 2;
const random = seededRandom(2026);
const between = (low, high) => low + (high - low) * random();
const pick = (list) => list[Math.floor(random() * list.length)];

function valueOf(param) {
  if (param.type === 'choice') return pick(param.choices);
  if (param.type === 'list') {
    return Array.from({ length: Math.floor(random() * Math.min(5, param.maxLength + 1)) }, () =>
      recordOf(param.of),
    );
  }
  // The ends of a range are where things go wrong.
  return random() < 0.15 ? pick([param.min, param.max]) : between(param.min, param.max);
}

function recordOf(table) {
  return Object.fromEntries(Object.entries(table).map(([name, param]) => [name, valueOf(param)]));
}

const PROGRAMMES = [
  () => 2 * random() - 1,
  () => 1e-310 * random(),
  () => (random() < 0.01 ? 4 * random() - 2 : 0),
  (n) => 0.9 * Math.sin(n * between(0.01, 3)),
  (n) => (n % 100 < 50 ? 1 : -1),
  () => 0,
];

/** CPU µs of every block, or what went wrong. */
function run(kind, params, format) {
  const processor = kind.create(params, format);
  const programme = pick(PROGRAMMES);
  const costs = [];
  for (let b = 0; b < BLOCKS; b++) {
    // Sound first, then silence: what rings out must not crawl through denormal numbers.
    const sound = b < BLOCKS / 2 ? programme : () => 0;
    const channels = Array.from({ length: format.channels }, () =>
      Float64Array.from({ length: BLOCK_FRAMES }, (_, n) => sound(n)),
    );
    const since = process.cpuUsage().user;
    processor.process({ channels, frames: BLOCK_FRAMES });
    costs.push(process.cpuUsage().user - since);
    if (!channels.every((x) => x.every(Number.isFinite))) return { broken: b };
  }
  return { costs };
}

let failed = 0;
for (const kind of PROCESSORS.filter(({ id }) => only === undefined || id === only)) {
  const first = [];
  const last = [];
  let broken = 0;
  let refused = 0;
  for (let set = 0; set < Number(sets); set++) {
    const format = { sampleRateHz: pick(RATES_HZ), channels: pick([1, 2]) };
    const given = recordOf(kind.params);
    let params;
    try {
      params = checkParams(kind.params, given, kind.id);
    } catch {
      refused++;
      continue;
    }
    const { costs, broken: at } = run(kind, params, format);
    if (costs === undefined) {
      broken++;
      if (broken < 4)
        console.log(
          `  ${kind.id}: not finite in block ${at}: ${JSON.stringify(params)} at ${format.sampleRateHz} Hz`,
        );
      continue;
    }
    first.push(costs[1] + costs[2]);
    last.push(costs[BLOCKS - 2] + costs[BLOCKS - 1]);
  }
  const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
  const ratio = median(last) / Math.max(1, median(first));
  if (broken > 0 || ratio > SLOW_TIMES) failed++;
  console.log(
    `${kind.id.padEnd(20)} ${sets} sets, ${broken} not finite, ${refused} refused; ringing out costs ${ratio.toFixed(2)} of sounding`,
  );
}
process.exitCode = failed > 0 ? 1 : 0;
