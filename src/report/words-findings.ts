// Words for findings: one door to every finding's plain words and cure.
import type { Finding } from '../inspect/finding.ts';
import { unworded, type FindingTable, type Phrase } from './phrase.ts';
import { DAMAGE_WORDS } from './words-damage.ts';
import { LEVEL_WORDS } from './words-level.ts';
import { LIMIT_WORDS } from './words-limits.ts';
import { FILE_WORDS } from './words-notes.ts';
import { MIX_WORDS } from './words-mix.ts';
import { ORIGIN_WORDS } from './words-origin.ts';
import { STEREO_WORDS } from './words-stereo.ts';
import { TONE_WORDS } from './words-tone.ts';

export const FINDING_WORDS: FindingTable = {
  ...DAMAGE_WORDS,
  ...LEVEL_WORDS,
  ...ORIGIN_WORDS,
  ...STEREO_WORDS,
  ...MIX_WORDS,
  ...FILE_WORDS,
  ...TONE_WORDS,
  ...LIMIT_WORDS,
};

/** What the finding is, how it sounds, and its cure. */
export function findingWords(finding: Finding): Phrase {
  const words = FINDING_WORDS[finding.code];
  if (words !== undefined) return words(finding);
  const { value, unit, facts } = finding;
  return { text: unworded(finding.code, { ...(value === null ? {} : { value, unit }), ...facts }), cure: '' };
}
