// Words for faults: what went wrong and what to do, for every failure we expect.
import { fileSize } from './figures.ts';
import type { Facts, Phrase } from './phrase.ts';

export type FaultTable = Readonly<Record<string, (facts: Facts) => Phrase>>;

const plain = (text: string, cure: string) => (): Phrase => ({ text, cure });

/** `“my song.wav”`, or `The file` where no path is told. */
function file(facts: Facts): string {
  const path = facts.path ?? facts.file ?? facts.name;
  return path === undefined ? 'The file' : `“${String(path)}”`;
}

export const PLACE_FAULTS: FaultTable = {
  'not-found': (f) => ({
    text: `There is no file ${file(f)}.`,
    cure: 'Check the spelling and the folder; put quotation marks around names with spaces.',
  }),
  'not-readable': (f) => ({
    text: `${file(f)} cannot be read.`,
    cure: 'Check that you may read it and that no other program holds it open.',
  }),
  'not-writable': (f) => ({
    text: `${file(f)} cannot be written.`,
    cure: 'Choose another output folder with -o, or check that you may write there.',
  }),
  exists: (f) => ({
    text: `${file(f)} already exists, and nothing is overwritten unasked.`,
    cure: 'Choose another output folder with -o, or allow overwriting with --force.',
  }),
  'disk-full': (f) => ({
    text: `There is not enough space for ${file(f)}${needed(f)}.`,
    cure: 'Free some space or choose a folder on another disk with -o. Nothing half-written was left behind.',
  }),
  'is-folder': (f) => ({
    text: `${file(f)} is a folder, and a file is needed here.`,
    cure: 'Name the file itself.',
  }),
};

function needed(facts: Facts): string {
  const bytes = facts.expectedBytes ?? facts.neededBytes;
  return typeof bytes === 'number' ? ` (${fileSize(bytes)} needed)` : '';
}

export const REQUEST_FAULTS: FaultTable = {
  'bad-loudness': (f) => ({
    text: `“${String(f.value)}” is no loudness.`,
    cure: `Give a number of LUFS from ${String(f.min)} to ${String(f.max)}, or one of: auto, keep, off.`,
  }),
  'bad-parameter': (f) => ({
    text: `${String(f.where)} is ${String(f.value)}, which is outside what it may be.`,
    cure: `Use a number from ${String(f.min)} to ${String(f.max)} ${String(f.unit ?? '')}`.trimEnd() + '.',
  }),
  'bad-choice': (f) => ({
    text: `${String(f.where)} is “${String(f.value)}”, which is none of its choices.`,
    cure: `Choose one of: ${String(f.choices)}.`,
  }),
  'bad-list': (f) => ({
    text: `${String(f.where)} must be a list of at most ${String(f.maxLength)} entries.`,
    cure: 'Check this part of the plan file.',
  }),
  'unknown-parameter': (f) => ({
    text: `${String(f.where)} has no parameter “${String(f.name)}”.`,
    cure: `It knows: ${String(f.known)}.`,
  }),
  'unknown-processor': (f) => ({
    text: `There is no processor “${String(f.id ?? f.kind ?? f.name)}”.`,
    cure: `Use one of: ${String(f.known ?? 'gain, eq, compressor, limiter')}.`,
  }),
  cancelled: plain(
    'Stopped, as you asked.',
    'No half-written file was left behind; run the command again when you like.',
  ),
};

export const SOUND_FAULTS: FaultTable = {
  'bad-header': (f) => ({
    text: `${file(f)} has a damaged beginning${because(f)}, so its sound cannot be found.`,
    cure: 'Copy or export the file again.',
  }),
};

function because(facts: Facts): string {
  const why = facts.what ?? facts.why ?? facts.reason ?? facts.field;
  return why === undefined ? '' : ` (${String(why)})`;
}

export const FAULT_WORDS: FaultTable = { ...PLACE_FAULTS, ...REQUEST_FAULTS, ...SOUND_FAULTS };
