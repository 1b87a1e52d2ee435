// Judgement: does it help mixes, leave masters alone, name and mend planted weaknesses, and plan alike what is alike? Needs Node 23.6 or later.
// node bench/judgement.mjs --mixes FOLDER --masters FOLDER [--more FOLDER] [--only harm,helps,planted,invariance,halves,reasons,speed] [--like TEXT] [--each]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openAudio } from '../src/files/open.ts';
import { DEFAULT_INTENT } from '../src/master/intent.ts';
import { decide } from '../src/master/decide.ts';
import { listen } from '../src/master/listen.ts';
import { measuredValue } from '../src/master/measured-value.ts';
import { movesResponseDb, renderMoves } from '../src/master/render.ts';
import { corridorDistanceDb } from '../src/master/style/corridor-distance.ts';
import { tonePicture } from '../src/master/style/tone-picture.ts';
import { styleById } from '../src/master/style/styles.ts';
import { damageBudget } from '../src/master/trial/damage-budget.ts';
import { pump } from '../src/measure/measure.ts';
import { createSongMeter } from '../src/measure/song-meter.ts';
import { diskPlace } from '../src/places/disk.ts';
import { loadEveryProcessor } from '../src/process/catalogue.ts';
import { collect, sourceOf } from '../src/signal/stream.ts';
import { bandEnvelopeDb, PLANTS } from './planted.mjs';
import { writeSong } from './song.mjs';

const { values: asked } = parseArgs({
  options: {
    mixes: { type: 'string' },
    masters: { type: 'string' },
    more: { type: 'string' },
    only: { type: 'string' },
    like: { type: 'string' },
    plan: { type: 'string' },
    each: { type: 'boolean' },
  },
});
const place = diskPlace();
const style = styleById(DEFAULT_INTENT.style);
const SOUND = /\.(wav|flac|aiff?|mp3)$/i;
const EXAMPLE = new URL('../examples/first-light/first-light.flac', import.meta.url).pathname;

const soundsIn = (folder) =>
  folder
    ? readdirSync(folder)
        .filter((name) => SOUND.test(name) && name.includes(asked.like ?? ''))
        .sort()
        .map((name) => join(folder, name))
    : [];

/** The whole of a file in memory. */
async function read(path) {
  const { source, file } = await openAudio(place, path);
  try {
    const { sampleRateHz } = source.format;
    const bits = file?.bits ?? source.format.bits ?? null;
    return { name: path.split(/[\\/]/).pop(), channels: await collect(source), rate: sampleRateHz, bits };
  } finally {
    await source.close();
  }
}

/** Heard and judged. `bits`: 24 unless the piece is judged as the file that it is. */
async function judge({ name, channels, rate }, intent = {}, bits = 24) {
  const open = async () => sourceOf(channels, rate);
  const analysis = await listen(await open());
  const song = { name, sampleRateHz: rate, channels: channels.length, frames: channels[0].length, bits };
  const { plan } = await decide(open, analysis, { ...DEFAULT_INTENT, ...intent }, song);
  return { name, channels, rate, analysis, plan };
}

const before = (plan) => plan.moves.filter(({ stage }) => stage !== 'loudness');
const through = ({ channels, rate }, moves) => collect(renderMoves(sourceOf(channels, rate), moves));

/** Everything that a song is measured for, without the search for faults. */
async function measured(channels, rate) {
  const source = sourceOf(channels, rate);
  const meter = createSongMeter(source.format, { rendered: 'master' });
  await pump(source, [meter]);
  return meter.result();
}

const rms = (numbers) => Math.sqrt(numbers.reduce((sum, x) => sum + x * x, 0) / Math.max(1, numbers.length));
const rows = [];
const failures = [];
const each = (...words) => asked.each && console.log('  ', ...words);

/** One line of the table; a bar that fails ends the run with 1. */
function told(what, figure, bar, holds) {
  rows.push([what, figure, bar, holds ? 'holds' : 'FAILS']);
  if (!holds) failures.push(what);
}

const share = (part, all) => `${part} of ${all}`;

