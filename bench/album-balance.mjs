// Album balance: five albums of real songs balanced, rendered, measured and corrected once, against the bars. Needs Node 23.6 or later.
// node bench/album-balance.mjs --mixes FOLDER --masters FOLDER --more FOLDER [--only SET] [--rule RULE] [--seconds N] [--each]
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_BALANCE } from '../src/album/album-file/album-shape.ts';
import { balanceAlbum, drawnPlans } from '../src/album/balance/balance-album.ts';
import { correctLevels, measuredBalance } from '../src/album/balance/correct-levels.ts';
import { comparedBandsHz, songTone, spreadDb, toneCentre } from '../src/album/balance/tone-centre.ts';
import { openAudio } from '../src/files/open.ts';
import { decide } from '../src/master/decide.ts';
import { DEFAULT_INTENT } from '../src/master/intent.ts';
import { listen } from '../src/master/listen.ts';
import { judgeLoudness } from '../src/master/loudness/decide-loudness.ts';
import { renderPlan } from '../src/master/render.ts';
import { styleById } from '../src/master/style/styles.ts';
import { damageBudget } from '../src/master/trial/damage-budget.ts';
import { toneChangeDb } from '../src/measure/damage.ts';
import { pump } from '../src/measure/measure.ts';
import { createSongMeter } from '../src/measure/song-meter.ts';
import { diskPlace } from '../src/places/disk.ts';
import { collect, sourceOf } from '../src/signal/stream.ts';

const { values: asked } = parseArgs({
  options: {
    mixes: { type: 'string' },
    masters: { type: 'string' },
    more: { type: 'string' },
    only: { type: 'string' },
    rule: { type: 'string' },
    seconds: { type: 'string', default: '40' },
    each: { type: 'boolean' },
    unheard: { type: 'boolean' },
  },
});

/** In an order that puts unlike beside unlike. */
const SETS = {
  'ten mixes': [
    'eif_rubidium',
    'h2_gm_kit_jazzy',
    'lmms_oglsdl-dr8v2',
    'lmms_saber-finalstep',
    'lmms_skiessi-c64',
    'lmms_thomasso-axefromthe80s',
    'midi_grieg_hall',
    'midi_mma_frankie',
    'midi_satie_gymno1',
    'trk_pekka_song01',
  ],
  'six records, taken for mixes': [
    'ref_mu_mcd1',
    'ref_plee_guitar',
    'ref_supertuxkart_celtic',
    'ref_supertuxkart_snowy',
    'ref_torus_tt1',
    'ref_wesnoth_sad',
  ],
  'a band and its guitarist': [
    'lmms_thomasso-axefromthe80s',
    'midi_mma_frankie',
    'dc016_sp_guit_e_slide',
    'eif_rubidium',
    'dc019_ref_plee_guitar',
    'ref_supertuxkart_celtic',
    'h2_gm_kit_jazzy',
  ],
  electronic: [
    'lmms_saber-finalstep',
    'lmms_skiessi-c64',
    'dc027_sp_ambi_drone',
    'trk_pekka_song01',
    'dc024_sp_loop_garzul',
    'lmms_oglsdl-dr8v2',
    'ref_supertuxkart_snowy',
  ],
  quiet: [
    'midi_satie_gymno1',
    'dc019_ref_plee_guitar',
    'ref_wesnoth_sad',
    'midi_grieg_hall',
    'dc020_ref_supertuxkart_celtic',
    'dc012_midi_grieg_hall',
  ],
};
const EVEN_LU = 1.5;
const SPARSE_UNDER_LU = 2;
const SPREAD_DB = 2;
const place = diskPlace();
const style = styleById(DEFAULT_INTENT.style);
const balance = { ...DEFAULT_BALANCE, ...(asked.rule ? { rule: asked.rule } : {}) };
const files = new Map(
  [asked.mixes, asked.masters, asked.more]
    .filter(Boolean)
    .flatMap((folder) => readdirSync(folder).map((name) => [name.replace(/\.\w+$/, ''), join(folder, name)])),
);
let failed = false;

/** The whole of a file in memory, again and again until it is as long as a song that can be judged. */
async function read(id) {
  const { source } = await openAudio(place, files.get(id));
  const rate = source.format.sampleRateHz;
  const once = await collect(source);
  await source.close();
  const times = Math.max(1, Math.ceil((Number(asked.seconds) * rate) / once[0].length));
  const channels = once.map((channel) => {
    const long = new Float64Array(channel.length * times);
    for (let k = 0; k < times; k++) long.set(channel, k * channel.length);
    return long;
  });
  return { rate, channels };
}

async function heard(id) {
  const { rate, channels } = await read(id);
  const open = async () => sourceOf(channels, rate);
  const analysis = await listen(await open());
  const song = {
    name: id,
    sampleRateHz: rate,
    channels: channels.length,
    frames: channels[0].length,
    bits: 24,
  };
  return { id, rate, channels, analysis, ...(await decide(open, analysis, DEFAULT_INTENT, song)) };
}

