// CAF ALAC: the packets of a Core Audio file that holds Apple Lossless, handed to its decoder.
import { Fault } from '../../signal/fault.ts';
import { readAlacCookie, type AlacConfig } from '../alac/alac-cookie.ts';
import { ALAC_HEAD_BYTES, alacPacketFrames } from '../alac/alac-decoder.ts';
import { alacFormat, createAlacSource } from '../alac/alac-source.ts';
import type { Chunk } from '../chunk-walk.ts';
import type { AudioFile, ReadNote } from '../format.ts';
import type { HeaderWindow } from '../header-window.ts';
import type { ByteSource } from '../place.ts';
import { cafPackets, readPacketTable, type CafPacket, type PacketTable } from './caf-packets.ts';

/** What the walk over the chunks found; the cookie and the table may be missing. */
export interface CafAlac {
  readonly cookie: Chunk | null;
  readonly table: Chunk | null;
  readonly data: Chunk;
  /** 0 where packets differ, which those of ALAC do. */
  readonly bytesPerPacket: number;
}

/** Longer than a cookie in the old wrapping with a channel layout behind it. */
const MOST_COOKIE_BYTES = 256;
/** Eight channels of 4096 frames take 128 KiB without any packing; no packet is believed to be as long as this. */
const MOST_PACKET_BYTES = 4 << 20;

/**
 * Faults: `bad-header` (no cookie, no packet table), those of the cookie, and while pulling those of the decoder and `damaged-file`
 * for a packet of impossible size. Notes: `data-cut-short`, and those of the decoder.
 */
export async function readCafAlac(
  window: HeaderWindow,
  found: CafAlac,
  notes: ReadNote[],
): Promise<AudioFile> {
  const { source } = window;
  const { cookie, data, bytesPerPacket } = found;
  if (cookie === null) throw missing(source, 'kuki');
  const body = (await window.at(cookie.start, Math.min(cookie.presentBytes, MOST_COOKIE_BYTES))).slice();
  const config = readAlacCookie(body, source.name);
  const table = found.table === null ? null : await readPacketTable(window, found.table);
  if (table === null) throw missing(source, 'pakt');
  const { declaredBytes, presentBytes } = data;
  if (declaredBytes > presentBytes)
    notes.push({ code: 'data-cut-short', facts: { declaredBytes, presentBytes } });
  const frames = await exactFrames(source, table, data, bytesPerPacket, config);
  return {
    format: alacFormat('caf', config, frames),
    notes,
    source: createAlacSource({
      name: source.name,
      config,
      skipFrames: table.primingFrames,
      frames,
      notes,
      packets: packetBytes(source, table, data, bytesPerPacket),
      close: () => source.close(),
    }),
  };
}

const missing = (source: ByteSource, field: string): Fault =>
  new Fault('bad-header', 'input', { file: source.name, field });

/**
 * What the table states, or fewer where the last packet itself states fewer: not every writer counts them. null where the table
 * says nothing, or more than its packets can hold.
 */
async function exactFrames(
  source: ByteSource,
  table: PacketTable,
  data: Chunk,
  bytesPerPacket: number,
  config: AlacConfig,
): Promise<number | null> {
  const { validFrames, primingFrames } = table;
  let packets = 0;
  let last: CafPacket | null = null;
  for await (const packet of cafPackets(source, table, data, bytesPerPacket)) {
    last = packet;
    packets++;
  }
  const isWhole = packets === table.packets && last !== null;
  const held = isWhole ? await source.read(last!.start, ALAC_HEAD_BYTES) : new Uint8Array(0);
  const lastFrames = alacPacketFrames(held, config);
  // a packet's size takes a byte of the table at least
  const counted = isWhole ? packets : Math.min(table.packets, table.end - table.start);
  const frames = (counted - 1) * config.framesPerPacket + lastFrames - primingFrames;
  if (frames <= 0 || validFrames > frames + config.framesPerPacket) return null;
  return validFrames > 0 ? Math.min(validFrames, frames) : frames;
}

async function* packetBytes(
  source: ByteSource,
  table: PacketTable,
  data: Chunk,
  bytesPerPacket: number,
): AsyncGenerator<Uint8Array, void> {
  for await (const { start, bytes } of cafPackets(source, table, data, bytesPerPacket)) {
    if (bytes > MOST_PACKET_BYTES) throw new Fault('damaged-file', 'input', { file: source.name });
    yield await source.read(start, bytes);
  }
}
