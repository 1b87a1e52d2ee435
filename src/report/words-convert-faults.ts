// Words for faults of conversions and of tags that are set: what cannot be held, what is mistyped, and its right form.
import { fileSize, fixed } from './figures.ts';
import type { Facts, Phrase } from './phrase.ts';
import { fileName } from './words-file-faults.ts';
import { tagFieldName, tagReason } from './words-tags.ts';

const told = (facts: Facts, name: string): string => String(facts[name]);

export const CONVERT_FAULTS: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  'unknown-kind': (f) => ({
    text: `There is no kind of file “${told(f, 'kind')}” to convert to.`,
    cure: `Use one of: ${told(f, 'known')}.`,
  }),
  'which-kind': (f) => ({
    text: 'It is not said what kind of file it is to become.',
    cure: `Say it with --to (${told(f, 'known')}), or with the ending of -o.`,
  }),
  'unknown-ending': (f) => ({
    text: `${fileName(f)}: its ending is none of a kind of file that Lacquer writes.`,
    cure: `End it in one of ${told(f, 'known')}; or, if it is to be a folder, say the kind with --to.`,
  }),
  'ending-disagrees': (f) => ({
    text: `${fileName(f)} ends as ${told(f, 'named')} does, and --to asks for ${told(f, 'kind')}.`,
    cure: `Leave --to out, or give -o a name that ends in ${told(f, 'ending')}.`,
  }),
  'one-name-for-many': (f) => ({
    text: `So many files (${told(f, 'count')}) cannot all become ${fileName(f)}.`,
    cure: 'Give -o a folder, and say the kind with --to.',
  }),
  'same-name': (f) => ({
    text: `“${told(f, 'first')}” and “${told(f, 'second')}” would both become ${fileName(f)}.`,
    cure: 'Convert them into different folders, or rename one of them. Nothing was written.',
  }),
  'same-file': (f) => ({
    text: `${fileName(f)} is the source itself, and a source is never overwritten.`,
    cure: 'Give -o another name or folder.',
  }),
  'rate-not-held': (f) => ({
    text: `No ${told(f, 'kind')} file holds ${told(f, 'rateHz')} Hz.`,
    cure:
      f.held === ''
        ? `It holds rates from ${told(f, 'lowestHz')} to ${told(f, 'highestHz')} Hz.`
        : `It holds ${told(f, 'held')} Hz; without --rate the nearest is taken.`,
  }),
  'bits-not-held': (f) => ({
    text: `No ${told(f, 'kind')} file has a word length of ${told(f, 'bits')}.`,
    cure: `It holds ${told(f, 'held')}.`,
  }),
  'no-bits': (f) => ({
    text: `No ${told(f, 'kind')} file has a word length: the sound in it is encoded with loss.`,
    cure: 'Leave --bits out; --quality says how good it becomes.',
  }),
  'no-quality': (f) => ({
    text: `No ${told(f, 'kind')} file loses anything, so there is no quality to choose.`,
    cure: 'Leave --quality out.',
  }),
  'quality-unknown': (f) => ({
    text: `No ${told(f, 'kind')} file has a quality “${told(f, 'quality')}”.`,
    cure: `Use one of: ${told(f, 'known')}.`,
  }),
  'dither-unknown': (f) => ({
    text: `There is no dither “${told(f, 'dither')}”.`,
    cure: `Use one of: ${told(f, 'known')}.`,
  }),
  'dither-for-nothing': (f) => ({
    text: `No ${told(f, 'kind')} file has a word length, so there is nothing to dither.`,
    cure: 'Leave --dither out.',
  }),
  'channels-not-held': (f) => ({
    text: `No ${told(f, 'kind')} file holds ${told(f, 'channels')} channels; up to ${told(f, 'most')} can be.`,
    cure: 'Choose another kind, such as WAV or FLAC; two channels become one with --channels mono.',
  }),
  'no-matrix': (f) => ({
    text: `Sound of ${told(f, 'channels')} channels is not made ${told(f, 'to')}: there is no one right way to fold them down.`,
    cure: 'Export a stereo mix from the session, or leave --channels out.',
  }),
  'bad-tag': (f) => ({
    text: `Not accepted, “${told(f, 'value')}” as ${tagFieldName(told(f, 'field'))}: ${tagReason(told(f, 'reason'))}.`,
    cure:
      f.better === ''
        ? 'Correct it; nothing was written.'
        : `Did you mean ${told(f, 'better')}? Nothing was written.`,
  }),
  'bad-tags': (f) => ({
    text: `${fileName(f)} cannot be used as tags: “${told(f, 'where')}” ${told(f, 'what')}.`,
    cure: 'Start from what "lacquer tags show FILE --json" prints, and change only values.',
  }),
  'bad-cover': (f) => ({
    text:
      f.why === 'large'
        ? `${fileName(f)} is too large for a cover (${fileSize(Number(f.bytes))}); up to 16 MB fit into every file.`
        : `${fileName(f)} is no cover: neither JPEG nor PNG, or damaged.`,
    cure: 'Export the cover as JPEG, 3000 × 3000 pixels.',
  }),
  'sound-changed': (f) => ({
    text: `The sound of ${fileName(f)} would not have stayed the same to the last byte; the new file was removed.`,
    cure: 'The file is untouched. Please report it with the kind of file.',
  }),
  'nothing-to-set': () => ({
    text: 'It is not said what to set.',
    cure: 'Name fields, such as --title "Song" --artist "Band"; "lacquer tags set --help" lists them.',
  }),
  'not-converted': (f) => ({
    text: `The new file did not pass its check and was removed: ${difference(f)}.`,
    cure: 'Run it again; if it happens twice, please report it with the formats. The source is untouched.',
  }),
};

const WHAT: Readonly<Record<string, string>> = {
  container: 'its kind',
  sampleRateHz: 'its sample rate',
  channels: 'its number of channels',
  bits: 'its word length',
  frames: 'its length in samples',
};

function difference(f: Facts): string {
  if (f.what === 'samples') return 'its samples are not those that were to be written';
  if (f.what === 'level') return `its level is ${decibels(f.found)}, and was ${decibels(f.meant)}`;
  return `${WHAT[told(f, 'what')] ?? told(f, 'what')} is ${told(f, 'found')} instead of ${told(f, 'meant')}`;
}

const decibels = (value: unknown): string =>
  typeof value === 'number' && Number.isFinite(value) ? `${fixed(value, 2)} dBFS` : String(value);
