// Reference: how near a reference-led master comes to its reference, and what it costs: MIX REF [OTHER…], paths by argument.
//
// OTHER: any other rendering of the same mix towards the same reference, judged by the same meters. Distances are RMS over third
// octaves from 25 Hz to 16 kHz of the whole file, loudness taken out, of (L + R)/2 and of (L - R)/2.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const from = process.features.typescript ? ['src', 'ts'] : ['dist', 'js'];
const load = (file) => import(`../${from[0]}/${file}.${from[1]}`);
const [{ openAudio }, { diskPlace }, { createSongMeter }, { BandPowerListener }, { meterOfHops }, { pump }] =
  await Promise.all(
    [
      'files/open',
      'places/disk',
      'measure/song-meter',
      'measure/band-power',
      'measure/hops',
      'measure/measure',
    ].map(load),
  );
const { parseReferences, readReferences } = await load('tasks/read-references');
const { planSong } = await load('tasks/plan-song');
const { masterSong } = await load('tasks/master-song');
const { renderPlan } = await load('master/render');
const { DEFAULT_INTENT } = await load('master/intent');
const { DEFAULT_STRENGTHS } = await load('master/reference/signature');

const [mix, ref, ...others] = process.argv.slice(2);
if (ref === undefined) throw new Error('node bench/reference.mjs MIX REF [OTHER…]');
const place = diskPlace();

/** Seconds of user and system time that `work` takes. */
async function costOf(work) {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, result };
}

/** Third-octave powers of middle and sides over all of a sound. */
function createPairMeter(format) {
  const powers = new BandPowerListener(format);
  return meterOfHops(format, [powers], () => {
    powers.finish();
    const looks = powers.loudPowers.length;
    const rows = powers.powers.values();
    const count = powers.bands.length;
    return powers.bands.map(({ centreHz }, b) => {
      let mean = 0;
      for (let look = 0; look < looks; look++) mean += rows[look * count + b] / looks;
      const side =
        format.channels === 2
          ? Math.max(0, (powers.left[b] + powers.right[b] - 2 * powers.cross[b]) / 4 / looks)
          : 0;
      return { hz: centreHz, mid: Math.max(0, mean - side), side };
    });
  });
}

async function measured(path) {
  const { source } = await openAudio(place, path);
  try {
    const pair = createPairMeter(source.format);
    const song = createSongMeter(source.format, { rendered: 'master' });
    await pump(source, [pair, song]);
    const { loudness, peak, dynamics } = song.result();
    return {
      pair: pair.result(),
      lufs: loudness.integratedLufs,
      dbtp: peak.truePeakDbtp,
      psr: dynamics.psrDb,
      plr: dynamics.plrDb,
    };
  } finally {
    await source.close();
  }
}

/** RMS over the bands in which both sound; null where none does. */
function distance(one, other, part) {
  const louder = one.lufs - other.lufs;
  const differences = one.pair.flatMap((band) => {
    const twin = other.pair.find(({ hz }) => hz === band.hz);
    if (band.hz < 25 || band.hz > 16000 || !(band[part] > 1e-10) || !(twin?.[part] > 1e-10)) return [];
    return [10 * Math.log10(band[part] / twin[part]) - louder];
  });
  if (differences.length === 0) return null;
  return Math.sqrt(differences.reduce((sum, db) => sum + db * db, 0) / differences.length);
}

const shown = (value) => (value === null ? '    –' : value.toFixed(2).padStart(6));

function line(name, found, reference) {
  const off = found.lufs - reference.lufs;
  console.log(
    `${name.padEnd(28)} mid ${shown(distance(found, reference, 'mid'))}  side ${shown(distance(found, reference, 'side'))}  ` +
      `loudness ${shown(off)}  true peak ${shown(found.dbtp)}  PSR ${shown(found.psr)}  PLR ${shown(found.plr)}`,
  );
}

const folder = await mkdtemp(join(tmpdir(), 'lacquer-reference-'));
try {
  const hear = async () => ({
    signature: await readReferences(place, await parseReferences(place, [ref])),
    strengths: DEFAULT_STRENGTHS,
  });
  const whole = await costOf(async () =>
    masterSong(place, mix, folder, DEFAULT_INTENT, { reference: await hear() }),
  );
  const short = await costOf(async () => {
    const { plan } = await planSong(place, mix, DEFAULT_INTENT, undefined, { reference: await hear() });
    const { source } = await openAudio(place, mix);
    await pump(renderPlan(source, plan), []);
    await source.close();
  });
  const reference = await measured(ref);
  line('the mix', await measured(mix), reference);
  const name = whole.result.files[0].path;
  line('reference-led', await measured(join(folder, name)), reference);
  for (const other of others) line(basename(other), await measured(other), reference);
  console.log(
    `CPU: ${whole.seconds.toFixed(2)} s for everything that a master is, ${short.seconds.toFixed(2)} s for plan and rendering`,
  );
} finally {
  await rm(folder, { recursive: true });
}
