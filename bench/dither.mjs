// Dither: mean and mean square of the error, in steps, of a million samples at each of twenty places between two steps.
const from = process.features.typescript ? ['src', 'ts'] : ['dist', 'js'];
const load = (file) => import(`../${from[0]}/process/output/${file}.${from[1]}`);
const [{ createQuantiser }, { PUBLISHED_SHAPERS }] = await Promise.all([
  load('dither'),
  load('published-shapers'),
]);

const FRAMES = 1_000_000;
const STEP = 2 ** -15;
const PLACES = Array.from({ length: 20 }, (_, i) => (i + 0.5) / 20);
const sound = new Float64Array(FRAMES);

/** Of a level that stands `place` of a step above a whole one. */
function statistics(shape, place, seed) {
  const level = (7 + place) * STEP;
  const quantiser = createQuantiser({ bits: 16, shape, seed }, { sampleRateHz: 44100, channels: 1 });
  quantiser.process({ channels: [sound.fill(level)], frames: FRAMES });
  let sum = 0;
  let squares = 0;
  for (let n = 0; n < FRAMES; n++) {
    const error = (sound[n] - level) / STEP;
    sum += error;
    squares += error * error;
  }
  return { mean: sum / FRAMES, power: squares / FRAMES };
}

console.log('shape            worst mean   mean square: least    most   apart dB');
for (const shape of [
  'none',
  'rpdf',
  'tpdf',
  'tpdf-high',
  'shaped',
  'shaped-light',
  ...Object.keys(PUBLISHED_SHAPERS),
]) {
  const found = PLACES.map((place, i) => statistics(shape, place, 100 + i));
  const mean = Math.max(...found.map((each) => Math.abs(each.mean)));
  const powers = found.map(({ power }) => power);
  const [least, most] = [Math.min(...powers), Math.max(...powers)];
  const apart = (10 * Math.log10(most / least)).toFixed(3);
  const row = [mean.toFixed(5).padStart(10), least.toFixed(4).padStart(21), most.toFixed(4).padStart(7)];
  console.log(`${shape.padEnd(16)} ${row.join(' ')}   ${apart.padStart(8)}`);
}
