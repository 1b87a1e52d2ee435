// CAF: the shared suite, both byte orders, data to the end of the file, layouts, and headers that lie.
import { describe, expect, it } from 'vitest';
import { viewOf, writeAscii, writeUint64 } from '../../../src/files/bytes.ts';
import { CAF } from '../../../src/files/caf/caf.ts';
import { CAF_WRITER } from '../../../src/files/caf/caf-writer.ts';
import { memorySource } from '../../../src/files/memory-place.ts';
import { encodePcm } from '../../../src/files/pcm/pcm-encode.ts';
import { collect } from '../../../src/signal/stream.ts';
import { formatContract, stepNoise, writtenBytes, type FormatCase } from '../../contracts/format.ts';

interface DescSpec {
  readonly rateHz?: number;
  readonly id?: string;
  readonly flags?: number;
  readonly bytesPerPacket?: number;
  readonly framesPerPacket?: number;
  readonly channels?: number;
  readonly bits?: number;
}

function chunk(id: string, body: Uint8Array | number[], size = body.length): Uint8Array {
  const bytes = new Uint8Array(12 + body.length);
  writeAscii(bytes, 0, id);
  viewOf(bytes).setBigInt64(4, BigInt(size));
  bytes.set(body, 12);
  return bytes;
}

/** 16-bit mono, high byte first, unless told otherwise. */
function desc(spec: DescSpec = {}): Uint8Array {
  const body = new Uint8Array(32);
  const view = viewOf(body);
  const { channels = 1, bits = 16 } = spec;
  view.setFloat64(0, spec.rateHz ?? 44100);
  writeAscii(body, 8, spec.id ?? 'lpcm');
  view.setUint32(12, spec.flags ?? 0);
  view.setUint32(16, spec.bytesPerPacket ?? (channels * bits) / 8);
  view.setUint32(20, spec.framesPerPacket ?? 1);
  view.setUint32(24, channels);
  view.setUint32(28, bits);
  return chunk('desc', body);
}

function caf(...chunks: Uint8Array[]): Uint8Array {
  return Uint8Array.from([...new TextEncoder().encode('caff'), 0, 1, 0, 0, ...chunks.flatMap((c) => [...c])]);
}

const SOUND = [0, 0, 0, 0, 0x40, 0, 0xc0, 0, 0, 1];
const HEARD = [0.5, -0.5, 1 / 32768];

async function hear(bytes: Uint8Array) {
  const file = await CAF.read(memorySource('song.caf', bytes));
  const channels = await collect(file.source);
  return { ...file, left: [...channels[0]!], codes: file.notes.map(({ code }) => code) };
}

function bigEndianCase(bits: number, float: boolean): FormatCase {
  const format = { encoding: float ? 'float' : 'pcm', bits } as const;
  const channels = [stepNoise(587, format, 1), stepNoise(587, format, 2)];
  const body = new Uint8Array(4 + (587 * 2 * bits) / 8);
  const layout = { encoding: float ? 'float' : 'signed', bytes: bits / 8, littleEndian: false } as const;
  encodePcm(channels, 0, 587, layout, body.subarray(4));
  const bytes = caf(desc({ channels: 2, bits, flags: float ? 1 : 0 }), chunk('data', body));
  return { name: `${bits} bits, high byte first`, bytes, sampleRateHz: 44100, channels };
}

formatContract(CAF, {
  writer: CAF_WRITER,
  brokenCases: 2,
  cases: [
    bigEndianCase(16, false),
    bigEndianCase(24, false),
    bigEndianCase(32, true),
    bigEndianCase(64, true),
  ],
});

