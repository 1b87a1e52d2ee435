// Ogg carrier: tags of Ogg Vorbis and Opus in the comment header; the sound's packets stay as they are, its pages are renumbered.
import { viewOf } from '../../bytes.ts';
import { MAX_PAGE_BYTES, pageCrc, parseOggPage } from '../../ogg/ogg-pages.ts';
import type { ByteSink, ByteSource } from '../../place.ts';
import { StreamWindow, windowCapacity } from '../../stream-window.ts';
import { copyRange, idBytes, joined } from '../byte-parts.ts';
import { parseGain, r128Text } from '../checks/replay-gain.ts';
import type { NamedValue, TagContent } from '../named-values.ts';
import type { TagCarrier, TagNote, TagReading } from '../tag-carrier.ts';
import { tell } from '../tag-note.ts';
import { tagsOfContent } from '../tags-of-values.ts';
import type { Tags } from '../tags.ts';
import { contentOfTags } from '../values-of-tags.ts';
import { pictureComment } from '../vorbis/flac-picture.ts';
import { readVorbisComment, writeVorbisComment } from '../vorbis/vorbis-comment.ts';
import { HELD_ALMOST_ALL, heldTags } from './held-fields.ts';
import { headerPages, readOggHeaders, sealed, type OggHeaders } from './ogg-headers.ts';

/** What stands before the comment in its packet, and the framing bit that Vorbis has behind it. */
const MARKS = { vorbis: '\x03vorbis', opus: 'OpusTags' } as const;
const TAILS = { vorbis: Uint8Array.of(1), opus: new Uint8Array(0) } as const;

const commentOf = ({ codec, packets }: OggHeaders, notes: TagNote[]): ReturnType<typeof readVorbisComment> =>
  readVorbisComment(packets[0]!.subarray(MARKS[codec].length), notes);

async function read(source: ByteSource): Promise<TagReading> {
  const notes: TagNote[] = [];
  const headers = await readOggHeaders(source);
  return { tags: tagsOfContent(commentOf(headers, notes), notes), notes };
}

async function copyWith(
  source: ByteSource,
  target: ByteSink,
  tags: Tags | null,
): Promise<readonly TagNote[]> {
  const notes: TagNote[] = [];
  const headers = await readOggHeaders(source);
  const { codec, packets, serial, sequence, leading, between, pages, soundAt } = headers;
  const values = tags === null ? [] : commentsFor(codec, tags, notes);
  const comment = writeVorbisComment(commentOf(headers, []).vendor, values, 'ogg', notes);
  const first = joined([idBytes(MARKS[codec]), comment, TAILS[codec]]);
  const fresh = headerPages([first, ...packets.slice(1)], serial, sequence);
  for (const part of [leading, ...fresh, ...between]) await target.write(part);
  if (fresh.length === pages) await copyRange(source, target, soundAt, source.bytes - soundAt);
  else await renumber(source, target, soundAt, serial, fresh.length - pages);
  return notes;
}

function commentsFor(codec: 'vorbis' | 'opus', given: Tags, notes: TagNote[]): NamedValue[] {
  const content = contentOfTags(heldTags(given, HELD_ALMOST_ALL, 'ogg', notes), notes);
  return [
    ...(codec === 'opus' ? opusGains(content, notes) : content.values),
    ...content.artwork.map(pictureComment),
  ];
}

/** Opus has gains of its own, re −23 LUFS, and no peaks (RFC 7845, section 5.2.1). */
function opusGains({ values }: TagContent, notes: TagNote[]): NamedValue[] {
  return values.flatMap(([name, value]): NamedValue[] => {
    const found = /^REPLAYGAIN_(TRACK|ALBUM)_(GAIN|PEAK)$/.exec(name);
    if (found === null) return name === 'REPLAYGAIN_REFERENCE_LOUDNESS' ? [] : [[name, value]];
    const gainDb = found[2] === 'GAIN' ? parseGain(value) : null;
    if (gainDb !== null) return [[`R128_${found[1]}_GAIN`, r128Text(gainDb)]];
    tell(notes, 'field-not-held', { field: `replayGain.${found[1]!.toLowerCase()}Peak`, format: 'opus' });
    return [];
  });
}

/** Copies the pages from `from` on, those of `serial` with numbers `shift` higher. What is no page is copied as it is. */
async function renumber(
  source: ByteSource,
  target: ByteSink,
  from: number,
  serial: number,
  shift: number,
): Promise<void> {
  const window = new StreamWindow(source, from, new Uint8Array(windowCapacity(MAX_PAGE_BYTES)));
  for (;;) {
    await window.fill(MAX_PAGE_BYTES);
    const { bytes, start, end } = window;
    if (start >= end) return;
    const found = parseOggPage(bytes, start, end);
    if (found === null) {
      const mark = bytes.indexOf(0x4f, start + 1);
      const stop = mark < 0 || mark > end ? end : mark;
      await target.write(bytes.slice(start, stop));
      window.start = stop;
    } else {
      const { page, length } = found;
      await target.write(page.serial === serial ? renumbered(page.bytes, shift) : page.bytes);
      window.start += length;
    }
  }
}

/** Damage stays damage: the checksum is off by as much as it was. */
function renumbered(page: Uint8Array, shift: number): Uint8Array {
  const view = viewOf(page);
  const error = pageCrc(page) ^ view.getInt32(22, true);
  view.setUint32(18, view.getUint32(18, true) + shift, true);
  return sealed(page, error);
}

export const OGG_CARRIER: TagCarrier = { format: 'ogg', holds: HELD_ALMOST_ALL, read, copyWith };
