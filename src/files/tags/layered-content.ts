// Layered content: one file's tags from several places, the most able first; what they contradict each other in is told.
import { meaningOf, type NamedValue, type TagContent } from './named-values.ts';
import type { TagNote } from './tag-carrier.ts';
import { tell } from './tag-note.ts';
import { simplified } from './tag-text.ts';
import type { Artwork } from './tags.ts';

export interface Layer {
  /** The place's name for people: `ID3v2`, `INFO`. */
  readonly where: string;
  readonly content: TagContent;
}

/** No song has so many artists; a file made to waste time may. */
const MOST_COMPARED = 100;

/** By the names' meaning: a name that an earlier layer has is taken from there alone. */
export function layeredContent(layers: readonly Layer[], notes: TagNote[]): TagContent {
  const values: NamedValue[] = [];
  const artwork: Artwork[] = [];
  const known = new Map<string, string[]>();
  for (const { where, content } of layers) {
    const before = new Set(known.keys());
    const fresh = content.values.filter(([name]) => !before.has(meaningOf(name)));
    const rest = content.values.filter(([name]) => before.has(meaningOf(name)));
    for (const [name, value] of rest.slice(0, MOST_COMPARED))
      compare(name, known.get(meaningOf(name))!, value, where, notes);
    for (const [name, value] of fresh) {
      const meaning = meaningOf(name);
      const told = known.get(meaning);
      if (told === undefined) known.set(meaning, [value]);
      else if (told.length < MOST_COMPARED) told.push(value);
    }
    values.push(...fresh);
    if (artwork.length === 0) artwork.push(...content.artwork);
  }
  return { values, artwork };
}

/** A poorer place may simplify, shorten or join what a richer one says; only then do they agree. */
function compare(
  field: string,
  used: readonly string[],
  value: string,
  where: string,
  notes: TagNote[],
): void {
  const forms = [...used, ...['; ', '/', ', '].map((between) => used.join(between))].map(comparable);
  const short = comparable(value);
  const agrees = short === '' || forms.some((form) => form.startsWith(short) || short.startsWith(`${form}/`));
  if (!agrees) tell(notes, 'tags-disagree', { field, used: used[0]!, ignored: value, where });
}

/** Letters and digits, as the poorest place would have them: controls, spaces and lost characters are all alike. */
const comparable = (text: string): string =>
  simplified(text)
    .toLowerCase()
    .replace(/[\s?\0-\x1f\x7f]+/g, ' ')
    .replace(/^0+(?=\d)/, '')
    .trim();
