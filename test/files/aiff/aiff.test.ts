// AIFF: the shared suite on files made here, every compression id, and broken headers.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AIFF } from '../../../src/files/aiff/aiff.ts';
import { readExtended, viewOf } from '../../../src/files/bytes.ts';
import { memorySource } from '../../../src/files/memory-place.ts';
import { encodePcm } from '../../../src/files/pcm/pcm-encode.ts';
import { Fault } from '../../../src/signal/fault.ts';
import { collect } from '../../../src/signal/stream.ts';
import { formatContract, stepNoise, type FormatCase } from '../../contracts/format.ts';
import { bytesOfHex } from '../../fixture.ts';
import {
  chunk,
  chunkFile,
  commChunk,
  extendedBytes,
  ssndChunk,
  type ChunkSpec,
  type CommSpec,
} from '../chunk-file.ts';

/** A stereo file of 587 frames; `compression` makes it AIFC. */
function aiffCase(
  name: string,
  bits: number,
  float: boolean,
  littleEndian: boolean,
  compression?: string,
): FormatCase {
  const format = { encoding: float ? 'float' : 'pcm', bits } as const;
  const channels = [stepNoise(587, format, 1), stepNoise(587, format, 2)];
  const width = Math.ceil(bits / 8);
  const sound = new Uint8Array(587 * 2 * width);
  const layout = { encoding: float ? 'float' : 'signed', bytes: width, littleEndian: true } as const;
  encodePcm(channels, 0, 587, layout, sound);
  if (!littleEndian)
    for (let at = 0; at < sound.length; at += width) sound.subarray(at, at + width).reverse();
  const spec = { frames: 587, bits, rate: extendedBytes(48000) };
  const comm = commChunk(compression === undefined ? spec : { ...spec, compression });
  const chunks = [chunk('FVER', [0xa2, 0x80, 0x51, 0x40]), comm, ssndChunk(sound)];
  const bytes = chunkFile('FORM', compression === undefined ? 'AIFF' : 'AIFC', chunks);
  return { name, bytes, sampleRateHz: 48000, channels };
}

const CASES = [
  aiffCase('8-bit signed', 8, false, false),
  aiffCase('16-bit', 16, false, false),
  aiffCase('24-bit', 24, false, false),
  aiffCase('32-bit', 32, false, false),
  aiffCase('NONE', 16, false, false, 'NONE'),
  aiffCase('twos', 16, false, false, 'twos'),
  aiffCase('sowt', 16, false, true, 'sowt'),
  aiffCase('in24', 24, false, false, 'in24'),
  aiffCase('in32', 32, false, false, 'in32'),
  aiffCase('42ni', 24, false, true, '42ni'),
  aiffCase('23ni', 32, false, true, '23ni'),
  ...['fl32', 'FL32'].map((id) => aiffCase(id, 32, true, false, id)),
  ...['fl64', 'FL64'].map((id) => aiffCase(id, 64, true, false, id)),
];

formatContract(AIFF, { cases: CASES.slice(1, 15) });

const SOUND = Uint8Array.of(64, 0, 192, 0, 0, 1, 0, 2);
const LEFT = [0.5, 1 / 32768];

async function hear(bytes: Uint8Array): Promise<{ left: number[]; notes: string[]; sampleRateHz: number }> {
  const file = await AIFF.read(memorySource('song.aiff', bytes));
  const [left] = await collect(file.source);
  return {
    left: [...left!],
    notes: file.notes.map((note) => note.code),
    sampleRateHz: file.format.sampleRateHz,
  };
}

function aiff(comm: CommSpec, ...others: ChunkSpec[]): Uint8Array {
  return chunkFile('FORM', comm.compression === undefined ? 'AIFF' : 'AIFC', [
    commChunk({ frames: 2, ...comm }),
    ...others,
  ]);
}

describe('AIFF samples', () => {
  it.each(CASES)('$name', async ({ bytes, channels, name }) => {
    const file = await AIFF.read(memorySource('song.aiff', bytes));
    expect(await collect(file.source)).toEqual(channels);
    expect(file.notes).toEqual([]);
    expect(file.format.container).toBe(/bit/.test(name) ? 'aiff' : 'aifc');
  });

  it('raw is unsigned', async () => {
    const bytes = aiff({ compression: 'raw ', channels: 1, bits: 8 }, ssndChunk(Uint8Array.of(128, 255)));
    expect((await hear(bytes)).left).toEqual([0, 127 / 128]);
  });
});

