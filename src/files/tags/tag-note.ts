// Tag note: what is told about tags, from one list of codes so that each has its words.
import { fieldOfName } from './named-values.ts';
import type { TagNote } from './tag-carrier.ts';

/** Every code that a TagNote may bear; none is renamed. */
export const TAG_NOTE_CODES = [
  /** `field`, `format`: this format has no place for it. */
  'field-not-held',
  /** `field`, `value`, `reason`: not what such a field may be; kept under its foreign name, or left out. */
  'value-refused',
  /** `field`, `where`: several values became one text there. */
  'values-joined',
  /** `field`, `where`, `kept`: simplified to ASCII there; `kept` has the whole text. */
  'text-simplified',
  /** `field`, `where`: characters that cannot be written there, nor anywhere else in this file. */
  'character-lost',
  /** `field`, `where`, `most`: longer than fits there. */
  'text-cut',
  /** `field`, `where`: only the year, or only the date, fits there. */
  'date-cut',
  /** `where`: what stands there is not whole; it was read as far as it goes. */
  'tag-damaged',
  /** `frame`, `reason`: compressed, encrypted, or not understood. */
  'frame-not-read',
  /** `where`, `bytes`: larger than any tag; not read. */
  'tag-too-large',
  /** `where`: text in no known encoding; read as Latin-1. */
  'text-not-utf8',
  /** `field`, `used`, `ignored`, `where`: two places of the file say different things. */
  'tags-disagree',
  /** `where`: neither JPEG nor PNG, or damaged. */
  'artwork-unreadable',
  /** `bytes`, `most`. */
  'artwork-too-large',
  /** `width`, `height`. */
  'artwork-not-square',
  /** `width`, `height`, `least`: below what shops take. */
  'artwork-too-small',
  /** `width`, `height`, `wanted`: taken, but below what shops recommend. */
  'artwork-small',
] as const;

export type TagNoteCode = (typeof TAG_NOTE_CODES)[number];

/** A ruined file has no end of oddities; so many tell enough. */
const MOST_NOTES = 200;

/** Adds a note; the same note is told once. Long values are shortened to what a person reads. */
export function tell(notes: TagNote[], code: TagNoteCode, facts: TagNote['facts'] = {}): void {
  if (notes.length >= MOST_NOTES) return;
  const named = typeof facts.field === 'string' ? { ...facts, field: fieldOfName(facts.field) } : facts;
  const short = Object.fromEntries(Object.entries(named).map(([name, value]) => [name, readable(value)]));
  const text = JSON.stringify(short);
  const isKnown = notes.some((note) => note.code === code && JSON.stringify(note.facts) === text);
  if (!isKnown) notes.push({ code, facts: short });
}

/** Longest quotation of a file's own text in a note. */
const MOST_CHARACTERS = 80;

function readable(value: string | number): string | number {
  if (typeof value === 'number' || value.length <= MOST_CHARACTERS) return value;
  return `${value.slice(0, MOST_CHARACTERS - 1)}…`;
}
