// Convert: one file into another by our own readers and writers and nothing else, for measuring both: IN OUT WRITER.
const from = process.features.typescript ? ['src', 'ts'] : ['dist', 'js'];
const load = (file) => import(`../${from[0]}/${file}.${from[1]}`);
const [{ openAudio }, { createAudio }, { diskPlace }] = await Promise.all([
  load('files/open'),
  load('files/save'),
  load('places/disk'),
]);

const BURST_FRAMES = 131072;
const [input, output, writer = 'wav', encoding] = process.argv.slice(2);
if (input === undefined) throw new Error('node bench/convert.mjs IN [OUT WRITER [float32]]');

const place = diskPlace();
const { source, format, notes } = await openAudio(place, input);
const frames = source.frames ?? 0;
const stored = encoding?.startsWith('float')
  ? { encoding: 'float', bits: Number(encoding.slice(5)) }
  : { encoding: 'pcm', bits: Number(encoding?.slice(3) ?? format.bits) };
const sink =
  output &&
  (await createAudio(place, output, writer, { ...source.format, ...stored, frames }, { replace: true }));
for (let block = await source.pull(BURST_FRAMES); block; block = await source.pull(BURST_FRAMES)) {
  await sink?.write(block);
}
await sink?.close();
await source.close();
for (const { code, facts } of notes) console.error(code, JSON.stringify(facts));
