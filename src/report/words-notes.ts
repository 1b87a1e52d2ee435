// Words for read notes: oddities and damage that a file was read in spite of, and what was done about each.
import type { ReadNote } from '../files/format.ts';
import { count, fileSize, hertz } from './figures.ts';
import { unworded, type Facts, type FindingTable } from './phrase.ts';

const number = (facts: Facts, name: string): number => Number(facts[name]);
const bytes = (facts: Facts, name = 'bytes'): string => fileSize(number(facts, name));

export const NOTE_WORDS: Readonly<Record<string, (facts: Facts) => string>> = {
  'data-cut-short': (f) =>
    `it breaks off: ${bytes(f, 'declaredBytes')} of sound announced, ${bytes(f, 'presentBytes')} there. What is there was read.`,
  truncated: (f) =>
    f.declaredFrames === undefined
      ? 'it breaks off before its end. What is there was read.'
      : `it breaks off: ${count(number(f, 'declaredFrames'))} samples announced, ${count(number(f, 'frames'))} there. What is there was read.`,
  'damaged-frames': (f) =>
    `${count(number(f, 'frames'))} damaged pieces of the file were replaced by silence.`,
  'damaged-page': () => 'a part of the file is damaged; its sound was left out.',
  resynchronised: (f) => `${bytes(f)} in the middle of the file are no sound and were skipped.`,
  'partial-frame': (f) => `the last ${bytes(f)} are less than one whole sample and were left out.`,
  'data-size-unknown': (f) =>
    `the header does not know how long the sound is; all ${bytes(f)} to the end were read.`,
  'frame-count-differs': (f) =>
    `the header announces ${String(f.declared)} samples, the file holds ${String(f.present)}; what is there was read.`,
  'second-format-chunk': () => 'it describes its sound twice; the first description was used.',
  'second-data-chunk': (f) =>
    `a second stretch of sound (${bytes(f)}) stands behind the first and was left out.`,
  'ssnd-offset-wrong': () => 'the header points past its sound; reading began where the sound begins.',
  'ds64-missing': () => 'it calls itself a long file but lacks the long sizes; the ordinary ones were used.',
  'sizes-wrapped': (f) =>
    `it is longer than its kind can state (${bytes(f)}, over 4 GiB), so its sizes are wrong; all of its sound was read.`,
  'stray-bytes': (f) => `${bytes(f)} at its end belong to nothing and were left out.`,
  'unpadded-chunk': (f) =>
    `a part of the file (${String(f.chunk)}) is one byte short of the rules; it was read all the same.`,
  'chunk-beyond-file': (f) =>
    `a part of the file (${String(f.chunk)}) announces more than there is; the sound is not touched by it.`,
  'extension-missing': () =>
    'its description of the sound is shorter than the rules ask; what is needed was there.',
  'block-align-wrong': (f) =>
    `the header’s size of one sample (${String(f.declared)} bytes) is wrong; ${String(f.used)} was used.`,
  'valid-bits-wrong': (f) =>
    `the header’s word length (${String(f.declared)} bits) is wrong; ${String(f.used)} was used.`,
  'fractional-rate': (f) => `its sample rate is no whole number; ${hertz(number(f, 'usedHz'))} was used.`,
  'non-finite-samples': (f) =>
    `${count(number(f, 'count'))} samples were no finite numbers and were replaced by silence.`,
  'correction-unused': () =>
    'it is the lossy half of a pair; the correction file (.wvc) beside it is not used. Unpack the two with wvunpack for the exact sound.',
  'trailing-data': () => 'there is something behind the end of the sound; it was left out.',
  'checksum-mismatch': () =>
    'the checksum it carries does not fit its sound: it was changed or damaged since it was encoded. Compare it with your original.',
};

/** Something odd in a file that was read all the same. */
export function noteWords({ code, facts }: Pick<ReadNote, 'code' | 'facts'>): string {
  return NOTE_WORDS[code]?.(facts) ?? unworded(code, facts);
}

/** Whether anything is lost cannot be heard from what is left: the file itself has to be looked after. */
export const FILE_WORDS: FindingTable = {
  'damaged-file': ({ facts = {} }) => ({
    text: `A damaged file${told(facts)}`,
    cure: 'Copy, download or export it again, and compare it with the original.',
  }),
  'no-sound': () => ({
    text: 'There is no sound in this file: every sample is zero.',
    cure: 'Export it again, and look for a mute, a solo or a wrong output on the way.',
  }),
};

function told({ note, ...facts }: Facts): string {
  if (typeof note !== 'string') return ': sound is missing, or is not what was written.';
  return `: ${NOTE_WORDS[note]?.(facts) ?? `${unworded(note, facts)}.`}`;
}
