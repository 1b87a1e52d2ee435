// Lossy conformance: music encoded by lame, oggenc, opusenc and ffmpeg, decoded by us and by the reference decoders.
// node bench/lossy-conformance.mjs FILE…; needs lame, oggenc, opusenc, ffmpeg and the decoders below; exit 1 where a bar is missed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { decodeOurs, load } from './our-decoder.mjs';

const [{ lendAacDecoder }, { ffmpegAacDecoder }] = await Promise.all([
  load('files/decoder-registry'),
  load('places/ffmpeg-aac'),
]);
lendAacDecoder(ffmpegAacDecoder());

const MOST_BYTES = 2 ** 30;
/** Tolerances in dBFS, RMS: floats decoded by another make of arithmetic; where 16-bit words come out, their rounding. */
const FLOAT_DB = -110;
const WORDS_DB = -95;
/** Our Opus decoder reckons in whole numbers, the two others in floats: both are libopus as RFC 6716 wants it. */
const WHOLE_NUMBERS_DB = -96;
/** Frames of an AAC packet, by which decoders differ in where they begin. */
const PACKET = 1024;

function run(program, args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { maxBuffer: MOST_BYTES });
  if (error || status !== 0) throw new Error(`${program}: ${error ?? stderr}`);
  return stdout;
}

const floats = (bytes) =>
  new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + (bytes.length & ~3)));
const words = (bytes) =>
  Float64Array.from(
    new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + (bytes.length & ~1))),
    (word) => word / 32768,
  );
const ffmpegOf = (...decoder) => ({
  name: 'ffmpeg',
  bar: FLOAT_DB,
  cuts: true,
  decode: (path) =>
    floats(run('ffmpeg', ['-v', 'error', ...decoder, '-i', path, '-map', '0:a:0', '-f', 'f32le', '-'])),
});

/** Interleaved samples; `cuts`: does it cut to the exact length? `clips`: does it end at full scale? */
const REFERENCES = {
  mp3: [
    {
      name: 'mpg123',
      bar: FLOAT_DB,
      cuts: true,
      decode: (path) => floats(run('mpg123', ['-q', '-e', 'f32', '-s', path])),
    },
    ffmpegOf(),
  ],
  ogg: [
    {
      name: 'oggdec',
      bar: WORDS_DB,
      cuts: true,
      clips: true,
      decode: (path) => words(run('oggdec', ['-Q', '-R', '-b', '16', '-e', '0', '-s', '1', '-o', '-', path])),
    },
    ffmpegOf(),
  ],
  opus: [
    {
      name: 'opusdec',
      bar: WHOLE_NUMBERS_DB,
      cuts: true,
      decode: (path) => floats(run('opusdec', ['--quiet', '--float', '--rate', '48000', path, '-'])),
    },
    // Its own decoder hears low rates otherwise.
    {
      ...ffmpegOf('-c:a', 'libopus', '-request_sample_fmt', 'flt'),
      name: 'ffmpeg libopus',
      bar: WHOLE_NUMBERS_DB,
    },
  ],
  m4a: [
    // It is our own decoder there, and does not cut behind; the other is a decoder of its own.
    { ...ffmpegOf(), cuts: false },
    {
      name: 'faad',
      bar: WORDS_DB,
      cuts: false,
      clips: true,
      // It makes two channels of one.
      decode: (path, channels) =>
        words(run('faad', ['-q', '-f', '2', '-b', '1', '-w', path])).filter(
          (_, i) => channels === 2 || i % 2 === 0,
        ),
    },
  ],
};

const LAME = (name, ...args) => [
  `lame ${name}`,
  'mp3',
  (wav, out) => run('lame', ['--quiet', ...args, wav, out]),
];
const OGG = (q) => [`oggenc q${q}`, 'ogg', (wav, out) => run('oggenc', ['-Q', '-q', `${q}`, '-o', out, wav])];
const OPUS = (k) => [
  `opusenc ${k}`,
  'opus',
  (wav, out) => run('opusenc', ['--quiet', '--bitrate', `${k}`, wav, out]),
];
/** Without noise that each decoder makes up for itself. */
const AAC = (k) => [
  `ffmpeg aac ${k}`,
  'm4a',
  (wav, out) =>
    run('ffmpeg', ['-v', 'error', '-y', '-i', wav, '-c:a', 'aac', '-aac_pns', '0', '-b:a', `${k}k`, out]),
];
const ENCODINGS = [
  LAME('320', '-b', '320'),
  LAME('V0', '-V', '0'),
  LAME('128', '-b', '128'),
  ...[8, 5, 2].map(OGG),
  ...[192, 96, 48].map(OPUS),
  ...[256, 128].map(AAC),
];

