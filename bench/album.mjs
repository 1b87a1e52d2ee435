// Album bench: a whole album with all its deliveries: times real time, CPU, and the most memory; songs looped from real mixes where given.
// node bench/album.mjs [--mixes FOLDER] [--minutes 45] [--songs 12] [--threads 2] [--to spotify,bandcamp,cd,vinyl,hires,archive] [--keep]
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runJob } from './run-job.mjs';
import { writeSong } from './song.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
/** Node that reads TypeScript runs the sources, any other what was built. */
const [from, ending] = process.features.typescript ? ['src', 'ts'] : ['dist', 'js'];
const module = (name) => join(HERE, '..', from, `${name}.${ending}`);
const MAIN = module('cli/main');
const { openAudio } = await import(module('files/open'));
const { createAudio } = await import(module('files/save'));
const { diskPlace } = await import(module('places/disk'));
/** The bar: a 45-minute album with everything on two cores. */
const LEAST_SPEED = 15;
const MOST_MB = 600;
const RATE_HZ = 44100;
const BURST = 131072;

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : process.argv[at + 1];
};
const minutes = Number(option('minutes', '45'));
const count = Number(option('songs', '12'));
const threads = Number(option('threads', String(Math.min(2, availableParallelism()))));
const to = option('to', 'spotify,bandcamp,cd,vinyl,hires,archive');
const mixes = option('mixes', null);

/** The recording again and again until it is long enough, as 24-bit WAV; what stands above full scale is turned down. */
async function writeLoop(mix, path, seconds) {
  const place = diskPlace();
  const first = await openAudio(place, mix);
  const { sampleRateHz, channels } = first.source.format;
  await first.source.close();
  const frames = Math.round(seconds * sampleRateHz);
  const sink = await createAudio(place, path, 'wav', {
    sampleRateHz,
    channels,
    encoding: 'float',
    bits: 32,
    frames,
  });
  for (let done = 0; done < frames; ) {
    const { source } = await openAudio(place, mix);
    for (let block = await source.pull(BURST); block && done < frames; block = await source.pull(BURST)) {
      const kept = Math.min(block.frames, frames - done);
      await sink.write({ channels: block.channels.map((one) => one.subarray(0, kept)), frames: kept });
      done += kept;
    }
    await source.close();
  }
  await sink.close();
}

/** Lengths differ, as on records; together they are the album. */
function lengths() {
  const shares = Array.from(
    { length: count },
    (_, i) => 0.7 + (0.6 * ((i * 7) % count)) / Math.max(1, count - 1),
  );
  const whole = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => (minutes * 60 * share) / whole);
}

/** A one-pixel cover will not do: 3000 by 3000 is what shops ask for, and costs nothing here. */
function albumText(files) {
  const songs = files.map(
    (file, i) =>
      `  - file: ${basename(file)}\n    title: Song ${i + 1}\n    isrc: DEA4526${String(i + 1).padStart(5, '0')}\n`,
  );
  return `title: Bench\nartists: [Nobody]\nbarcode: "4006381333931"\nsongs:\n${songs.join('')}`;
}

const folder = mkdtempSync(join(tmpdir(), 'lacquer-bench-album-'));
try {
  const sources =
    mixes === null
      ? []
      : readdirSync(mixes)
          .filter((name) => /\.(wav|flac|aiff?)$/i.test(name))
          .sort();
  const files = [];
  for (const [i, seconds] of lengths().entries()) {
    const path = join(folder, `${String(i + 1).padStart(2, '0')}.wav`);
    if (sources.length === 0) writeSong(path, seconds, RATE_HZ);
    else await writeLoop(join(mixes, sources[i % sources.length]), path, seconds);
    files.push(path);
  }
  const album = join(folder, 'album.yaml');
  writeFileSync(album, albumText(files));
  const out = join(folder, 'out');
  const command = [
    process.execPath,
    MAIN,
    'deliver',
    album,
    '--to',
    to,
    '-o',
    out,
    '--threads',
    String(threads),
  ];
  const startMs = Date.now();
  const { cpuS, peakMb, status, output, errors } = await runJob(command);
  const wallS = (Date.now() - startMs) / 1000;
  console.log(output.trimEnd());
  if (status !== 0) console.log(errors);
  const speed = (minutes * 60) / wallS;
  console.log(
    `\n${count} songs, ${minutes} min, to ${to}, ${threads} threads: ${wallS.toFixed(1)} s (${speed.toFixed(1)}x real time, bar ${LEAST_SPEED}), CPU ${cpuS.toFixed(1)} s (${((minutes * 60) / cpuS).toFixed(1)}x a core), at most ${peakMb.toFixed(0)} MB (bar ${MOST_MB})`,
  );
  process.exitCode = status;
} finally {
  if (process.argv.includes('--keep')) console.log(folder);
  else rmSync(folder, { recursive: true, force: true });
}
