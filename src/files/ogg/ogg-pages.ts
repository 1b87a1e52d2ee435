// Ogg pages: the pages of one logical stream put together into packets (RFC 3533).
import { countNote } from '../read-note.ts';
import { StreamWindow, windowCapacity } from '../stream-window.ts';
import type { ReadNote } from '../format.ts';
import type { ByteSource } from '../place.ts';

export const HEADER_BYTES = 27;
/** Header, 255 segment lengths, 255 segments of 255 bytes. */
export const MAX_PAGE_BYTES = HEADER_BYTES + 255 + 255 * 255;
const LOOK_BYTES = MAX_PAGE_BYTES + HEADER_BYTES;
/** A packet larger than this is an attack, not music. */
const MAX_PACKET_BYTES = 8 << 20;

const CONTINUED = 1;
const LAST = 4;

export interface OggPage {
  readonly bytes: Uint8Array;
  readonly continued: boolean;
  readonly last: boolean;
  /** Samples finished by this page in the codec's counting; -1 when no packet ends on it. */
  readonly granule: number;
  readonly serial: number;
  readonly segments: Uint8Array;
  readonly bodyAt: number;
}

export interface OggPacket {
  readonly data: Uint8Array;
  /** The page's granule position on its last packet, else -1. */
  readonly granule: number;
  /** Is this the last packet of the stream? */
  readonly last: boolean;
}

/** CRC-32 with polynomial 0x04c11db7, not reflected, start 0 (RFC 3533, section 6). */
const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc;
});

/** The page at `bytes[at]`, or null when there is none whole; `intact` says whether its checksum is right. */
export function parseOggPage(
  bytes: Uint8Array,
  at: number,
  end: number,
): { page: OggPage; length: number; intact: boolean } | null {
  if (at + HEADER_BYTES > end || bytes[at] !== 0x4f || bytes[at + 1] !== 0x67) return null;
  if (bytes[at + 2] !== 0x67 || bytes[at + 3] !== 0x53 || bytes[at + 4] !== 0) return null;
  const count = bytes[at + 26]!;
  const bodyAt = HEADER_BYTES + count;
  if (at + bodyAt > end) return null;
  const segments = bytes.slice(at + HEADER_BYTES, at + bodyAt);
  const length = bodyAt + segments.reduce((sum, segment) => sum + segment, 0);
  if (at + length > end) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, length);
  const flags = bytes[at + 5]!;
  const page = {
    bytes: bytes.slice(at, at + length),
    continued: (flags & CONTINUED) !== 0,
    last: (flags & LAST) !== 0,
    granule: view.getInt32(10, true) * 2 ** 32 + view.getUint32(6, true),
    serial: view.getUint32(14, true),
    segments,
    bodyAt,
  };
  return { page, length, intact: pageCrc(page.bytes) === view.getInt32(22, true) };
}

/** The checksum of a whole page, whatever stands in its own four bytes. */
export function pageCrc(page: Uint8Array): number {
  let crc = 0;
  for (let i = 0; i < page.length; i++) {
    const byte = i >= 22 && i < 26 ? 0 : page[i]!;
    crc = (crc << 8) ^ CRC_TABLE[(crc >>> 24) ^ byte]!;
  }
  return crc;
}

/**
 * Reads pages from byte `from` on. A page with a wrong checksum is still used when another page or the end of the file follows it directly
 * (a flipped bit in the sound), with a note `damaged-page`; other bytes that are no page are stepped over
 * (`resynchronised`); a stream without its last page is `truncated`.
 */
export function createPageReader(source: ByteSource, notes: ReadNote[]): () => Promise<OggPage | null> {
  const window = new StreamWindow(source, 0, new Uint8Array(windowCapacity(LOOK_BYTES)));
  let skipped = 0;
  let ended = true;
  const noteSkipped = (): void => {
    if (skipped > 0) countNote(notes, 'resynchronised', window.position - skipped, skipped);
    skipped = 0;
  };
  return async () => {
    for (;;) {
      await window.fill(LOOK_BYTES);
      const { bytes, start, end } = window;
      if (start >= end) {
        noteSkipped();
        if (!ended) notes.push({ code: 'truncated', facts: { byte: window.position } });
        ended = true;
        return null;
      }
      const found = parseOggPage(bytes, start, end);
      const next = found === null ? 0 : start + found.length;
      const followed = (window.last && next === end) || (bytes[next] === 0x4f && bytes[next + 1] === 0x67);
      if (found !== null && (found.intact || followed)) {
        noteSkipped();
        if (!found.intact) countNote(notes, 'damaged-page', window.position, found.length);
        window.start += found.length;
        ended = found.page.last;
        return found.page;
      }
      const mark = bytes.indexOf(0x4f, start + 1);
      const step = (mark < 0 || mark > end ? end : mark) - start;
      skipped += step;
      window.start += step;
    }
  };
}

/** Packets of the logical stream `serial`; others are passed over. */
export function createPacketReader(
  nextPage: () => Promise<OggPage | null>,
  serial: number,
): () => Promise<OggPacket | null> {
  let queue: OggPacket[] = [];
  let parts: Uint8Array[] = [];
  let partBytes = 0;

  const unpack = (page: OggPage): void => {
    if (!page.continued) parts = [];
    const dropFirst = page.continued && parts.length === 0;
    let at = page.bodyAt;
    let from = at;
    const packets: Uint8Array[] = [];
    let dropped = !dropFirst;
    for (const segment of page.segments) {
      at += segment;
      if (segment === 255) continue;
      const data = join(parts, page.bytes.subarray(from, at));
      parts = [];
      from = at;
      if (dropped) packets.push(data);
      dropped = true;
    }
    if (from < at && dropped) parts.push(page.bytes.subarray(from, at));
    partBytes = parts.reduce((sum, part) => sum + part.length, 0);
    if (partBytes > MAX_PACKET_BYTES) parts = [];
    packets.forEach((data, i) => {
      const final = i === packets.length - 1;
      queue.push({ data, granule: final ? page.granule : -1, last: final && page.last });
    });
  };

  return async () => {
    while (queue.length === 0) {
      const page = await nextPage();
      if (page === null) return null;
      if (page.serial === serial) unpack(page);
    }
    const [first, ...rest] = queue;
    queue = rest;
    return first!;
  };
}

function join(parts: readonly Uint8Array[], last: Uint8Array): Uint8Array {
  if (parts.length === 0) return last;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, last.length));
  let at = 0;
  for (const part of [...parts, last]) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Granule position of the last page of stream `serial`, found from the end of the file; -1 when there is none. */
export async function lastGranule(source: ByteSource, serial: number): Promise<number> {
  const from = Math.max(0, source.bytes - 2 * MAX_PAGE_BYTES);
  const tail = await source.read(from, source.bytes - from);
  for (let at = tail.lastIndexOf(0x4f); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(0x4f, at - 1)) {
    const found = parseOggPage(tail, at, tail.length);
    if (found !== null && found.page.serial === serial && found.page.granule >= 0) return found.page.granule;
  }
  return -1;
}
