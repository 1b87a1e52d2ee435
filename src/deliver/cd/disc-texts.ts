// Disc texts: the kinds of text a CD can show, in the order and under the numbers of CD-TEXT.
import type { DiscTexts } from './disc.ts';

export type DiscTextKind = keyof DiscTexts;

/** Kind of text by its pack type (IEC 61866, annex J of the CD-TEXT mode), in the order in which packs stand. */
export const TEXT_PACK_TYPES: readonly (readonly [DiscTextKind, number])[] = [
  ['title', 0x80],
  ['performer', 0x81],
  ['songwriter', 0x82],
  ['composer', 0x83],
  ['arranger', 0x84],
  ['message', 0x85],
];

export const NO_TEXTS: DiscTexts = {
  title: '',
  performer: '',
  songwriter: '',
  composer: '',
  arranger: '',
  message: '',
};

/** Texts of every kind by `tell`. */
export function textsOf(tell: (kind: DiscTextKind) => string): DiscTexts {
  return Object.fromEntries(TEXT_PACK_TYPES.map(([kind]) => [kind, tell(kind)])) as unknown as DiscTexts;
}
