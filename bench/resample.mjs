// Resample: the rate conversion alone, from a WAV to nowhere, for the bench.
import { openAudio } from '../dist/files/open.js';
import { diskPlace } from '../dist/places/disk.js';
import { resample } from '../dist/process/output/resample.js';

const { source } = await openAudio(diskPlace(), process.argv[2]);
const converted = resample(source, 44100);
let frames = 0;
for (let block = await converted.pull(131072); block; block = await converted.pull(131072))
  frames += block.frames;
await converted.close();
console.log(frames);
