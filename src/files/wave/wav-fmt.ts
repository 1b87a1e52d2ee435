// WAV fmt: what the `fmt ` chunk says of the samples, checked, and the same chunk written.
import { Fault } from '../../signal/fault.ts';
import { viewOf, writeAscii } from '../bytes.ts';
import type { ReadNote, WriteFormat } from '../format.ts';
import type { SampleLayout } from '../pcm/pcm.ts';
import { checkSignal } from '../signal-limits.ts';

/** How the samples of a WAV file are stored. */
export interface WavFmt {
  readonly codec: 'pcm' | 'float' | 'mu-law' | 'a-law';
  readonly sampleRateHz: number;
  readonly channels: number;
  /** Valid bits of a sample, at most those of its container; null for the laws of G.711. */
  readonly bits: number | null;
  readonly layout: SampleLayout;
  /** dwChannelMask; 0 where the file does not say. */
  readonly channelMask: number;
}

const PCM = 0x0001;
const FLOAT = 0x0003;
const G711 = { 0x0006: 'a-law', 0x0007: 'mu-law' } as const;
const EXTENSIBLE = 0xfffe;

/** Names of what we know but do not decode, from the registry of RFC 2361. */
const CODECS: Readonly<Record<number, string>> = {
  0x0002: 'Microsoft ADPCM',
  0x0011: 'IMA ADPCM',
  0x0031: 'GSM 6.10',
  0x0050: 'MPEG',
  0x0055: 'MP3',
  0x00ff: 'AAC',
  0x0161: 'Windows Media Audio',
  0x2000: 'AC-3',
  0x566f: 'Vorbis',
  0xf1ac: 'FLAC',
};

/** Second half of every sub-format GUID that is a plain format tag: `TTTT0000-0000-1000-8000-00AA00389B71`. */
const GUID_TAIL = [0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71];

/**
 * Reads the body of a `fmt ` chunk. Faults: `format-chunk-short`, `unsupported-codec`, `bad-channel-count`,
 * `bad-sample-rate`, `bad-bit-depth`. Notes: `block-align-wrong`, `valid-bits-wrong`, `extension-missing`.
 */
export function readWavFmt(body: Uint8Array, littleEndian: boolean, file: string, notes: ReadNote[]): WavFmt {
  if (body.length < 16) throw new Fault('format-chunk-short', 'input', { file, bytes: body.length });
  const view = viewOf(body);
  const tag = realTag(body, view, littleEndian, file, notes);
  if (tag !== PCM && tag !== FLOAT && !isG711(tag)) throw unsupported(tag, file);
  const channels = view.getUint16(2, littleEndian);
  const sampleRateHz = view.getUint32(4, littleEndian);
  checkSignal(channels, sampleRateHz, file);
  const channelMask = statedMask(body, view, littleEndian);
  if (isG711(tag)) {
    const layout = { encoding: G711[tag], bytes: 1, littleEndian };
    return { codec: G711[tag], sampleRateHz, channels, bits: null, layout, channelMask };
  }
  const statedBits = view.getUint16(14, littleEndian);
  const bytes = containerBytes(
    view.getUint16(12, littleEndian),
    channels,
    statedBits,
    tag === FLOAT,
    file,
    notes,
  );
  const bits = tag === FLOAT ? 8 * bytes : validBits(body, view, littleEndian, statedBits, bytes, notes);
  const encoding = tag === FLOAT ? 'float' : bytes === 1 ? 'unsigned' : 'signed';
  return {
    codec: tag === FLOAT ? 'float' : 'pcm',
    sampleRateHz,
    channels,
    bits,
    layout: { encoding, bytes, littleEndian },
    channelMask,
  };
}

const isG711 = (tag: number): tag is keyof typeof G711 => tag in G711;

/** The loudspeakers' mask of the extension; 0 without one. */
function statedMask(body: Uint8Array, view: DataView, littleEndian: boolean): number {
  const extended = body.length >= 40 && view.getUint16(0, littleEndian) === EXTENSIBLE;
  return extended ? view.getUint32(20, littleEndian) : 0;
}

