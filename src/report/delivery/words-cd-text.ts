// Words for CD-TEXT: why the texts of a disc cannot be written, or are not whole where they were read.
import type { Facts } from '../phrase.ts';

const told = (facts: Facts, name: string): string => String(facts[name]);
const trackWords = (facts: Facts): string =>
  Number(facts.track) === 0 ? 'of the disc' : `of track ${told(facts, 'track')}`;

export const CD_TEXT_REFUSALS: Readonly<Record<string, (facts: Facts) => string>> = {
  'cd-text-letters': (f) =>
    `The text (${told(f, 'kind')}) ${trackWords(f)} has letters that CD-TEXT has not (${told(f, 'letters')}).`,
  'cd-text-too-long': (f) =>
    `The disc’s texts take ${told(f, 'packs')} packs; there is room for ${told(f, 'most')}. Shorten titles and names.`,
  'cd-text-languages': (f) =>
    `The disc’s texts are in ${told(f, 'languages')} languages; there is room for ${told(f, 'most')}.`,
  'cd-text-tracks': (f) =>
    `A language of the disc has texts for ${told(f, 'found')} tracks instead of ${told(f, 'promised')}.`,
  'cd-text-crc': (f) =>
    `Pack ${told(f, 'pack')} of ${told(f, 'file')} is damaged: its check sum does not hold. Players would show nothing or nonsense.`,
  'cd-text-sequence': (f) =>
    `Packs of language ${told(f, 'block')} are not in order: number ${told(f, 'found')} stands where ${told(f, 'wanted')} belongs.`,
  'cd-text-no-sizes': (f) =>
    `Language ${told(f, 'block')} lacks its three packs of sizes, without which players read nothing.`,
  'cd-text-counts': (f) =>
    `The sizes of language ${told(f, 'block')} do not fit its packs (${told(f, 'what')}: ${told(f, 'said')} is said, ${told(f, 'found')} is there).`,
  'cd-text-place': (f) =>
    `Pack ${told(f, 'sequence')} of language ${told(f, 'block')} says it stands in track ${told(f, 'track')} and does not: texts would appear under the wrong tracks.`,
};