/** Masters, asked to keep their loudness: nothing above half a decibel. */
async function harm(masters) {
  let alone = 0;
  for (const piece of masters) {
    const judged = await judge(piece, { loudness: { mode: 'keep' } }, piece.bits ?? 16);
    const made = await measured(await through(judged, judged.plan.moves), piece.rate);
    const was = judged.analysis.measurements;
    const lu = made.loudness.integratedLufs - was.loudness.integratedLufs;
    const most = mostChangeDb(was.spectrum, made.spectrum);
    const gain = Math.max(0, ...judged.plan.moves.map((move) => Math.abs(move.params.gainDb ?? 0)));
    const left = before(judged.plan).length === 0 || (most < 0.5 && gain < 0.5);
    if (left && Math.abs(lu) < 0.5) alone++;
    each(
      piece.name,
      judged.plan.moves.map(({ id }) => id).join(' '),
      `${lu.toFixed(2)} LU`,
      `${most.toFixed(2)} dB`,
    );
  }
  told('masters left alone', share(alone, masters.length), '>= 90 %', alone >= 0.9 * masters.length);
}

/** Third-octave change with the median one taken out; bands 50 dB under the strongest do not count. */
function changesDb(was, now) {
  const floor = Math.max(...was.levelDb.map((level) => level ?? -200)) - 50;
  const counted = was.levelDb.map((level, i) =>
    level === null || now.levelDb[i] === null || level < floor ? null : now.levelDb[i] - level,
  );
  const sorted = counted.filter((x) => x !== null).sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return counted.map((x) => (x === null ? null : x - middle));
}

const mostChangeDb = (was, now) => Math.max(0, ...changesDb(was, now).map((x) => Math.abs(x ?? 0)));

/** RMS over the third-octaves from 40 Hz to 12.5 kHz of how far they stand outside the style's corridor. */
const outsideDb = ({ spectrum }) => corridorDistanceDb(spectrum, style.spectrum) ?? 0;

async function helps(mixes) {
  const tally = { far: 0, halved: 0, bound: 0, dense: 0 };
  for (const piece of mixes) {
    const judged = await judge(piece);
    const was = judged.analysis.measurements;
    const toned = await measured(await through(judged, before(judged.plan)), piece.rate);
    const made = await measured(await through(judged, judged.plan.moves), piece.rate);
    const [far, near] = [outsideDb(was), outsideDb(toned)];
    if (far > 1) tally.far++;
    if (far > 1 && near <= far / 2) tally.halved++;
    const loss = was.dynamics.psrDb - made.dynamics.psrDb;
    const allowed = damageBudget(style).crestLossDb + style.limiting.crestLossDb;
    if (!(loss > allowed)) tally.dense++;
    const mends = judged.plan.moves.some(({ stage }) => stage === 'repair');
    const most = mostChangeDb(was.spectrum, toned.spectrum);
    if (most <= 3.05 || mends) tally.bound++;
    const moves = before(judged.plan).map(({ id }) => id);
    each(
      piece.name,
      `${far.toFixed(2)} -> ${near.toFixed(2)} dB`,
      `psr -${loss.toFixed(2)}`,
      `${most.toFixed(2)} dB`,
      moves.join(' '),
    );
  }
  told(
    'distance to the corridor halved',
    share(tally.halved, tally.far),
    'all above 1 dB',
    tally.halved === tally.far,
  );
  told(
    'crest and PSR within the budget',
    share(tally.dense, mixes.length),
    'all',
    tally.dense === mixes.length,
  );
  told('no band moved over 3 dB', share(tally.bound, mixes.length), 'all', tally.bound === mixes.length);
}