async function rendered({ channels, rate }, plan) {
  const source = renderPlan(sourceOf(channels, rate), plan);
  const meter = createSongMeter(source.format, { rendered: 'master' });
  await pump(source, [meter]);
  return meter.result();
}

function albumOf(ids) {
  const songs = ids.map((id) => ({
    id,
    title: id,
    intent: {},
    plan: null,
    asIs: false,
    levelLu: 0,
    disc: 1,
    join: { kind: 'gap', length: { unit: 'seconds', value: 2 } },
  }));
  return { version: 1, intent: DEFAULT_INTENT, balance, songs };
}

const spreadOf = (measured) => {
  const spectra = measured.map(({ spectrum }) => spectrum);
  const bandsHz = comparedBandsHz(spectra);
  const tones = spectra.map((spectrum) => songTone(spectrum, bandsHz, styleById('balanced').spectrum));
  const centre = toneCentre(tones, bandsHz.length);
  return { away: centre.awayDb, counts: centre.counts };
};

/** Root of the mean variance of the octaves from 63 Hz to 8 kHz over the songs that are compared, each at the mean of its octaves. */
function octaveSpreadDb(measured, compared) {
  const rows = measured
    .filter((_, i) => compared[i])
    .map(({ spectrum }) => octaves(spectrum))
    .map((row) => row.map((db) => db - mean(row)));
  const variances = rows[0].map((_, b) => {
    const column = rows.map((row) => row[b]);
    return mean(column.map((db) => (db - mean(column)) ** 2));
  });
  return Math.sqrt(mean(variances));
}

function octaves({ bandsHz, loudLevelDb }) {
  return [63, 125, 250, 500, 1000, 2000, 4000, 8000].map((centre) => {
    const inside = loudLevelDb.filter((_, i) => bandsHz[i] > centre / 1.42 && bandsHz[i] < centre * 1.42);
    return 10 * Math.log10(mean(inside.map((db) => 10 ** ((db ?? -200) / 10))));
  });
}

const mean = (row) => row.reduce((sum, x) => sum + x, 0) / row.length;
const lu = (x) => x.toFixed(2);

/** What loudness costs a song by another plan of everything but its level. */
async function costOf({ channels, rate, analysis }, plan) {
  const moves = plan.moves.filter(({ stage }) => stage !== 'loudness');
  return (await judgeLoudness(sourceOf(channels, rate), analysis, { ...plan, moves }, style)).cost;
}

/** Judged anew at the loudness that was measured: how far it lies over the loudest that its budget pays for, LU. */
async function spentBy(song, plan, measured) {
  return measured.loudness.integratedLufs - (await costOf(song, plan)).kneeLufs;
}

function bar(what, figure, limit, holds) {
  console.log(`  ${holds ? 'holds' : 'FAILS'}  ${what}: ${figure} (${limit})`);
  if (!holds) failed = true;
}

async function tryAlbum(name, ids) {
  const songs = [];
  for (const id of ids) songs.push(await heard(id));
  const album = albumOf(ids);
  const own = [];
  for (const song of songs) own.push(await rendered(song, song.plan));
  const again = [];
  if (!asked.unheard)
    for (const [i, plan] of drawnPlans(songs, album).entries())
      again.push(plan && (await costOf(songs[i], plan)));
  let balanced = balanceAlbum(songs, album, again);
  const made = [];
  for (const [i, song] of songs.entries())
    made.push({ id: song.id, measurements: await rendered(song, balanced.plans[i]) });
  const better = correctLevels(balanced, made, album);
  let renderedAgain = 0;
  for (const [i, song] of songs.entries()) {
    if (!better || better.plans[i] === balanced.plans[i]) continue;
    made[i] = { id: song.id, measurements: await rendered(song, better.plans[i]) };
    renderedAgain++;
  }
  balanced = measuredBalance(better ?? balanced, made, album);
  await told(name, { songs, own, made, balanced, renderedAgain });
}

async function told(name, { songs, own, made, balanced, renderedAgain }) {
  const { record, plans } = balanced;
  const { before, after } = record.albumLufs;
  console.log(
    `\n${name}: ${songs.length} songs, rule ${record.rule}, common level ${record.commonLufs} LUFS, album ${lu(before)} -> ${lu(after)} LUFS; ${renderedAgain} rendered twice; ${JSON.stringify(record.notes)}`,
  );
  if (asked.each) for (const [i, one] of record.songs.entries()) tellSong(one, own[i], made[i].measurements);
  levelBars(record, own, made);
  toneBars(record, own, made);
  await budgetBars({ songs, plans, record, made, own });
}

function tellSong({ id, fullness, level, tone }, was, is) {
  const top = ({ sections }) => lu(sections.loudest15S?.lufs ?? NaN);
  console.log(
    `   ${id.padEnd(29)} ${fullness.kind.padEnd(8)} ${lu(fullness.share)} | loud ${lu(level.before.loudLufs)} -> ${lu(level.after.loudLufs)} (wanted ${lu(level.wantedLufs)}), loudest 15 s ${top(was)} -> ${top(is)}, ${lu(is.loudness.integratedLufs)} LUFS, ${lu(is.peak.truePeakDbtp)} dBTP ${level.stoppedBy?.code ?? ''} | tone ${lu(tone.awayBeforeDb)} -> ${lu(tone.awayAfterDb)} ${tone.bands.map(({ hz, gainDb }) => `${hz}:${gainDb}`).join(' ')} ${tone.stoppedBy?.code ?? tone.because.code}`,
  );
}

