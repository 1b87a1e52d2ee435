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
  'bad-waivers': (f) => ({
    text: `${fileName(f)} cannot be read as waivers: “${told(f, 'where')}” ${told(f, 'what')}.`,
    cure: 'Undo what was changed by hand, or move the file away and waive again; --no-waivers checks without it.',
  }),
  'no-sound-files': (f) => ({
    text: `There is no sound file in ${told(f, 'where')}.`,
    cure: 'Name files, folders, or patterns in quotation marks such as "album/**/*.wav".',
  }),
  'output-is-sound': (f) => ({
    text: `${fileName(f)} is a sound file by its name; what was found is not written over it.`,
    cure: 'Give -o a name that ends in .txt, .json, .csv, .sarif or .xml.',
  }),
  'bad-time': (f) => ({
    text: `“${told(f, 'value')}” is no place in a song.`,
    cure: 'Write it as 1:23.4 or as seconds, 83.4.',
  }),
  'output-lost': (f) => ({
    text: `What was found could not be written out to its end (${told(f, 'reason')}).`,
    cure: 'Free some space, or name a file with -o: it is whole or not there at all.',
  }),
  'unknown-rule': (f) => ({
    text: `There is no rule “${told(f, 'id')}”.`,
    cure: `${f.near === '' ? '' : `There are: ${told(f, 'near')}. `}"lacquer rules" without a name lists all.`,
  }),
  'missing-word': (f) => ({
    text: `It takes one thing more: ${told(f, 'what')}.`,
    cure: `For example: ${told(f, 'example')}.`,
  }),
  'nothing-to-waive': (f) => ({
    text:
      f.places === ''
        ? `No ${told(f, 'code')} was found in this song.`
        : `No ${told(f, 'code')} was found there; it was found ${told(f, 'places')}.`,
    cure: `Name what "lacquer check" shows; in this song that is: ${told(f, 'found')}.`,
  }),
  'no-such-waiver': (f) => ({
    text: `No waiver of ${told(f, 'code')} belongs to this song there.`,
    cure: 'Use "lacquer waive SONG --list" to see those that do.',
  }),
  'nothing-to-remember': (f) => ({
    text: `The sound around this place of ${fileName(f)} is too short or too silent to be recognised again.`,
    cure: 'Turn the rule off in a profile of your own, or accept the finding.',
  }),
};
