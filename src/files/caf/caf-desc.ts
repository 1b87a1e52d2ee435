// CAF desc: what the `desc` chunk says of the samples, checked.
import { Fault } from '../../signal/fault.ts';
import { readId, viewOf } from '../bytes.ts';
import type { ReadNote } from '../format.ts';
import type { SampleLayout } from '../pcm/pcm.ts';
import { checkSignal } from '../signal-limits.ts';
import { FLOAT_FLAG, LITTLE_ENDIAN_FLAG } from './caf-constants.ts';

export const DESC_BYTES = 32;

/** How the sound of a CAF file is stored. */
export interface CafDesc {
  /** Four letters: `lpcm`, `alac`, `ulaw` … */
  readonly id: string;
  readonly flags: number;
  readonly sampleRateHz: number;
  readonly channels: number;
  /** 0 where packets differ. */
  readonly bytesPerPacket: number;
  readonly framesPerPacket: number;
  /** 0 for what is compressed. */
  readonly bits: number;
}

/** Plain samples. */
export interface CafPcm {
  readonly codec: 'pcm' | 'float' | 'mu-law' | 'a-law';
  readonly bits: number | null;
  readonly layout: SampleLayout;
}

/** What we know but do not decode. */
const FOREIGN: Readonly<Record<string, string>> = {
  'aac ': 'AAC',
  aach: 'HE-AAC',
  '.mp1': 'MPEG layer 1',
  '.mp2': 'MPEG layer 2',
  '.mp3': 'MP3',
  ima4: 'IMA ADPCM',
  MAC3: 'MACE 3:1',
  MAC6: 'MACE 6:1',
  QDM2: 'QDesign Music 2',
  opus: 'Opus',
  flac: 'FLAC',
  agsm: 'GSM 6.10',
  'ac-3': 'AC-3',
};

/** The body of a `desc` chunk. Faults: `format-chunk-short`, `bad-channel-count`, `bad-sample-rate`. Note: `fractional-rate`. */
export function readCafDesc(body: Uint8Array, file: string, notes: ReadNote[]): CafDesc {
  if (body.length < DESC_BYTES) throw new Fault('format-chunk-short', 'input', { file, bytes: body.length });
  const view = viewOf(body);
  const exactHz = view.getFloat64(0, false);
  const sampleRateHz = Math.round(exactHz);
  const channels = view.getUint32(24, false);
  checkSignal(channels, sampleRateHz, file);
  if (sampleRateHz !== exactHz)
    notes.push({ code: 'fractional-rate', facts: { declaredHz: exactHz, usedHz: sampleRateHz } });
  return {
    id: readId(body, 8),
    flags: view.getUint32(12, false),
    sampleRateHz,
    channels,
    bytesPerPacket: view.getUint32(16, false),
    framesPerPacket: view.getUint32(20, false),
    bits: view.getUint32(28, false),
  };
}

/** Faults: `unsupported-codec`, `bad-bit-depth`. Note: `block-align-wrong`. */
export function readCafPcm(desc: CafDesc, file: string, notes: ReadNote[]): CafPcm {
  const { id, flags, bits } = desc;
  const littleEndian = (flags & LITTLE_ENDIAN_FLAG) !== 0;
  if (id === 'ulaw' || id === 'alaw') {
    const codec = id === 'ulaw' ? 'mu-law' : 'a-law';
    return { codec, bits: null, layout: { encoding: codec, bytes: 1, littleEndian } };
  }
  if (id !== 'lpcm') throw unsupported(id, file);
  const float = (flags & FLOAT_FLAG) !== 0;
  const possible = float ? bits === 32 || bits === 64 : bits >= 1 && bits <= 32;
  if (!possible) throw new Fault('bad-bit-depth', 'input', { file, bits });
  const layout = { encoding: float ? 'float' : 'signed', bytes: sampleBytes(desc, float, notes) } as const;
  return { codec: float ? 'float' : 'pcm', bits, layout: { ...layout, littleEndian } };
}

/** A sample may be wider than its bits, which then stand at its top. */
function sampleBytes(desc: CafDesc, float: boolean, notes: ReadNote[]): number {
  const { bytesPerPacket, framesPerPacket, channels, bits } = desc;
  const least = Math.ceil(bits / 8);
  const stated = bytesPerPacket / channels;
  if (stated === least && framesPerPacket === 1) return stated;
  const wider = !float && stated > least && stated <= 4 && Number.isInteger(stated);
  if (wider && framesPerPacket === 1) return stated;
  notes.push({ code: 'block-align-wrong', facts: { declared: bytesPerPacket, used: least * channels } });
  return least;
}

export function unsupported(id: string, file: string): Fault {
  const codec = Object.hasOwn(FOREIGN, id) ? FOREIGN[id]! : id.replace(/[^\x20-\x7e]/g, '?').trim();
  return new Fault('unsupported-codec', 'input', { file, codec });
}
