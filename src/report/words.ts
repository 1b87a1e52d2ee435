// Words: the one door to plain language: every fault, finding, note, reason and stage has its sentence here.
import { unworded, type Facts, type Phrase } from './phrase.ts';
import { FAULT_WORDS } from './words-faults.ts';

export { findingWords } from './words-findings.ts';
export { noteWords } from './words-notes.ts';
export { becauseWords, expectationWords, moveTitle, purposeWords, wordLengthWords } from './words-moves.ts';
export { limitationWords, restraintWords } from './words-restraints.ts';

/** What went wrong and what to do; for any record with a code and facts, so that a Fault from a worker will do. */
export function faultWords(fault: { readonly code: string; readonly facts: Facts }): Phrase {
  const said = FAULT_WORDS[fault.code]?.(fault.facts) ?? {
    text: unworded(fault.code, fault.facts),
    cure: '',
  };
  const isTold = said.text.includes('(line ');
  return isTold ? said : { ...said, text: said.text.replace(/\.$/, `${namedAt(fault.facts)}.`) };
}

/** Where a file names what is at fault, though the fault is not its own: ` (line 3, column 7 of album.yaml)`. */
function namedAt({ line, column, namedIn }: Facts): string {
  return namedIn === undefined || line === undefined
    ? ''
    : ` (line ${String(line)}, column ${String(column)} of ${String(namedIn)})`;
}

const STAGES: Readonly<Record<string, string>> = {
  copy: 'Taking the file in',
  listen: 'Listening to the mix',
  reference: 'Listening to the reference',
  decide: 'Deciding what it needs',
  weigh: 'Weighing every change',
  forecast: 'Finding the loudness',
  explain: 'Rendering what each change does',
  render: 'Making the master',
  verify: 'Checking the master',
  reread: 'Reading every file again',
  write: 'Writing the files',
  accept: 'Opening and measuring the files',
  report: 'Writing the report',
  convert: 'Converting',
  tag: 'Writing the tags',
  compare: 'Opening the new file and comparing',
  scan: 'Going through the sound of the disc',
  extract: 'Taking the tracks out',
  encode: 'Encoding the listening copy',
  zip: 'Putting the files together',
  read: 'Looking at the songs',
  join: 'Putting recordings together',
  hear: 'Listening to the songs and judging them',
  level: 'Weighing the songs against each other',
  correct: 'Correcting what missed its place',
  seams: 'Cutting the seams out',
  hash: 'Taking the checksums of the sources',
  deliver: 'Making the deliveries and opening them again',
};

/** What is being done just now. */
export function stageWords(stage: string): string {
  return STAGES[stage] ?? stage;
}
