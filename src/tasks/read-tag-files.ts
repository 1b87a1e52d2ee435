// Read tag files: a cover from a picture file, and edits from a JSON file such as `tags show --json` prints.
import type { Place } from '../files/place.ts';
import { artworkOf, coverNotes } from '../files/tags/checks/artwork.ts';
import type { TagNote } from '../files/tags/tag-carrier.ts';
import { MULTIPLE_FIELDS, SINGLE_FIELDS, type Artwork } from '../files/tags/tags.ts';
import { Fault } from '../signal/fault.ts';
import { EXPLICIT_WORDS, type TagEdits } from './edit-tags.ts';
import { readRecord } from './read-record.ts';

/** More than any carrier holds, and than anybody means by a cover. */
const MOST_COVER_BYTES = 64 << 20;

/** With what a shop would say of it. Faults: those of the place; `bad-cover` for what is no JPEG or PNG or does not fit into tags. */
export async function readCover(
  place: Pick<Place, 'open'>,
  path: string,
): Promise<{ readonly cover: Artwork; readonly notes: readonly TagNote[] }> {
  const source = await place.open(path);
  try {
    const facts = { file: path, bytes: source.bytes };
    if (source.bytes > MOST_COVER_BYTES) throw new Fault('bad-cover', 'input', { ...facts, why: 'large' });
    const notes: TagNote[] = [];
    const cover = artworkOf(await source.read(0, source.bytes), 'front', '', path, notes);
    if (cover !== null) return { cover, notes: coverNotes(cover) };
    const isLarge = notes.some(({ code }) => code === 'artwork-too-large');
    throw new Fault('bad-cover', 'input', { ...facts, why: isLarge ? 'large' : 'picture' });
  } finally {
    await source.close();
  }
}

/**
 * The vocabulary as JSON, by itself or under `tags`. Pictures, ReplayGain, the broadcast extension and foreign fields in it are
 * for reading only: they stay as the file has them. Faults: those of the place; `bad-tags` with the place in the file.
 */
export async function readTagEdits(place: Place, path: string): Promise<TagEdits> {
  const record = await readRecord(place, path, 'bad-tags');
  const inner = isRecord(record) && 'tags' in record ? record.tags : record;
  const refuse = (where: string, what: string): Fault =>
    new Fault('bad-tags', 'usage', { file: path, where, what });
  if (!isRecord(inner)) throw refuse('the file', 'holds no tags');
  return editsOf(inner, refuse);
}

type Refuse = (where: string, what: string) => Fault;

const ONLY_READ = ['artwork', 'replayGain', 'broadcast', 'other'];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function editsOf(record: Record<string, unknown>, refuse: Refuse): TagEdits {
  const texts: Record<string, string> = {};
  const lists: Record<string, readonly string[]> = {};
  const rest: { track?: string; disc?: string; explicit?: string } = {};
  for (const [name, value] of Object.entries(record)) {
    if ((SINGLE_FIELDS as readonly string[]).includes(name)) texts[name] = textOf(value, name, refuse);
    else if ((MULTIPLE_FIELDS as readonly string[]).includes(name)) lists[name] = listOf(value, name, refuse);
    else if (name === 'track' || name === 'disc') rest[name] = placeOf(value, name, refuse);
    else if (name === 'explicit') rest.explicit = advisoryOf(value, refuse);
    else if (!ONLY_READ.includes(name)) throw refuse(name, 'is no field of tags');
  }
  return { texts, lists, ...rest };
}

/** null takes the field away, as an empty text does. */
function textOf(value: unknown, name: string, refuse: Refuse): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  throw refuse(name, 'must be a text');
}

function listOf(value: unknown, name: string, refuse: Refuse): readonly string[] {
  if (value === null) return [];
  if (typeof value === 'string') return [value];
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value;
  throw refuse(name, 'must be a list of texts');
}

function placeOf(value: unknown, name: string, refuse: Refuse): string {
  if (value === null) return '';
  if (typeof value === 'number' || typeof value === 'string') return String(value);
  if (isRecord(value) && typeof value.number === 'number')
    return typeof value.of === 'number' ? `${value.number}/${value.of}` : String(value.number);
  throw refuse(name, 'must be a text such as "3/11"');
}

function advisoryOf(value: unknown, refuse: Refuse): string {
  if (value === null) return '';
  const word = Object.keys(EXPLICIT_WORDS).find((each) => each === value || EXPLICIT_WORDS[each] === value);
  if (word === undefined) throw refuse('explicit', 'must be "explicit", "clean" or "none"');
  return word;
}
