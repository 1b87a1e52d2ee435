// Words for faults of a check: profiles, waivers, and what was asked of many files.
import type { Facts, Phrase } from './phrase.ts';
import { fileName } from './words-file-faults.ts';

const told = (facts: Facts, name: string): string => String(facts[name]);

export const CHECK_FAULTS: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  'unknown-profile': (f) => ({
    text: `There is no profile “${told(f, 'id')}”.`,
    cure: `Use one of: ${told(f, 'known')}; or name a JSON file of your own, ending in .json.`,
  }),
  'bad-profile': (f) => ({
    text: `${fileName(f)} cannot be used as a profile: “${told(f, 'where')}” ${told(f, 'what')}.`,
    cure: 'Correct this place in the file; docs/guide/checking.md shows a whole profile.',
  }),
  'no-sound-files': (f) => ({
    text: `There is no sound file in ${told(f, 'where')}.`,
    cure: 'Name files, folders, or patterns in quotation marks such as "album/**/*.wav".',
  }),
  'output-is-sound': (f) => ({
    text: `${fileName(f)} is a sound file by its name; what was found is not written over it.`,
    cure: 'Give -o a name that ends in .txt, .json, .csv, .sarif or .xml.',
  }),
};
