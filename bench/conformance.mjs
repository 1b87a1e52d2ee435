// Conformance: every lossless file below the given paths, read by us and by ffmpeg, flac, sox and libsndfile, to the bit.
// node bench/conformance.mjs PATH…; a table by format, then every difference; exit 1 where one is ours alone.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DECODERS } from './foreign-decoders.mjs';
import { decodeOurs, firstDifference } from './our-decoder.mjs';

function filesBelow(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

/** `same`, `differs at N` (frames of theirs) or `not read`. */
function compare(decoder, path, ours) {
  const theirs = decoder.decode(path, ours.format);
  if (theirs === null || theirs.length === 0) return 'not read';
  const at = firstDifference(ours.samples, theirs);
  const frames = theirs.length / ours.format.channels;
  return at < 0 ? 'same' : `differs at ${Math.floor(at / ours.format.channels)} (${frames} frames)`;
}

async function check(path) {
  try {
    const ours = await decodeOurs(path);
    if (ours.format.lossy) return null;
    const judges = DECODERS.filter((decoder) => decoder.holds(ours.format));
    const said = Object.fromEntries(judges.map((decoder) => [decoder.name, compare(decoder, path, ours)]));
    const { container, codec, bits, channels } = ours.format;
    const notes = ours.notes.map(({ code }) => code);
    return {
      path,
      kind: `${container} ${codec} ${bits}`,
      frames: ours.samples.length / channels,
      said,
      notes,
    };
  } catch (fault) {
    return { path, fault: fault.code ?? String(fault) };
  }
}

const paths = process.argv
  .slice(2)
  .flatMap(filesBelow)
  .filter((path) => !/\.(json|md|txt)$/.test(path));
const results = [];
for (const path of paths) {
  const result = await check(path);
  if (result !== null) results.push(result);
}

const read = results.filter(({ said }) => said);
const kinds = [...new Set(read.map(({ kind }) => kind))].sort();
const names = DECODERS.map(({ name }) => name);
console.log(`| kind | files | ${names.map((name) => `same as ${name}`).join(' | ')} |`);
console.log(`|---|---|${names.map(() => '---|').join('')}`);
for (const kind of kinds) {
  const these = read.filter((result) => result.kind === kind);
  const count = (name) => {
    const asked = these.filter(({ said }) => said[name] && said[name] !== 'not read');
    return asked.length === 0
      ? '–'
      : `${asked.filter(({ said }) => said[name] === 'same').length} of ${asked.length}`;
  };
  console.log(`| ${kind} | ${these.length} | ${names.map(count).join(' | ')} |`);
}
let alone = 0;
for (const { path, said, notes } of read) {
  const others = Object.entries(said).filter(([, word]) => word.startsWith('differs'));
  if (others.length === 0) continue;
  const agreed = Object.values(said).includes('same');
  if (!agreed) alone++;
  console.log(
    `${path}: ${others.map(([name, word]) => `${name} ${word}`).join(', ')}; notes: ${notes.join(', ') || 'none'}`,
  );
}
const refused = results.filter(({ fault }) => fault);
for (const { path, fault } of refused) console.log(`${path}: ${fault}`);
console.log(
  `${read.length} lossless files read, ${alone} on which nobody agrees with us, ${refused.length} refused.`,
);
process.exitCode = alone > 0 ? 1 : 0;
