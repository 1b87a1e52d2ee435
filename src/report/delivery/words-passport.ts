// Words for passports: what about a delivered file is not as it was written, and what is not known for sure.
import { fileSize } from '../figures.ts';
import type { Facts, Phrase } from '../phrase.ts';
import { fileName } from '../words-file-faults.ts';

type Sentences = Readonly<Record<string, (facts: Facts) => string>>;

const told = (facts: Facts, name: string): string => String(facts[name]);

/** What is wrong with a record: said outright, or a name that stands in none. */
const wrong = (f: Facts): string =>
  f.what === undefined ? `nothing of the name “${told(f, 'where')}” stands in one` : told(f, 'what');

export const VERIFY_REFUSALS: Sentences = {
  'missing-file': (f) => `${fileName(f)} is missing.`,
  'renamed-file': (f) =>
    `${fileName(f)} is called “${told(f, 'now')}” now; shops and plants look for the first name.`,
  'changed-file': (f) => `${fileName(f)} is not as it was written: its bytes were changed.`,
  'cut-short': (f) =>
    `${fileName(f)} is cut short${typeof f.bytes === 'number' ? `: ${fileSize(f.bytes)} of ${fileSize(Number(f.promised))}` : ''}.`,
  'unreadable-file': (f) => `${fileName(f)} cannot be opened as sound any more (${told(f, 'fault')}).`,
  'other-size': (f) =>
    `${fileName(f)} is as it was written, with ${told(f, 'bytes')} bytes; the passport says ${told(f, 'promised')}: it was changed.`,
  'other-checksums': (f) =>
    `${fileName(f)} does not list what the passport says: one of the two was changed.`,
  'other-format': (f) => `${fileName(f)} is ${told(f, 'found')}; it was written as ${told(f, 'promised')}.`,
  'other-sound': (f) => `${fileName(f)} sounds otherwise: its samples are not those that were written.`,
  'other-label': (f) =>
    `${fileName(f)} has the same sound, and something else beside it: its tags or chunks were changed.`,
  'stray-file': (f) => `${fileName(f)} was not part of the delivery.`,
  'broken-signature': () => 'The signature is not of this passport: one of the two was changed.',
  'other-key': (f) => `The passport is signed by another key: ${told(f, 'publicKey')}.`,
  'not-signed': () => 'The passport is not signed.',
  'not-rendered': (f) => `Rendered again, ${fileName(f)} did not come out at all.`,
  'rendered-otherwise': (f) => `Rendered again, ${fileName(f)} came out with other bytes.`,
};

export const DOUBT_WORDS: Sentences = {
  'lossy-source': (f) =>
    `${told(f, 'song')} was handed in as a lossy file (${told(f, 'codec')}): nothing that comes of it is more than that.`,
  'one-decoder': (f) =>
    `${told(f, 'profile')}: lossy files were decoded with one decoder and measured; another may come out a little higher.`,
  'unverified-rules': (f) =>
    `${told(f, 'profile')}: ${told(f, 'count')} of its figures are nobody’s official word (${told(f, 'fields')}).`,
};

export const PASSPORT_FAULTS: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  'no-passport': (f) => ({
    text: `There is no passport.json in ${fileName(f)}.`,
    cure: 'Name the folder that "lacquer deliver" wrote; its passport says what should be in it.',
  }),
  'not-as-it-left': (f) => ({
    text: `${fileName(f)} is not packed: ${told(f, 'count')} of its files are not as they left (first “${told(f, 'what')}”).`,
    cure: 'See with "lacquer verify" what is wrong with each; deliver again to have them whole.',
  }),
  'recipe-changed': (f) => ({
    text: `${fileName(f)} is not the recipe that the passport was written with: nothing can be proved by it.`,
    cure: 'Take the album-plan.json that was written with the deliveries.',
  }),
  'bad-recipe': (f) => ({
    text: `${fileName(f)} cannot be rendered again: ${wrong(f)}.`,
    cure: 'Take the album-plan.json that was written with the deliveries; it is not to be edited.',
  }),
  'newer-record': (f) => ({
    text: `${fileName(f)} is of version ${told(f, 'version')}: it was written by a newer Lacquer than this one, which reads version 1.`,
    cure: 'Bring Lacquer up to date, and try again.',
  }),
  'sources-not-found': (f) => ({
    text: `The mix “${told(f, 'file')}” was not found ${f.named === true ? `in “${told(f, 'folder')}”` : `beside “${told(f, 'folder')}”`}.`,
    cure: 'Name the folder of the album file with --sources; the mixes must lie there as they did.',
  }),
  'bad-passport': (f) => ({
    text: `${fileName(f)} cannot be read as a passport: ${wrong(f)}.`,
    cure: 'Take the passport.json that was written with the delivery; it is not to be edited.',
  }),
  'bad-signature-file': (f) => ({
    text: `${fileName(f)} cannot be read as a signature: ${wrong(f)}.`,
    cure: 'Take the passport.sig.json that was written with the delivery, or sign anew with "lacquer sign".',
  }),
  'bad-key': (f) => ({
    text: `${fileName(f)} is no private Ed25519 key in PEM form.`,
    cure: 'Make one with "lacquer sign --new-key FILE", and keep it to yourself.',
  }),
};
