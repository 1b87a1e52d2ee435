// Opus writer: packets of libopus in Ogg pages whose last one ends on the exact length (RFC 7845).
import type { Sink } from '../../signal/stream.ts';
import { createFloatPieces } from '../float-pieces.ts';
import { createOggPageWriter } from './ogg-page-write.ts';
import { createOpusEncoder, OPUS_PACKET_FRAMES, type OpusEncoder } from './opus-encoder.ts';
import type { WriteFormat } from '../format.ts';
import type { ByteSink } from '../place.ts';

/** Packets of a page: a second, as RFC 7845 (section 3) would have it at most. */
const PAGE_PACKETS = 50;
const PIECE_FRAMES = PAGE_PACKETS * OPUS_PACKET_FRAMES;
const VENDOR = 'Lacquer, libopus';

/** A sink that writes `format` as Opus of about `kbits` a second. Fault `needs-encoder` where libopus cannot be loaded. */
export async function writeOpus(bytes: ByteSink, format: WriteFormat, kbits: number): Promise<Sink> {
  const encoder = await createOpusEncoder(format.channels, kbits);
  const stream = createOpusStream(bytes, encoder);
  const pieces = createFloatPieces(format.channels, PIECE_FRAMES, async (planes, frames) =>
    stream.add(await encoder.encode(planes, frames)),
  );
  return {
    write: pieces.write,
    async close() {
      await pieces.end();
      await stream.end(pieces.frames);
      await encoder.free();
      await bytes.commit();
    },
    async abort() {
      await encoder.free();
      await bytes.abort();
    },
  };
}

interface OpusStream {
  add(packets: readonly Uint8Array[]): Promise<void>;
  /** Ends the stream so that `frames` are decoded. */
  end(frames: number): Promise<void>;
}

/** The newest packet is held back, for only the end tells which is the last. */
function createOpusStream(bytes: ByteSink, encoder: OpusEncoder): OpusStream {
  const pages = createOggPageWriter();
  let held: Uint8Array | null = null;
  let count = 0;
  const put = async (
    packet: Uint8Array,
    granule: number,
    ends: { flush?: boolean; last?: boolean },
  ): Promise<void> => {
    for (const page of pages.add(packet, granule, ends)) await bytes.write(page);
  };
  const begin = async (isEmpty: boolean): Promise<void> => {
    await put(encoder.head, 0, { flush: true });
    await put(tagsPacket(), 0, { flush: true, last: isEmpty });
  };
  const add = async (packets: readonly Uint8Array[]): Promise<void> => {
    for (const packet of packets) {
      if (held === null) await begin(false);
      else await put(held, count * OPUS_PACKET_FRAMES, { flush: count % PAGE_PACKETS === 0 });
      held = packet;
      count++;
    }
  };
  return {
    add,
    async end(frames) {
      if (frames === 0) return begin(true);
      const granule = encoder.preSkip + frames;
      if (count * OPUS_PACKET_FRAMES < granule) await add(await encoder.finish());
      await put(held!, granule, { last: true });
    },
  };
}

/** Vorbis comments without any comment. */
function tagsPacket(): Uint8Array {
  const vendor = new TextEncoder().encode(VENDOR);
  const packet = new Uint8Array(8 + 4 + vendor.length + 4);
  packet.set(new TextEncoder().encode('OpusTags'));
  new DataView(packet.buffer).setUint32(8, vendor.length, true);
  packet.set(vendor, 12);
  return packet;
}
