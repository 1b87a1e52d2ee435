// Round trip: every lossless writer x word length x rate x mono and stereo x length, read back by us and by others, to the bit.
// node bench/round-trip.mjs [--writers wav,flac] [--rates 44100] [--lengths 588]; all of it takes a quarter of an hour of CPU time.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DECODERS } from './foreign-decoders.mjs';
import { decodeOurs, firstDifference, interleave, load } from './our-decoder.mjs';

const [{ createAudio }, { WRITERS }, { diskPlace }, { seededRandom }] = await Promise.all([
  load('files/save'),
  load('files/writers'),
  load('places/disk'),
  load('signal/random'),
]);

const listed = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : process.argv[at + 1].split(',');
};
const RATES = listed('rates', '8000,11025,22050,44100,48000,88200,96000,176400,192000'.split(',')).map(
  Number,
);
const LENGTHS = listed('lengths', '0,1,2,587,588,589,1000000'.split(',')).map(Number);
const asked = listed('writers', null);
const writers = WRITERS.filter(({ id, encodings }) => encodings.length > 0 && (asked?.includes(id) ?? true));

/** Noise on whole steps with both ends of the scale; in long sounds a tone lies above it, so that there is something to predict. */
function noise(frames, { encoding, bits }, seed) {
  const random = seededRandom(seed, bits);
  const scale = 2 ** (bits - 1);
  const edges = encoding === 'float' ? [1.5, -2.25, 0] : [1 - 1 / scale, -1, 0];
  return Float64Array.from({ length: frames }, (_, n) => {
    if (n < edges.length) return edges[n];
    const value = frames > 1000 ? 0.6 * Math.sin(n / 20 + seed) + 0.1 * (random() - 0.5) : 2 * random() - 1;
    if (encoding === 'pcm') return Math.floor(value * scale) / scale;
    return bits === 32 ? Math.fround(value) : value;
  });
}

async function write(path, writer, format, channels) {
  const sink = await createAudio(diskPlace(), path, writer.id, format, { replace: true });
  if (format.frames > 0) await sink.write({ channels, frames: format.frames });
  await sink.close();
}

/** What we hear in it, as a word: `same`, or what is wrong. */
async function heardByUs(path, format, wanted) {
  try {
    const { format: found, notes, samples } = await decodeOurs(path);
    if (notes.length > 0) return `notes ${notes.map(({ code }) => code)}`;
    if (found.sampleRateHz !== format.sampleRateHz || found.bits !== format.bits) return 'another format';
    const at = firstDifference(samples, wanted);
    return at < 0 ? 'same' : `differs at ${at}`;
  } catch (fault) {
    return format.frames === 0 && fault.code === 'no-audio' ? 'same' : String(fault);
  }
}

function heardByOthers(path, kind, wanted) {
  const words = {};
  for (const decoder of DECODERS.filter((each) => each.holds(kind))) {
    const theirs = decoder.decode(path, kind);
    const at = theirs === null ? null : firstDifference(theirs, wanted);
    // a file without a sample may be refused
    words[decoder.name] =
      at === null
        ? wanted.length === 0
          ? 'same'
          : 'not read'
        : at < 0
          ? 'same'
          : `differs at ${at} of ${theirs.length}`;
  }
  return words;
}

const folder = mkdtempSync(join(tmpdir(), 'lacquer-round-trip-'));
const rows = new Map();
const problems = [];
const count = (row, reader, word) => {
  const tally = rows.get(row) ?? rows.set(row, {}).get(row);
  tally[reader] ??= { same: 0, other: 0, unread: 0 };
  tally[reader][word === 'same' ? 'same' : word === 'not read' ? 'unread' : 'other']++;
};

async function tryOne(writer, encoding, sampleRateHz, channelCount, frames) {
  const path = join(folder, `song${writer.ending}`);
  const channels = Array.from({ length: channelCount }, (_, c) => noise(frames, encoding, 10 * frames + c));
  const format = { ...encoding, sampleRateHz, channels: channelCount, frames };
  const wanted = interleave(channels, frames);
  await write(path, writer, format, channels);
  const codec = writer.id === 'flac' ? 'flac' : encoding.encoding;
  const kind = { codec, container: writer.container, bits: encoding.bits };
  const words = { lacquer: await heardByUs(path, format, wanted), ...heardByOthers(path, kind, wanted) };
  const row = `${writer.id} ${encoding.encoding} ${encoding.bits}`;
  for (const [reader, word] of Object.entries(words)) {
    count(row, reader, word);
    if (word !== 'same') {
      const what = `${row} ${sampleRateHz} Hz ${channelCount} ch ${frames} frames (${statSync(path).size} bytes)`;
      problems.push(`${what}: ${reader} ${word}`);
    }
  }
}

try {
  for (const writer of writers) {
    const rates = writer.ratesHz === null ? RATES : RATES.filter((rate) => writer.ratesHz.includes(rate));
    for (const encoding of writer.encodings)
      for (const rate of rates)
        for (const channelCount of [1, 2])
          for (const frames of LENGTHS) await tryOne(writer, encoding, rate, channelCount, frames);
  }
} finally {
  rmSync(folder, { recursive: true });
}

const readers = ['lacquer', ...DECODERS.map(({ name }) => name)];
console.log(`| written | ${readers.join(' | ')} |\n|---|${readers.map(() => '---|').join('')}`);
for (const [row, tally] of rows) {
  const cell = ({ same, other, unread } = {}) => {
    if (same === undefined || same + other === 0) return '–';
    return `${same} of ${same + other}${unread > 0 ? ` (${unread} not read)` : ''}`;
  };
  console.log(`| ${row} | ${readers.map((reader) => cell(tally[reader])).join(' | ')} |`);
}
const wrong = problems.filter((line) => !line.endsWith('not read'));
for (const line of wrong.slice(0, 60)) console.log(line);
console.log(`${wrong.length} not the same; ${problems.length - wrong.length} not read by another.`);
process.exitCode = wrong.length > 0 ? 1 : 0;