describe('CAF', () => {
  it('is laid out with 64-bit sizes and a layout, so that others know the loudspeakers', async () => {
    const format = { encoding: 'pcm', bits: 24, sampleRateHz: 96000, channels: 2, frames: 3 } as const;
    const bytes = await writtenBytes(CAF_WRITER, [stepNoise(3, format, 1), stepNoise(3, format, 2)], format);
    const view = viewOf(bytes);
    expect(bytes.length).toBe(92 + 18);
    expect(view.getFloat64(20)).toBe(96000);
    expect([32, 36, 40, 44, 48].map((at) => view.getUint32(at))).toEqual([2, 6, 1, 2, 24]);
    expect(view.getUint32(64)).toBe(0x650002);
    expect(Number(view.getBigUint64(80))).toBe(22);
    expect((await hear(bytes)).format).toMatchObject({ container: 'caf', codec: 'pcm', channelMask: 3 });
  });

  it.each([
    ['data to the end of the file', caf(desc(), chunk('data', SOUND, -1)), ['data-size-unknown']],
    [
      'other chunks before and behind',
      caf(chunk('free', [0, 0, 0]), desc(), chunk('data', SOUND), chunk('info', [0, 0, 0, 0])),
      [],
    ],
    ['data before desc', caf(chunk('data', SOUND), desc()), []],
    ['data that breaks off', caf(desc(), chunk('data', SOUND, 400)), ['data-cut-short']],
    ['half a frame', caf(desc(), chunk('data', [...SOUND, 7])), ['partial-frame']],
    ['a wrong packet size', caf(desc({ bytesPerPacket: 7 }), chunk('data', SOUND)), ['block-align-wrong']],
    ['a rate with a fraction', caf(desc({ rateHz: 44100.3 }), chunk('data', SOUND)), ['fractional-rate']],
    ['two desc', caf(desc(), desc({ channels: 2 }), chunk('data', SOUND)), ['second-format-chunk']],
    ['two data', caf(desc(), chunk('data', SOUND), chunk('data', SOUND)), ['second-data-chunk']],
    [
      'a chunk beyond the file',
      caf(desc(), chunk('data', SOUND), chunk('info', [0], 99)),
      ['chunk-beyond-file'],
    ],
    ['a negative size', caf(desc(), chunk('data', SOUND), chunk('info', [0], -2)), ['stray-bytes']],
  ])('reads over %s, and tells', async (_, bytes, codes) => {
    const heard = await hear(bytes);
    expect(heard.left).toEqual(HEARD);
    expect(heard.codes).toEqual(codes);
    expect(heard.format.sampleRateHz).toBe(44100);
  });

  it('knows loudspeakers by tag and by bitmap, where their order is that of the mask', async () => {
    const layout = (tag: number, bitmap = 0): Uint8Array => {
      const body = new Uint8Array(12);
      viewOf(body).setUint32(0, tag);
      viewOf(body).setUint32(4, bitmap);
      return chunk('chan', body);
    };
    const six = desc({ channels: 6, bits: 8 });
    const masks = [layout(0x790006), layout(0x10000, 0x3f), layout(0x7d0007)].map(async (chan) => {
      return (await hear(caf(six, chan, chunk('data', [0, 0, 0, 0, 1, 2, 3, 4, 5, 6])))).format.channelMask;
    });
    expect(await Promise.all(masks)).toEqual([0x60f, 0x3f, undefined]);
  });

  it('reads the laws of G.711, and says that they lose', async () => {
    const bytes = caf(desc({ id: 'ulaw', bits: 8 }), chunk('data', [0, 0, 0, 0, 0xff, 0x80, 0x00]));
    const heard = await hear(bytes);
    expect(heard.left).toEqual([0, 32124 / 32768, -32124 / 32768]);
    expect(heard.format).toMatchObject({ codec: 'mu-law', bits: null, lossy: true });
  });

  it.each([
    ['no desc', caf(chunk('data', SOUND)), 'no-format-chunk'],
    ['no data', caf(desc()), 'no-data-chunk'],
    ['a desc cut short', caf(desc()).slice(0, 40), 'file-cut-short'],
    ['a short desc', caf(chunk('desc', [1, 2, 3]), chunk('data', SOUND)), 'format-chunk-short'],
    ['no sound', caf(desc(), chunk('data', [0, 0, 0, 0])), 'no-audio'],
    ['no channels', caf(desc({ channels: 0 }), chunk('data', SOUND)), 'bad-channel-count'],
    ['a rate of 0', caf(desc({ rateHz: 0 }), chunk('data', SOUND)), 'bad-sample-rate'],
    ['a rate that is no number', caf(desc({ rateHz: Number.NaN }), chunk('data', SOUND)), 'bad-sample-rate'],
    ['33 bits', caf(desc({ bits: 33 }), chunk('data', SOUND)), 'bad-bit-depth'],
    ['16-bit float', caf(desc({ flags: 1 }), chunk('data', SOUND)), 'bad-bit-depth'],
    ['AAC', caf(desc({ id: 'aac ' }), chunk('data', SOUND)), 'unsupported-codec'],
  ])('%s is a Fault', async (_, bytes, code) => {
    await expect(CAF.read(memorySource('song.caf', bytes))).rejects.toMatchObject({ code, kind: 'input' });
  });

  it('states no size that the file lacks, even where the walk ends in noise', async () => {
    const bytes = caf(desc(), chunk('data', SOUND));
    writeUint64(viewOf(bytes), 56, 2 ** 62, false);
    expect((await hear(bytes)).left).toEqual(HEARD);
  });
});
