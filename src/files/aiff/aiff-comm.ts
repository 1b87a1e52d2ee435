// AIFF COMM: what the `COMM` chunk says of the samples, checked.
import { Fault } from '../../signal/fault.ts';
import { readExtended, readId, viewOf } from '../bytes.ts';
import type { ReadNote } from '../format.ts';
import type { SampleLayout } from '../pcm/pcm.ts';
import { checkSignal } from '../signal-limits.ts';

/** How the samples of an AIFF file are stored. */
export interface Comm {
  readonly codec: 'pcm' | 'float' | 'mu-law' | 'a-law';
  readonly sampleRateHz: number;
  readonly channels: number;
  /** Declared; 0 where a streaming writer did not know. */
  readonly frames: number;
  /** null for the laws of G.711. */
  readonly bits: number | null;
  readonly layout: SampleLayout;
}

/** What a compression id says: bits where the id fixes them, else COMM's own hold. */
interface Coding {
  readonly bits?: number;
  readonly float?: boolean;
  readonly unsigned?: boolean;
  readonly littleEndian?: boolean;
  readonly law?: 'mu-law' | 'a-law';
}

/** Apple's ids for uncompressed sound; letter case of the float ids varies. */
const CODINGS: Readonly<Record<string, Coding>> = {
  NONE: {},
  twos: {},
  sowt: { littleEndian: true },
  'raw ': { bits: 8, unsigned: true },
  in24: { bits: 24 },
  in32: { bits: 32 },
  ni24: { bits: 24, littleEndian: true },
  ni32: { bits: 32, littleEndian: true },
  '42ni': { bits: 24, littleEndian: true },
  '23ni': { bits: 32, littleEndian: true },
  fl32: { bits: 32, float: true },
  FL32: { bits: 32, float: true },
  fl64: { bits: 64, float: true },
  FL64: { bits: 64, float: true },
  ulaw: { bits: 8, law: 'mu-law' },
  ULAW: { bits: 8, law: 'mu-law' },
  alaw: { bits: 8, law: 'a-law' },
  ALAW: { bits: 8, law: 'a-law' },
};

/** What we know but do not decode. */
const FOREIGN: Readonly<Record<string, string>> = {
  ima4: 'IMA ADPCM',
  'GSM ': 'GSM 6.10',
  MAC3: 'MACE 3:1',
  MAC6: 'MACE 6:1',
  ADP4: 'ADPCM',
  G722: 'G.722',
  QDMC: 'QDesign Music',
  QDM2: 'QDesign Music 2',
  Qclp: 'Qualcomm PureVoice',
};

/**
 * Reads the body of a `COMM` chunk; `compressed`: AIFC, whose COMM names its compression. Faults: `format-chunk-short`,
 * `unsupported-codec`, `bad-channel-count`, `bad-sample-rate`, `bad-bit-depth`. Note: `fractional-rate`.
 */
export function readComm(body: Uint8Array, compressed: boolean, file: string, notes: ReadNote[]): Comm {
  if (body.length < (compressed ? 22 : 18)) {
    throw new Fault('format-chunk-short', 'input', { file, bytes: body.length });
  }
  const view = viewOf(body);
  const coding = codingOf(compressed ? readId(body, 18) : 'NONE', file);
  const channels = view.getUint16(0, false);
  const exactHz = readExtended(view, 8);
  const sampleRateHz = Math.round(exactHz);
  checkSignal(channels, sampleRateHz, file);
  if (sampleRateHz !== exactHz)
    notes.push({ code: 'fractional-rate', facts: { declaredHz: exactHz, usedHz: sampleRateHz } });
  const bits = coding.bits ?? view.getUint16(6, false);
  if (!(bits >= 1 && bits <= (coding.float ? 64 : 32)))
    throw new Fault('bad-bit-depth', 'input', { file, bits });
  return {
    codec: coding.law ?? (coding.float ? 'float' : 'pcm'),
    sampleRateHz,
    channels,
    frames: view.getUint32(2, false),
    bits: coding.law === undefined ? bits : null,
    layout: {
      encoding: coding.law ?? (coding.float ? 'float' : coding.unsigned ? 'unsigned' : 'signed'),
      bytes: Math.ceil(bits / 8),
      littleEndian: coding.littleEndian === true,
    },
  };
}

function codingOf(id: string, file: string): Coding {
  const coding = Object.hasOwn(CODINGS, id) ? CODINGS[id] : undefined;
  if (coding !== undefined) return coding;
  const codec = (Object.hasOwn(FOREIGN, id) ? FOREIGN[id] : undefined) ?? printable(id);
  throw new Fault('unsupported-codec', 'input', { file, codec });
}

/** Ids may hold any byte; what we quote is plain text. */
function printable(id: string): string {
  return id.replace(/[^\x20-\x7e]/g, '?').trim();
}