describe('odd AIFF files are read over, and told', () => {
  const good = ssndChunk(SOUND);
  it.each([
    ['COMM behind SSND', chunkFile('FORM', 'AIFF', [good, commChunk({ frames: 2 })]), []],
    ['odd chunks', aiff({}, chunk('NAME', [65, 66, 67]), good), []],
    [
      'an odd chunk without its pad byte',
      aiff({}, chunk('NAME', [65, 66, 67], { unpadded: true }), good),
      ['unpadded-chunk'],
    ],
    ['an SSND offset', aiff({}, ssndChunk(SOUND, 6)), []],
    [
      'an SSND offset beyond the file',
      aiff({}, chunk('SSND', [127, 255, 255, 255, 0, 0, 0, 0, ...SOUND])),
      ['ssnd-offset-wrong'],
    ],
    ['a frame count of 0', aiff({ frames: 0 }, good), ['frame-count-differs']],
    ['a frame count beyond the sound', aiff({ frames: 99 }, good), ['frame-count-differs']],
    [
      'sound behind the last frame',
      aiff({}, ssndChunk(Uint8Array.of(...SOUND, 9, 9, 9, 9))),
      ['frame-count-differs'],
    ],
    ['half a frame', aiff({}, ssndChunk(Uint8Array.of(...SOUND, 9, 9))), ['partial-frame']],
    [
      'an SSND longer than the file',
      aiff({ frames: 90 }, { ...good, declaredBytes: 999 }),
      ['data-cut-short'],
    ],
    ['an SSND of unknown size', aiff({}, { ...good, declaredBytes: 0 }), ['data-size-unknown']],
    ['two SSND chunks', aiff({}, good, good), ['second-data-chunk']],
    ['two COMM chunks', aiff({}, commChunk(), good), ['second-format-chunk']],
    [
      'a chunk larger than the file',
      aiff({}, chunk('ANNO', [1, 2], { declaredBytes: 0xfffffff0 }), good),
      ['chunk-beyond-file'],
    ],
  ])('%s', async (_, bytes, notes) => {
    const heard = await hear(bytes);
    expect(heard.left).toEqual(LEFT);
    expect(heard.notes).toEqual(notes);
  });

  it('a rate with a fraction is rounded', async () => {
    const rate = extendedBytes(44100);
    rate[9] = 0;
    rate[5] = 0x80;
    const heard = await hear(aiff({ rate }, ssndChunk(SOUND)));
    expect(heard).toMatchObject({ sampleRateHz: 44100, notes: ['fractional-rate'] });
  });
});

describe('broken AIFF files end in a precise Fault', () => {
  const good = ssndChunk(SOUND);
  it.each([
    ['without COMM', chunkFile('FORM', 'AIFF', [good]), 'no-format-chunk'],
    ['without SSND', aiff({}), 'no-data-chunk'],
    ['cut before SSND', aiff({}, good).slice(0, 40), 'file-cut-short'],
    ['cut inside COMM', aiff({}, good).slice(0, 30), 'file-cut-short'],
    [
      'with a COMM of 10 bytes',
      chunkFile('FORM', 'AIFF', [chunk('COMM', new Uint8Array(10)), good]),
      'format-chunk-short',
    ],
    ['with no sound', aiff({}, ssndChunk(new Uint8Array(0))), 'no-audio'],
    ['with an SSND of 4 bytes', aiff({}, chunk('SSND', [0, 0, 0, 0])), 'no-audio'],
    ['with no channels', aiff({ channels: 0 }, good), 'bad-channel-count'],
    ['with -1 channels', aiff({ channels: -1 }, good), 'bad-channel-count'],
    ['with a rate of 0', aiff({ rate: extendedBytes(0) }, good), 'bad-sample-rate'],
    ['with an infinite rate', aiff({ rate: new Uint8Array(10).fill(255) }, good), 'bad-sample-rate'],
    ['with a negative rate', aiff({ rate: extendedBytes(44100).with(0, 0xc0) }, good), 'bad-sample-rate'],
    ['with 0 bits', aiff({ bits: 0 }, good), 'bad-bit-depth'],
    ['with 33 bits', aiff({ bits: 33 }, good), 'bad-bit-depth'],
    ['with ima4 sound', aiff({ compression: 'ima4' }, good), 'unsupported-codec'],
    ['with a compression named like a method', aiff({ compression: 'toSt' }, good), 'unsupported-codec'],
  ])('%s', async (_, bytes, code) => {
    await expect(AIFF.read(memorySource('song.aiff', bytes))).rejects.toMatchObject({ code, kind: 'input' });
  });

  it.each([
    ['ima4', 'IMA ADPCM'],
    ['GSM ', 'GSM 6.10'],
    ['MAC3', 'MACE 3:1'],
    ['x\u0001yz', 'x?yz'],
  ])('%s is called by its name', async (compression, codec) => {
    const read = AIFF.read(memorySource('song.aiff', aiff({ compression }, good)));
    await expect(read).rejects.toMatchObject({ code: 'unsupported-codec', facts: { codec } });
  });

  it('any chunks of any content end in sound or a Fault', async () => {
    const anyChunk = fc.oneof(
      fc.record({
        id: fc.constantFrom('COMM', 'SSND', 'NAME', 'FVER'),
        body: fc.uint8Array({ maxLength: 60 }),
        declaredBytes: fc.option(fc.nat(0xffffffff), { nil: undefined }),
      }),
      fc.constant(commChunk({ frames: 2 })),
      fc.constant(good),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('AIFF', 'AIFC'),
        fc.array(anyChunk, { maxLength: 6 }),
        async (kind, chunks) => {
          try {
            const heard = await hear(chunkFile('FORM', kind, chunks as ChunkSpec[]));
            expect(heard.left.every(Number.isFinite)).toBe(true);
          } catch (fault) {
            if (!(fault instanceof Fault)) throw fault;
          }
        },
      ),
      { numRuns: 300, seed: 21 },
    );
  });
});

describe('readExtended', () => {
  it('reads the rates as Apple writes them', () => {
    const table: [string, number][] = [
      ['400eac44000000000000', 44100],
      ['400ebb80000000000000', 48000],
      ['400fac44000000000000', 88200],
      ['4010bb80000000000000', 192000],
      ['3fff8000000000000000', 1],
      ['bfff8000000000000000', -1],
      ['00000000000000000000', 0],
    ];
    for (const [hex, value] of table) expect(readExtended(viewOf(bytesOfHex(hex)), 0)).toBe(value);
    expect(readExtended(viewOf(bytesOfHex('7fff8000000000000000')), 0)).toBeNaN();
    expect(readExtended(viewOf(bytesOfHex('7ffeffffffffffffffff')), 0)).toBe(Number.POSITIVE_INFINITY);
  });

  it('gives back every whole number that was put in', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(readExtended(viewOf(extendedBytes(value)), 0)).toBe(value);
      }),
      { seed: 22 },
    );
  });
});
