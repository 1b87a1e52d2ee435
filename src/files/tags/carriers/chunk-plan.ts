// Chunk plan: the chunks that a RIFF or IFF file shall have: new bodies in memory, old ones as stretches of the source.
import { UINT32_MAX } from '../../bytes.ts';
import type { ByteSink, ByteSource } from '../../place.ts';
import { copyRange, idBytes, joined, uint32 } from '../byte-parts.ts';

/** A chunk's body: bytes, or where it lies in the source. */
export interface PlannedChunk {
  readonly id: string;
  readonly body: Uint8Array | { readonly from: number; readonly bytes: number };
}

export const bodyBytes = ({ body }: PlannedChunk): number =>
  body instanceof Uint8Array ? body.length : body.bytes;

/** With header, and padded to an even size. */
export function chunkBytes(chunk: PlannedChunk): number {
  const bytes = bodyBytes(chunk);
  return 8 + bytes + (bytes % 2);
}

export const planBytes = (chunks: readonly PlannedChunk[]): number =>
  chunks.reduce((sum, chunk) => sum + chunkBytes(chunk), 0);

/** Only chunks with something in them. */
export const filled = (chunks: readonly PlannedChunk[]): PlannedChunk[] =>
  chunks.filter((chunk) => bodyBytes(chunk) > 0);

/** Writes all chunks. The size of the one called `sizedElsewhere` is left unknown, for ds64 to tell. */
export async function writeChunks(
  chunks: readonly PlannedChunk[],
  source: ByteSource,
  target: ByteSink,
  littleEndian: boolean,
  sizedElsewhere: string | null = null,
): Promise<void> {
  for (const chunk of chunks) {
    const bytes = bodyBytes(chunk);
    const size = uint32(chunk.id === sizedElsewhere ? UINT32_MAX : bytes, littleEndian);
    await target.write(joined([idBytes(chunk.id), size]));
    if (chunk.body instanceof Uint8Array) await target.write(chunk.body);
    else await copyRange(source, target, chunk.body.from, bytes);
    if (bytes % 2 === 1) await target.write(new Uint8Array(1));
  }
}