/** How much of a weakness there is in `sound`, against the clean twin; the same unit before and after. */
const AMOUNT = {
  'boxy-300': (sound, clean) => Math.abs(bandAgainst(sound, clean, 230, 400)),
  'dull-8k': (sound, clean) => Math.abs(bandAgainst(sound, clean, 9000, 14000)),
  'low-jumps': (sound, clean, rate) => {
    const [a, b] = [sound, clean].map((one) => bandEnvelopeDb(one.channels[0], 40, 110, rate));
    const loud = Math.max(...b) - 25;
    const apart = a.map((level, i) => level - b[i]).filter((_, i) => b[i] > loud);
    const mean = apart.reduce((sum, x) => sum + x, 0) / apart.length;
    return rms(apart.map((x) => x - mean));
  },
  'harsh-3k': (sound, clean) => {
    const [a, b] = [sound, clean].map(({ measurements }) => measuredValue('resonance-3000', measurements));
    return Math.max(0, a - b);
  },
  'wide-bass': (sound, clean) => Math.max(0, sideShare(sound) - sideShare(clean)),
  'left-heavy': (sound, clean) =>
    Math.abs(sound.measurements.stereo.balanceDb - clean.measurements.stereo.balanceDb),
  'over-compressed': (sound, clean) =>
    Math.max(0, clean.measurements.dynamics.psrDb - sound.measurements.dynamics.psrDb),
};

/** Less than this was hardly planted: a solo has no peaks to press. */
const LEAST_AMOUNT = {
  'boxy-300': 2.5,
  'dull-8k': 3,
  'low-jumps': 1.2,
  'harsh-3k': 2.5,
  'wide-bass': 0.2,
  'left-heavy': 2.5,
  'over-compressed': 2.5,
};

/** Change of the level between two frequencies against that of all other bands. */
function bandAgainst(sound, clean, lowHz, highHz) {
  const [a, b] = [sound.measurements.spectrum, clean.measurements.spectrum];
  const change = changesDb(b, a);
  const inside = change.filter((x, i) => x !== null && b.bandsHz[i] >= lowHz && b.bandsHz[i] <= highHz);
  return inside.length === 0 ? 0 : inside.reduce((sum, x) => sum + x, 0) / inside.length;
}

/** Share of the bass (to 110 Hz) that stands in the side, by amplitude. */
function sideShare({ channels, rate }) {
  const middle = channels[0].map((x, n) => x + channels[1][n]);
  const side = channels[0].map((x, n) => x - channels[1][n]);
  const power = (x) => bandEnvelopeDb(x, 30, 110, rate).reduce((sum, level) => sum + 10 ** (level / 10), 0);
  const [m, s] = [power(middle), power(side)];
  return Math.sqrt(s / (m + s));
}

/** Whether a plan speaks of it: a reason whose code or figure is about it. */
const NAMED = {
  'boxy-300': (move) => toneAt(move, 300, -1),
  'dull-8k': (move) => toneAt(move, 10000, 1),
  'low-jumps': (move) => /low-jump/.test(codes(move)),
  'harsh-3k': (move) => /resonan|harsh/.test(codes(move)) || toneAt(move, 3150, -1),
  'wide-bass': (move) => /bass-wide|wide-bass|low-side|low-width|bass-side/.test(codes(move)),
  'left-heavy': (move) => /balance|heavy|left|right/.test(codes(move)),
  'over-compressed': (move) => /open|crush|dense|press|flat/.test(codes(move)) && !/glue/.test(move.id),
};

const codes = ({ id, because }) => [id, ...because.flatMap((one) => [one.code, one.measurement])].join(' ');

/** A reason about the tone at this frequency, and a move up (1) or down (-1). */
function toneAt({ because }, hz, sign) {
  return because.some(({ code, measurement }) => {
    const span = /^tone-(\d+)-(\d+)$/.exec(measurement);
    const covers = span && Number(span[1]) <= 1.15 * hz && Number(span[2]) >= hz / 1.15;
    return covers && (sign < 0 ? /much/.test(code) : /little/.test(code));
  });
}

/** A piece may have the weakness itself: then it stands outside the style's corridor there. */
const OWN = {
  'boxy-300': (measurements) => standsOut(measurements, 230, 420),
  'dull-8k': (measurements) => standsOut(measurements, 8000, 12600),
};

function standsOut({ spectrum }, lowHz, highHz) {
  const picture = tonePicture(spectrum, style.spectrum);
  return picture.outsideDb.some(
    (db, i) => Math.abs(db) >= 0.4 && picture.bandsHz[i] >= lowHz && picture.bandsHz[i] <= highHz,
  );
}

