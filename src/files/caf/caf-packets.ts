// CAF packets: where each packet of compressed sound lies, from the `pakt` chunk's table of sizes.
import { readUint64, viewOf } from '../bytes.ts';
import type { Chunk } from '../chunk-walk.ts';
import type { HeaderWindow } from '../header-window.ts';
import type { ByteSource } from '../place.ts';

/** What the head of `pakt` says; the sizes of the packets stand behind it. */
export interface PacketTable {
  /** Declared. */
  readonly packets: number;
  /** Frames of music: without priming and remainder. */
  readonly validFrames: number;
  readonly primingFrames: number;
  /** Offset of the sizes in the file, and their end. */
  readonly start: number;
  readonly end: number;
}

/** A packet's place in the file. */
export interface CafPacket {
  readonly start: number;
  readonly bytes: number;
}

/** Count of packets, count of frames, priming, remainder. */
const HEAD_BYTES = 24;
/** Bytes of the table looked at once. */
const PIECE_BYTES = 16384;
/** A size of more than five bytes of seven bits each is beyond 2^35: no packet is as long. */
const MOST_SIZE_BYTES = 5;

/** null where the chunk is too short to say anything. */
export async function readPacketTable(window: HeaderWindow, chunk: Chunk): Promise<PacketTable | null> {
  const head = await window.at(chunk.start, Math.min(chunk.presentBytes, HEAD_BYTES));
  if (head.length < HEAD_BYTES) return null;
  const view = viewOf(head);
  return {
    packets: readUint64(view, 0, false),
    validFrames: readUint64(view, 8, false),
    primingFrames: Math.max(0, view.getInt32(16, false)),
    start: chunk.start + HEAD_BYTES,
    end: chunk.start + chunk.presentBytes,
  };
}

/**
 * The packets one after another; those that lie whole inside `data`. Packets of one size (`bytesPerPacket` not 0) have no
 * table. Ends early where a size is longer than five bytes or the table breaks off.
 */
export async function* cafPackets(
  source: ByteSource,
  table: PacketTable,
  data: Pick<Chunk, 'start' | 'presentBytes'>,
  bytesPerPacket: number,
): AsyncGenerator<CafPacket, void> {
  const end = data.start + data.presentBytes;
  let at = data.start;
  const sizes = bytesPerPacket > 0 ? null : packetSizes(source, table);
  for (let count = 0; count < table.packets; count++) {
    const next = sizes === null ? { value: bytesPerPacket, done: false } : await sizes.next();
    if (next.done === true || at + next.value! > end) return;
    yield { start: at, bytes: next.value! };
    at += next.value!;
  }
}

/** Seven bits a byte, the highest first; all but the last byte have their top bit set. */
async function* packetSizes(source: ByteSource, table: PacketTable): AsyncGenerator<number, void> {
  let size = 0;
  let length = 0;
  for (let at = table.start; at < table.end; at += PIECE_BYTES) {
    const piece = await source.read(at, Math.min(PIECE_BYTES, table.end - at));
    for (const byte of piece) {
      size = size * 128 + (byte & 0x7f);
      length++;
      if (length > MOST_SIZE_BYTES) return;
      if (byte >= 0x80) continue;
      yield size;
      size = 0;
      length = 0;
    }
  }
}
