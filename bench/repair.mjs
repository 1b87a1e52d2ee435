// Repair: how much closer to the clean piece the labelled faults come, by kind and severity, with places from the labels and from the check, or with all that the judgement decides to mend. node bench/repair.mjs LABELS.json FOLDER… [--only=TYPE,…] [--each] [--labels] [--decided]
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const from = process.features.typescript ? ['src', 'ts'] : ['dist', 'js'];
const load = (file) => import(`../${from[0]}/${file}.${from[1]}`);
const [{ openAudio }, { diskPlace }, { createChain, processSource }, { PROCESSORS }, stream] =
  await Promise.all([
    load('files/open'),
    load('places/disk'),
    load('process/chain'),
    load('process/every-processor'),
    load('signal/stream'),
  ]);
const { checkSong } = await load('tasks/check-song');
const { hearMix } = await load('tasks/hear-mix');
const { plannedSong } = await load('tasks/plan-song');
const { decideMoves } = await load('master/decide');
const { DEFAULT_INTENT } = await load('master/intent');
const { renderMoves } = await load('master/render');
const { SILENT_RUN } = await load('tasks/run');
const { loadEveryProcessor } = await load('process/catalogue');
await loadEveryProcessor();

/** What mends each labelled type, and each code of the check. */
const MENDS = {
  declick: [
    ['click_single', 'pop', 'bit_error'],
    ['click', 'pop', 'bit-error'],
  ],
  decrackle: [['crackle'], ['crackle']],
  dropouts: [
    ['dropout_zero', 'buffer_glitch', 'gap', 'channel_dropout'],
    ['dropout', 'buffer-glitch', 'gap', 'channel-dropout'],
  ],
  undip: [['dropout_dip'], ['level-dip']],
  declip: [['clip_global', 'clip_lowered', 'clip_asymmetric'], ['clipping']],
  dehum: [['hum_50', 'hum_60'], ['hum']],
};
/** Fades lie outside some labels; what differs from the clean piece by more than its dither is damage. */
const AROUND_S = 0.01;
const DITHER = 2.5 / 32768;
const SIDES = ['left', 'right'];

const asked = process.argv.slice(2);
const options = asked.filter((each) => each.startsWith('--'));
const [labelsFile, ...folders] = asked.filter((each) => !each.startsWith('--'));
if (folders.length === 0)
  throw new Error(
    'node bench/repair.mjs LABELS.json FOLDER… [--only=TYPE,…] [--each] [--labels] [--decided]',
  );
const only = options
  .find((each) => each.startsWith('--only='))
  ?.slice(7)
  .split(',');
const each = options.includes('--each');
const fromLabelsOnly = options.includes('--labels');
const asDecided = options.includes('--decided');
const place = diskPlace();

async function soundOf(source) {
  const channels = Array.from({ length: source.format.channels }, () => []);
  for (let block = await source.pull(65536); block; block = await source.pull(65536)) {
    channels.forEach((parts, c) => parts.push(block.channels[c].slice(0, block.frames)));
  }
  await source.close();
  return channels.map((parts) => {
    const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  });
}

/** Some pieces are shared between sets: in the first folder that has it. */
function pathOf(file) {
  const folder = folders.find((each) => existsSync(join(each, file)));
  if (folder === undefined) throw new Error(`${file} is in none of the folders`);
  return join(folder, file);
}

async function mended(id, params, sound, rate) {
  const kind = PROCESSORS.find((each) => each.id === id);
  if (kind === undefined) return sound;
  const source = stream.sourceOf(
    sound.map((x) => x.slice()),
    rate,
  );
  return soundOf(processSource(source, createChain([{ kind, params }], source.format)));
}

/** The factor between the two, by the median of their ratios where the clean piece is loud. */
function gainBetween(damaged, clean) {
  const peak = clean.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  const ratios = [];
  for (let n = 0; n < damaged.length; n++) {
    if (Math.abs(clean[n]) > 0.2 * peak) ratios.push(damaged[n] / clean[n]);
  }
  ratios.sort((a, b) => a - b);
  const middle = ratios[ratios.length >> 1] ?? 1;
  return Math.abs(middle - 1) < 1e-3 ? 1 : middle;
}

function gainDb(clean, damaged, out, start, end) {
  let before = 0;
  let after = 0;
  for (let n = Math.max(0, start); n < Math.min(end, damaged.length); n++) {
    if (Math.abs(damaged[n] - clean[n]) <= DITHER && out[n] === damaged[n]) continue;
    before += (damaged[n] - clean[n]) ** 2;
    after += (out[n] - clean[n]) ** 2;
  }
  return before > 0 ? 10 * Math.log10(before / Math.max(after, 1e-30)) : null;
}

const sidesOf = (channel, channels) =>
  channels === 1 ? [0] : channel === 'L' ? [0] : channel === 'R' ? [1] : [0, 1];
const nameOf = (channel) => ({ L: 'left', R: 'right' })[channel] ?? 'both';

function placesOf(findings, codes, durationS) {
  return findings
    .filter(({ code }) => codes.includes(code))
    .map(({ startS, endS, channel }) => ({
      startS: startS ?? 0,
      endS: endS ?? durationS,
      channel: channel ?? 'both',
    }));
}

