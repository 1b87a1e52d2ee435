// WAV reading: every way to store samples, and the odd and the broken headers of the world.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memorySource } from '../../../src/files/memory-place.ts';
import type { ByteSource } from '../../../src/files/place.ts';
import { readWav } from '../../../src/files/wave/wav-read.ts';
import { Fault } from '../../../src/signal/fault.ts';
import { collect } from '../../../src/signal/stream.ts';
import { chunk, chunkFile, ds64Chunk, fmtChunk, type ChunkSpec, type FmtSpec } from '../chunk-file.ts';

/** Four frames of 16-bit stereo. */
const SOUND = [0, 64, 0, 192, 1, 0, 255, 255, 0, 0, 0, 128, 255, 127, 2, 0];
const LEFT = [0.5, 1 / 32768, 0, 32767 / 32768];
const DATA = chunk('data', SOUND);

interface Heard {
  readonly left: number[];
  readonly notes: string[];
  readonly container: string;
  readonly bits: number | null;
}

async function hear(bytes: Uint8Array): Promise<Heard> {
  const file = await readWav(memorySource('song.wav', bytes));
  const [left] = await collect(file.source);
  const { container, bits } = file.format;
  return { left: [...left!], notes: file.notes.map((note) => note.code), container, bits };
}

function wav(chunks: readonly ChunkSpec[], declaredBytes?: number): Uint8Array {
  return chunkFile('RIFF', 'WAVE', chunks, declaredBytes);
}

function mono(spec: FmtSpec, bytes: number[]): Promise<Heard> {
  return hear(wav([fmtChunk({ channels: 1, ...spec }), chunk('data', bytes)]));
}

async function faultOf(bytes: Uint8Array): Promise<Fault> {
  return readWav(memorySource('song.wav', bytes)).then(
    () => expect.fail('read without a Fault'),
    (fault: unknown) => fault as Fault,
  );
}

describe('samples', () => {
  it.each([
    ['8-bit unsigned', { bits: 8 }, [0, 128, 255], [-1, 0, 127 / 128]],
    ['12-bit in 16', { bits: 12 }, [0, 128, 0xf0, 0x7f], [-1, 2047 / 2048]],
    ['16-bit', { bits: 16 }, [0, 128, 255, 127], [-1, 32767 / 32768]],
    ['20-bit in 24', { bits: 20 }, [0xf0, 255, 127, 0, 0, 128], [524287 / 524288, -1]],
    [
      '24-bit',
      { bits: 24 },
      [255, 255, 127, 1, 0, 0, 255, 255, 255],
      [8388607 / 8388608, 2 ** -23, -(2 ** -23)],
    ],
    [
      '24-bit in 32',
      { bits: 24, blockAlign: 4 },
      [0, 255, 255, 127, 0, 1, 0, 0],
      [8388607 / 8388608, 2 ** -23],
    ],
    ['32-bit', { bits: 32 }, [255, 255, 255, 127, 1, 0, 0, 0, 0, 0, 0, 128], [1 - 2 ** -31, 2 ** -31, -1]],
    ['32-bit float', { bits: 32, tag: 3 }, [0, 0, 0, 63, 0, 0, 32, 192], [0.5, -2.5]],
    ['64-bit float', { bits: 64, tag: 3 }, [0, 0, 0, 0, 0, 0, 224, 191], [-0.5]],
    ['extensible', { bits: 16, extension: { validBits: 16, tag: 1 } }, [0, 64], [0.5]],
    ['extensible float', { bits: 32, extension: { validBits: 32, tag: 3 } }, [0, 0, 0, 63], [0.5]],
  ] as const)('reads %s', async (_, spec, bytes, wanted) => {
    const heard = await mono(spec, [...bytes]);
    expect(heard.left).toEqual([...wanted]);
    expect(heard.notes).toEqual([]);
    expect(heard.bits).toBe(spec.bits);
  });

  it('takes the valid bits of an extensible file for its word length', async () => {
    const heard = await mono({ bits: 32, extension: { validBits: 24, tag: 1 } }, [0, 0, 0, 64]);
    expect(heard).toMatchObject({ left: [0.5], bits: 24 });
  });

  it('reads up to 64 channels and rates from 1 to 768000 Hz', async () => {
    for (const [channels, sampleRateHz] of [
      [1, 1],
      [6, 11025],
      [64, 768000],
    ] as const) {
      const bytes = wav([
        fmtChunk({ channels, sampleRateHz }),
        chunk('data', new Uint8Array(channels * 2 * 10).fill(64)),
      ]);
      const file = await readWav(memorySource('song.wav', bytes));
      expect(file.format).toMatchObject({ channels, sampleRateHz, frames: 10 });
      const sound = await collect(file.source);
      expect(sound.length).toBe(channels);
      for (const samples of sound) expect([...samples]).toEqual(new Array(10).fill(0x4040 / 32768));
    }
  });

  it('reads RIFX, whose bytes stand the other way round', async () => {
    const swapped = SOUND.flatMap((_, i) => (i % 2 === 0 ? [SOUND[i + 1]!, SOUND[i]!] : []));
    const heard = await hear(
      chunkFile('RIFX', 'WAVE', [fmtChunk({ littleEndian: false }), chunk('data', swapped)]),
    );
    expect(heard).toMatchObject({ left: LEFT, notes: [] });
  });

  it('puts 0 for floats that are no numbers, and says how many', async () => {
    const values = new Float32Array([
      0.5,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      -0.25,
      Number.NEGATIVE_INFINITY,
    ]);
    const file = await readWav(
      memorySource(
        'song.wav',
        wav([fmtChunk({ channels: 1, bits: 32, tag: 3 }), chunk('data', new Uint8Array(values.buffer))]),
      ),
    );
    expect([...(await collect(file.source))[0]!]).toEqual([0.5, 0, 0, -0.25, 0]);
    expect(file.notes).toEqual([{ code: 'non-finite-samples', facts: { count: 3 } }]);
    const doubles = new Uint8Array(new Float64Array([0.5, 1e300, Number.NaN]).buffer);
    const wide = await mono({ bits: 64, tag: 3 }, [...doubles]);
    expect(wide).toMatchObject({ left: [0.5, 0, 0], notes: ['non-finite-samples'] });
  });
});

