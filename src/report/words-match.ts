// Words for matches: what a reference asked for, what was done towards it, where the match stops, and references that cannot lead.
import type { Because, Move } from '../master/plan.ts';
import { fixed, level } from './figures.ts';
import { fileName } from './words-file-faults.ts';
import type { Facts, Phrase } from './phrase.ts';
import { pitchRegion, spanWords } from './pitch-range.ts';

/** The two frequencies at the end of a key. */
function reachSpan(key: string): { readonly lowHz: number; readonly highHz: number } | null {
  const found = /-(\d+)-(\d+)$/.exec(key);
  return found && { lowHz: Number(found[1]), highHz: Number(found[2]) };
}

const number = (facts: Facts, name: string): number => Number(facts[name]);
const decibels = (facts: Facts, name: string, unit = 'dB'): string => level(number(facts, name), unit);

export const MATCH_TITLES: Readonly<Record<string, string>> = {
  'match-tone': 'Tone',
  'match-dynamics': 'Dynamics',
  'match-width': 'Width',
};

function place(measurement: string): string {
  const span = reachSpan(measurement) ?? { lowHz: 20, highHz: 20000 };
  return `${spanWords(span.lowHz, span.highHz)} (${pitchRegion(span.lowHz, span.highHz).name})`;
}

/** What is done is told once. */
function isFirst({ measurement }: Because, move: Move | undefined): boolean {
  return move === undefined || move.because[0]?.measurement === measurement;
}

export const MATCH_WORDS: Readonly<Record<string, (because: Because, move?: Move) => string>> = {
  'match-tone': (b, move) =>
    `Where it is loud, ${place(b.measurement)} stands at ${level(b.value, 'dB')} against the rest; in the reference it stands at ${level(b.target, 'dB')}.${isFirst(b, move) ? ' One smooth curve for the middle of the picture brings it there, found by rendering your song and looking again.' : ''}`,
  'match-width': (b) =>
    `Where it is loud, the sides of ${place(b.measurement)} stand at ${level(b.value, 'dB')} against the middle; in the reference at ${level(b.target, 'dB')}. ${b.target > b.value ? 'They are lifted, so the picture opens' : 'They are eased, so the picture closes'}; what both loudspeakers share stays as it is.`,
  'match-dynamics-held': (b) =>
    `${place(b.measurement)} moves by ${level(b.value, 'dB')} about its mean while the song is loud; in the reference by ${level(b.target, 'dB')}. What stands out of it is held a little.`,
  'match-dynamics-freed': (b) =>
    `${place(b.measurement)} moves by only ${level(b.value, 'dB')} about its mean while the song is loud; in the reference by ${level(b.target, 'dB')}. What stands out of it is let out a little further.`,
  'level-reference': (b) =>
    `The reference stands at ${level(b.target, 'LUFS')}; after the moves before, the song stands at ${level(b.value, 'LUFS')}.`,
};

const WHOSE: Readonly<Record<string, string>> = { song: 'your song', reference: 'the reference' };
const WHERE: Readonly<Record<string, string>> = { middle: 'the tone', sides: 'the width' };

