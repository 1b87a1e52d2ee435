// Bench: CPU time of our work against what is installed of ffmpeg, sox and libebur128, as ratios of one run.
// npm run bench [-- --studio] [--long] [--rounds 3]; --studio measures the page instead; --long adds an hour at 96 kHz.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInTurn } from './run-job.mjs';
import { writeSong } from './song.mjs';
import { benchStudio } from './studio.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const LACQUER = [process.execPath, join(HERE, '..', 'dist', 'cli', 'main.js')];
const SONG_S = 240;
const HOUR_S = 3600;

const folder = mkdtempSync(join(tmpdir(), 'lacquer-bench-'));
const song = join(folder, 'song.wav');
const song96 = join(folder, 'song96.wav');
const rounds = Number(process.argv[process.argv.indexOf('--rounds') + 1]) || 3;

const installed = (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;

function libebur128() {
  const program = join(folder, 'libebur128');
  const built = spawnSync('cc', ['-O2', '-o', program, join(HERE, 'libebur128.c'), '-lebur128', '-lm'], {
    stdio: 'ignore',
  });
  return built.status === 0 ? program : null;
}

function jobs() {
  const out = join(folder, 'out');
  const list = [
    { name: 'lacquer check --quick', command: [...LACQUER, 'check', '--quick', song] },
    { name: 'lacquer check', command: [...LACQUER, 'check', song] },
    {
      name: 'lacquer master',
      command: [...LACQUER, 'master', song, '-o', out],
      prepare: () => rmSync(out, { recursive: true, force: true }),
    },
  ];
  const resampler = join(HERE, 'resample.mjs');
  list.push({ name: 'lacquer 96 to 44.1 kHz', command: [process.execPath, resampler, song96] });
  const ebur128 = libebur128();
  if (ebur128) list.push({ name: 'libebur128 (C)', command: [ebur128, song] });
  if (installed('ffmpeg')) {
    const measure = ['-af', 'ebur128=peak=true', '-f', 'null', '-'];
    list.push({ name: 'ffmpeg ebur128=peak=true', command: ['ffmpeg', '-nostats', '-i', song, ...measure] });
  }
  if (installed('sox')) {
    const raw = ['-t', 'f64', '/dev/null', 'rate', '-v', '44100'];
    list.push({ name: 'sox rate -v 96 to 44.1 kHz', command: ['sox', song96, ...raw] });
  }
  return list;
}

function table(results) {
  const cpu = (name) => results.find((result) => result.name === name)?.cpuS;
  const [quick, resample] = [cpu('lacquer check --quick'), cpu('lacquer 96 to 44.1 kHz')];
  for (const { name, cpuS, peakMb, status } of results) {
    const figures = `${cpuS.toFixed(2)} s`.padStart(9) + `${(SONG_S / cpuS).toFixed(0)} x`.padStart(9);
    console.log(
      `${name.padEnd(30)}${figures}${`${peakMb.toFixed(0)} MB`.padStart(9)}${status > 1 ? '  FAILED' : ''}`,
    );
  }
  for (const rival of ['libebur128 (C)', 'ffmpeg ebur128=peak=true']) {
    if (cpu(rival))
      console.log(`check --quick costs ${(cpu(rival) / quick).toFixed(1)} times less than ${rival}`);
  }
  const sox = cpu('sox rate -v 96 to 44.1 kHz');
  if (sox) console.log(`rate conversion costs ${(resample / sox).toFixed(2)} times sox rate -v`);
}

async function longFile() {
  const hour = join(folder, 'hour96.wav');
  console.log('\nWriting an hour at 96 kHz …');
  writeSong(hour, HOUR_S, 96000);
  const results = await runInTurn(
    [
      { name: 'lacquer check, 60 min 96 kHz', command: [...LACQUER, 'check', hour] },
      {
        name: 'lacquer master, 60 min 96 kHz',
        command: [...LACQUER, 'master', hour, '-o', join(folder, 'hour')],
      },
    ],
    1,
  );
  for (const { name, cpuS, peakMb, status } of results) {
    console.log(
      `${name.padEnd(34)}${cpuS.toFixed(0)} s, ${(HOUR_S / cpuS).toFixed(0)} x, ${peakMb.toFixed(0)} MB, status ${status}`,
    );
  }
}

async function commandLine() {
  console.log(`CPU time for ${SONG_S} s of stereo, process start included; medians of ${rounds} rounds`);
  writeSong(song, SONG_S, 44100);
  writeSong(song96, SONG_S, 96000);
  table(await runInTurn(jobs(), rounds));
  if (process.argv.includes('--long')) await longFile();
}

if (!existsSync(LACQUER[1])) throw new Error('Build first: npm run build.');
try {
  if (process.argv.includes('--studio')) await benchStudio({ long: process.argv.includes('--long') });
  else await commandLine();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
