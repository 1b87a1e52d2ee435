// Words for faults of deliveries' profiles: names that nobody knows, and files of one's own that cannot be used.
import type { Facts, Phrase } from './phrase.ts';
import { fileName } from './words-file-faults.ts';

const told = (facts: Facts, name: string): string => String(facts[name]);

const meant = ({ nearest }: Facts): string =>
  typeof nearest === 'string' ? `Did you mean “${nearest}”? ` : '';

const atPlace = (f: Facts): string =>
  f.line === undefined ? '' : ` (line ${told(f, 'line')}, column ${told(f, 'column')})`;

/** A built-in profile has no file. */
const ofFile = (f: Facts): string => (f.file === undefined ? 'The profile' : fileName(f));

export const PROFILE_FAULTS: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  'unknown-delivery': (f) => ({
    text: `There is no delivery “${told(f, 'id')}”${atPlace(f)}.`,
    cure: `${meant(f)}See all of them with "lacquer deliver --list"; a profile of your own is named by its file, such as my-shop.yaml.`,
  }),
  'no-delivery': () => ({
    text: 'No delivery is asked for.',
    cure: 'Name some with commas between them, such as --to spotify,bandcamp,cd; "lacquer deliver --list" tells all of them.',
  }),
  'same-delivery': (f) => ({
    text: `Two different profiles of the deliveries asked for are called “${told(f, 'id')}”.`,
    cure: `Give the one in ${fileName(f)} an id of its own: folders are called by it.`,
  }),
  'bad-delivery-profile': (f) => ({
    text: `${ofFile(f)} cannot be used as a profile: ${told(f, 'what')}${atPlace(f)}.`,
    cure: `${meant(f)}A whole one is in docs/guide/deliveries.md; "extends: distributor" takes what is left out from a built-in one.`,
  }),
  'unknown-profile-field': (f) => ({
    text: `${ofFile(f)} has a field that no profile has: “${told(f, 'where')}”${atPlace(f)}.`,
    cure: `${meant(f)}Here may stand: ${told(f, 'known')}.`,
  }),
  'unknown-profile-word': (f) => ({
    text: `${ofFile(f)} says “${told(f, 'id')}” at “${told(f, 'where')}”, which means nothing there${atPlace(f)}.`,
    cure: `${meant(f)}Use one of: ${told(f, 'known')}.`,
  }),
};
