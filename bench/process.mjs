// Process: a chain of processors on a file, everywhere or at spans, for measuring it from outside: IN.wav OUT.wav '[{"id":"eq","params":{…}}]'.
const from = process.features.typescript ? ['src', 'ts'] : ['dist', 'js'];
const load = (file) => import(`../${from[0]}/${file}.${from[1]}`);
const [
  { openAudio },
  { createAudio },
  { diskPlace },
  { createChain, processSource },
  { loadProcessors, processorById },
] = await Promise.all([
  load('files/open'),
  load('files/save'),
  load('places/disk'),
  load('process/chain'),
  load('process/catalogue'),
]);

const BURST_FRAMES = 65536;
const [input, output, moves = '[]'] = process.argv.slice(2);
if (output === undefined)
  throw new Error('node bench/process.mjs IN.wav OUT.wav \'[{"id":"gain","params":{"gainDb":-3}}]\'');

const place = diskPlace();
const { source } = await openAudio(place, input);
const asked = JSON.parse(moves);
await loadProcessors(asked.map(({ id }) => id));
const steps = asked.map(({ id, params = {}, spans = [] }) => ({ kind: processorById(id), params, spans }));
const sound = processSource(source, createChain(steps, source.format));
const format = { ...source.format, encoding: 'float', bits: 64, frames: source.frames ?? 0 };
const sink = await createAudio(place, output, 'wav', format);
for (let block = await sound.pull(BURST_FRAMES); block; block = await sound.pull(BURST_FRAMES)) {
  await sink.write(block);
}
await sink.close();
await sound.close();
