// M4A movie: the boxes that tell of one sound track, its length and its gaps (ISO/IEC 14496-12 and -14).
import { idBytes, joined, uint16, uint32 } from '../tags/byte-parts.ts';
import { APPLE_MEAN } from '../tags/mp4/ilst-names.ts';
import { metaBox } from '../tags/mp4/ilst-write.ts';
import { makeBox } from '../tags/mp4/mp4-box.ts';

/** Everything that the boxes say. All frames are of the sound's own rate. */
export interface MovieFacts {
  readonly sampleRateHz: number;
  readonly channels: number;
  /** Frames of the music. */
  readonly frames: number;
  /** Decoded frames before it. */
  readonly skipFrames: number;
  readonly packetFrames: number;
  /** Bytes of each packet. */
  readonly packetBytes: Uint32Array;
  /** Packets of a chunk; the last may have fewer. */
  readonly chunkPackets: number;
  /** Where each chunk begins in the file. */
  readonly chunkPlaces: readonly number[];
  /** AudioSpecificConfig. */
  readonly config: Uint8Array;
  /** Most bits that a second has. */
  readonly peakBitsPerS: number;
}

/** The file's kind: M4A, for which any reader of MP4 will do. */
export const FILE_TYPE: Uint8Array = makeBox('ftyp', idBytes('M4A '), uint32(0), idBytes('M4A mp42isom'));

const ENABLED_IN_MOVIE = 3;
/** 1 in 16.16, in 8.8. */
const ONE = 0x10000;
const FULL_VOLUME = 0x0100;
/** "und" in three times five bits. */
const NO_LANGUAGE = 0x55c4;
const MATRIX = joined([ONE, 0, 0, 0, ONE, 0, 0, 0, 0x40000000].map((value) => uint32(value)));
/** One packet of run-in before any place from which a player begins. */
const ROLL_PACKETS = -1;

const zeros = (bytes: number): Uint8Array => new Uint8Array(bytes);

/** A box with version 0 and `flags` before its parts. */
const fullBox = (name: string, flags: number, ...parts: readonly Uint8Array[]): Uint8Array =>
  makeBox(name, uint32(flags), ...parts);

/** The whole `moov` box. Its size depends on the counts of packets and chunks alone. */
export function movieBox(facts: MovieFacts): Uint8Array {
  const { sampleRateHz, frames } = facts;
  const head = fullBox(
    'mvhd',
    0,
    zeros(8),
    uint32(sampleRateHz),
    uint32(frames),
    uint32(ONE),
    uint16(FULL_VOLUME),
    zeros(10),
    MATRIX,
    zeros(24),
    uint32(2),
  );
  return makeBox('moov', head, trackBox(facts), makeBox('udta', metaBox([gaplessItem(facts)])));
}

/** Text, of no country. */
const TEXT_VALUE = joined([uint32(1), uint32(0)]);

/** iTunes' note of priming, padding and length, which its players trust rather than the edit list. */
function gaplessItem({ skipFrames, frames, packetFrames, packetBytes }: MovieFacts): Uint8Array {
  const padding = packetFrames * packetBytes.length - skipFrames - frames;
  const hex = (value: number, digits: number): string =>
    value.toString(16).toUpperCase().padStart(digits, '0');
  const unused = Array.from({ length: 8 }, () => hex(0, 8));
  const words = [hex(0, 8), hex(skipFrames, 8), hex(padding, 8), hex(frames, 16), ...unused];
  return makeBox(
    '----',
    fullBox('mean', 0, idBytes(APPLE_MEAN)),
    fullBox('name', 0, idBytes('iTunSMPB')),
    makeBox('data', TEXT_VALUE, idBytes(` ${words.join(' ')}`)),
  );
}

function trackBox(facts: MovieFacts): Uint8Array {
  const { frames, skipFrames } = facts;
  const head = fullBox(
    'tkhd',
    ENABLED_IN_MOVIE,
    zeros(8),
    uint32(1),
    zeros(4),
    uint32(frames),
    zeros(12),
    uint16(FULL_VOLUME),
    zeros(2),
    MATRIX,
    zeros(8),
  );
  const edit = fullBox('elst', 0, uint32(1), uint32(frames), uint32(skipFrames), uint32(ONE));
  return makeBox('trak', head, makeBox('edts', edit), mediaBox(facts));
}

