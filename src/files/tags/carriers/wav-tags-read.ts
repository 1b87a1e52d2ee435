// WAV tags read: what bext, INFO, axml, iXML and an ID3 tag say of one song, put together.
import { readId } from '../../bytes.ts';
import type { Chunk } from '../../chunk-walk.ts';
import type { ByteSource } from '../../place.ts';
import { readId3v2 } from '../id3/id3-read.ts';
import { keptBytes } from '../kept-bytes.ts';
import { layeredContent, type Layer } from '../layered-content.ts';
import type { NamedValue } from '../named-values.ts';
import { readAxml } from '../riff/axml.ts';
import { readBext } from '../riff/bext-read.ts';
import { readIxml, withWholeTexts, type IxmlReading } from '../riff/ixml.ts';
import { readRiffInfo } from '../riff/riff-info.ts';
import type { TagNote, TagReading } from '../tag-carrier.ts';
import { tell } from '../tag-note.ts';
import { tagReader, type TagReader } from '../tag-reader.ts';
import { tagsOfContent } from '../tags-of-values.ts';
import type { Broadcast } from '../tags.ts';
import { readWavChunks, tagChunks } from './wav-chunks.ts';

interface Gathering {
  readonly layers: Layer[];
  broadcast: Broadcast | null;
  ixml: IxmlReading | null;
  readonly notes: TagNote[];
}

/** The places from the most able to the least: ID3 tells all, INFO only simple texts. */
const RANKS = ['ID3v2', 'iXML', 'axml', 'INFO', 'RIFF'];

export async function readWavTags(source: ByteSource): Promise<TagReading> {
  const gathering: Gathering = { layers: [], broadcast: null, ixml: null, notes: [] };
  const reader = tagReader(source, gathering.notes);
  for (const chunk of tagChunks(await readWavChunks(source))) await takeChunk(reader, chunk, gathering);
  const { layers, broadcast, ixml, notes } = gathering;
  layers.sort((a, b) => RANKS.indexOf(a.where) - RANKS.indexOf(b.where));
  const tags = tagsOfContent(layeredContent(layers, notes), notes);
  if (broadcast === null) return { tags, notes };
  return { tags: { ...tags, broadcast: ixml === null ? broadcast : withWholeTexts(broadcast, ixml) }, notes };
}

async function takeChunk(reader: TagReader, chunk: Chunk, gathering: Gathering): Promise<void> {
  const { layers, notes } = gathering;
  const { id, presentBytes, declaredBytes } = chunk;
  if (presentBytes < declaredBytes) tell(notes, 'tag-damaged', { where: id });
  const body = await reader(id, chunk.start, presentBytes);
  if (body === null) return;
  const values = (where: string, list: readonly NamedValue[]): void =>
    void layers.push({ where, content: { values: list, artwork: [] } });
  if (id === 'bext') gathering.broadcast ??= readBext(body, notes);
  else if (id === 'iXML') {
    gathering.ixml = readIxml(body);
    values('iXML', gathering.ixml.values);
  } else if (id === 'axml') values('axml', readAxml(body));
  else if (id === 'LIST')
    layers.push({ where: 'INFO', content: readRiffInfo(body.subarray(4), true, notes) });
  else if (readId(body, 0).startsWith('ID3'))
    layers.push({ where: 'ID3v2', content: readId3v2(body, notes) });
  else if (id.toLowerCase() === 'id3 ') tell(notes, 'tag-damaged', { where: id });
  else values('RIFF', [keptBytes('RIFF', id, body)]);
}
