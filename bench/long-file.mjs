// Long file: writes so many GiB of a song said over and over, reads them back, compares every burst, and tells memory and time.
// node bench/long-file.mjs SONG.wav OUT [GIB [WRITER]]; the file stays, so that it can be checked by others too.
import { statSync } from 'node:fs';
import { load } from './our-decoder.mjs';

const [{ openAudio }, { createAudio }, { diskPlace }] = await Promise.all([
  load('files/open'),
  load('files/save'),
  load('places/disk'),
]);

const BURST_FRAMES = 65536;
const [input, output, gib = '5', writer = 'wav'] = process.argv.slice(2);
if (output === undefined) throw new Error('node bench/long-file.mjs SONG.wav OUT [GIB [WRITER]]');
const place = diskPlace();

const bursts = [];
const song = await openAudio(place, input);
const { sampleRateHz, channels } = song.source.format;
for (let block = await song.source.pull(BURST_FRAMES); block; block = await song.source.pull(BURST_FRAMES)) {
  if (block.frames === BURST_FRAMES && bursts.length < 20)
    bursts.push(block.channels.map((each) => each.slice(0, block.frames)));
}
await song.source.close();
const { bits } = song.format;
const count = Math.ceil((Number(gib) * 2 ** 30) / ((channels * bits) / 8) / BURST_FRAMES);
const frames = count * BURST_FRAMES;

/** CPU seconds so far, and the most memory ever held. */
const usage = () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { cpuS: (userCPUTime + systemCPUTime) / 1e6, mostMb: maxRSS / 1024 };
};
const tell = (what, before) => {
  const { cpuS, mostMb } = usage();
  console.log(`${what}: ${(cpuS - before.cpuS).toFixed(1)} s CPU, ${mostMb.toFixed(0)} MB at most`);
};

const start = usage();
console.log(`before: ${start.mostMb.toFixed(0)} MB`);
const format = { encoding: 'pcm', bits, sampleRateHz, channels, frames };
const sink = await createAudio(place, output, writer, format, { replace: true });
for (let i = 0; i < count; i++) {
  if (i === 200) tell('after 200 bursts', start);
  await sink.write({ channels: bursts[i % bursts.length], frames: BURST_FRAMES });
}
await sink.close();
tell(`${writer}, ${statSync(output).size} bytes written`, start);

const before = usage();
const file = await openAudio(place, output);
let at = 0;
for (let block = await file.source.pull(BURST_FRAMES); block; block = await file.source.pull(BURST_FRAMES)) {
  // a burst may come in smaller pieces; each lies inside one burst of what was written
  for (let from = 0; from < block.frames; ) {
    const wanted = bursts[Math.floor(at / BURST_FRAMES) % bursts.length];
    const offset = at % BURST_FRAMES;
    const length = Math.min(block.frames - from, BURST_FRAMES - offset);
    block.channels.forEach((found, c) => {
      for (let n = 0; n < length; n++)
        if (found[from + n] !== wanted[c][offset + n]) throw new Error(`sample ${at + n} differs`);
    });
    from += length;
    at += length;
  }
}
await file.source.close();
if (at !== frames) throw new Error(`${at} of ${frames} frames`);
tell(`${file.format.container}, ${at} frames read, all the same`, before);
console.log('notes:', file.notes.map(({ code }) => code).join(', ') || 'none');
