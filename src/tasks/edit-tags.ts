// Edit tags: values as people type them, checked and put into the form that tags keep; an empty one takes the field away.
import { gs1CheckDigit } from '../files/tags/checks/barcode.ts';
import { iswcCheckDigit } from '../files/tags/checks/iswc.ts';
import { checkedText } from '../files/tags/checks/refusal.ts';
import {
  MULTIPLE_FIELDS,
  SINGLE_FIELDS,
  type Artwork,
  type MultipleField,
  type Position,
  type SingleField,
  type Tags,
} from '../files/tags/tags.ts';
import { Fault } from '../signal/fault.ts';

/** By field, as typed; fields that are absent stay as they are. */
export interface TagEdits {
  readonly texts: Partial<Readonly<Record<SingleField, string>>>;
  readonly lists: Partial<Readonly<Record<MultipleField, readonly string[]>>>;
  /** `3`, `3/11`. */
  readonly track?: string;
  readonly disc?: string;
  /** One of EXPLICIT_WORDS. */
  readonly explicit?: string;
  /** In place of the front covers there are; null: none. */
  readonly cover?: Artwork | null;
}

/** What people say, and what tags keep. */
export const EXPLICIT_WORDS: Readonly<Record<string, NonNullable<Tags['explicit']>>> = {
  yes: 'explicit',
  clean: 'clean',
  no: 'none',
};

/** Fault `bad-tag` for the first value that is none of its field: `field`, `value`, `reason`, and `better` where one can be told. */
export function editedTags(tags: Tags, edits: TagEdits): Tags {
  const edited: Record<string, unknown> = { ...tags };
  const set = (field: keyof Tags, value: unknown): void => {
    if (value === null) delete edited[field];
    else edited[field] = value;
  };
  for (const field of SINGLE_FIELDS) {
    const text = edits.texts[field];
    if (text !== undefined) set(field, text.trim() === '' ? null : singleOf(field, text));
  }
  for (const field of MULTIPLE_FIELDS) {
    const values = edits.lists[field]?.map((text) => text.trim()).filter((text) => text !== '');
    if (values !== undefined) set(field, values.length === 0 ? null : [...new Set(values)]);
  }
  for (const field of ['track', 'disc'] as const) {
    const text = edits[field];
    if (text !== undefined) set(field, text.trim() === '' ? null : positionOf(field, text));
  }
  if (edits.explicit !== undefined) set('explicit', explicitOf(edits.explicit));
  if (edits.cover !== undefined) set('artwork', artworkWith(tags.artwork ?? [], edits.cover));
  return edited as Tags;
}

/** Lines that begin with the year, after a sign that the field itself stands for. */
const RIGHTS: readonly SingleField[] = ['copyright', 'phonogram'];
const RIGHTS_SIGN = /^(?:[©℗]|\((?:c|p)\))\s*/i;

function singleOf(field: SingleField, text: string): string {
  const plain = RIGHTS.includes(field) ? text.trim().replace(RIGHTS_SIGN, '') : text;
  if (RIGHTS.includes(field) && !/^\d{4}\b/.test(plain)) throw refused(field, text, 'no-year');
  const found = checkedText(field, plain);
  if ('text' in found) return found.text;
  throw refused(field, text, found.reason, betterText(field, plain, found.reason));
}

function refused(field: string, value: string, reason: string, better = ''): Fault {
  return new Fault('bad-tag', 'usage', { field, value, reason, better });
}

/** What was probably meant; empty where that is a guess. */
function betterText(field: SingleField, text: string, reason: string): string {
  const digits = text.replace(/\D/g, '');
  if (field === 'barcode' && reason === 'check-digit')
    return digits.slice(0, -1) + String(gs1CheckDigit(digits.slice(0, -1)));
  if (field === 'iswc' && digits.length === 10)
    return `T${digits.slice(0, 9)}${iswcCheckDigit(digits.slice(0, 9))}`;
  if (reason === 'no-date') return turnedDate(text);
  return '';
}

/** `31.5.2026` as `2026-05-31`, where day and month cannot be mistaken for one another. */
function turnedDate(text: string): string {
  const found = /^\s*(\d{1,2})[./-](\d{1,2})[./-](\d{4})\s*$/.exec(text);
  if (found === null) return '';
  const [day, month] = [Number(found[1]), Number(found[2])];
  if (day <= 12 || day > 31 || month < 1 || month > 12) return '';
  return `${found[3]}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function positionOf(field: 'track' | 'disc', text: string): Position {
  const found = /^\s*(\d{1,5})\s*(?:(?:\/|of)\s*(\d{1,5})\s*)?$/.exec(text);
  const number = Number(found?.[1] ?? 0);
  const of = found?.[2] === undefined ? null : Number(found[2]);
  if (number < 1 || of === 0) throw refused(field, text, 'no-position');
  if (of !== null && number > of) throw refused(field, text, 'beyond-total', `${of}/${number}`);
  return { number, of };
}

function explicitOf(text: string): Tags['explicit'] | null {
  if (text.trim() === '') return null;
  const found = EXPLICIT_WORDS[text.trim().toLowerCase()];
  if (found === undefined) throw refused('explicit', text, 'no-advisory');
  return found;
}

function artworkWith(artwork: readonly Artwork[], cover: Artwork | null): readonly Artwork[] | null {
  const others = artwork.filter(({ role }) => role !== 'front');
  const all = cover === null ? others : [cover, ...others];
  return all.length === 0 ? null : all;
}
