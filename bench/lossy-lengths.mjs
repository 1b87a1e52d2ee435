// Lossy lengths: sound written by our lossy writers, read by us and by the reference decoders: lengths, and where it lies.
// node bench/lossy-lengths.mjs; needs ffmpeg, and asks lame, mpg123, oggdec and opusdec; exit 1 where we read another length or place.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeOurs, load } from './our-decoder.mjs';

const [
  { lendAacDecoder },
  { ffmpegAacDecoder },
  { createAudio },
  { diskPlace },
  { writerById },
  { seededRandom },
] = await Promise.all(
  [
    'files/decoder-registry',
    'places/ffmpeg-aac',
    'files/save',
    'places/disk',
    'files/writers',
    'signal/random',
  ].map(load),
);
lendAacDecoder(ffmpegAacDecoder());

const LENGTHS = [1, 2, 1000, 44100, 1000003];
const BLOCK_FRAMES = 10007;
/** Frames to either side in which the best place is sought, and those compared for it. */
const REACH = 1300;
const COMPARED = 4000;
const RATES_HZ = {
  mp3: [44100, 22050, 8000],
  m4a: [44100, 96000],
  opus: [48000],
  ogg: [44100, 8000, 192000],
};

/** A gliding tone in soft noise. */
function sound(frames, channels) {
  return Array.from({ length: channels }, (_, c) => {
    const random = seededRandom(11, c);
    let slow = 0;
    return Float64Array.from({ length: frames }, (__, n) => {
      slow = 0.8 * slow + 0.2 * (2 * random() - 1);
      return 0.35 * Math.sin(0.03 * n + 3 * Math.sin(n / 5000)) + 0.3 * slow;
    });
  });
}

async function write(path, id, channels, sampleRateHz) {
  const [frames, total] = [channels[0].length, channels.length];
  const format = { sampleRateHz, channels: total, encoding: 'float', bits: 32, frames };
  const sink = await createAudio(diskPlace(), path, id, format, { replace: true });
  for (let at = 0; at < frames; at += BLOCK_FRAMES) {
    const part = channels.map((samples) => samples.slice(at, at + BLOCK_FRAMES));
    await sink.write({ channels: part, frames: part[0].length });
  }
  await sink.close();
}

/** By how many frames what was found lies late. */
function lagOf(wanted, found, channels) {
  const from = wanted.length > 10 * COMPARED ? 2 * COMPARED : 100;
  const to = Math.min(wanted.length - 100, from + COMPARED);
  let best = -Infinity;
  let lag = 0;
  for (let tried = -REACH; tried <= REACH; tried++) {
    let both = 0;
    for (let n = from; n < to; n++) both += wanted[n] * (found[(n + tried) * channels] ?? 0);
    if (both > best) {
      best = both;
      lag = tried;
    }
  }
  return lag;
}

/** Frames of 16-bit words on standard output, or what the program says. */
function framesOf(program, args, channels) {
  const { status, stdout, error } = spawnSync(program, args, { maxBuffer: 2 ** 30 });
  if (error) return 'not installed';
  return status === 0 ? stdout.length / 2 / channels : 'refuses';
}

const ffmpeg = (path) => ['-v', 'error', '-i', path, '-map', '0:a:0', '-f', 's16le', '-'];
const FOREIGN = {
  mp3: [
    ['lame', (path) => ['--quiet', '--decode', '-t', path, '-']],
    ['mpg123', (path) => ['-q', '-s', path]],
  ],
  opus: [['opusdec', (path) => ['--quiet', path, '-']]],
  ogg: [['oggdec', (path) => ['-Q', '-R', '-o', '-', path]]],
  m4a: [],
};

let wrong = 0;
const folder = mkdtempSync(join(tmpdir(), 'lossy-'));
console.log(
  '| kind | rate | channels | written | we read | late by | others read |\n|---|---|---|---|---|---|---|',
);
try {
  for (const [id, rates] of Object.entries(RATES_HZ)) {
    const path = join(folder, `song${writerById(id).ending}`);
    for (const rateHz of rates)
      for (const channels of [1, 2])
        for (const frames of LENGTHS) {
          const wanted = sound(frames, channels);
          await write(path, id, wanted, rateHz);
          const { samples, notes } = await decodeOurs(path);
          const read = samples.length / channels;
          const lag = frames < 1000 ? 0 : lagOf(wanted[0], samples, channels);
          if (read !== frames || lag !== 0 || notes.length > 0) wrong++;
          const others = [['ffmpeg', ffmpeg], ...FOREIGN[id]].map(
            ([program, args]) => `${program} ${framesOf(program, args(path), channels)}`,
          );
          console.log(
            `| ${id} | ${rateHz} | ${channels} | ${frames} | ${read} | ${lag} | ${others.join(', ')} |`,
          );
        }
  }
} finally {
  rmSync(folder, { recursive: true });
}
console.log(
  wrong === 0 ? 'All of their length and in their place.' : `${wrong} are not as they were written.`,
);
process.exitCode = wrong === 0 ? 0 : 1;
