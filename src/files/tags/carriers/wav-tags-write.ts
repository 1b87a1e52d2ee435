// WAV tags written: the same sound in a file with `fmt bext LIST axml iXML data id3`, or with nothing but `fmt ` and `data`.
import { UINT32_MAX, viewOf, writeUint64 } from '../../bytes.ts';
import type { Chunk } from '../../chunk-walk.ts';
import type { ByteSink, ByteSource } from '../../place.ts';
import { idBytes, joined, uint32 } from '../byte-parts.ts';
import { writeId3v2 } from '../id3/id3-write.ts';
import { homeOf, lenientBase64, nameAtHome } from '../kept-bytes.ts';
import type { NamedValue } from '../named-values.ts';
import { writeAxml } from '../riff/axml.ts';
import { writeBext } from '../riff/bext-write.ts';
import { writeIxml } from '../riff/ixml.ts';
import { writeRiffInfo } from '../riff/riff-info.ts';
import type { CopyOptions, TagNote } from '../tag-carrier.ts';
import { tell } from '../tag-note.ts';
import type { Tags } from '../tags.ts';
import { contentOfTags } from '../values-of-tags.ts';
import { filled, planBytes, writeChunks, type PlannedChunk } from './chunk-plan.ts';
import { HELD_ALL, heldTags } from './held-fields.ts';
import { keptChunks, readWavChunks, wavStride, WHOLE_CHUNKS, type WavChunks } from './wav-chunks.ts';

const DS64_BYTES = 28;
/** Without ds64. */
const RIFF_HEAD_BYTES = 12;

/** `longestRiff`: the largest size that a RIFF header may state; beyond it the file becomes RF64. */
export async function copyWavWith(
  source: ByteSource,
  target: ByteSink,
  tags: Tags | null,
  options: CopyOptions = {},
  longestRiff = UINT32_MAX,
): Promise<readonly TagNote[]> {
  const notes: TagNote[] = [];
  const chunks = await readWavChunks(source);
  const stride = await wavStride(source, chunks.fmt);
  const plan = tags === null ? cleanPlan(chunks, stride.isPlain) : taggedPlan(chunks, tags, options, notes);
  const head = header(plan, chunks, stride.bytes, longestRiff);
  await target.write(head);
  await writeChunks(plan, source, target, true, head.length > RIFF_HEAD_BYTES ? 'data' : null);
  return notes;
}

const stretch = ({ id, start, presentBytes }: Chunk): PlannedChunk => ({
  id,
  body: { from: start, bytes: presentBytes },
});

/** `fact` belongs to codecs that need it. */
function cleanPlan({ fmt, data, others }: WavChunks, isPlain: boolean): PlannedChunk[] {
  const fact = others.filter(({ chunk }) => chunk.id === 'fact' && !isPlain).map(({ chunk }) => chunk);
  return [fmt, ...fact, data].map(stretch);
}

function taggedPlan(
  chunks: WavChunks,
  given: Tags,
  { id3Version = 4 }: CopyOptions,
  notes: TagNote[],
): PlannedChunk[] {
  const tags = heldTags(given, HELD_ALL, 'wav', notes);
  const content = contentOfTags(tags, notes);
  const plain = content.values.filter(([name]) => homeOf(name) === null);
  const ixml = foreign(content.values, 'iXML') ?? writeIxml(plain, tags.broadcast);
  const isMirrored = tags.broadcast !== undefined && foreign(content.values, 'iXML') === null;
  const isrc = plain.find(([name]) => name === 'ISRC')?.[1];
  const axml = foreign(content.values, 'axml') ?? (isrc === undefined ? null : writeAxml(isrc));
  const bext =
    tags.broadcast === undefined ? null : writeBext(tags.broadcast, isMirrored ? 'iXML' : '', notes);
  const { before, behind } = keptChunks(chunks);
  const isAdm = before.concat(behind).some(({ id }) => id === 'axml');
  const nothing = new Uint8Array(0);
  for (const name of homeless(content.values)) tell(notes, 'field-not-held', { field: name, format: 'wav' });
  const id3 = content.values.filter(([name]) => homeOf(name) === null || homeOf(name) === 'ID3');
  return [
    stretch(chunks.fmt),
    ...before.map(stretch),
    ...filled([
      { id: 'bext', body: bext ?? nothing },
      { id: 'LIST', body: writeRiffInfo(plain, 'id3', notes) },
      { id: 'axml', body: isAdm ? nothing : (axml ?? nothing) },
      { id: 'iXML', body: ixml },
      ...WHOLE_CHUNKS.map((id) => ({ id, body: foreign(content.values, id) ?? nothing })),
    ]),
    stretch(chunks.data),
    ...behind.map(stretch),
    ...filled([{ id: 'id3 ', body: writeId3v2({ ...content, values: id3 }, id3Version, notes) }]),
  ];
}

/** A whole chunk that came with the tags. */
function foreign(values: readonly NamedValue[], id: string): Uint8Array | null {
  const found = values.find(([name]) => homeOf(name) === 'RIFF' && nameAtHome(name) === id);
  return found === undefined ? null : lenientBase64(found[1]);
}

const homeless = (values: readonly NamedValue[]): string[] =>
  values.map(([name]) => name).filter((name) => homeOf(name) === 'MP4' || homeOf(name) === 'APE');

/** Everything before the first chunk. The form stays; RIFF becomes RF64 where its size says no more. */
function header(
  plan: readonly PlannedChunk[],
  { form, data }: WavChunks,
  strideBytes: number,
  longestRiff: number,
): Uint8Array {
  const bytes = 4 + planBytes(plan);
  if (form === 'RIFF' && bytes <= longestRiff) {
    return joined([idBytes('RIFF'), uint32(bytes, true), idBytes('WAVE')]);
  }
  const ds64 = new Uint8Array(DS64_BYTES);
  const view = viewOf(ds64);
  writeUint64(view, 0, bytes + 8 + DS64_BYTES, true);
  writeUint64(view, 8, data.presentBytes, true);
  writeUint64(view, 16, Math.floor(data.presentBytes / strideBytes), true);
  const long = form === 'RIFF' ? 'RF64' : form;
  const head = [idBytes(long), uint32(UINT32_MAX, true), idBytes('WAVE')];
  return joined([...head, idBytes('ds64'), uint32(DS64_BYTES, true), ds64]);
}