/** Where `theirs` begins in frames of ours: whole packets, by the least difference over a second. */
function shiftOf(ours, theirs, channels, cuts) {
  if (cuts) return 0;
  const shifts = [0, 1, 2].map((packets) => packets * PACKET);
  const near = shifts.map((shift) => difference(ours, theirs, shift * channels, 88200).rms);
  return shifts[near.indexOf(Math.min(...near))];
}

function difference(ours, theirs, shift, most, clips) {
  const count = Math.min(ours.length, theirs.length - shift, most);
  let sum = 0;
  let peak = 0;
  for (let i = 0; i < count; i++) {
    const value = clips ? Math.max(-1, Math.min(1, ours[i])) : ours[i];
    const error = Math.abs(value - theirs[i + shift]);
    sum += error * error;
    if (error > peak) peak = error;
  }
  return { rms: Math.sqrt(sum / Math.max(1, count)), peak };
}

const db = (value) => (value === 0 ? 'same' : (20 * Math.log10(value)).toFixed(1));

/** The exact length of what was encoded, at the rate of what was decoded. */
function lengthOf(wav, rateHz) {
  const said = run('ffprobe', [
    '-v',
    'error',
    '-show_entries',
    'stream=duration_ts,sample_rate',
    '-of',
    'csv=p=0',
    wav,
  ]);
  const [rate, frames] = `${said}`.trim().split(',').map(Number);
  return Math.round((frames * rateHz) / rate);
}

async function measure([title, ending, encode], wav, folder) {
  const path = join(folder, `song.${ending}`);
  encode(wav, path);
  const ours = await decodeOurs(path);
  const { channels, sampleRateHz } = ours.format;
  const frames = ours.samples.length / channels;
  const wanted = lengthOf(wav, sampleRateHz);
  // opusenc resamples, and may begin or end a frame aside
  const exact = Math.abs(frames - wanted) <= (sampleRateHz === 48000 && ending === 'opus' ? 1 : 0);
  const rows = REFERENCES[ending].map(({ name, bar, cuts, clips, decode }) => {
    const theirs = decode(path, channels);
    const shift = shiftOf(ours.samples, theirs, channels, cuts);
    const found = difference(ours.samples, theirs, shift * channels, Infinity, clips);
    return { title, name, bar, cuts, ...found, same: theirs.length / channels === frames, shift };
  });
  return { title, exact, notes: ours.notes.length, rows };
}

const pieces = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'lossy-'));
const results = [];
try {
  for (const piece of pieces) {
    const wav = join(folder, 'piece.wav');
    run('ffmpeg', ['-v', 'error', '-y', '-i', piece, '-c:a', 'pcm_s16le', wav]);
    for (const encoding of ENCODINGS)
      results.push({ piece: basename(piece), ...(await measure(encoding, wav, folder)) });
  }
} finally {
  rmSync(folder, { recursive: true });
}

let missed = 0;
console.log(`${pieces.length} pieces; the worst of them, difference in dBFS`);
console.log(
  '| encoded by | exact length | decoder | RMS | peak | its length is ours |\n|---|---|---|---|---|---|',
);
for (const [title, ending] of ENCODINGS) {
  const these = results.filter((result) => result.title === title);
  const exact = these.filter((result) => result.exact && result.notes === 0).length;
  if (exact < these.length) missed++;
  for (const { name, bar, cuts } of REFERENCES[ending]) {
    const rows = these.flatMap((result) => result.rows).filter((row) => row.name === name);
    const rms = Math.max(...rows.map((row) => row.rms));
    const peak = Math.max(...rows.map((row) => row.peak));
    const same = rows.filter((row) => row.same).length;
    if (20 * Math.log10(rms) > bar || (cuts && same < rows.length)) missed++;
    const length = cuts ? `${same} of ${rows.length}` : 'does not cut';
    console.log(
      `| ${title} | ${exact} of ${these.length} | ${name} | ${db(rms)} | ${db(peak)} | ${length} |`,
    );
  }
}
process.exitCode = missed === 0 ? 0 : 1;