function mediaBox(facts: MovieFacts): Uint8Array {
  const { sampleRateHz, frames, skipFrames } = facts;
  return makeBox(
    'mdia',
    fullBox(
      'mdhd',
      0,
      zeros(8),
      uint32(sampleRateHz),
      uint32(skipFrames + frames),
      uint16(NO_LANGUAGE),
      zeros(2),
    ),
    fullBox('hdlr', 0, zeros(4), idBytes('soun'), zeros(13)),
    makeBox(
      'minf',
      fullBox('smhd', 0, zeros(4)),
      makeBox('dinf', fullBox('dref', 0, uint32(1), fullBox('url ', 1))),
      tableBox(facts),
    ),
  );
}

/** How packets lie in time and in the file. */
function tableBox(facts: MovieFacts): Uint8Array {
  const { packetFrames, packetBytes, chunkPlaces, frames, skipFrames } = facts;
  const count = packetBytes.length;
  const lastFrames = skipFrames + frames - packetFrames * (count - 1);
  return makeBox(
    'stbl',
    fullBox('stsd', 0, uint32(1), sampleEntry(facts)),
    // The last packet lasts as long as there is music: by that some players cut, not by the edit list.
    fullBox('stts', 0, uint32(2), ...[count - 1, packetFrames, 1, lastFrames].map((value) => uint32(value))),
    chunkTable(facts),
    fullBox('stsz', 0, uint32(0), uint32(count), numbers(packetBytes)),
    fullBox('stco', 0, uint32(chunkPlaces.length), numbers(Uint32Array.from(chunkPlaces))),
    makeBox('sgpd', uint32(ONE << 8), idBytes('roll'), uint32(2), uint32(1), uint16(ROLL_PACKETS & 0xffff)),
    fullBox('sbgp', 0, idBytes('roll'), uint32(1), uint32(count), uint32(1)),
  );
}

/** From which chunk on there are how many packets: all alike but the last. */
function chunkTable({ chunkPackets, chunkPlaces, packetBytes }: MovieFacts): Uint8Array {
  const last = packetBytes.length - chunkPackets * (chunkPlaces.length - 1);
  const full = chunkPlaces.length > 1 ? [1, chunkPackets, 1] : [];
  const entries = [...full, chunkPlaces.length, last, 1].map((value) => uint32(value));
  return fullBox('stsc', 0, uint32(entries.length / 3), ...entries);
}

/** Big-endian. */
function numbers(values: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => view.setUint32(4 * i, value));
  return bytes;
}

function sampleEntry(facts: MovieFacts): Uint8Array {
  const { channels, sampleRateHz } = facts;
  // 16.16 holds no more than 65535 Hz: above, the config alone tells.
  const rate = sampleRateHz > 0xffff ? 0 : sampleRateHz;
  return makeBox(
    'mp4a',
    zeros(6),
    uint16(1),
    zeros(8),
    uint16(channels),
    uint16(16),
    zeros(4),
    uint16(rate),
    zeros(2),
    fullBox('esds', 0, streamDescriptor(facts)),
  );
}

const TAGS = { stream: 3, decoder: 4, config: 5, sync: 6 } as const;
const AUDIO_ISO_14496_3 = 0x40;
const AUDIO_STREAM = 0x15;
/** Bytes of a decoder's buffer for each channel: the largest packet there is. */
const BUFFER_BYTES = 768;

function streamDescriptor(facts: MovieFacts): Uint8Array {
  const { config, channels, peakBitsPerS, packetBytes, packetFrames, sampleRateHz } = facts;
  const total = packetBytes.reduce((sum, bytes) => sum + bytes, 0);
  const average = Math.round((total * 8 * sampleRateHz) / (packetFrames * packetBytes.length));
  const decoder = descriptor(
    TAGS.decoder,
    Uint8Array.of(AUDIO_ISO_14496_3, AUDIO_STREAM, 0),
    uint16(BUFFER_BYTES * channels),
    uint32(Math.max(average, peakBitsPerS)),
    uint32(average),
    descriptor(TAGS.config, config),
  );
  return descriptor(TAGS.stream, zeros(3), decoder, descriptor(TAGS.sync, Uint8Array.of(2)));
}

/** Tag, length below 128, body. */
function descriptor(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = joined(parts);
  return joined([Uint8Array.of(tag, body.length), body]);
}