/** A weakness can only be planted where there is something to spoil. */
const FITS = {
  'low-jumps': (spectrum) => levelAt(spectrum, 40, 110) > -22,
  'wide-bass': (spectrum) => levelAt(spectrum, 40, 110) > -22,
  'dull-8k': (spectrum) => levelAt(spectrum, 9000, 14000) > -40,
};

/** Strongest third-octave between two frequencies against the strongest of all. */
function levelAt({ bandsHz, loudLevelDb }, lowHz, highHz) {
  const top = (from, to) =>
    Math.max(
      ...loudLevelDb.map((level, i) => (bandsHz[i] >= from && bandsHz[i] <= to ? (level ?? -200) : -200)),
    );
  return top(lowHz, highHz) - top(20, 20000);
}

async function planted(pieces) {
  const tally = Object.fromEntries(Object.keys(PLANTS).map((kind) => [kind, [0, 0, 0, 0]]));
  for (const piece of pieces.filter(({ channels }) => channels.length === 2)) {
    const clean = await judge(piece);
    const twin = { ...piece, measurements: clean.analysis.measurements };
    const tended = await through(clean, before(clean.plan));
    const tendedTwin = { ...piece, channels: tended, measurements: await measured(tended, piece.rate) };
    for (const [kind, plant] of Object.entries(PLANTS)) {
      if (!(FITS[kind]?.(twin.measurements.spectrum) ?? true)) continue;
      const spoilt = await judge({ ...piece, channels: plant(piece.channels, piece.rate) });
      const mended = await through(spoilt, before(spoilt.plan));
      // What the piece itself needed is done to both: the clean twin may be the one that was tended.
      const amount = (channels, measurements, twins = [twin]) =>
        Math.min(...twins.map((one) => AMOUNT[kind]({ ...piece, channels, measurements }, one, piece.rate)));
      const was = amount(spoilt.channels, spoilt.analysis.measurements);
      if (was < LEAST_AMOUNT[kind]) continue;
      const now = amount(mended, await measured(mended, piece.rate), [twin, tendedTwin]);
      const named = before(spoilt.plan).some(NAMED[kind]);
      const invented = before(clean.plan).some(NAMED[kind]) && !OWN[kind]?.(twin.measurements);
      const counts = tally[kind];
      counts[0]++;
      if (named) counts[1]++;
      if (now <= 0.4 * was) counts[2]++;
      if (invented) counts[3]++;
      each(
        piece.name,
        kind,
        named ? 'named' : 'NOT NAMED',
        `${was.toFixed(2)} -> ${now.toFixed(2)}`,
        invented ? 'INVENTED' : '',
        before(spoilt.plan)
          .map(({ id }) => id)
          .join(' '),
      );
    }
  }
  for (const [kind, [all, named, reduced, invented]] of Object.entries(tally)) {
    told(`${kind}: named`, share(named, all), 'all', named === all);
    told(`${kind}: reduced by 60 %`, share(reduced, all), 'all', reduced === all);
    told(`${kind}: on the clean twin`, share(invented, all), 'none', invented === 0);
  }
}

/** Largest difference of two masters against the level of one, dB; -58.8 dB is 0.01 dB. */
function apartDb(a, b) {
  const energy = (x) => x.reduce((sum, channel) => sum + channel.reduce((s, v) => s + v * v, 0), 0);
  const rest = a.map((channel, c) => channel.map((v, n) => v - b[c][n]));
  return 10 * Math.log10(energy(rest) / energy(a) + 1e-30);
}

