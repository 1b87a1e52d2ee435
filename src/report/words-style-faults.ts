// Words for faults of styles: files of a style that cannot be used, names that cannot be given, records that teach nothing.
import type { Facts, Phrase } from './phrase.ts';
import { fileName } from './words-file-faults.ts';

const told = (facts: Facts, name: string): string => String(facts[name]);

const meant = ({ nearest }: Facts): string =>
  typeof nearest === 'string' ? `Did you mean “${nearest}”? ` : '';

const atPlace = (f: Facts): string =>
  f.line === undefined ? '' : ` (line ${told(f, 'line')}, column ${told(f, 'column')})`;

export const STYLE_FAULTS: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  'bad-style': (f) => ({
    text: `${fileName(f)} cannot be used as a style: ${told(f, 'what')}${atPlace(f)}.`,
    cure: `${meant(f)}A whole one is printed by "lacquer profile show balanced --json".`,
  }),
  'unknown-style-field': (f) => ({
    text: `${fileName(f)} has a field that no style has: “${told(f, 'where')}”${atPlace(f)}.`,
    cure: `${meant(f)}Here may stand: ${told(f, 'known')}.`,
  }),
  'bad-style-name': (f) => ({
    text:
      f.taken === 1
        ? `“${told(f, 'id')}” is the name of a style that is built in.`
        : `“${told(f, 'id')}” cannot be the name of a style.`,
    cure: 'Give it a name of its own with --name: small letters, digits and hyphens, such as "my-band".',
  }),
  'too-many-records': (f) => ({
    text: `A style is learnt from at most ${told(f, 'most')} records; these are ${told(f, 'records')}.`,
    cure: 'Take those that sound most as you want yours to sound.',
  }),
  'nothing-to-learn': () => ({
    text: 'None of these files holds enough sound to learn from.',
    cure: 'Give finished records, at least three of them.',
  }),
};