describe('odd files are read over, and told', () => {
  it.each([
    [
      'data size unknown, 0xFFFFFFFF',
      wav([fmtChunk(), { ...DATA, declaredBytes: 0xffffffff }], 0xffffffff),
      ['data-size-unknown'],
    ],
    ['data size unknown, 0', wav([fmtChunk(), { ...DATA, declaredBytes: 0 }], 0), ['data-size-unknown']],
    ['data cut short', wav([fmtChunk(), { ...DATA, declaredBytes: 99999 }]), ['data-cut-short']],
    ['half a frame at the end', wav([fmtChunk(), chunk('data', [...SOUND, 1, 2, 3])]), ['partial-frame']],
    ['two data chunks', wav([fmtChunk(), DATA, DATA]), ['second-data-chunk']],
    ['two fmt chunks', wav([fmtChunk(), fmtChunk({ bits: 24 }), DATA]), ['second-format-chunk']],
    ['fmt behind the data', wav([DATA, fmtChunk()]), []],
    ['odd chunks, padded', wav([chunk('abcd', [1]), fmtChunk(), chunk('LIST', [1, 2, 3]), DATA]), []],
    [
      'an odd chunk without its pad byte',
      wav([fmtChunk(), chunk('LIST', [1, 2, 3], { unpadded: true }), DATA]),
      ['unpadded-chunk'],
    ],
    [
      'a chunk larger than the file',
      wav([fmtChunk(), chunk('LIST', [1, 2], { declaredBytes: 0xfffffff0 }), DATA]),
      ['chunk-beyond-file'],
    ],
    [
      'a last chunk larger than the file',
      wav([fmtChunk(), DATA, chunk('LIST', [1, 2], { declaredBytes: 99 })]),
      ['chunk-beyond-file'],
    ],
    ['a block size of 0', wav([fmtChunk({ blockAlign: 0 }), DATA]), ['block-align-wrong']],
    ['a block size that does not divide', wav([fmtChunk({ blockAlign: 5 }), DATA]), ['block-align-wrong']],
    [
      'more valid bits than there are',
      wav([fmtChunk({ extension: { validBits: 24, tag: 1 } }), DATA]),
      ['valid-bits-wrong'],
    ],
    ['an extensible tag without extension', wav([fmtChunk({ tag: 0xfffe }), DATA]), ['extension-missing']],
    [
      'bytes behind the last chunk',
      Uint8Array.from([...wav([fmtChunk(), DATA]), 0, 0, 0, 0, 0, 0, 0, 0, 0]),
      ['stray-bytes'],
    ],
    [
      'RF64',
      chunkFile(
        'RF64',
        'WAVE',
        [ds64Chunk(16n), fmtChunk(), { ...DATA, declaredBytes: 0xffffffff }],
        0xffffffff,
      ),
      [],
    ],
    ['BW64', chunkFile('BW64', 'WAVE', [ds64Chunk(16n), fmtChunk(), DATA], 0xffffffff), []],
    [
      'a ds64 of exabytes',
      chunkFile('RF64', 'WAVE', [ds64Chunk(2n ** 61n), fmtChunk(), { ...DATA, declaredBytes: 0xffffffff }]),
      ['data-cut-short'],
    ],
    [
      'a ds64 that knows no size',
      chunkFile('RF64', 'WAVE', [ds64Chunk(0n), fmtChunk(), { ...DATA, declaredBytes: 0xffffffff }]),
      ['data-size-unknown'],
    ],
    [
      'no ds64',
      chunkFile('RF64', 'WAVE', [fmtChunk(), { ...DATA, declaredBytes: 0xffffffff }]),
      ['data-size-unknown', 'ds64-missing'],
    ],
    [
      'a chunk whose size ds64 lists',
      chunkFile('RF64', 'WAVE', [
        ds64Chunk(16n, [{ id: 'axml', bytes: 2n }]),
        fmtChunk(),
        chunk('axml', [1, 2], { declaredBytes: 0xffffffff }),
        { ...DATA, declaredBytes: 0xffffffff },
      ]),
      [],
    ],
  ])('%s', async (_, bytes, notes) => {
    const heard = await hear(bytes);
    expect(heard.left).toEqual(LEFT);
    expect(heard.notes).toEqual(notes);
  });

  it('reads an extensible file only as far as its bytes lead', async () => {
    const bytes = wav([fmtChunk(), DATA]);
    for (let length = 44; length < bytes.length; length++) {
      const frames = Math.floor((length - 44) / 4);
      if (frames === 0) expect((await faultOf(bytes.slice(0, length))).code).toBe('no-audio');
      else expect((await hear(bytes.slice(0, length))).left).toEqual(LEFT.slice(0, frames));
    }
  });
});

