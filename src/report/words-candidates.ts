// Words for candidates: what each way of mastering is, why it stands where it stands, and why one is not there.
import type { CandidateId } from '../master/candidates/candidate.ts';
import { level } from './figures.ts';
import type { Facts } from './phrase.ts';

type FactsTable = Readonly<Record<string, (facts: Facts) => string>>;

/** What it is called and what it is, in a line. */
export const CANDIDATE_NAMES: Readonly<Record<CandidateId, readonly [name: string, character: string]>> = {
  alone: ['Leave it alone', 'Your mix, bit for bit.'],
  gentle: ['Gentle', 'Half of every change, and hardly any limiting: dynamics before level.'],
  recommended: ['Recommended', 'What the measurements ask for, as loud as limiting goes unheard.'],
  louder: ['Louder', 'The recommended changes, driven harder; what that costs is told.'],
  reference: ['Reference', 'Led towards the records you gave, within bounds.'],
};

const number = (facts: Facts, name: string): number => Number(facts[name]);

/** `from 2.1 dB to 0.4 dB outside the style`. */
function toneWords(f: Facts): string {
  const [from, to] = [number(f, 'fromDb'), number(f, 'toDb')];
  if (from < 0.05) return 'the tone lies inside the style as it is';
  if (from - to < 0.05) return `the tone stays ${level(from, 'dB')} outside the style`;
  return `the tone comes from ${level(from, 'dB')} to ${level(to, 'dB')} outside the style`;
}

const lossWords = (f: Facts): string => {
  const loss = number(f, 'crestLossDb');
  if (Math.abs(loss) < 0.05) return 'peaks stand as high above the loudness as before';
  return `peaks stand ${level(Math.abs(loss), 'dB')} ${loss > 0 ? 'lower' : 'higher'} above the loudness`;
};

/** `at -12.0 LUFS `; nothing where no loudness was decided. */
const atLoudness = (f: Facts): string => ('lufs' in f ? `at ${level(number(f, 'lufs'), 'LUFS')} ` : '');

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

export const CANDIDATE_WORDS: FactsTable = {
  'candidate-finished': () =>
    'First: this sounds like a finished master already, and a second round would only take away.',
  'candidate-nothing-to-gain': () => 'First: nothing that could be done would be heard as better.',
  'candidate-gentle-enough': (f) =>
    `First: half of it is nearly all there is to gain (${toneWords(f)}), at less cost.`,
  'candidate-recommended': (f) => `${capitalised(`${atLoudness(f)}${toneWords(f)}`)}, and ${lossWords(f)}.`,
  'candidate-gentle': (f) =>
    `For who wants the dynamics: ${atLoudness(f)}${toneWords(f)}, and ${lossWords(f)}.`,
  'candidate-louder': (f) =>
    `For who must be loud: ${atLoudness(f)}${lossWords(f)}. Players turn loud songs down again; what is lost stays lost.`,
  'candidate-reference': (f) =>
    `You gave it something to follow: ${toneWords(f)} after it, and ${lossWords(f)}.`,
  'candidate-alone': (f) =>
    number(f, 'fromDb') < 0.05
      ? 'Last: its tone is right as it is, but the others bring it to level and hold its peaks.'
      : `Last: its tone stays ${level(number(f, 'fromDb'), 'dB')} outside the style.`,
  'candidate-same': (f) =>
    `${candidateName(String(f.candidate))} would be the same as “${candidateName(String(f.as))}”.`,
  'candidate-no-level': () => 'There is no louder one: no loudness is decided here.',
  'candidate-no-louder': () => 'There is no louder one: what may be spent on loudness is spent already.',
};

/** The name of a candidate. */
export function candidateName(id: string): string {
  return CANDIDATE_NAMES[id as CandidateId]?.[0] ?? id;
}

/** Why a candidate stands where it stands, or why it is missing. */
export function candidateWords({ code, facts }: { readonly code: string; readonly facts: Facts }): string {
  return CANDIDATE_WORDS[code]?.(facts) ?? code;
}
