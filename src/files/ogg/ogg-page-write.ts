// Ogg page writing: packets of one stream laid into pages, each with its checksum (RFC 3533).
import { HEADER_BYTES, pageCrc } from './ogg-pages.ts';

/** Number of the one stream in a file; always the same, so that the same sound gives the same bytes. */
export const OGG_SERIAL = 0x4c616371;

const MOST_SEGMENTS = 255;
const MOST_SEGMENT_BYTES = 255;
/** No packet ends on the page. */
const NO_GRANULE = -1;
const FLAGS = { continued: 1, first: 2, last: 4 } as const;

/** Writes the packets of one stream. */
export interface OggPageWriter {
  /** Pages that `packet` and what was held make: it ends a page when `flush` is set or no more fit. */
  add(packet: Uint8Array, granule: number, options?: { flush?: boolean; last?: boolean }): Uint8Array[];
}

interface Held {
  readonly segments: number[];
  readonly parts: Uint8Array[];
  granule: number;
  continued: boolean;
}

const emptyPage = (continued: boolean): Held => ({
  segments: [],
  parts: [],
  granule: NO_GRANULE,
  continued,
});

/** `granule` of a packet: samples that the stream has when it is decoded, in the codec's counting. */
export function createOggPageWriter(serial = OGG_SERIAL): OggPageWriter {
  let sequence = 0;
  let held = emptyPage(false);

  const close = (continues: boolean, last: boolean): Uint8Array => {
    const page = formatPage(held, serial, sequence, last);
    sequence++;
    held = emptyPage(continues);
    return page;
  };

  return {
    add(packet, granule, { flush = false, last = false } = {}) {
      const pages: Uint8Array[] = [];
      const needed = Math.floor(packet.length / MOST_SEGMENT_BYTES) + 1;
      if (held.segments.length > 0 && held.segments.length + needed > MOST_SEGMENTS)
        pages.push(close(false, false));
      let at = 0;
      for (let segment = 0; segment < needed; segment++) {
        if (held.segments.length === MOST_SEGMENTS) pages.push(close(true, false));
        const count = Math.min(MOST_SEGMENT_BYTES, packet.length - at);
        held.segments.push(count);
        // The page outlives the packet, whose memory is the caller's.
        held.parts.push(packet.slice(at, at + count));
        at += count;
      }
      held.granule = granule;
      if (flush || last) pages.push(close(false, last));
      return pages;
    },
  };
}

function formatPage(held: Held, serial: number, sequence: number, last: boolean): Uint8Array {
  const bodyAt = HEADER_BYTES + held.segments.length;
  const bodyBytes = held.segments.reduce((sum, segment) => sum + segment, 0);
  const page = new Uint8Array(bodyAt + bodyBytes);
  const view = new DataView(page.buffer);
  page.set([0x4f, 0x67, 0x67, 0x53]);
  page[5] =
    (held.continued ? FLAGS.continued : 0) | (sequence === 0 ? FLAGS.first : 0) | (last ? FLAGS.last : 0);
  view.setBigInt64(6, BigInt(held.granule), true);
  view.setUint32(14, serial, true);
  view.setUint32(18, sequence, true);
  page[26] = held.segments.length;
  page.set(held.segments, HEADER_BYTES);
  let at = bodyAt;
  for (const part of held.parts) {
    page.set(part, at);
    at += part.length;
  }
  view.setInt32(22, pageCrc(page), true);
  return page;
}
