// Words for faults of plans: what stands in them that cannot be rendered, with the name that may have been meant.
import type { Facts, Phrase } from './phrase.ts';
import { fileName } from './words-file-faults.ts';
import { REFUSAL_WORDS } from './words-restraints.ts';

const told = (facts: Facts, name: string): string => String(facts[name]);

/** `Did you mean “ratio”? `, where one is near. */
const meant = ({ nearest }: Facts): string =>
  typeof nearest === 'string' ? `Did you mean “${nearest}”? ` : '';

/** ` (plan.json)`, where a file is known. */
const inFile = (f: Facts): string => (f.file === undefined || f.file === 'plan' ? '' : ` (${fileName(f)})`);

/** ` (line 3, column 7)`, where it is known. */
const atPlace = ({ line, column }: Facts): string =>
  typeof line === 'number' ? ` (line ${line}, column ${String(column)})` : '';

/** A name that is none of those known. */
const unknown =
  (what: string) =>
  (f: Facts): Phrase => ({
    text: `There is no ${what} “${told(f, 'id')}”${inFile(f)}${atPlace(f)}.`,
    cure: `${meant(f)}Use one of: ${told(f, 'known')}.`,
  });

/** What a plan notes of its song. */
const SONG_FIELDS: Readonly<Record<string, string>> = {
  sampleRateHz: 'sample rate in Hz',
  channels: 'number of channels',
  frames: 'length in samples',
};

export const PLAN_FAULTS: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  'bad-parameter': (f) => ({
    text: `“${told(f, 'where')}” cannot be ${told(f, 'value')}${atPlace(f)}.`,
    cure: `Give a number from ${told(f, 'min')} to ${told(f, 'max')}${f.unit ? ` ${String(f.unit)}` : ''}.`,
  }),
  'bad-choice': (f) => ({
    text: `“${told(f, 'where')}” cannot be “${told(f, 'value')}”${atPlace(f)}.`,
    cure: `Choose one of: ${told(f, 'choices')}.`,
  }),
  'bad-list': (f) => ({
    text: `“${told(f, 'where')}” must be a list of at most ${told(f, 'maxLength')} entries${atPlace(f)}.`,
    cure: 'Correct this part of the plan file.',
  }),
  'bad-entry': (f) => ({
    text: `“${told(f, 'where')}” must be a record of parameters${atPlace(f)}.`,
    cure: 'Correct this part of the plan file.',
  }),
  'unknown-parameter': (f) => ({
    text: `“${told(f, 'where')}” has no parameter “${told(f, 'name')}”${inFile(f)}${atPlace(f)}.`,
    cure: `${meant(f)}It knows: ${told(f, 'known')}.`,
  }),
  'unknown-field': (f) => ({
    text: `${fileName(f)} has a field that no plan has: “${told(f, 'where')}”${atPlace(f)}.`,
    cure: `${meant(f)}Here may stand: ${told(f, 'known')}. "lacquer plan schema" describes every field.`,
  }),
  'unknown-processor': unknown('processor'),
  'unknown-style': unknown('style'),
  'unknown-candidate': unknown('candidate'),
  'no-candidate': (f) => ({
    text: `This song has no candidate “${told(f, 'id')}”.`,
    cure: 'Ask "lacquer candidates" which ones it has.',
  }),
  'unknown-stage': unknown('stage'),
  'unknown-lock': unknown('lock'),
  'unknown-move': unknown('move'),
  'unknown-limit': unknown('limit of damage'),
  'bad-limit': (f) => ({
    text: `The limit “${told(f, 'name')}” cannot be ${told(f, 'value')}.`,
    cure: `Give a number from ${told(f, 'min')} to ${told(f, 'max')} dB, as in ${told(f, 'name')}=${told(f, 'max')}.`,
  }),
  'bad-strength': (f) => ({
    text: `The strength of “${told(f, 'name')}” cannot be ${told(f, 'value')}.`,
    cure: `Give a number from ${told(f, 'min')} to ${told(f, 'max')} %, as in ${told(f, 'name')}=50.`,
  }),
  'bad-record': (f) => ({
    text: `${fileName(f)} cannot be used: ${told(f, 'what')}${atPlace(f)}.`,
    cure: `${meant(f)}Correct that place and try again.`,
  }),
  'bad-plan': (f) => ({
    text: `${fileName(f)} cannot be used as a plan: ${told(f, 'what')}${atPlace(f)}.`,
    cure: `${meant(f)}The plan.json that was written shows a whole one, and "lacquer plan schema" describes every field.`,
  }),
  'plan-mismatch': (f) => ({
    text: `The plan is for ${told(f, 'plannedChannels')} channels at ${told(f, 'plannedHz')} Hz, the sound has ${told(f, 'channels')} at ${told(f, 'sampleRateHz')} Hz.`,
    cure: 'Use the plan with the mix it was made for.',
  }),
  'plan-for-other-song': (f) => ({
    text: `The plan was made for another file: its ${SONG_FIELDS[told(f, 'what')] ?? told(f, 'what')} is ${told(f, 'planned')}, here it is ${told(f, 'value')}.`,
    cure: 'Use the plan with the very mix it was made for, or leave --plan out and let a new one be made. For an instrumental, a radio edit or a stem of that song, add --as-alternate.',
  }),
  'not-accepted': (f) => ({
    text: `A written file did not pass its check and was removed: ${REFUSAL_WORDS[told(f, 'refusal')]?.(f) ?? told(f, 'refusal')}.`,
    cure:
      f.plan === 'given'
        ? 'The plan leads there: lower its level or keep its limiter, or leave --plan out. Your mix is untouched.'
        : 'Run it again; if it happens twice, please report it with the mix’s format. Your mix is untouched.',
  }),
  'too-many-channels': (f) => ({
    text: `${fileName(f)} has ${told(f, 'channels')} channels; mastering takes up to ${told(f, 'most')}.`,
    cure: 'Export a stereo mix. (On the command line, "lacquer check" measures any number of channels.)',
  }),
};