describe('broken files end in a precise Fault', () => {
  it.each([
    ['cut inside its header', wav([fmtChunk(), DATA]).slice(0, 30), 'file-cut-short'],
    ['cut before its data', wav([fmtChunk(), DATA]).slice(0, 36), 'file-cut-short'],
    ['without fmt', wav([DATA]), 'no-format-chunk'],
    ['without data', wav([fmtChunk()]), 'no-data-chunk'],
    ['with an empty data chunk', wav([fmtChunk(), chunk('data', [])]), 'no-audio'],
    [
      'with an empty data chunk before others',
      wav([fmtChunk(), chunk('data', []), chunk('LIST', [1, 2, 3])]),
      'no-audio',
    ],
    ['with less than a frame', wav([fmtChunk(), chunk('data', [1, 2, 3])]), 'no-audio'],
    ['with no channels', wav([fmtChunk({ channels: 0, blockAlign: 4 }), DATA]), 'bad-channel-count'],
    ['with 65 channels', wav([fmtChunk({ channels: 65 }), DATA]), 'bad-channel-count'],
    ['with a rate of 0', wav([fmtChunk({ sampleRateHz: 0 }), DATA]), 'bad-sample-rate'],
    ['with a rate of 768001', wav([fmtChunk({ sampleRateHz: 768001 }), DATA]), 'bad-sample-rate'],
    ['with 0 bits', wav([fmtChunk({ bits: 0, blockAlign: 4 }), DATA]), 'bad-bit-depth'],
    ['with 33 bits', wav([fmtChunk({ bits: 33 }), DATA]), 'bad-bit-depth'],
    ['with 16-bit floats', wav([fmtChunk({ tag: 3 }), DATA]), 'bad-bit-depth'],
    ['with a fmt chunk of 14 bytes', wav([chunk('fmt ', new Uint8Array(14)), DATA]), 'format-chunk-short'],
    ['with GSM sound', wav([fmtChunk({ tag: 0x31 }), DATA]), 'unsupported-codec'],
    ['with an unknown tag', wav([fmtChunk({ tag: 0x1234 }), DATA]), 'unsupported-codec'],
    [
      'with an unknown sub-format',
      wav([fmtChunk({ extension: { validBits: 16, tag: 0x55 } }), DATA]),
      'unsupported-codec',
    ],
  ])('%s', async (_, bytes, code) => {
    const fault = await faultOf(bytes);
    expect(fault).toBeInstanceOf(Fault);
    expect(fault).toMatchObject({ code, kind: 'input', facts: { file: 'song.wav' } });
  });

  it('names the codec it does not decode', async () => {
    expect((await faultOf(wav([fmtChunk({ tag: 0x31 }), DATA]))).facts['codec']).toBe('GSM 6.10');
    expect((await faultOf(wav([fmtChunk({ tag: 0x1234 }), DATA]))).facts['codec']).toBe('format tag 0x1234');
  });

  it('tells of a file that became shorter while it was read', async () => {
    const whole = memorySource('song.wav', wav([fmtChunk(), DATA]));
    const shrunk: ByteSource = { ...whole, readInto: async () => 3 };
    const file = await readWav(shrunk);
    await expect(file.source.pull(100)).rejects.toMatchObject({ code: 'file-changed', kind: 'input' });
  });
});

