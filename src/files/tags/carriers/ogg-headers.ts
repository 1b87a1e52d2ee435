// Ogg headers: the first packets of a Vorbis or Opus stream, with the pages they stand on.
import { Fault } from '../../../signal/fault.ts';
import { pageCrc, parseOggPage, type OggPage } from '../../ogg/ogg-pages.ts';
import { readId, viewOf } from '../../bytes.ts';
import { HeaderWindow } from '../../header-window.ts';
import type { ByteSource } from '../../place.ts';
import { idBytes, joined, MOST_PIECES, MOST_TAG_BYTES, uint32 } from '../byte-parts.ts';

export interface OggHeaders {
  readonly codec: 'vorbis' | 'opus';
  readonly serial: number;
  /** Pages before the comment's, of this stream and of others among them, as they stand. */
  readonly leading: Uint8Array;
  /** Pages of other streams between this one's. */
  readonly between: readonly Uint8Array[];
  /** Number of the first page after the identification, and of how many pages the headers were. */
  readonly sequence: number;
  readonly pages: number;
  /** The comment, and what follows it before the sound. */
  readonly packets: readonly Uint8Array[];
  readonly soundAt: number;
}

const CODECS = [
  { codec: 'vorbis', mark: '\x01vorbis', packets: 2 },
  { codec: 'opus', mark: 'OpusHead', packets: 1 },
] as const;

/** Segments that a page can have. */
const MOST_SEGMENTS = 255;
const CONTINUED = 1;
/** A page's head; its last byte tells how many lengths of segments follow. */
const PAGE_HEAD_BYTES = 27;
const MOST_PAGE_HEAD_BYTES = PAGE_HEAD_BYTES + MOST_SEGMENTS;

/** Faults: `no-tags-here` for other codecs, `file-cut-short`, `bad-header` where the headers are not whole. */
export async function readOggHeaders(source: ByteSource): Promise<OggHeaders> {
  const leading: Uint8Array[] = [];
  const between: Uint8Array[] = [];
  const parts: Uint8Array[][] = [[]];
  let stream: { codec: 'vorbis' | 'opus'; wanted: number; serial: number; sequence: number } | null = null;
  let pages = 0;
  let bytes = 0;
  let seen = 0;
  const window = new HeaderWindow(source);
  for (let at = 0; ; ) {
    const page = await pageAt(window, at);
    at += page.bytes.length;
    bytes += page.bytes.length;
    if (bytes > MOST_TAG_BYTES || ++seen > MOST_PIECES) throw badHeader(source);
    if (stream === null) {
      const known = codecOf(page);
      if (known === undefined && !isFirst(page)) throw noTags(source);
      if (known !== undefined)
        stream = { ...known, wanted: known.packets, serial: page.serial, sequence: sequenceOf(page) + 1 };
      leading.push(page.bytes);
    } else if (page.serial !== stream.serial) between.push(page.bytes);
    else {
      pages++;
      const whole = takeSegments(page, parts);
      if (whole > stream.wanted) throw badHeader(source);
      if (whole < stream.wanted) continue;
      const packets = parts.slice(0, stream.wanted).map(joined);
      const { codec, serial, sequence } = stream;
      return { codec, serial, leading: joined(leading), between, sequence, pages, packets, soundAt: at };
    }
  }
}

async function pageAt(window: HeaderWindow, at: number): Promise<OggPage> {
  const head = await window.at(at, MOST_PAGE_HEAD_BYTES);
  const segments = head.subarray(PAGE_HEAD_BYTES, PAGE_HEAD_BYTES + (head[PAGE_HEAD_BYTES - 1] ?? 0));
  const length = PAGE_HEAD_BYTES + segments.length + segments.reduce((sum, segment) => sum + segment, 0);
  const isPage = readId(head, 0) === 'OggS';
  const bytes = await window.at(at, length);
  const found = parseOggPage(bytes, 0, bytes.length);
  if (found !== null) return found.page;
  const { source } = window;
  if (!isPage || at + length <= source.bytes) throw badHeader(source);
  throw new Fault('file-cut-short', 'input', { file: source.name, bytes: source.bytes });
}

const badHeader = (source: ByteSource): Fault =>
  new Fault('bad-header', 'input', { file: source.name, field: 'Ogg' });
const noTags = (source: ByteSource): Fault =>
  new Fault('no-tags-here', 'usage', { file: source.name, format: 'ogg' });

const isFirst = (page: OggPage): boolean => (page.bytes[5]! & 2) !== 0;
const sequenceOf = (page: OggPage): number => viewOf(page.bytes).getUint32(18, true);

function codecOf(page: OggPage): (typeof CODECS)[number] | undefined {
  const start = String.fromCharCode(...page.bytes.subarray(page.bodyAt, page.bodyAt + 8));
  return isFirst(page) ? CODECS.find(({ mark }) => start.startsWith(mark)) : undefined;
}

/** Adds a page's segments to the packets; gives how many are whole. The last list is of the packet still open. */
function takeSegments(page: OggPage, parts: Uint8Array[][]): number {
  let at = page.bodyAt;
  for (const segment of page.segments) {
    parts.at(-1)!.push(page.bytes.subarray(at, at + segment));
    at += segment;
    if (segment < 255) parts.push([]);
  }
  return parts.length - 1 + (parts.at(-1)!.length > 0 ? 0.5 : 0);
}

/** Pages for `packets`, numbered from `sequence` on; the last ends with the last packet, so that the sound has a page of its own. */
export function headerPages(packets: readonly Uint8Array[], serial: number, sequence: number): Uint8Array[] {
  const segments = packets.flatMap(segmentsOf);
  const pages: Uint8Array[] = [];
  for (let at = 0; at < segments.length; at += MOST_SEGMENTS) {
    const continued = at > 0 && segments[at - 1]!.length === 255;
    pages.push(
      headerPage(segments.slice(at, at + MOST_SEGMENTS), continued, serial, sequence + pages.length),
    );
  }
  return pages;
}

/** Pieces of 255 bytes; the last one is shorter, and may be empty. */
function segmentsOf(packet: Uint8Array): Uint8Array[] {
  const count = Math.floor(packet.length / 255) + 1;
  return Array.from({ length: count }, (_, i) => packet.subarray(255 * i, 255 * (i + 1)));
}

/** Granule position 0; -1 where no packet ends on the page (RFC 3533, section 6). */
function headerPage(
  segments: readonly Uint8Array[],
  continued: boolean,
  serial: number,
  sequence: number,
): Uint8Array {
  const ends = segments.some((segment) => segment.length < 255);
  const granule = new Uint8Array(8).fill(ends ? 0 : 0xff);
  const lengths = Uint8Array.from(segments, (segment) => segment.length);
  const head = [idBytes('OggS'), Uint8Array.of(0, continued ? CONTINUED : 0), granule];
  const numbers = [
    uint32(serial >>> 0, true),
    uint32(sequence, true),
    uint32(0),
    Uint8Array.of(segments.length),
  ];
  return sealed(joined([...head, ...numbers, lengths, ...segments]));
}

/** The page with its checksum; `error` is left standing in it, so that a page that was damaged stays known as such. */
export function sealed(page: Uint8Array, error = 0): Uint8Array {
  viewOf(page).setInt32(22, pageCrc(page) ^ error, true);
  return page;
}
