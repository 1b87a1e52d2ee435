// Words for restraints: what was weighed and left alone, which limit held the loudness, what a written file missed.
import type { Restraint } from '../master/plan.ts';
import { fixed, level, quantity } from './figures.ts';
import { unworded, type Facts } from './phrase.ts';
import type { Limitation } from './report.ts';
import { CANDIDATE_WORDS } from './words-candidates.ts';
import { LIMITER_RESTRAINT_WORDS } from './words-limiter.ts';
import { MATCH_RESTRAINT_WORDS } from './words-match.ts';
import { DYNAMICS_RESTRAINT_WORDS } from './words-dynamics.ts';
import { LEFT_OUT_WORDS } from './words-left-out.ts';
import { ALBUM_RESTRAINT_WORDS } from './words-album-balance.ts';
import { BALANCE_RESTRAINT_WORDS } from './words-balance.ts';
import { PICTURE_RESTRAINT_WORDS } from './words-picture.ts';
import { REVISION_RESTRAINT_WORDS } from './words-revision.ts';
import { REPAIR_RESTRAINT_WORDS } from './words-repair.ts';
import { TONE_RESTRAINT_WORDS } from './words-tone-balance.ts';

export type FactsTable = Readonly<Record<string, (facts: Facts) => string>>;

const number = (facts: Facts, name: string): number => Number(facts[name]);
const decibels = (facts: Facts, name: string, unit = 'dB'): string => level(number(facts, name), unit);

const AIM_ASKED = 'you asked for';
/** Whose wish the loudness was that limiting does not pay for. */
const AIM_WORDS: Readonly<Record<string, string>> = {
  'level-reference': 'the reference stands at',
  'level-kept': 'keeping the level of the mix would mean',
  'level-finished': 'this sounds finished and would stay at',
};

export const RESTRAINT_WORDS: FactsTable = {
  ...ALBUM_RESTRAINT_WORDS,
  ...BALANCE_RESTRAINT_WORDS,
  ...DYNAMICS_RESTRAINT_WORDS,
  ...REVISION_RESTRAINT_WORDS,
  ...PICTURE_RESTRAINT_WORDS,
  ...REPAIR_RESTRAINT_WORDS,
  ...TONE_RESTRAINT_WORDS,
  ...LEFT_OUT_WORDS,
  ...LIMITER_RESTRAINT_WORDS,
  ...MATCH_RESTRAINT_WORDS,
  ...CANDIDATE_WORDS,
  'amount-zero': () => 'Tone and dynamics: you asked for no changes, so only the level was looked at.',
  finished: (f) =>
    `Tone and dynamics: this sounds like a finished master (${signWords(f)}). A second round would only take away.`,
  silence: () => 'Everything: there is no sound in this file, so there was nothing to do.',
  'only-dc': () =>
    'Everything: this file holds a constant voltage (DC) and no sound, so there was nothing to do. Look what the export recorded.',
  'too-little-to-judge': () => 'Tone and dynamics: there is too little sound to judge them by.',
  'glue-not-for-style': (f) => `Dynamics: the style “${String(f.style)}” is never compressed.`,
  'dynamics-unknown': () => 'Dynamics: there is too little sound to judge them by.',
  'glue-dense-already': (f) =>
    `Dynamics: peaks stand ${decibels(f, 'psrDb')} above the loudness from moment to moment; the song is as dense as its style (up to ${decibels(f, 'aboveDb')}), so no compression.`,
  'glue-range-is-music': (f) =>
    `Dynamics: quiet and loud parts lie ${decibels(f, 'rangeLu', 'LU')} apart. That movement is the arrangement’s own, so it stays as you made it.`,
  'glue-few-instruments': () =>
    'Dynamics: few instruments play, and each has its own dynamics; a compressor would only flatten them.',
  'loudness-off': () => 'Loudness and peaks: you asked to leave them untouched.',
  'loudness-finished': (f) => {
    const [lufs, heldLufs] = [number(f, 'lufs'), f.heldLufs === undefined ? null : number(f, 'heldLufs')];
    const stays = heldLufs === null || Math.abs(heldLufs - lufs) < LEAST_TOLD_LU;
    const what = stays ? `it stays at ${decibels(f, 'lufs', 'LUFS')}` : 'its level is left alone';
    const held = `Holding the peaks under the ceiling takes it from ${decibels(f, 'lufs', 'LUFS')} to ${decibels(f, 'heldLufs', 'LUFS')}. `;
    return `Loudness: ${what}, because the song is finished already (${signWords(f)}). ${stays ? '' : held}If it is a mix after all, ask for a loudness in numbers.`;
  },
  'loudness-refused': (f) =>
    `Loudness: ${AIM_WORDS[String(f.aim)] ?? AIM_ASKED} ${decibels(f, 'askedLufs', 'LUFS')}; the master stops at ${decibels(f, 'lufs', 'LUFS')}. Beyond that ${limitWords(f, 'is the most')}, and you would hear it pump or break up.${choiceWords(f)}`,
  'loudness-style': (f) =>
    `Loudness: it stops at ${decibels(f, 'lufs', 'LUFS')}, which suits the style “${String(f.style)}”. ${decibels(f, 'kneeLufs', 'LUFS')} would have been possible without harm, if you want to ask for it.`,
  'loudness-knee': (f) =>
    f.limit === 'none'
      ? `Loudness: it stops at ${decibels(f, 'lufs', 'LUFS')}; more would need the limiter to work for nothing.`
      : `Loudness: it stops at ${decibels(f, 'lufs', 'LUFS')}. Louder than that, ${limitWords(f)}; players turn loud songs down again, but nothing brings the punch back.`,
  'loudness-unmeasurable': () =>
    'Loudness: the sound is too short or too faint to have one, so only peaks were looked at.',
  'level-left-alone': () => 'Level: it is right as it is.',
};

