// MP3 tag: the Xing or Info frame with LAME's extension, by which players know length, places and gaps to cut.
import { mp3Crc, type Mp3Count } from './mp3-count.ts';
import { parseMp3Frame, type Mp3Frame } from './mp3-frame.ts';

/** What LAME puts before the music (its ENCDELAY); every decoder adds 529 of its own. */
export const LAME_DELAY_FRAMES = 576;

/** Index of 128 kbit/s in MPEG-1, of 64 in MPEG-2: room for the tag in a stream whose rate varies, as LAME has it. */
const VARIABLE_RATE_INDEX = { mpeg1: 9, mpeg2: 8 };
const MPEG1_VERSION = 3;

const VERSION = 'LAME3.100';
/** Frames, bytes, table of contents and quality are all there. */
const ALL_FLAGS = 15;
const TOC_ENTRIES = 100;
/** LAME's numbers of its methods: constant rate, and the newer variable one. */
const METHOD = { constant: 1, variable: 4 };
/** 100 minus ten times V, and for constant rates LAME's usual 57. */
const QUALITY = { constant: 57, variable: 100 };
/** Of V0; a constant rate is its own preset. */
const PRESET_V0 = 500;
/** The peak has 23 bits behind the point. */
const PEAK_SCALE = 2 ** 23;
const MOST_U32 = 2 ** 32 - 1;
/** Where the parts of the extension lie, from the four letters on (STANDARDS of the trade: LAME's own layout). */
const AT = {
  flags: 4,
  frames: 8,
  bytes: 12,
  toc: 16,
  quality: 116,
  version: 120,
  method: 129,
  peak: 131,
  /** Its byte, and in the three behind it 12 bits each of delay and padding. */
  rate: 140,
  misc: 144,
  preset: 146,
  musicBytes: 148,
  musicCrc: 152,
  tagCrc: 154,
} as const;

/** What has become of the stream. */
export interface Mp3Told {
  /** Frames of sound encoded. */
  readonly frames: number;
  /** Loudest sample encoded, 1 being full scale. */
  readonly peak: number;
  readonly count: Mp3Count;
}

/** Bytes of the tag's frame in a stream that begins with `head`; null when that is too short to tell. */
export const mp3TagBytes = (head: Uint8Array, variable: boolean): number | null =>
  head.length < 4 ? null : frameOf(tagHeader(head, variable)).bytes;

/** The tag's frame for a stream that began with `head`. */
export function formatMp3Tag(
  head: Uint8Array,
  variable: boolean,
  { frames, peak, count }: Mp3Told,
): Uint8Array {
  const header = tagHeader(head, variable);
  const frame = frameOf(header);
  const bytes = new Uint8Array(frame.bytes);
  const view = new DataView(bytes.buffer, frame.sideEnd);
  const totalBytes = frame.bytes + count.bytes;
  const padding = count.frames * frame.frames - LAME_DELAY_FRAMES - frames;
  const kbits = Math.round((frameOf(head).bytes * 8 * frame.sampleRateHz) / frame.frames / 1000);
  bytes.set(header);
  bytes.set(latin(variable ? 'Xing' : 'Info'), frame.sideEnd);
  view.setUint32(AT.flags, ALL_FLAGS);
  view.setUint32(AT.frames, count.frames);
  view.setUint32(AT.bytes, Math.min(MOST_U32, totalBytes));
  bytes.set(contents(count, frame.bytes, totalBytes), frame.sideEnd + AT.toc);
  view.setUint32(AT.quality, variable ? QUALITY.variable : QUALITY.constant);
  bytes.set(latin(VERSION), frame.sideEnd + AT.version);
  view.setUint8(AT.method, variable ? METHOD.variable : METHOD.constant);
  view.setUint32(AT.peak, Math.min(MOST_U32, Math.round(peak * PEAK_SCALE)));
  view.setUint32(AT.rate, (LAME_DELAY_FRAMES << 12) | padding);
  view.setUint8(AT.rate, variable ? 0 : Math.min(255, kbits));
  view.setUint8(AT.misc, miscellany(frame));
  view.setUint16(AT.preset, variable ? PRESET_V0 : kbits);
  view.setUint32(AT.musicBytes, Math.min(MOST_U32, totalBytes));
  view.setUint16(AT.musicCrc, count.crc);
  view.setUint16(AT.tagCrc, mp3Crc(bytes.subarray(0, frame.sideEnd + AT.tagCrc)));
  return bytes;
}

/** That of the first frame, without padding and stereo tricks, at the rate that gives the tag room. */
function tagHeader(head: Uint8Array, variable: boolean): Uint8Array {
  const header = head.slice(0, 4);
  header[2]! &= ~2;
  header[3]! &= ~0x30;
  if (!variable) return header;
  const isFirst = ((header[1]! >>> 3) & 3) === MPEG1_VERSION;
  const index = isFirst ? VARIABLE_RATE_INDEX.mpeg1 : VARIABLE_RATE_INDEX.mpeg2;
  header[2] = (index << 4) | (header[2]! & 15);
  return header;
}

function frameOf(header: Uint8Array): Mp3Frame {
  const frame = parseMp3Frame(header, 0, header.length);
  if (frame === null) throw new Error('The encoder gave something that is no frame.');
  return frame;
}

/** For each hundredth of the time, where it lies in 256ths of the bytes. */
function contents(count: Mp3Count, tagBytes: number, totalBytes: number): Uint8Array {
  return Uint8Array.from({ length: TOC_ENTRIES }, (_, i) => {
    const place = tagBytes + count.placeOf(Math.floor((i * count.frames) / TOC_ENTRIES));
    return i === 0 ? 0 : Math.min(255, Math.floor((256 * place) / totalBytes));
  });
}

/** Noise shaping 1, stereo mode (0 mono, 3 joint), and in two bits how high the rate of the source was. */
function miscellany({ channels, sampleRateHz }: Mp3Frame): number {
  const rate = sampleRateHz <= 32000 ? 0 : sampleRateHz === 44100 ? 1 : 2;
  return 1 | ((channels === 1 ? 0 : 3) << 2) | (rate << 6);
}

const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
