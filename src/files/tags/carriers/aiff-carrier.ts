// AIFF carrier: tags of AIFF and AIFC files in an ID3 tag, with NAME, AUTH, copyright and ANNO beside it for what reads only those.
import { Fault } from '../../../signal/fault.ts';
import { readExactly, readId, UINT32_MAX, viewOf } from '../../bytes.ts';
import { walkChunks, type Chunk } from '../../chunk-walk.ts';
import { HeaderWindow } from '../../header-window.ts';
import type { ByteSink, ByteSource } from '../../place.ts';
import { idBytes, joined, MOST_PIECES, uint32 } from '../byte-parts.ts';
import { readId3v2 } from '../id3/id3-read.ts';
import { writeId3v2 } from '../id3/id3-write.ts';
import { homeOf } from '../kept-bytes.ts';
import { layeredContent, type Layer } from '../layered-content.ts';
import type { NamedValue } from '../named-values.ts';
import type { CopyOptions, TagCarrier, TagNote, TagReading } from '../tag-carrier.ts';
import { tell } from '../tag-note.ts';
import { tagReader } from '../tag-reader.ts';
import { anyText, asciiBytes, isAscii, simplified, untilNul } from '../tag-text.ts';
import { tagsOfContent } from '../tags-of-values.ts';
import type { Tags } from '../tags.ts';
import { contentOfTags } from '../values-of-tags.ts';
import { filled, planBytes, writeChunks, type PlannedChunk } from './chunk-plan.ts';
import { HELD_ALMOST_ALL, heldTags } from './held-fields.ts';

/** AIFF's own texts, by our names; the copyright sign is not part of the text. */
const TEXTS: Readonly<Record<string, string>> = {
  NAME: 'TITLE',
  AUTH: 'ARTIST',
  '(c) ': 'COPYRIGHT',
  ANNO: 'COMMENT',
};
/** Comments with a time and a marker each; read as texts, and written as ANNO and ID3. */
const COMMENTS = 'COMT';
const COMMENT_HEAD_BYTES = 8;
const IS_ID3 = /^(ID3|id3) $/;
/** What the sound needs: version, layout of samples, loudspeakers, sound. */
const NEEDED = ['FVER', 'COMM', 'CHAN', 'SSND'];

async function chunksOf(source: ByteSource): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  const rules = { littleEndian: false, sound: 'SSND' };
  for await (const chunk of walkChunks(new HeaderWindow(source), 12, rules, [])) chunks.push(chunk);
  const facts = { file: source.name, bytes: source.bytes };
  if (!chunks.some(({ id }) => id === 'COMM')) throw new Fault('no-format-chunk', 'input', facts);
  if (!chunks.some(({ id }) => id === 'SSND')) throw new Fault('no-data-chunk', 'input', facts);
  return chunks;
}

const isTag = ({ id }: Chunk): boolean => id in TEXTS || id === COMMENTS || IS_ID3.test(id);

/** A count; then time (4 bytes), marker (2), length (2) and text of each, padded to even sizes. */
function commentsIn(body: Uint8Array): NamedValue[] {
  const values: NamedValue[] = [];
  const view = viewOf(body);
  for (let at = 2; at + COMMENT_HEAD_BYTES <= body.length && values.length < MOST_PIECES; ) {
    const from = at + COMMENT_HEAD_BYTES;
    const length = view.getUint16(at + 6);
    values.push(['COMMENT', anyText(untilNul(body.subarray(from, from + length)))]);
    at = from + length + (length % 2);
  }
  return values;
}

async function read(source: ByteSource): Promise<TagReading> {
  const notes: TagNote[] = [];
  const id3: Layer[] = [];
  const texts: NamedValue[] = [];
  const reader = tagReader(source, notes);
  for (const { id, start, presentBytes } of (await chunksOf(source)).filter(isTag)) {
    const body = await reader(id, start, presentBytes);
    if (body === null) continue;
    if (IS_ID3.test(id)) id3.push({ where: 'ID3v2', content: readId3v2(body, notes) });
    else if (id === COMMENTS) texts.push(...commentsIn(body));
    else texts.push([TEXTS[id]!, anyText(untilNul(body))]);
  }
  const layers = [...id3, { where: 'AIFF', content: { values: texts, artwork: [] } }];
  return { tags: tagsOfContent(layeredContent(layers, notes), notes), notes };
}

async function copyWith(
  source: ByteSource,
  target: ByteSink,
  tags: Tags | null,
  options: CopyOptions = {},
): Promise<readonly TagNote[]> {
  const notes: TagNote[] = [];
  const chunks = await chunksOf(source);
  const plan = tags === null ? cleanPlan(chunks) : taggedPlan(chunks, tags, options, notes);
  const bytes = 4 + planBytes(plan);
  if (bytes > UINT32_MAX) {
    throw new Fault('tags-too-large', 'usage', { where: 'AIFF', bytes, most: UINT32_MAX });
  }
  const kind = idBytes(readId(await readExactly(source, 8, 4), 0));
  await target.write(joined([idBytes('FORM'), uint32(bytes), kind]));
  await writeChunks(plan, source, target, false);
  return notes;
}

const stretch = ({ id, start, presentBytes }: Chunk): PlannedChunk => ({
  id,
  body: { from: start, bytes: presentBytes },
});

const cleanPlan = (chunks: readonly Chunk[]): PlannedChunk[] =>
  chunks.filter(({ id }) => NEEDED.includes(id)).map(stretch);

function taggedPlan(
  chunks: readonly Chunk[],
  given: Tags,
  { id3Version = 4 }: CopyOptions,
  notes: TagNote[],
): PlannedChunk[] {
  const content = contentOfTags(heldTags(given, HELD_ALMOST_ALL, 'aiff', notes), notes);
  const values = content.values.filter(([name]) => isHere(name, notes));
  const kept = chunks.filter((chunk) => !isTag(chunk) && chunk.id !== 'FLLR');
  const sound = kept.findIndex(({ id }) => id === 'SSND');
  return [
    ...kept.slice(0, sound).map(stretch),
    ...filled(Object.keys(TEXTS).map((id) => ({ id, body: textOf(id, values, notes) }))),
    ...kept.slice(sound).map(stretch),
    ...filled([{ id: 'ID3 ', body: writeId3v2({ ...content, values }, id3Version, notes) }]),
  ];
}

function isHere(name: string, notes: TagNote[]): boolean {
  const home = homeOf(name);
  if (home === null || home === 'ID3') return true;
  tell(notes, 'field-not-held', { field: name, format: 'aiff' });
  return false;
}

function textOf(id: string, values: readonly NamedValue[], notes: TagNote[]): Uint8Array {
  const field = TEXTS[id]!;
  const text = values
    .filter(([name]) => name === field)
    .map(([, value]) => value)
    .join('; ');
  if (!isAscii(text)) tell(notes, 'text-simplified', { field, where: id.trim(), kept: 'ID3' });
  return asciiBytes(simplified(text));
}

export const AIFF_CARRIER: TagCarrier = { format: 'aiff', holds: HELD_ALMOST_ALL, read, copyWith };
