// Words for notes about tags: what a file could not hold, what was refused, and what was read in spite of its damage.
import type { TagNote } from '../files/tags/tag-carrier.ts';
import { fileSize } from './figures.ts';
import { unworded, type Facts } from './phrase.ts';

/** What people call the fields. */
const FIELDS: Readonly<Record<string, string>> = {
  isrc: 'ISRC',
  iswc: 'ISWC',
  barcode: 'UPC/EAN',
  catalogueNumber: 'catalogue number',
  phonogram: '℗ line',
  copyright: '© line',
  originalDate: 'original date',
  encodedBy: 'encoded by',
  albumArtists: 'album artists',
  replayGain: 'ReplayGain',
  'replayGain.trackPeak': 'ReplayGain track peak',
  'replayGain.albumPeak': 'ReplayGain album peak',
  broadcast: 'broadcast extension (bext)',
  'artwork.description': 'role or description of a picture',
  other: 'other fields',
};

/** Why a value is refused. */
const REASONS: Readonly<Record<string, string>> = {
  'no-isrc':
    'an ISRC has two letters, three characters of the registrant, two digits of the year and five of the recording',
  'no-iswc': 'an ISWC is T and ten digits, and its check digit must be right',
  'no-date': 'a date is written 2026, 2026-05 or 2026-05-31',
  'no-language': 'a language is one of the codes of ISO 639, such as eng, deu or fr',
  'not-digits': 'a UPC or EAN has digits only',
  'wrong-length': 'a UPC has 12 digits, an EAN 13',
  'ean-8': 'an EAN-8 cannot name a release; shops want 12 or 13 digits',
  'gtin-14': 'a GTIN-14 names a carton, not a release',
  'check-digit': 'its check digit is wrong: one digit is mistyped, or two are swapped',
  'not-in-form': 'it is not in the form that is kept',
  'no-position': 'numbers of tracks and discs are whole and from 1 on',
  'beyond-total': 'its number is beyond its total',
  'no-year': 'such a line begins with its year, as in 2026 Some Label',
  'no-advisory': 'it is yes, clean or no',
  'no-gain': 'it is no gain in dB',
  'not-hexadecimal': 'it is not hexadecimal',
  'out-of-range': 'it lies beyond what the file can say',
  compressed: 'it is compressed',
  encrypted: 'it is encrypted',
  'unknown-version': 'its version is unknown',
};

/** What people call a field. */
export const tagFieldName = (name: string): string => FIELDS[name] ?? name;

/** Why a value is refused, as the rest of a sentence. */
export const tagReason = (code: string): string => REASONS[code] ?? code;

const field = ({ field: name }: Facts): string => tagFieldName(String(name));
const reason = ({ reason: code }: Facts): string => tagReason(String(code));
const pixels = (f: Facts): string => `${String(f.width)} × ${String(f.height)} pixels`;

export const TAG_WORDS: Readonly<Record<string, (facts: Facts) => string>> = {
  'field-not-held': (f) => `${field(f)}: ${String(f.format)} files have no place for it; it was left out.`,
  'value-refused': (f) => `${field(f)}: “${String(f.value)}” is not accepted: ${reason(f)}.`,
  'values-joined': (f) => `${field(f)}: several values became one text in ${String(f.where)}.`,
  'text-simplified': (f) =>
    `${field(f)}: ${String(f.where)} holds plain ASCII only and has a simplified text; the whole one is in ${String(f.kept)}.`,
  'character-lost': (f) =>
    `${field(f)}: ${String(f.where)} holds plain ASCII only; some characters were replaced.`,
  'text-cut': (f) =>
    `${field(f)}: longer than the ${String(f.most)} characters that ${String(f.where)} holds; the end was cut off there.`,
  'date-cut': (f) => `${field(f)}: ${String(f.where)} has no place for the whole date; the year was kept.`,
  'tag-damaged': (f) => `The tag (${String(f.where)}) is damaged; it was read as far as it goes.`,
  'frame-not-read': (f) => `${String(f.frame)} was left out: ${reason(f)}.`,
  'tag-too-large': (f) =>
    `The tag (${String(f.where)}) claims ${fileSize(Number(f.bytes))}, more than any tag needs; it was not read.`,
  'text-not-utf8': (f) =>
    `${String(f.where)}: the text is not UTF-8 as it should be; it was read as Latin-1.`,
  'tags-disagree': (f) =>
    `${field(f)}: the file says “${String(f.used)}” and, in ${String(f.where)}, “${String(f.ignored)}”; the first was used.`,
  'artwork-unreadable': (f) =>
    `A picture (${String(f.where)}) is neither JPEG nor PNG, or is damaged; it was left out.`,
  'artwork-too-large': (f) =>
    `A picture of ${fileSize(Number(f.bytes))} was left out; at most ${fileSize(Number(f.most))} fit into every file.`,
  'artwork-not-square': (f) => `The cover is not square (${pixels(f)}); shops want a square.`,
  'artwork-too-small': (f) =>
    `The cover (${pixels(f)}) is smaller than the ${String(f.least)} pixels a side that shops take.`,
  'artwork-small': (f) =>
    `The cover (${pixels(f)}) is taken, but shops recommend ${String(f.wanted)} pixels a side.`,
};

/** A note about tags as a sentence. */
export function tagNoteWords({ code, facts }: Pick<TagNote, 'code' | 'facts'>): string {
  return TAG_WORDS[code]?.(facts) ?? unworded(code, facts);
}
