// FLAC metadata: everything before the first frame, of one length whatever was written (RFC 9639, section 8).
import { viewOf } from '../bytes.ts';
import { formatSeekTable, MOST_SEEK_POINTS, SEEK_POINT_BYTES, type SeekPoint } from './flac-seek-table.ts';
import { formatStreamInfo, type StreamInfo } from './flac-stream-info.ts';

const STREAM_INFO = 0;
const PADDING = 1;
const SEEK_TABLE = 3;
const VORBIS_COMMENT = 4;
const LAST = 0x80;

const VENDOR = 'Lacquer';
const BLOCK_HEAD_BYTES = 4;
/** Room for tags without rewriting the file even where the seek table is full; where it is not, its share is room too. */
const LEAST_PADDING_BYTES = 1024;
const RESERVED_BYTES = 2 * BLOCK_HEAD_BYTES + MOST_SEEK_POINTS * SEEK_POINT_BYTES + LEAST_PADDING_BYTES;

/** "fLaC", stream info, seek table (none without points), the vendor's comment, padding. */
export function formatMetadata(info: StreamInfo, points: readonly SeekPoint[]): Uint8Array {
  const table = points.length === 0 ? [] : [block(SEEK_TABLE, formatSeekTable(points))];
  const tableBytes = table.reduce((sum, part) => sum + part.length, 0);
  const padding = new Uint8Array(RESERVED_BYTES - tableBytes - BLOCK_HEAD_BYTES);
  const parts = [
    Uint8Array.of(0x66, 0x4c, 0x61, 0x43),
    block(STREAM_INFO, formatStreamInfo(info)),
    ...table,
    block(VORBIS_COMMENT, vendorComment()),
    block(LAST | PADDING, padding),
  ];
  const header = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    header.set(part, at);
    at += part.length;
  }
  return header;
}

/** Its length and its bytes, low byte first, and no comments. */
function vendorComment(): Uint8Array {
  const vendor = new TextEncoder().encode(VENDOR);
  const comment = new Uint8Array(8 + vendor.length);
  viewOf(comment).setUint32(0, vendor.length, true);
  comment.set(vendor, 4);
  return comment;
}

function block(type: number, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(BLOCK_HEAD_BYTES + body.length);
  bytes.set([type, body.length >>> 16, (body.length >>> 8) & 255, body.length & 255]);
  bytes.set(body, BLOCK_HEAD_BYTES);
  return bytes;
}
