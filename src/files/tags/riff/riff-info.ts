// RIFF INFO: the list of short texts in WAV files: ASCII by its rules, read as UTF-8 or Latin-1 where it is not.
import { readId, viewOf } from '../../bytes.ts';
import { idBytes, joined, MOST_PIECES, uint32 } from '../byte-parts.ts';
import { groupedValues, meaningOf, type NamedValue, type TagContent } from '../named-values.ts';
import type { TagNote } from '../tag-carrier.ts';
import { tell } from '../tag-note.ts';
import { anyText, asciiBytes, isAscii, simplified, untilNul } from '../tag-text.ts';

/** Microsoft's list (Multimedia Programming Interface, 1991), and what audio programs write: ITRK, ISRC, IMUS, IWRI. */
const IDS: Readonly<Record<string, string>> = {
  INAM: 'TITLE',
  IART: 'ARTIST',
  IPRD: 'ALBUM',
  ITRK: 'TRACKNUMBER',
  ICRD: 'DATE',
  IGNR: 'GENRE',
  ICMT: 'COMMENT',
  ICOP: 'COPYRIGHT',
  IENG: 'ENGINEER',
  IPRO: 'PRODUCER',
  IMUS: 'COMPOSER',
  IWRI: 'LYRICIST',
  ILNG: 'LANGUAGE',
  ISRC: 'ISRC',
  ITCH: 'ENCODEDBY',
  ISFT: 'ENCODER',
};

/** The same under another id. */
const ALIASES: Readonly<Record<string, string>> = {
  IPRT: 'TRACKNUMBER',
  YEAR: 'DATE',
  TITL: 'TITLE',
  TRCK: 'TRACKNUMBER',
};

/** Items of `body`, what follows `INFO` in the chunk. Unknown ones keep their id for a name. */
export function readRiffInfo(body: Uint8Array, littleEndian: boolean, notes: TagNote[]): TagContent {
  const values: NamedValue[] = [];
  const view = viewOf(body);
  for (let at = 0; at + 8 <= body.length && values.length < MOST_PIECES; ) {
    const id = readId(body, at);
    const size = view.getUint32(at + 4, littleEndian);
    if (at + 8 + size > body.length) {
      tell(notes, 'tag-damaged', { where: 'INFO' });
      break;
    }
    const name = IDS[id] ?? ALIASES[id] ?? id;
    const text = anyText(untilNul(body.subarray(at + 8, at + 8 + size))).trim();
    if (text !== '' && isInfoId(id)) values.push([name, text]);
    at += 8 + size + (size % 2);
  }
  return { values, artwork: [] };
}

const isInfoId = (id: string): boolean => /^[A-Z][A-Z0-9]{3}$/.test(id);

/** The body of a LIST chunk, `INFO` first, for what it has ids for; no bytes where there is nothing. `kept` names where the whole texts are. */
export function writeRiffInfo(values: readonly NamedValue[], kept: string, notes: TagNote[]): Uint8Array {
  const items = groupedValues(values).flatMap(({ name, values: texts }) => {
    const id = idOf(name);
    return id === null ? [] : [item(id, name, texts.join('; '), kept, notes)];
  });
  if (items.length === 0) return new Uint8Array(0);
  return joined([idBytes('INFO'), ...items]);
}

/** Ids in INFO's own manner are written back as they came. */
function idOf(name: string): string | null {
  const meaning = meaningOf(name);
  const known = Object.keys(IDS).find((id) => IDS[id] === meaning);
  return known ?? (/^I[A-Z]{3}$/.test(name) ? name : null);
}

/** Texts end with a NUL and are padded to even sizes, which the size does not count. */
function item(id: string, field: string, text: string, kept: string, notes: TagNote[]): Uint8Array {
  if (!isAscii(text)) tell(notes, 'text-simplified', { field, where: 'INFO', kept });
  const bytes = asciiBytes(`${simplified(text)}\0`);
  return joined([idBytes(id), uint32(bytes.length, true), bytes, new Uint8Array(bytes.length % 2)]);
}
