// Against Essentia: our detectors and those of essentia.js on one set of labelled faults, as a table of F1.
// npm install --no-save essentia.js@0.1.3 (AGPL: never part of the product), ffmpeg for decoding, then:
// node bench/against-essentia.mjs LABELS.json CLEAN.json; lists of {file, dur, scope, also, labels: [{type, channel, start, end}]}.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { check } from '../dist/index.js';
import { detectWithEssentia } from './essentia-detectors.mjs';

/** What both can find: the labels that count, and the codes of either side. `native`: properties that excuse a finding. */
const KINDS = [
  {
    name: 'clicks, pops, crackle, bit errors',
    labels: ['click_single', 'pop', 'crackle', 'bit_error'],
    ours: ['click', 'pop', 'crackle', 'bit-error'],
    theirs: ['click'],
    native: ['noise'],
  },
  {
    name: 'skips and bad joins',
    labels: ['skip'],
    ours: ['skip', 'discontinuity'],
    theirs: ['discontinuity'],
    native: [],
  },
  {
    name: 'holes of 10 ms and more',
    labels: ['gap', 'channel_dropout'],
    ours: ['gap', 'dropout', 'channel-dropout'],
    theirs: ['gap'],
    native: ['gap', 'dropout'],
  },
  {
    name: 'clipping',
    labels: ['clip_burst', 'clip_global', 'clip_lowered', 'clip_asymmetric'],
    ours: ['clipping'],
    theirs: ['clipping'],
    native: ['clipping'],
  },
  {
    name: 'cut starts',
    labels: ['abrupt_start'],
    ours: ['abrupt-start'],
    theirs: ['abrupt-start'],
    native: ['abrupt_start'],
  },
  {
    name: 'cut ends',
    labels: ['abrupt_end'],
    ours: ['abrupt-end'],
    theirs: ['abrupt-end'],
    native: ['abrupt_end'],
  },
];
/** A finding may lie this far beside its label; false ones this near count once. */
const NEAR_S = 0.005;
const ONCE_S = 0.05;
const SIDES = { L: ['left', 'both', null], R: ['right', 'both', null] };

const [labelsPath, cleanPath] = process.argv.slice(2);
const { Essentia, EssentiaWASM } = createRequire(import.meta.url)('essentia.js');
const essentia = new Essentia(EssentiaWASM);

function listed(path) {
  const entries = JSON.parse(readFileSync(path, 'utf8'));
  // The lists name files from the folder that holds them or from the one above.
  return entries.map((entry) => ({ labels: [], ...entry, path: located(path, entry.file) }));
}

function located(list, file) {
  const beside = join(dirname(list), file);
  const found = [beside, join(dirname(list), '..', file)].find(
    (path) => spawnSync('test', ['-f', path]).status === 0,
  );
  return found ?? beside;
}

/** One array a channel, by ffmpeg. */
function decoded(path, { sampleRateHz, channels }) {
  const { stdout } = spawnSync('ffmpeg', ['-v', 'error', '-i', path, '-f', 'f32le', '-'], {
    maxBuffer: 2 ** 30,
  });
  const samples = new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.length));
  const frames = samples.length / channels;
  return {
    sampleRateHz,
    channels: Array.from({ length: channels }, (_, c) =>
      Float32Array.from({ length: frames }, (_, n) => samples[n * channels + c]),
    ),
  };
}

const endOf = ({ startS, endS }) => endS ?? startS;

function meets(label, finding) {
  if (finding.startS === null) return false;
  if (!(SIDES[label.channel] ?? ['left', 'right', 'both', null]).includes(finding.channel)) return false;
  return finding.startS <= label.end + NEAR_S && endOf(finding) >= label.start - NEAR_S;
}

/** Findings that meet no label of any type at all, near ones counted once. */
function countFalse(findings, labels) {
  const wrong = findings.filter(
    (finding) => !labels.some((label) => meets({ ...label, channel: null }, finding)),
  );
  let count = 0;
  let last = -Infinity;
  for (const finding of wrong.sort((a, b) => (a.startS ?? 0) - (b.startS ?? 0))) {
    if ((finding.startS ?? 0) - last > ONCE_S) count++;
    last = Math.max(last, endOf(finding) ?? 0);
  }
  return count;
}

function score(songs, kind, codes, findingsOf) {
  let [hits, misses, wrong] = [0, 0, 0];
  for (const song of songs) {
    const mine = song.labels.filter(({ type }) => kind.labels.includes(type));
    const natives = [...(song.also ?? []), ...(song.ignore ?? [])];
    if (mine.length === 0 && song.labels.length > 0) continue;
    const findings = findingsOf(song).filter(({ code }) => codes.includes(code));
    const found = mine.filter((label) => findings.some((finding) => meets(label, finding))).length;
    hits += found;
    misses += mine.length - found;
    if (!natives.some((native) => kind.native.includes(native))) wrong += countFalse(findings, song.labels);
  }
  const f1 = (2 * hits) / Math.max(1, 2 * hits + misses + wrong);
  return { hits, labels: hits + misses, wrong, f1 };
}

const songs = [...listed(labelsPath), ...listed(cleanPath)];
for (const song of songs) {
  const record = await check(song.path);
  song.ours = record.findings;
  song.theirs = detectWithEssentia(essentia, decoded(song.path, record.format));
}
const cell = ({ hits, labels, wrong, f1 }) => `${f1.toFixed(2)} (${hits} of ${labels}, ${wrong} false)`;
console.log('| kind | Lacquer, errors and warnings | Lacquer with notes | essentia.js 0.1.3 |');
console.log('|---|---|---|---|');
for (const kind of KINDS) {
  const warned = score(songs, kind, kind.ours, ({ ours }) =>
    ours.filter(({ severity }) => severity !== 'note'),
  );
  const told = score(songs, kind, kind.ours, ({ ours }) => ours);
  const theirs = score(songs, kind, kind.theirs, (song) => song.theirs);
  console.log(`| ${kind.name} | ${cell(warned)} | ${cell(told)} | ${cell(theirs)} |`);
}