describe('many chunks', () => {
  it('are stepped over in few reads', async () => {
    const many = Array.from({ length: 10_000 }, (_, i) =>
      chunk(`x${String(i % 1000).padStart(3, '0')}`, [1, 2]),
    );
    const inner = memorySource('song.wav', wav([fmtChunk(), ...many, DATA]));
    let reads = 0;
    const counting: ByteSource = {
      ...inner,
      read(offset, length) {
        reads++;
        return inner.read(offset, length);
      },
    };
    const file = await readWav(counting);
    expect(file.format.frames).toBe(4);
    expect(reads).toBeLessThan(10);
  });

  it('in any order, of any content and declared size, end in sound or a Fault', async () => {
    const anyChunk = fc.oneof(
      fc.record({
        id: fc.constantFrom('fmt ', 'data', 'ds64', 'LIST', 'JUNK', '\0\0\0\0'),
        body: fc.uint8Array({ maxLength: 60 }),
        declaredBytes: fc.option(fc.nat(0xffffffff), { nil: undefined }),
        unpadded: fc.boolean(),
      }),
      fc.constant(fmtChunk()),
      fc.constant(DATA),
    );
    const form = fc.constantFrom('RIFF', 'RIFX', 'RF64', 'BW64');
    await fc.assert(
      fc.asyncProperty(form, fc.array(anyChunk, { maxLength: 8 }), async (id, chunks) => {
        const bytes = chunkFile(id, 'WAVE', chunks as ChunkSpec[]);
        try {
          const heard = await hear(bytes);
          expect(heard.left.every(Number.isFinite)).toBe(true);
          expect(heard.left.length).toBeLessThanOrEqual(bytes.length);
        } catch (fault) {
          if (!(fault instanceof Fault)) throw fault;
        }
      }),
      { numRuns: 400, seed: 20 },
    );
  });
});

/** `head` and as many zeros behind it as make `length` bytes; nothing of that size is held. */
function longSource(head: Uint8Array, length: number): ByteSource {
  const copyInto = (offset: number, target: Uint8Array): Uint8Array => {
    target.fill(0);
    target.set(head.subarray(Math.min(offset, head.length), offset + target.length));
    return target;
  };
  return {
    name: 'long.wav',
    bytes: length,
    read: async (offset, count) =>
      copyInto(offset, new Uint8Array(Math.max(0, Math.min(count, length - offset)))),
    readInto: async (offset, target) => copyInto(offset, target.subarray(0, length - offset)).length,
    async close() {},
  };
}

describe('WAV beyond 4 GiB', () => {
  const fileBytes = 5 * 2 ** 30;
  const dataStart = 44;

  it.each([
    ['sizes of which the upper bits are lost', (fileBytes - 8) % 2 ** 32, (fileBytes - dataStart) % 2 ** 32],
    ['sizes that say unknown', 0xffffffff, 0xffffffff],
  ])('has all of its sound, with %s', async (_, riffBytes, dataBytes) => {
    const head = wav([fmtChunk(), { ...DATA, declaredBytes: dataBytes }], riffBytes);
    const file = await readWav(longSource(head, fileBytes));
    expect(file.format.frames).toBe((fileBytes - dataStart) / 4);
    expect((await file.source.pull(4))!.channels[0]).toEqual(Float64Array.from(LEFT));
    expect(file.notes.map(({ code }) => code)).toEqual([
      riffBytes === 0xffffffff ? 'data-size-unknown' : 'sizes-wrapped',
    ]);
  });

  it('leaves out what stands behind the sound', async () => {
    const behind = 1000;
    const dataBytes = (fileBytes - dataStart - behind) % 2 ** 32;
    const head = wav([fmtChunk(), { ...DATA, declaredBytes: dataBytes }], (fileBytes - 8) % 2 ** 32);
    const file = await readWav(longSource(head, fileBytes));
    expect(file.format.frames).toBe((fileBytes - dataStart - behind) / 4);
  });
});