function levelBars({ songs, steps }, own, made) {
  const loudest = (row) => row.map(({ sections }) => sections.loudest15S.lufs);
  const [was, is] = [loudest(own), loudest(made.map(({ measurements }) => measurements))];
  const like = (i) => (songs[i].fullness.kind === 'sparse') === (songs[i + 1].fullness.kind === 'sparse');
  const apart = (row) => row.slice(1).flatMap((lufs, i) => (like(i) ? [Math.abs(lufs - row[i])] : []));
  const uneven = steps.filter(({ even }) => !even).length;
  bar(
    'neighbours, loud parts',
    `${steps.length - uneven} of ${steps.length} even`,
    `within ${EVEN_LU} LU of what is meant`,
    uneven === 0,
  );
  const most = Math.max(0, ...apart(is));
  bar(
    'neighbours that are both sparse or both not, loudest 15 s',
    `${lu(Math.max(0, ...apart(was)))} -> ${lu(most)} LU`,
    `<= ${EVEN_LU}`,
    most <= EVEN_LU,
  );
  const loud = (kind) =>
    songs.filter(({ fullness }) => fullness.kind === kind).map(({ level }) => level.after.loudLufs);
  const [dense, sparse] = [loud('dense'), loud('sparse')];
  if (dense.length === 0 || sparse.length === 0) return console.log('  -      no sparse beside dense songs');
  const under = Math.min(...dense) - Math.max(...sparse);
  bar(
    'sparse under every dense song',
    `${lu(under)} LU`,
    `>= ${SPARSE_UNDER_LU}`,
    under >= SPARSE_UNDER_LU - 0.1,
  );
}

function toneBars({ songs }, own, made) {
  const measured = made.map(({ measurements }) => measurements);
  const [was, is] = [spreadOf(own), spreadOf(measured)];
  const [a, b] = [spreadDb(was.away, was.counts), spreadDb(is.away, was.counts)];
  const less = 1 - b / a;
  bar(
    'spread of tone, measured on the renderings',
    `${lu(a)} -> ${lu(b)} dB, ${(100 * less).toFixed(0)} % less`,
    'a third where above 2 dB',
    a <= SPREAD_DB || less >= 1 / 3,
  );
  const compared = songs.map(({ tone }) => tone.because.code !== 'balance-tone-other');
  const [c, d] = [octaveSpreadDb(own, compared), octaveSpreadDb(measured, compared)];
  console.log(
    `  -      the same in plain octaves, 63 Hz to 8 kHz: ${lu(c)} -> ${lu(d)} dB, ${(100 * (1 - d / c)).toFixed(0)} % less`,
  );
}

async function budgetBars({ songs, plans, record, made, own }) {
  let overKnee = -Infinity;
  let tone = 0;
  let moved = 0;
  let over = -Infinity;
  for (const [i, song] of songs.entries()) {
    const { measurements } = made[i];
    const by = await spentBy(song, plans[i], measurements);
    const before = own[i].loudness.integratedLufs - song.cost.kneeLufs;
    if (asked.each && by > 0)
      console.log(
        `   ${song.id}: ${lu(by)} LU over its knee judged anew, ${lu(before)} before; limiter spends ${JSON.stringify(record.songs[i].level.spent)}`,
      );
    overKnee = Math.max(overKnee, by - Math.max(0, before));
    tone = Math.max(tone, toneChangeDb(song.analysis.measurements.spectrum, measurements.spectrum));
    moved = Math.max(moved, Math.abs(record.songs[i].level.movedLu));
    over = Math.max(over, measurements.peak.truePeakDbtp - record.ceilingDbtp);
  }
  const { toneChangeDb: allowed } = damageBudget(style);
  bar(
    'loudness over what the budget pays for, judged anew',
    `${lu(overKnee)} LU at most`,
    '<= 0.1',
    overKnee <= 0.1,
  );
  bar('tone changed from mix to master', `${lu(tone)} dB at most`, `<= ${allowed}`, tone <= allowed + 0.05);
  bar(
    'moved from its own level',
    `${lu(moved)} LU at most`,
    `<= ${record.songs.length ? balance.mostLu : 0}`,
    moved <= balance.mostLu + 0.15,
  );
  bar('peaks over the one ceiling', `${lu(over)} dB at most`, '<= 0.05', over <= 0.05);
}

for (const [name, ids] of Object.entries(SETS)) {
  if (asked.only && !name.includes(asked.only)) continue;
  if (ids.some((id) => !files.has(id))) console.log(`\n${name}: not all of its songs are here`);
  else await tryAlbum(name, ids);
}
process.exitCode = failed ? 1 : 0;
