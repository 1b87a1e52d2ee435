// Tags table: one song with every field in every format, and which fields other programs read from it as intended: Markdown.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const from = process.features.typescript ? ['src', 'ts'] : ['dist', 'js'];
const load = (file) => import(`../${from[0]}/${file}.${from[1]}`);
const [{ TAG_CARRIERS }, { diskPlace }, { imageSize }] = await Promise.all([
  load('files/tags/tag-carriers'),
  load('places/disk'),
  load('files/tags/checks/image-size'),
]);

const folder = mkdtempSync(join(tmpdir(), 'tags-table-'));
const at = (name) => join(folder, name);
const ffmpeg = (...args) => execFileSync('ffmpeg', ['-v', 'error', '-y', ...args]);

/** Every value is one that no other field and no header has, so that finding it in a listing means that it was read. */
const FIELDS = {
  title: ['Für Élise – 東京 ♪'],
  version: ['Versio One'],
  artists: ['Björk Ünïcode', 'Second Дмитрий'],
  album: ['Álbum Name'],
  albumArtists: ['Various Ärtists'],
  composers: ['Compo Ser'],
  lyricists: ['Lyri Cist'],
  arrangers: ['Arran Ger'],
  producers: ['Produ Cer'],
  engineers: ['Engi Neer'],
  genres: ['Genrelectro'],
  comments: ['Comment of mine'],
  publisher: ['Publi Sher'],
  label: ['Labe Ler'],
  catalogueNumber: ['CATNO 77'],
  copyright: ['2026 Own Er'],
  phonogram: ['2025 Phono Gram'],
  date: ['2026-05-31'],
  originalDate: ['1999-12-01'],
  language: ['deu'],
  isrc: ['USABC2600001'],
  barcode: ['4006381333931'],
  iswc: ['T0345246801'],
  encodedBy: ['Encod Er'],
};
const MULTIPLE =
  'artists albumArtists composers lyricists arrangers producers engineers genres comments'.split(' ');
const BROADCAST = {
  description: 'Descrip Tion',
  originator: 'Origi Nator',
  originatorReference: 'CHLAC0001',
  originationDate: '2026-05-30',
  originationTime: '12:34:56',
  timeReferenceFrames: 158760000,
  umid: '',
  integratedLufs: -9.87,
  rangeLu: 5.43,
  truePeakDbtp: -1.23,
  maxMomentaryLufs: -7.21,
  maxShortTermLufs: -8.05,
  codingHistory: ['A=PCM,F=44100,W=16,M=stereo,T=Lacquer'],
};
/** Rows whose listings differ by program: what to look for. */
const LOOKED_FOR = {
  ...Object.fromEntries(Object.entries(FIELDS).map(([field, values]) => [field, values.map(literal)])),
  date: [/2026[-:]05[-:]31/],
  originalDate: [/1999[-:]12[-:]01/],
  language: [/\bdeu\b|German/],
  track: [/\b137\b/, /\b149\b/],
  disc: [/\b173\b/, /\b197\b/],
  explicit: [/explicit|advisory\W+1|rating\W+(1|explicit)/i],
  artwork: [/attached_pic=1|picture|apic|front.?cover|cover[^\n]*(yes|front|piece|art)/i],
  replayGain: [/-6\.48|-2939/],
  broadcast: [/Descrip Tion/, /Origi Nator/],
  'broadcast: loudness': [/-9\.87/],
};
function literal(text) {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}

/** Endings, how the sound is made, and what is asked besides the programs that know all formats. */
const FORMATS = [
  { name: 'WAV', carrier: 'wav', ending: 'wav' },
  { name: 'AIFF', carrier: 'aiff', ending: 'aiff' },
  { name: 'CAF', carrier: 'caf', ending: 'caf' },
  { name: 'FLAC', carrier: 'flac', ending: 'flac' },
  { name: 'MP3', carrier: 'mp3', ending: 'mp3' },
  { name: 'MP3, ID3v2.3', carrier: 'mp3', ending: 'mp3', options: { id3Version: 3 } },
  { name: 'M4A', carrier: 'mp4', ending: 'm4a' },
  { name: 'Ogg Vorbis', carrier: 'ogg', ending: 'ogg' },
  { name: 'Opus', carrier: 'ogg', ending: 'opus' },
  { name: 'WavPack', carrier: 'wavpack', ending: 'wv' },
];
const ALL_FIELDS = 'all';
const PROGRAMS = [
  {
    letter: 'f',
    name: 'ffprobe',
    run: (file) => ['ffprobe', '-hide_banner', '-show_format', '-show_streams', file],
  },
  { letter: 'm', name: 'MediaInfo', run: (file) => ['mediainfo', '--Full', file] },
  { letter: 'x', name: 'ExifTool', run: (file) => ['exiftool', '-a', '-G', file] },
  { letter: 'k', name: 'Kid3 (TagLib)', run: (file) => ['kid3-cli', '-c', `get ${ALL_FIELDS}`, file] },
  { letter: 'e', name: 'eyeD3', run: (file) => ['eyeD3', file], only: ['mp3'] },
  { letter: 'i', name: 'id3v2', run: (file) => ['id3v2', '-l', file], only: ['mp3'] },
  {
    letter: 'f',
    name: 'metaflac',
    run: (file) => ['metaflac', '--list', file],
    only: ['flac'],
    letterHere: 'M',
  },
  { letter: 'v', name: 'vorbiscomment', run: (file) => ['vorbiscomment', '-l', file], only: ['ogg'] },
  { letter: 'o', name: 'opusinfo', run: (file) => ['opusinfo', file], only: ['opus'] },
  { letter: 'a', name: 'AtomicParsley', run: (file) => ['AtomicParsley', file, '-t'], only: ['m4a'] },
  { letter: 'w', name: 'wvtag', run: (file) => ['wvtag', '-l', file], only: ['wv'] },
].map((program) => ({ ...program, letter: program.letterHere ?? program.letter }));