async function measure(entry, id, codes) {
  const path = pathOf(entry.file);
  const { source } = await openAudio(place, path);
  const rate = source.format.sampleRateHz;
  const damaged = await soundOf(source);
  let clean = await soundOf((await openAudio(place, pathOf(entry.base))).source);
  if (clean.length < damaged.length) clean = [clean[0], clean[0]];
  clean = clean.slice(0, damaged.length).map((x, c) => {
    const own = x.subarray(0, damaged[c].length);
    const gain = gainBetween(damaged[c], own);
    return own.map((v) => v * gain);
  });
  const labels = entry.labels;
  const hz = id === 'dehum' ? { hz: Number(entry.type.slice(4)) } : {};
  const told = labels.map(({ start, end, channel }) => ({
    startS: start,
    endS: end,
    channel: nameOf(channel),
  }));
  const outs = [await mended(id, { ...hz, places: id === 'dehum' ? [] : told }, damaged, rate)];
  let found = [];
  if (asDecided) {
    const mix = await hearMix(place, path, SILENT_RUN);
    // 16 bits would tell a finished master, of which nothing is mended.
    const song = { ...plannedSong(path, mix), bits: 24 };
    const { moves } = decideMoves(mix.analysis, { ...DEFAULT_INTENT, only: ['repair'] }, song);
    found = moves;
    outs.push(await soundOf(renderMoves((await openAudio(place, path)).source, moves)));
  } else if (!fromLabelsOnly) {
    const { record } = await checkSong(place, path);
    found = placesOf(record.findings, codes, damaged[0].length / rate);
    const nothing = found.length === 0;
    outs.push(
      nothing ? damaged : await mended(id, { ...hz, places: id === 'dehum' ? [] : found }, damaged, rate),
    );
  }
  const rows = [];
  for (const label of labels) {
    for (const c of sidesOf(label.channel, damaged.length)) {
      const start = Math.floor((label.start - AROUND_S) * rate);
      const end = Math.ceil((label.end + AROUND_S) * rate);
      const gains = outs.map((out) => gainDb(clean[c], damaged[c], out[c], start, end));
      if (gains[0] !== null) rows.push({ gains, c, start: label.start, lengthS: label.end - label.start });
    }
  }
  const elsewhere = outs.map((out) => changedElsewhere(damaged, out, labels, rate));
  return { rows, elsewhere, found: found.length };
}

/** Samples in a million that were changed outside the labels. */
function changedElsewhere(damaged, out, labels, rate) {
  let changed = 0;
  let all = 0;
  damaged.forEach((x, c) => {
    const own = labels.filter(({ channel }) => sidesOf(channel, damaged.length).includes(c));
    for (let n = 0; n < x.length; n++) {
      all++;
      if (out[c][n] === x[n]) continue;
      const s = n / rate;
      if (!own.some(({ start, end }) => s > start - AROUND_S && s < end + AROUND_S)) changed++;
    }
  });
  return (1e6 * changed) / all;
}

const sum = (list) => list.reduce((a, b) => a + b, 0);
const fixed = (v) => (v === undefined || Number.isNaN(v) ? '-' : v.toFixed(1));
function summary(gains) {
  const sorted = gains.toSorted((a, b) => a - b);
  const h = sorted.length;
  const median = 0.5 * (sorted[(h - 1) >> 1] + sorted[h >> 1]);
  return (
    [median, sum(sorted) / h, sorted[0]].map(fixed).join(' | ') + ` | ${gains.filter((g) => g === 0).length}`
  );
}

const labels = JSON.parse(await readFile(labelsFile, 'utf8'));
const results = new Map();
for (const [id, [types, codes]] of Object.entries(MENDS)) {
  for (const entry of labels.filter(
    ({ type }) => types.includes(type) && (only === undefined || only.includes(type)),
  )) {
    const { rows, elsewhere, found } = await measure(entry, id, codes);
    if (each) {
      console.log(
        `${entry.file}  found ${found}, elsewhere ${elsewhere.map((v) => v.toFixed(0)).join('/')} ppm`,
      );
      for (const { gains, c, start, lengthS } of rows) {
        const at = `${SIDES[c]} ${start.toFixed(3)} s, ${(1000 * lengthS).toFixed(1)} ms`;
        console.log(`    ${at}: ${gains.map(fixed).join(' / ')} dB`);
      }
    }
    const key = `${entry.type} | ${entry.severity}`;
    const row = results.get(key) ?? { gains: [], elsewhere: [] };
    row.gains.push(...rows.map(({ gains }) => gains));
    row.elsewhere.push(elsewhere);
    results.set(key, row);
  }
}
console.log(
  '| fault | severity | n | labels: median | mean | worst | left alone | findings: median | mean | worst | left alone | changed elsewhere, ppm |',
);
console.log('|---|---|---|---|---|---|---|---|---|---|---|---|');
for (const [key, { gains, elsewhere }] of results) {
  const parts = (fromLabelsOnly ? [0] : [0, 1]).map((k) => summary(gains.map((g) => g[k])));
  const most = fixed(sum(elsewhere.map((e) => e.at(-1))) / elsewhere.length);
  console.log(`| ${key} | ${gains.length} | ${parts.join(' | ')} | ${most} |`);
}
