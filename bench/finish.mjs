// Finish: rate and word length alone on a file, for measuring them from outside: IN.wav OUT.wav '{"rateHz":44100,"bits":16,"shape":"tpdf"}'.
const from = process.features.typescript ? ['src', 'ts'] : ['dist', 'js'];
const load = (file) => import(`../${from[0]}/${file}.${from[1]}`);
const [{ openAudio }, { createAudio }, { diskPlace }, { processSource }, { resample }, { createQuantiser }] =
  await Promise.all([
    load('files/open'),
    load('files/save'),
    load('places/disk'),
    load('process/chain'),
    load('process/output/resample'),
    load('process/output/dither'),
  ]);

const BURST_FRAMES = 65536;
const [input, output, asked = '{}'] = process.argv.slice(2);
if (output === undefined)
  throw new Error('node bench/finish.mjs IN.wav OUT.wav \'{"rateHz":44100,"bits":16,"shape":"tpdf"}\'');

const place = diskPlace();
const { source } = await openAudio(place, input);
const { rateHz = source.format.sampleRateHz, bits = null, shape = 'tpdf', seed = 1 } = JSON.parse(asked);
const atRate = resample(source, rateHz);
const done =
  bits === null ? atRate : processSource(atRate, createQuantiser({ bits, shape, seed }, atRate.format));
const encoding = bits === null ? { encoding: 'float', bits: 64 } : { encoding: 'pcm', bits };
const sink = await createAudio(place, output, 'wav', {
  ...done.format,
  ...encoding,
  frames: done.frames ?? 0,
});
for (let block = await done.pull(BURST_FRAMES); block; block = await done.pull(BURST_FRAMES)) {
  await sink.write(block);
}
await sink.close();
await done.close();