/** A change of loudness that is worth a sentence. */
const LEAST_TOLD_LU = 0.2;

const SIGNS: Readonly<Record<string, string>> = {
  'at-ceiling': 'its peaks stand exactly at the ceiling, as after a limiter',
  'word-length': 'it is a loud 16-bit file, the way releases are delivered',
  'at-loudness': 'it already has exactly the loudness this style aims at',
  limited: 'its peaks are pressed against one ceiling throughout',
};

function signWords(facts: Facts): string {
  return SIGNS[String(facts.sign)] ?? String(facts.sign);
}

/** Which part of the limiting budget is spent: value against what is allowed, which is what `most` says. */
function limitWords(facts: Facts, most = 'goes unheard'): string {
  const value = number(facts, 'value');
  const allowed = number(facts, 'allowed');
  switch (facts.limit) {
    case 'meanDb':
      return `the loud parts would be held down by ${level(value, 'dB', 2)} on average (${level(allowed, 'dB', 2)} ${most})`;
    case 'shareOver1Db':
      return `the limiter would work audibly ${quantity(100 * value, '%')} of the time (${quantity(100 * allowed, '%')} ${most})`;
    case 'deepDb':
      return `single hits would lose ${level(value, 'dB')} (${level(allowed, 'dB')} ${most})`;
    case 'leastPlrDb':
      return `peaks would rise only ${level(value, 'dB')} above the loudness (${level(allowed, 'dB')} should be left)`;
    case 'distortionDb':
      return `the distortion of the limiter would reach ${level(value, 'dB')} (${level(allowed, 'dB')} ${most})`;
    case 'crestLossDb':
      return `hits would lose ${level(value, 'dB')} of their height above the rest (${level(allowed, 'dB')} ${most})`;
    default:
      return `a limit is met (${String(facts.limit)} ${fixed(value)} of ${fixed(allowed)})`;
  }
}

/** What else can be chosen where a loudness was refused; older plans do not say. */
function choiceWords(facts: Facts): string {
  if (facts.recommendedLufs === undefined) return '';
  return ` The choices: take this one, the loudest within what may be spent; take ${decibels(facts, 'recommendedLufs', 'LUFS')}, where nothing is heard yet (ask for auto); or raise the level by hand in plan.json and render that, which is done as it stands.`;
}

/** What was weighed and left alone, and why. */
export function restraintWords(restraint: Restraint): string {
  return RESTRAINT_WORDS[restraint.code]?.(restraint.facts) ?? unworded(restraint.code, restraint.facts);
}

const LIMITATION_WORDS: FactsTable = {
  'promise-missed': (f) =>
    number(f, 'corrections') > 0
      ? 'The master still differs from the plan after correcting it; the figures above are the measured ones.'
      : 'The master differs from the plan, and the plan has no move that could be corrected; the figures above are the measured ones.',
};

/** What kept the master from its promise. */
export function limitationWords(limitation: Limitation): string {
  return LIMITATION_WORDS[limitation.code]?.(limitation.facts) ?? unworded(limitation.code, limitation.facts);
}

/** In what a written file differs from what was promised. */
export const REFUSAL_WORDS: FactsTable = {
  'odd-file': (f) => `the file has an oddity (${String(f.note)})`,
  'wrong-shape': (f) => `its ${String(f.what)} is ${String(f.value)} instead of ${String(f.promised)}`,
  'over-ceiling': (f) =>
    `its true peak is ${decibels(f, 'truePeakDbtp', 'dBTP')}, above the ceiling of ${decibels(f, 'ceilingDbtp', 'dBTP')}`,
  'off-loudness': (f) =>
    `its loudness is ${decibels(f, 'measuredLufs', 'LUFS')} instead of ${decibels(f, 'promisedLufs', 'LUFS')}`,
  'not-identical': () => 'its samples are not the same as those of the other file',
};