function pictured(name, size) {
  ffmpeg('-f', 'lavfi', '-i', `testsrc=s=${size}x${size}:d=0.04`, '-frames:v', '1', at(name));
  const bytes = new Uint8Array(readFileSync(at(name)));
  return { role: 'front', ...imageSize(bytes), description: '', bytes };
}

function sounds() {
  ffmpeg('-f', 'lavfi', '-i', 'sine=440:d=1', '-ac', '2', '-ar', '44100', '-bitexact', at('in.wav'));
  for (const { ending } of FORMATS.filter((format) => format.ending !== 'wav' && format.ending !== 'wv')) {
    ffmpeg('-i', at('in.wav'), '-map_metadata', '-1', '-fflags', '+bitexact', at(`in.${ending}`));
  }
  execFileSync('wavpack', ['-q', '-y', at('in.wav'), '-o', at('in.wv')]);
}

const tags = {
  ...Object.fromEntries(
    Object.entries(FIELDS).map(([field, values]) => [field, MULTIPLE.includes(field) ? values : values[0]]),
  ),
  track: { number: 137, of: 149 },
  disc: { number: 173, of: 197 },
  explicit: 'explicit',
  replayGain: { trackGainDb: -6.48, trackPeak: 1.218222, albumGainDb: -7.25, albumPeak: 1.25 },
  broadcast: BROADCAST,
};

async function copied(format, given, suffix) {
  const place = diskPlace();
  const carrier = TAG_CARRIERS.find((each) => each.format === format.carrier);
  const file = at(`${format.name.replaceAll(/\W/g, '')}${suffix}.${format.ending}`);
  const source = await place.open(at(`in.${format.ending}`));
  const target = await place.create(file, { replace: true });
  await carrier.copyWith(source, target, given, format.options);
  await target.commit();
  await source.close();
  return file;
}

/** What a program lists of a file; nothing where it is not installed. */
function listing({ run }, file) {
  const [program, ...args] = run(file);
  const { stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8', QT_QPA_PLATFORM: 'offscreen' },
    maxBuffer: 1 << 26,
  });
  return error === undefined ? `${stdout}\n${stderr}`.replaceAll(file, '') : null;
}

const found = new Set();

/** A pattern that the clean twin's listing has too proves nothing. */
function lettersFor(field, listings) {
  const patterns = LOOKED_FOR[field];
  return listings
    .filter(
      ({ text, clean }) =>
        text !== null && patterns.every((pattern) => pattern.test(text) && !pattern.test(clean)),
    )
    .map(({ program }) => program.letter)
    .join('');
}

try {
  sounds();
  const artwork = pictured('cover.jpg', 320);
  const columns = [];
  for (const format of FORMATS) {
    const file = await copied(format, { ...tags, artwork: [artwork] }, '');
    const twin = await copied(format, null, '-clean');
    const asked = PROGRAMS.filter(({ only }) => only === undefined || only.includes(format.ending));
    const listings = asked.map((program) => ({
      program,
      text: listing(program, file),
      clean: listing(program, twin),
    }));
    for (const { program, text } of listings) if (text !== null) found.add(program);
    const held = TAG_CARRIERS.find((each) => each.format === format.carrier).holds;
    columns.push({ format, listings, held });
  }
  const programs = PROGRAMS.filter((program) => found.has(program));
  console.log(programs.map(({ letter, name }) => `${letter} = ${name}`).join(', '));
  console.log(`\n| field | ${FORMATS.map(({ name }) => name).join(' | ')} |`);
  console.log(`|---|${FORMATS.map(() => '---|').join('')}`);
  for (const field of Object.keys(LOOKED_FOR)) {
    const cells = columns.map(({ listings, held }) =>
      held.has(field.replace(/:.*/, '')) ? lettersFor(field, listings) || '(ours)' : '–',
    );
    console.log(`| ${field} | ${cells.join(' | ')} |`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