async function invariance(pieces) {
  const worst = { level: -300, polarity: -300, order: -300, tone: 0, lu: 0 };
  for (const piece of pieces) {
    const first = await judge(piece);
    const made = await through(first, first.plan.moves);
    const other = async (by) => {
      const judged = await judge({ ...piece, channels: by(piece.channels) });
      return through(judged, judged.plan.moves);
    };
    const scaled = (gain) => (channels) => channels.map((x) => x.map((v) => gain * v));
    // A piece that is faint already goes up: no level move reaches further than 60 dB.
    const faint = first.analysis.measurements.loudness.integratedLufs < -38;
    const level = apartDb(made, await other(scaled(faint ? 10 : 0.1)));
    const polarity = apartDb(made, scaled(-1)(await other(scaled(-1))));
    const order = apartDb(made, (await other((channels) => [...channels].reverse())).reverse());
    const again = await judge({ ...piece, channels: made });
    const twice = await measured(await through(again, again.plan.moves), piece.rate);
    const once = again.analysis.measurements;
    const tone = mostChangeDb(once.spectrum, twice.spectrum);
    const lu = Math.abs(twice.loudness.integratedLufs - once.loudness.integratedLufs);
    for (const [key, value] of Object.entries({ level, polarity, order, tone, lu }))
      worst[key] = Math.max(worst[key], value);
    each(
      piece.name,
      ...[level, polarity, order].map((x) => x.toFixed(1)),
      tone.toFixed(2),
      lu.toFixed(2),
      again.plan.moves.map(({ id }) => id).join(' '),
    );
  }
  const held = (what, value, bar, unit) =>
    told(what, `${value.toFixed(2)} ${unit}`, `< ${bar} ${unit}`, value < bar);
  held('20 dB lower: the same master', worst.level, -58.8, 'dB');
  held('polarity turned: the same master', worst.polarity, -58.8, 'dB');
  held('left and right swapped: the same', worst.order, -58.8, 'dB');
  held('mastered again: third-octaves', worst.tone, 0.3, 'dB');
  held('mastered again: loudness', worst.lu, 0.2, 'LU');
}

const SEAM_S = 0.05;

/** A short piece three times, crossfaded: its halves hold a time and a half of it each, from other places on. */
function lengthened({ channels, rate, ...piece }) {
  const seam = Math.round(SEAM_S * rate);
  const step = channels[0].length - seam;
  const looped = channels.map((x) => {
    const out = new Float64Array(3 * step);
    for (let n = 0; n < out.length; n++) {
      const at = n % step;
      const share = n >= step && at < seam ? at / seam : 1;
      out[n] = share * x[at] + (1 - share) * x[Math.min(x.length - 1, at + step)];
    }
    return out;
  });
  return { ...piece, rate, channels: looped };
}

/** The moves with a frequency response of two halves of one song. */
async function halves(pieces) {
  let alike = 0;
  for (const piece of pieces.map(lengthened)) {
    const half = Math.floor(piece.channels[0].length / 2);
    const [a, b] = await Promise.all(
      [
        [0, half],
        [half, 2 * half],
      ].map(([from, to]) => judge({ ...piece, channels: piece.channels.map((x) => x.slice(from, to)) })),
    );
    const { bandsHz } = a.analysis.measurements.spectrum;
    const [one, other] = [a, b].map(({ plan }) => movesResponseDb(before(plan), bandsHz, piece.rate));
    const most = Math.max(...one.map((x, i) => Math.abs(x - other[i])));
    if (most <= 1) alike++;
    each(
      piece.name,
      most.toFixed(2),
      before(a.plan)
        .map(({ id }) => id)
        .join(' '),
      '|',
      before(b.plan)
        .map(({ id }) => id)
        .join(' '),
    );
  }
  told('two halves agree within 1 dB a band', share(alike, pieces.length), 'all', alike === pieces.length);
}

/** What a reason's figure may be, on the mix and as the moves before leave it; none where it is not told by a key alone. */
function foundValues({ code, measurement }, heard) {
  if (!code.startsWith('tone-'))
    return heard.map((one) => measuredValue(measurement, one)).filter((value) => value !== null);
  const span = /^tone-(\d+)-(\d+)$/.exec(measurement);
  if (!/^tone-too-(much|little)$/.test(code) || span === null) return [];
  return heard.flatMap(({ spectrum }) => {
    const { bandsHz, levelDb, lowDb, highDb } = tonePicture(spectrum, style.spectrum);
    return levelDb
      .map((level, i) => level - (lowDb[i] + highDb[i]) / 2)
      .filter((_, i) => bandsHz[i] >= 0.98 * Number(span[1]) && bandsHz[i] <= 1.02 * Number(span[2]));
  });
}

