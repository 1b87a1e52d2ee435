// FLAC: our encoder and decoder against the reference program, as ratios of CPU time and of size.
// node bench/flac.mjs [SONG.wav …] [--rounds 5]; without a song the bench's own. Measures dist under Node 20, src under Node 24.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInTurn } from './run-job.mjs';
import { writeSong } from './song.mjs';

const CONVERT = [process.execPath, join(dirname(fileURLToPath(import.meta.url)), 'convert.mjs')];
const folder = mkdtempSync(join(tmpdir(), 'lacquer-flac-'));
const at = process.argv.indexOf('--rounds');
const rounds = at < 0 ? 5 : Number(process.argv[at + 1]);
const songs = process.argv.slice(2, at < 0 ? undefined : at);

function jobs(song, paths) {
  const { theirs, ours, wav, least, leastFlac } = paths;
  return [
    { name: 'flac -5', command: ['flac', '-s', '-f', '-5', song, '-o', theirs] },
    { name: 'ours, encoding', command: [...CONVERT, song, ours, 'flac'] },
    { name: 'flac -d', command: ['flac', '-s', '-f', '-d', theirs, '-o', wav] },
    { name: 'ours, decoding', command: [...CONVERT, theirs, wav, 'wav'] },
    { name: 'flac -t', command: ['flac', '-s', '-t', theirs] },
    { name: 'ours, decoding to nowhere', command: [...CONVERT, theirs] },
    { name: 'our start, encoding', command: [...CONVERT, least, leastFlac, 'flac'] },
    { name: 'our start, decoding', command: [...CONVERT, leastFlac, wav, 'wav'] },
  ];
}

async function measure(song) {
  const paths = Object.fromEntries(
    ['theirs.flac', 'ours.flac', 'wav.wav', 'least.wav', 'leastFlac.flac'].map((name) => [
      name.split('.')[0],
      join(folder, name),
    ]),
  );
  writeSong(paths.least, 0.01, 44100);
  const results = await runInTurn(jobs(song, paths), rounds);
  const cpu = Object.fromEntries(results.map(({ name, cpuS }) => [name, cpuS]));
  const failed = results.filter(({ status }) => status !== 0).map(({ name }) => name);
  if (failed.length > 0) throw new Error(`failed: ${failed.join(', ')}`);
  console.log(`\n${song}: CPU time, medians of ${rounds} rounds`);
  for (const [name, seconds] of Object.entries(cpu)) console.log(`${name.padEnd(28)}${seconds.toFixed(3)} s`);
  const speed = (theirs, ours, start) => {
    const alone = cpu[ours] - cpu[start];
    console.log(
      `${ours}: ${(cpu[theirs] / cpu[ours]).toFixed(2)} of the speed of ${theirs}, without the start of Node and of modules ${(cpu[theirs] / alone).toFixed(2)}`,
    );
  };
  speed('flac -5', 'ours, encoding', 'our start, encoding');
  speed('flac -d', 'ours, decoding', 'our start, decoding');
  speed('flac -t', 'ours, decoding to nowhere', 'our start, decoding');
  const [theirs, ours] = [paths.theirs, paths.ours].map((path) => statSync(path).size);
  console.log(`size: ${ours} to ${theirs} bytes, ${((ours / theirs - 1) * 100).toFixed(2)} %`);
}

try {
  if (songs.length === 0) {
    songs.push(join(folder, 'song.wav'));
    writeSong(songs[0], 240, 44100);
  }
  for (const song of songs) await measure(song);
} finally {
  rmSync(folder, { recursive: true });
}
