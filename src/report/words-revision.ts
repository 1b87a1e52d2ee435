// Words for revisions: what wishes in words came to, which could not be had, and which were not understood.
import type { Because } from '../master/plan.ts';
import { change, clock, level } from './figures.ts';
import type { Facts, Phrase } from './phrase.ts';

const told = (facts: Facts, name: string): string => String(facts[name]);

/** Subjects whose ids are no nouns. */
const NOUNS: Readonly<Record<string, string>> = { sub: 'sub bass', 'low-mids': 'low mids' };

/** `bass` of `words-bass@chorus`; null for moves that no words made. */
export function wordsNoun(id: string): string | null {
  const subject = /^words-([a-z-]+)(?:@|$)/.exec(id)?.[1];
  return subject === undefined ? null : (NOUNS[subject] ?? subject);
}

/** `Bass`, as a move's title. */
export function wordsTitle(id: string): string | null {
  const noun = wordsNoun(id);
  return noun && noun[0]!.toUpperCase() + noun.slice(1);
}

const asked =
  (direction: string) =>
  ({ measurement, value, target, unit }: Because): string => {
    const noun = wordsNoun(measurement) ?? measurement;
    const before = value === 0 ? '' : `, after ${change(value, unit)} before`;
    return `You asked for ${direction} ${noun}: ${change(target, unit)} of it now${before}.`;
  };

export const REVISION_BECAUSE_WORDS: Readonly<Record<string, (because: Because) => string>> = {
  'words-more': asked('more'),
  'words-less': asked('less'),
  'words-guard': (b) =>
    `The plan was changed without the mix at hand; should any peak exceed ${level(b.target, 'dBTP')} now, it is held.`,
};

export const REVISION_RESTRAINT_WORDS: Readonly<Record<string, (facts: Facts) => string>> = {
  'words-bounded': (f) => {
    const noun = wordsNoun(`words-${told(f, 'subject')}`) ?? told(f, 'subject');
    const had = Number(f.db) === 0 ? 'none of it was left to give' : `${change(Number(f.db))} of it was made`;
    return `You asked for ${change(Number(f.askedDb))} of ${noun}; ${had}. All wishes together move nothing by more than 3 dB: beyond that, change it in the mix.`;
  },
  'words-no-compressor': (f) =>
    f.why === 'unheard'
      ? `More ${told(f, 'subject')}: the plan has no compressor, and one can only be set with the mix at hand.`
      : `Less ${told(f, 'subject')}: the plan has no compressor that could be turned down.`,
  'words-limiter-eased': (f) =>
    `Less pumping: the plan has no compressor, so it is the limiter that is eased, by asking for a loudness ${change(Number(f.lu), 'LU')} from what it was.`,
  'words-beyond-budget': (f) =>
    `With your wishes all moves together ${BUDGET_PARTS[told(f, 'part')] ?? told(f, 'part')} by more than this style allows itself (${level(Number(f.value), 'dB')}; ${level(Number(f.allowed), 'dB')} is its limit). It stays, because you asked for it.`,
  'words-own-level': (f) =>
    Number(f.levelDb) === 0
      ? 'Loudness: level and limiter were set by hand and promise nothing, so they stay as they were set.'
      : `Loudness: level and limiter were set by hand and promise nothing, so the level just changes by ${change(Number(f.levelDb))}.`,
  'words-unheard': (f) =>
    `Loudness: the plan was changed without the mix at hand${Number(f.levelDb) === 0 ? '' : ` and its level by ${change(Number(f.levelDb))}`}, so no loudness is promised. Revise it with the mix, and level and limiter are decided anew.`,
};

const BUDGET_PARTS: Readonly<Record<string, string>> = {
  crestLossDb: 'flatten the hits',
  toneChangeDb: 'change the tone',
  distortionDb: 'distort',
};

const LIST =
  'The guide on revising (docs/guide/revising.md) lists every word; for instance: a bit more bass, less harsh at 1:12, louder chorus, undo the tone.';

const subject = (f: Facts): string => wordsNoun(`words-${told(f, 'subject')}`) ?? told(f, 'subject');

export const REVISION_FAULTS: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  'unknown-word': (f) => ({
    text: `“${told(f, 'word')}” is no word that a revision knows, and nothing is guessed.`,
    cure: `${f.near === '' ? '' : `Did you mean: ${told(f, 'near')}? `}${LIST}`,
  }),
  'no-wish': () => ({ text: 'There is no wish in these words.', cure: LIST }),
  'wish-unclear': (f) => ({
    text: `It is not clear what “${told(f, 'word')}” is to mean here.`,
    cure: 'Say what there should be more or less of, as in: more bass, a bit less harsh, brighter, voice up, undo the tone.',
  }),
  'too-many-wishes': (f) => ({
    text: 'These are too many wishes at once.',
    cure: `Give at most ${told(f, 'most')}, listen, and revise again.`,
  }),
  'plan-full': (f) => ({
    text: `With these wishes the plan would have more than ${told(f, 'most')} moves, and no plan may.`,
    cure: 'Take some back first, as in: undo my words. Or ask for longer stretches.',
  }),
  'no-such-move': (f) => ({
    text: `The plan has no move “${told(f, 'name')}”.`,
    cure: f.moves === '' ? 'It has no move at all.' : `It has: ${told(f, 'moves')}.`,
  }),
  'place-beyond-song': (f) => ({
    text: `The place ${clock(Number(f.asked))} lies outside the song.`,
    cure: `The song is ${clock(Number(f.durationS))} long.`,
  }),
  'section-needs-mix': (f) => ({
    text: `Where the ${told(f, 'section')} is cannot be known from the plan alone.`,
    cure: 'Give the mix with --mix, or say the times: from 0:45 to 1:15.',
  }),
  'no-such-section': (f) => ({
    text: `This song has no part that could be told for its ${told(f, 'section')}: it is as loud from its start to its end.`,
    cure: 'Say the times: from 0:45 to 1:15.',
  }),
  'wish-locked': (f) => ({
    text: `The plan keeps a lock on “${told(f, 'lock')}”, and ${subject(f)} lies under it.`,
    cure: 'Take the lock out of the plan’s intent, or leave this wish out.',
  }),
  'wish-everywhere': (f) => ({
    text: `There can be more or less ${subject(f)} in the whole song only.`,
    cure: 'Leave the place out.',
  }),
  'width-of-mono': () => ({
    text: 'A song of one channel has no width.',
    cure: 'Leave this wish out.',
  }),
};