/** The mask for a FileFormat, where the chunk states one. */
export function maskOfFmt({ channelMask }: WavFmt): { readonly channelMask?: number } {
  return channelMask === 0 ? {} : { channelMask };
}

/** The tag, or the one inside the extension. An extensible tag without its extension is read as integers. */
function realTag(
  body: Uint8Array,
  view: DataView,
  littleEndian: boolean,
  file: string,
  notes: ReadNote[],
): number {
  const tag = view.getUint16(0, littleEndian);
  if (tag !== EXTENSIBLE) return tag;
  if (body.length < 40) {
    notes.push({ code: 'extension-missing', facts: { bytes: body.length } });
    return PCM;
  }
  const plain = GUID_TAIL.every((byte, i) => body[26 + i] === byte);
  if (!plain) throw unsupported(tag, file);
  return view.getUint16(24, littleEndian);
}

function unsupported(tag: number, file: string): Fault {
  const hex = `0x${tag.toString(16).padStart(4, '0')}`;
  return new Fault('unsupported-codec', 'input', { file, codec: CODECS[tag] ?? `format tag ${hex}` });
}

/** Bytes of one sample: from the block size where that is possible, else from the word length. */
function containerBytes(
  blockAlign: number,
  channels: number,
  bits: number,
  float: boolean,
  file: string,
  notes: ReadNote[],
): number {
  const least = Math.ceil(bits / 8);
  const possible = float ? least === 4 || least === 8 : bits >= 1 && bits <= 32;
  if (!possible) throw new Fault('bad-bit-depth', 'input', { file, bits });
  const stated = blockAlign / channels;
  if (stated === least || (!float && stated > least && stated <= 4 && Number.isInteger(stated)))
    return stated;
  notes.push({ code: 'block-align-wrong', facts: { declared: blockAlign, used: least * channels } });
  return least;
}

/** The word length: stated in the extension where there is one, never more than the container holds. */
function validBits(
  body: Uint8Array,
  view: DataView,
  littleEndian: boolean,
  stated: number,
  bytes: number,
  notes: ReadNote[],
): number {
  const extended = view.getUint16(0, littleEndian) === EXTENSIBLE && body.length >= 40;
  const valid = extended ? view.getUint16(18, littleEndian) : stated;
  if (valid >= 1 && valid <= 8 * bytes) return valid;
  if (valid !== 0) notes.push({ code: 'valid-bits-wrong', facts: { declared: valid, used: 8 * bytes } });
  return 8 * bytes;
}

/**
 * The whole `fmt ` chunk, with its header. 8 to 24-bit mono and stereo carry the plain tag, which every reader knows;
 * float mono and stereo the float tag; 32-bit integers and more channels need the extensible form.
 */
export function writeWavFmt(format: WriteFormat): Uint8Array {
  const tag = format.encoding === 'float' ? FLOAT : PCM;
  const extended = format.channels > 2 || (tag === PCM && format.bits > 24);
  const bodyBytes = extended ? 40 : tag === FLOAT ? 18 : 16;
  const chunk = new Uint8Array(8 + bodyBytes);
  const view = viewOf(chunk);
  const blockAlign = (format.channels * format.bits) / 8;
  writeAscii(chunk, 0, 'fmt ');
  view.setUint32(4, bodyBytes, true);
  view.setUint16(8, extended ? EXTENSIBLE : tag, true);
  view.setUint16(10, format.channels, true);
  view.setUint32(12, format.sampleRateHz, true);
  view.setUint32(16, Math.min(0xffffffff, format.sampleRateHz * blockAlign), true);
  view.setUint16(20, blockAlign, true);
  view.setUint16(22, format.bits, true);
  if (extended) writeExtension(chunk, view, format, tag);
  return chunk;
}

/** Size, valid bits, speaker mask, GUID. More than two channels name no speakers: mask 0. */
function writeExtension(chunk: Uint8Array, view: DataView, format: WriteFormat, tag: number): void {
  view.setUint16(24, 22, true);
  view.setUint16(26, format.bits, true);
  view.setUint32(28, format.channels === 1 ? 0x4 : format.channels === 2 ? 0x3 : 0, true);
  view.setUint16(32, tag, true);
  chunk.set(GUID_TAIL, 34);
}