export const MATCH_RESTRAINT_WORDS: Readonly<Record<string, (facts: Facts) => string>> = {
  'reference-leads': (f) =>
    `Style: nothing was decided by a style, because you gave a reference (${String(f.names)}). Tone, width, dynamics and loudness follow it; damage, balance and ringing were looked at as ever.`,
  'reference-is-the-song': () =>
    'The match: the reference is this very song, so there was nothing to bring it towards.',
  'match-nothing-to-compare': () => 'The match: there is too little sound to compare with a reference.',
  'match-tone-near': (f) =>
    `Tone: it lies within ${decibels(f, 'distanceDb')} of the reference’s already, which nobody tells apart.`,
  'match-width-near': (f) =>
    `Width: it lies within ${decibels(f, 'distanceDb')} of the reference’s already, which nobody tells apart.`,
  'match-width-mono': (f) =>
    `Width: ${WHOSE[String(f.which)] ?? 'one of the two'} is mono, so there are no sides to compare; the width stays as it is.`,
  'match-dynamics-near': () =>
    'Dynamics: your song moves much as the reference does, in every band; nothing was compressed or expanded.',
  'match-far': (f) =>
    `The reference is far from your song: ${decibels(f, 'distanceDb')} on average over the bands, of which ${decibels(f, 'leftDb')} remain. A match that strong can bring up noise and take the character away. A reference with the same instruments, or less strength, may serve you better.`,
  'match-strong': (f) =>
    `The match lifts ${spanWords(number(f, 'lowHz'), number(f, 'highHz'))} of ${WHERE[String(f.where)] ?? 'the sound'} by up to ${decibels(f, 'mostDb')}. Listen there for noise and for rumble; less strength takes it back.`,
  'match-lift-bound': (f) =>
    `From ${spanWords(number(f, 'lowHz'), number(f, 'highHz'))} ${WHERE[String(f.where)] ?? 'the sound'} stays up to ${decibels(f, 'missingDb')} short of the reference. More than ${decibels(f, 'boundDb')} is not lifted there: what your song does not hold cannot be matched, only its noise.`,
  'match-cut-bound': (f) =>
    `From ${spanWords(number(f, 'lowHz'), number(f, 'highHz'))} ${WHERE[String(f.where)] ?? 'the sound'} stays up to ${decibels(f, 'missingDb')} above the reference. More than ${decibels(f, 'boundDb')} is not cut: the reference has hardly anything there.`,
  'match-top-unknown': (f) =>
    `The reference holds nothing above ${fixed(number(f, 'highestHz') / 1000, 1)} kHz, as lossy files and low sample rates do. That edge was not copied; your treble above it goes on as it was.`,
  'alternate-moves-left-out': (f) =>
    `These moves act at places of the song the plan was made for, and this file has another length: ${String(f.moves)}. They were left out.`,
  'alternate-bends': (f) =>
    `The same moves and gains as for the song itself, with no new judgement. ${String(f.moves)} follow the level of what passes through them: on a stem alone they do less than they did to the whole, so stems add up to the master’s tone and level, not to its last peak.`,
  'alternate-same': () =>
    'The same moves and gains as for the song itself, with no new judgement: files made so add up as they did before.',
};

export const MATCH_FAULTS: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  'reference-too-short': (f) => ({
    text: `${fileName(f)} lasts only ${fixed(number(f, 'durationS'), 1)} s: too little to tell how a record sounds.`,
    cure: `Give at least ${String(f.leastS)} s of it, best the whole song.`,
  }),
  'reference-silent': (f) => ({
    text: `${fileName(f)} is silent, or too faint to have a loudness: there is nothing to match.`,
    cure: 'Give a finished record that you like the sound of.',
  }),
  'too-many-references': (f) => ({
    text: `A match cannot be led by ${String(f.count)} references.`,
    cure: `Give from 1 to ${String(f.most)}.`,
  }),
  'bad-weight': (f) => ({
    text: `A reference cannot count “${String(f.value)}”.`,
    cure: `Give a number from ${String(f.least)} to ${String(f.most)}: 2 counts twice as much as 1.`,
  }),
  'weights-and-files': (f) => ({
    text: `There are ${String(f.weights)} weights for ${String(f.files)} files.`,
    cure: 'Give one weight for each file, in the same order, separated by commas.',
  }),
  'bad-signature': (f) => ({
    text: `${fileName(f)} is no signature that can be read: ${f.where === 'the file' ? 'the file ' : ''}${String(f.what)}.`,
    cure: 'Make it anew with “lacquer reference save RECORD.wav -o NAME.signature.json”.',
  }),
  'unknown-match-part': (f) => ({
    text: `A match has no part “${String(f.id)}”.`,
    cure: `${typeof f.nearest === 'string' ? `Did you mean “${f.nearest}”? ` : ''}Use any of: ${String(f.known)}, as in tone=80,width=50; or one number for all.`,
  }),
  'plan-for-other-channels': (f) => ({
    text: `The plan was made for ${String(f.planned)} channels; ${fileName(f)} has ${String(f.value)}.`,
    cure: 'Export the alternate or the stem with as many channels as the mix.',
  }),
};

/** `sides-80-200`, `movement-112-447`: what a person calls it. */
export function matchName(key: string): string | null {
  const span = reachSpan(key);
  if (span === null) return null;
  const words = spanWords(span.lowHz, span.highHz);
  if (key.startsWith('sides-')) return `sides against the middle, ${words}`;
  return key.startsWith('movement-') ? `movement of ${words}` : null;
}