/** Every figure of every reason, recomputed from the sound before and after the move. */
async function reasons(pieces) {
  let count = 0;
  let wrong = 0;
  for (const piece of pieces) {
    const { plan, ...judged } = await judge(piece);
    const moves = before(plan);
    const all = await measured(await through(judged, moves), piece.rate);
    for (const [i, move] of moves.entries()) {
      const without = moves.filter((_, k) => k !== i);
      const [was, now] = [await measured(await through(judged, without), piece.rate), all];
      const soFar = await measured(await through(judged, moves.slice(0, i)), piece.rate);
      for (const one of move.because) {
        const found = foundValues(one, [judged.analysis.measurements, soFar]);
        if (found.length === 0) continue;
        // Too much of what is less than usual would be no reason.
        const sign = /much/.test(one.code) ? 1 : /little/.test(one.code) ? -1 : 0;
        const speaks = sign * (one.value - one.target) >= 0;
        const holds = speaks && found.some((value) => Math.abs(value - one.value) <= 0.5);
        count++;
        if (!holds) wrong++;
        if (!holds)
          each(piece.name, move.id, one.code, one.measurement, `told ${one.value}`, `found ${found}`);
      }
      for (const one of move.expects) {
        const [a, b] = [was, now].map((measurements) => measuredValue(one.measurement, measurements));
        if (a === null || b === null) continue;
        const near = (x, y) => Math.abs(x - y) <= Math.max(0.3, 0.25 * Math.abs(one.after - one.before));
        const firsts = [judged.analysis.measurements, soFar].map((m) => measuredValue(one.measurement, m));
        const holds = firsts.some((first) => near(first, one.before)) && near(b - a, one.after - one.before);
        count++;
        if (!holds) wrong++;
        if (!holds)
          each(
            piece.name,
            move.id,
            one.measurement,
            `told ${one.before} -> ${one.after}`,
            `found ${a.toFixed(2)} -> ${b.toFixed(2)}`,
          );
      }
    }
  }
  told(`reasons true on ${pieces.length} songs`, share(count - wrong, count), 'all', wrong === 0);
}

/** CPU seconds of a process that plans four minutes of music, its start included. */
function speed() {
  const folder = mkdtempSync(join(tmpdir(), 'judgement-'));
  try {
    const path = join(folder, 'song.wav');
    writeSong(path, 240, 44100);
    const { stdout } = spawnSync(process.execPath, [import.meta.filename, '--plan', path], {
      encoding: 'utf8',
    });
    const seconds = Number(stdout);
    told('plan of four minutes', `${(240 / seconds).toFixed(1)}x real time`, '>= 30x', 240 / seconds >= 30);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function planOnly(path) {
  const { planSong } = await import('../src/tasks/plan-song.ts');
  await planSong(place, path, DEFAULT_INTENT);
  const { user, system } = process.cpuUsage();
  console.log((user + system) / 1e6);
}

async function main() {
  await loadEveryProcessor();
  const load = (paths) => Promise.all(paths.map(read));
  const [mixes, masters] = [await load(soundsIn(asked.mixes)), await load(soundsIn(asked.masters))];
  const example = await read(EXAMPLE);
  const pieces = example.name.includes(asked.like ?? '') ? [example, ...mixes] : mixes;
  const parts = {
    harm: () => harm(masters),
    helps: () => helps(mixes),
    planted: () => planted(pieces),
    invariance: () => invariance(pieces),
    halves: () => halves(pieces),
    reasons: async () => reasons([...mixes, ...masters, ...(await load(soundsIn(asked.more)))]),
    speed,
  };
  for (const [name, part] of Object.entries(parts)) {
    if (asked.only && !asked.only.split(',').includes(name)) continue;
    each(`-- ${name}`);
    await part();
  }
  const widths = [0, 1, 2].map((i) => Math.max(...rows.map((row) => row[i].length)));
  for (const row of rows) console.log(row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  '));
  process.exitCode = failures.length > 0 ? 1 : 0;
}

await (asked.plan ? planOnly(asked.plan) : main());
