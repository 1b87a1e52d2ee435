// Words for deliveries: the one door to why a delivery is refused, what is worth telling of it, and what is not known for sure.
import { unworded, type Facts } from '../phrase.ts';
import { REFUSAL_WORDS } from '../words-restraints.ts';
import { CD_NOTES, CD_REFUSALS } from './words-cd.ts';
import { DIGITAL_NOTES, DIGITAL_REFUSALS } from './words-digital.ts';
import { SHEET_NOTES } from './words-sheets.ts';
import { DOUBT_WORDS, VERIFY_REFUSALS } from './words-passport.ts';
import { VINYL_NOTES, VINYL_REFUSALS } from './words-vinyl.ts';

/** A whole sentence by code. Each room's table is spread in: words-digital, words-cd, words-vinyl … */
export type DeliveryWords = Readonly<Record<string, (facts: Facts) => string>>;

interface Coded {
  readonly code: string;
  readonly facts: Facts;
}

/** Why it does not leave the house. */
export const DELIVERY_REFUSALS: DeliveryWords = {
  ...CD_REFUSALS,
  ...DIGITAL_REFUSALS,
  ...VERIFY_REFUSALS,
  ...VINYL_REFUSALS,
};

/** What does not keep it from leaving. */
export const DELIVERY_NOTES: DeliveryWords = {
  ...CD_NOTES,
  ...DIGITAL_NOTES,
  ...SHEET_NOTES,
  ...VINYL_NOTES,
};

/** What a table itself says of a code; undefined: nothing. Codes of a forged passport may be the names of anything. */
function saidIn(table: DeliveryWords, { code, facts }: Coded): string | undefined {
  return Object.hasOwn(table, code) ? table[code]!(facts) : undefined;
}

export function refusalSentence(coded: Coded): string {
  const { code, facts } = coded;
  const own = saidIn(DELIVERY_REFUSALS, coded);
  if (own !== undefined) return own;
  const shared = saidIn(REFUSAL_WORDS, coded);
  return shared === undefined ? unworded(code, facts) : `${String(facts.file ?? 'A file')}: ${shared}.`;
}

export function deliveryNoteSentence(coded: Coded): string {
  return saidIn(DELIVERY_NOTES, coded) ?? unworded(coded.code, coded.facts);
}

export function doubtSentence(coded: Coded): string {
  return saidIn(DOUBT_WORDS, coded) ?? unworded(coded.code, coded.facts);
}
