// Lossy ceiling: masters as MP3, AAC, Opus and Vorbis, each turned down until it keeps -1 dBTP decoded; decoded again by FFmpeg too.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const from = process.features.typescript ? ['src', 'ts'] : ['dist', 'js'];
const load = (file) => import(`../${from[0]}/${file}.${from[1]}`);
const [
  { layTimelines },
  { timelineSound },
  { portableSha256 },
  { DIGITAL_DELIVERY },
  { checkProfile },
  { openAudio },
  { lendAacDecoder },
  { listen },
  { DEFAULT_INTENT },
  { diskPlace },
  { ffmpegAacDecoder },
] = await Promise.all([
  load('album/lay-timeline'),
  load('album/timeline-sound'),
  load('deliver/accept/digest'),
  load('deliver/digital/digital-delivery'),
  load('deliver/profiles/check-delivery-profile'),
  load('files/open'),
  load('files/decoder-registry'),
  load('master/listen'),
  load('master/intent'),
  load('places/disk'),
  load('places/ffmpeg-aac'),
]);
lendAacDecoder(ffmpegAacDecoder());

const CEILING_DBTP = -1;
const ENCODERS = [
  ['mp3', 'cbr-320'],
  ['mp3', 'vbr-0'],
  ['m4a', 'cbr-256'],
  ['opus', 'vbr-160'],
  ['ogg', 'q6'],
];
const masters = process.argv.slice(2);
if (masters.length === 0) throw new Error('node bench/lossy-ceiling.mjs MASTER.flac …');

const place = diskPlace();
const work = mkdtempSync(join(tmpdir(), 'lossy-ceiling-'));

/** An album of one song that is a master already. */
async function albumOf(path) {
  const { source, format } = await openAudio(place, path);
  const { measurements } = await listen(source, { quick: true, origin: format });
  await source.close();
  const id = 'song';
  const song = {
    id,
    file: path,
    title: basename(path).replace(/\.[^.]*$/, ''),
    version: null,
    isrc: null,
    iswc: null,
  };
  const gap = { unit: 'seconds', value: 0 };
  const rest = {
    explicit: 'none',
    credits: {},
    disc: 1,
    side: null,
    join: { kind: 'gap', length: gap },
    hidden: false,
  };
  const plain = {
    indexesS: [],
    trim: null,
    fadeIn: null,
    fadeOut: null,
    intent: {},
    plan: null,
    asIs: true,
    levelLu: 0,
  };
  const songs = [{ ...song, ...rest, ...plain, alternates: [] }];
  const credits = {
    credits: {},
    artwork: null,
    label: null,
    catalogueNumber: null,
    barcode: null,
    date: null,
  };
  const marks = {
    originalDate: null,
    markOffsets: { first: 0, start: 0, end: 0 },
    copyPermitted: false,
    gap,
  };
  const album = {
    version: 1,
    title: 'Album',
    artists: ['Band'],
    ...credits,
    ...marks,
    intent: DEFAULT_INTENT,
    songs,
  };
  const { frames } = measurements;
  const { sampleRateHz, channels, bits, lossy, codec } = format;
  const origin = { bits, lossy, codec, findings: [] };
  const passages = [
    {
      id,
      path,
      sampleRateHz,
      channels,
      frames,
      songs: [{ id, fromFrame: 0, toFrame: frames }],
      plan: null,
      ceilingDbtp: null,
      origin,
      measurements,
    },
  ];
  const { integratedLufs } = measurements.loudness;
  const { truePeakDbtp } = measurements.peak;
  return {
    version: 1,
    album,
    passages,
    timelines: layTimelines(album, passages, false),
    integratedLufs,
    truePeakDbtp,
    seed: 1,
  };
}

function roomOf(mastered, folder, papers) {
  const { passages } = mastered;
  const open = async (id) => (await openAudio(place, passages.find((one) => one.id === id).path)).source;
  return {
    place,
    folder,
    albumFolder: '',
    mastered,
    openPassage: open,
    openTimeline: async (timeline, sampleRateHz) =>
      timelineSound(timeline, {
        sampleRateHz,
        passages,
        open,
        peaks: 'held',
        channels: passages[0].channels,
      }),
    papers: { digital: (paper) => (papers.push(...paper.proofs), []) },
    createDigest: portableSha256,
    date: '2026-01-01T00:00:00.000Z',
    progress() {},
  };
}

/** True peak of FFmpeg's own decoding, by its ebur128 filter; null where there is no FFmpeg. */
function otherPeak(path) {
  const { status, stderr } = spawnSync(
    'ffmpeg',
    ['-nostats', '-i', path, '-af', 'ebur128=peak=true', '-f', 'null', '-'],
    { encoding: 'utf8' },
  );
  return status === 0 ? Number(/True peak:\s*Peak:\s*(\S+) dBFS/.exec(stderr)?.[1]) : null;
}

const fixed = (value) => (value === null ? '-' : value.toFixed(2)).padStart(7);
let highest = -Infinity;
let highestOther = -Infinity;
let refused = 0;
try {
  console.log(`${'master'.padEnd(34)} encoder      master  before  turned   after  times  ffmpeg`);
  for (const path of masters) {
    const mastered = await albumOf(path);
    for (const [container, quality] of ENCODERS) {
      const ratesHz = container === 'opus' ? [48000] : [44100, 48000];
      const rules = {
        container,
        quality,
        ratesHz,
        ceilingDbtp: CEILING_DBTP,
        tags: 'clean',
        fileName: '{title}',
      };
      const profile = checkProfile({
        id: `${container}-${quality}`,
        title: quality,
        kind: 'digital',
        purpose: 'a trial',
        digital: rules,
      });
      const folder = join(work, basename(path), profile.id);
      execFileSync('mkdir', ['-p', folder]);
      const proofs = [];
      const room = roomOf(mastered, folder, proofs);
      await DIGITAL_DELIVERY.make(room, profile);
      const { refusals, files } = await DIGITAL_DELIVERY.accept(room, profile);
      const [proof] = proofs;
      const other = otherPeak(join(folder, files[0].path));
      refused += refusals.length;
      highest = Math.max(highest, files[0].truePeakDbtp);
      if (other !== null) highestOther = Math.max(highestOther, other);
      const { masterDbtp, beforeDbtp, gainDb, afterDbtp, rounds } = proof;
      const figures = [masterDbtp, beforeDbtp, gainDb, afterDbtp].map(fixed).join(' ');
      const name = basename(path).slice(0, 34).padEnd(34);
      console.log(
        `${name} ${`${container} ${quality}`.padEnd(11)} ${figures}  ${rounds}     ${fixed(other)}${refusals.map(({ code }) => ` ${code}`).join('')}`,
      );
    }
  }
  console.log(
    `highest decoded: ${fixed(highest)} dBTP by this reader, ${fixed(highestOther)} by FFmpeg; ceiling ${CEILING_DBTP}; refused: ${refused}`,
  );
} finally {
  rmSync(work, { recursive: true, force: true });
}
