// WAV chunks: all chunks of a RIFF, RF64 or BW64 file with what each is to its tags: sound, tag, filler, or kept beside it.
import { Fault } from '../../../signal/fault.ts';
import { readExactly, readId, viewOf } from '../../bytes.ts';
import { walkChunks, type Chunk } from '../../chunk-walk.ts';
import type { ReadNote } from '../../format.ts';
import { HeaderWindow } from '../../header-window.ts';
import type { ByteSource } from '../../place.ts';
import { takeDs64 } from '../../wave/wav-read.ts';

export interface WavChunks {
  readonly form: string;
  readonly fmt: Chunk;
  readonly data: Chunk;
  /** All others in order, with whether they stand before the sound. */
  readonly others: readonly { readonly chunk: Chunk; readonly isBefore: boolean; readonly isInfo: boolean }[];
}

/** Chunks that only fill space, or hold sizes that are worked out anew. */
const FILLERS = ['JUNK', 'junk', 'PAD ', 'FLLR', 'filr', 'ds64'];
/** Chunks about the song that this vocabulary does not take apart: kept whole, as a foreign value. */
export const WHOLE_CHUNKS = ['_PMX', 'cart', 'DISP', 'umid'];
const TAGS = ['bext', 'iXML', 'axml', 'id3 ', 'ID3 ', ...WHOLE_CHUNKS];

/** Faults: `file-cut-short`, `no-format-chunk`, `no-data-chunk`; `no-tags-here` for big-endian RIFX. */
export async function readWavChunks(source: ByteSource): Promise<WavChunks> {
  const head = await readExactly(source, 0, 12);
  const form = readId(head, 0);
  if (form === 'RIFX') throw new Fault('no-tags-here', 'usage', { file: source.name, format: 'rifx' });
  const window = new HeaderWindow(source);
  const longSizes = new Map<string, number>();
  const notes: ReadNote[] = [];
  const rules = { littleEndian: true, sound: 'data', longSize: (id: string) => longSizes.get(id) };
  const found: Chunk[] = [];
  const infos = new Set<Chunk>();
  for await (const chunk of walkChunks(window, 12, rules, notes)) {
    if (chunk.id === 'ds64' && form !== 'RIFF') await takeDs64(window, chunk, longSizes);
    if (chunk.id === 'LIST' && readId(await window.at(chunk.start, 4), 0) === 'INFO') infos.add(chunk);
    found.push(chunk);
  }
  const fmt = found.find(({ id }) => id === 'fmt ');
  const data = found.find(({ id }) => id === 'data');
  const facts = { file: source.name, bytes: source.bytes };
  const isCut = viewOf(head).getUint32(4, true) + 8 > source.bytes && form === 'RIFF';
  if (isCut && (fmt === undefined || data === undefined)) throw new Fault('file-cut-short', 'input', facts);
  if (fmt === undefined || fmt.presentBytes < fmt.declaredBytes)
    throw new Fault('no-format-chunk', 'input', facts);
  if (data === undefined) throw new Fault('no-data-chunk', 'input', facts);
  const others = found
    .filter(({ id }) => id !== 'fmt ' && id !== 'data')
    .map((chunk) => ({ chunk, isBefore: chunk.start < data.start, isInfo: infos.has(chunk) }));
  return { form, fmt, data, others };
}

/** Chunks that are about the song; of ADM files, whose `chna` points into it, `axml` is about the sound. */
export function tagChunks({ others }: WavChunks): Chunk[] {
  const isAdm = others.some(({ chunk }) => chunk.id === 'chna');
  return others
    .filter(({ chunk, isInfo }) => isInfo || (TAGS.includes(chunk.id) && !(isAdm && chunk.id === 'axml')))
    .map(({ chunk }) => chunk);
}

/** Chunks that are neither sound nor tag nor filler: markers, loops, peaks; they stay on their side of the sound. */
export function keptChunks(chunks: WavChunks): { readonly before: Chunk[]; readonly behind: Chunk[] } {
  const tags = new Set(tagChunks(chunks));
  const kept = chunks.others.filter(({ chunk }) => !tags.has(chunk) && !FILLERS.includes(chunk.id));
  return {
    before: kept.filter(({ isBefore }) => isBefore).map(({ chunk }) => chunk),
    behind: kept.filter(({ isBefore }) => !isBefore).map(({ chunk }) => chunk),
  };
}

/** What of `fmt ` the sizes in ds64 and the need of `fact` depend on. */
export async function wavStride(
  source: ByteSource,
  fmt: Chunk,
): Promise<{ bytes: number; isPlain: boolean }> {
  const head = await readExactly(source, fmt.start, Math.min(16, fmt.presentBytes));
  if (head.length < 16)
    throw new Fault('format-chunk-short', 'input', { file: source.name, bytes: head.length });
  const view = viewOf(head);
  const isPlain = [0x0001, 0x0003, 0xfffe].includes(view.getUint16(0, true));
  return { bytes: Math.max(1, view.getUint16(12, true)), isPlain };
}
