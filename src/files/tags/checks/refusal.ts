// Refusal: why a text cannot be the value of a field: the shapes and check digits of all fields, in one place.
import type { SingleField } from '../tags.ts';
import { readBarcode } from './barcode.ts';
import { normaliseIsrc } from './isrc.ts';
import { normaliseIswc } from './iswc.ts';
import { normaliseLanguage } from './language.ts';
import { normaliseDate } from './tag-date.ts';

/** The field's own form of `text`, or why there is none. */
export type CheckedText = { readonly text: string } | { readonly reason: string };

const orReason = (text: string | null, reason: string): CheckedText =>
  text === null ? { reason } : { text };

const CHECKS: Partial<Readonly<Record<SingleField, (text: string) => CheckedText>>> = {
  isrc: (text) => orReason(normaliseIsrc(text), 'no-isrc'),
  iswc: (text) => orReason(normaliseIswc(text), 'no-iswc'),
  date: (text) => orReason(normaliseDate(text), 'no-date'),
  originalDate: (text) => orReason(normaliseDate(text), 'no-date'),
  language: (text) => orReason(normaliseLanguage(text), 'no-language'),
  barcode: (text) => {
    const found = readBarcode(text);
    return 'barcode' in found ? { text: found.barcode } : found;
  },
};

/** Any text as the value of `field`: in the form that tags keep, or with the reason why it cannot be one. */
export function checkedText(field: SingleField, text: string): CheckedText {
  return CHECKS[field]?.(text.trim()) ?? { text: text.trim() };
}

/** null where `text` already is what tags keep in `field`. */
export function refusal(field: SingleField, text: string): string | null {
  const found = checkedText(field, text);
  if ('reason' in found) return found.reason;
  return found.text === text.trim() ? null : 'not-in-form';
}
