// G.711: the corner values of the recommendation's tables, the symmetry of both laws, and their place in WAV and AIFC.
import { describe, expect, it } from 'vitest';
import { AIFF } from '../../../src/files/aiff/aiff.ts';
import { viewOf } from '../../../src/files/bytes.ts';
import { memorySource } from '../../../src/files/memory-place.ts';
import { decodeG711 } from '../../../src/files/pcm/g711.ts';
import { WAV } from '../../../src/files/wave/wav.ts';
import { collect } from '../../../src/signal/stream.ts';
import { chunk, chunkFile, commChunk, fmtChunk, ssndChunk } from '../chunk-file.ts';

const ALL = Uint8Array.from({ length: 256 }, (_, byte) => byte);

function steps(law: 'mu-law' | 'a-law'): number[] {
  const out = new Float64Array(256);
  decodeG711(law, viewOf(ALL), 0, 1, out, 0, 256);
  return [...out].map((value) => value * 32768);
}

describe('G.711', () => {
  it('has the corner values of the tables', () => {
    const mu = steps('mu-law');
    // table 2a in steps of 14 bits: 8031 · 4 at the top, 0 and 2 · 4 at the bottom
    expect([mu[0x80], mu[0x00], mu[0xff], mu[0x7f], mu[0xfe], mu[0xef]]).toEqual([
      32124, -32124, 0, 0, 8, 132,
    ]);
    const a = steps('a-law');
    // table 1a in steps of 13 bits: 4032 · 8 at the top, 1 · 8 at the bottom
    expect([a[0xaa], a[0x2a], a[0xd5], a[0x55], a[0xd4]]).toEqual([32256, -32256, 8, -8, 24]);
  });

  it('is as loud up as down, with no value twice but the zero of mu-law', () => {
    for (const [law, distinct] of [
      ['mu-law', 255],
      ['a-law', 256],
    ] as const) {
      const values = steps(law);
      expect(new Set(values.map((value) => value + 0)).size).toBe(distinct);
      for (let byte = 0; byte < 128; byte++) expect(values[byte]! + values[byte + 128]!).toBe(0);
    }
  });

  it.each([
    [7, 'ulaw', 'mu-law', 0x80, 32124],
    [6, 'alaw', 'a-law', 0xaa, 32256],
  ] as const)('tag %i and %s are read', async (tag, id, codec, byte, step) => {
    const fmt = fmtChunk({ tag, channels: 1, bits: 8, blockAlign: 1 });
    const files = [
      await WAV.read(memorySource('a', chunkFile('RIFF', 'WAVE', [fmt, chunk('data', [byte, byte])]))),
      await AIFF.read(
        memorySource(
          'a',
          chunkFile('FORM', 'AIFC', [
            commChunk({ channels: 1, frames: 2, compression: id }),
            ssndChunk(Uint8Array.of(byte, byte)),
          ]),
        ),
      ),
    ];
    for (const file of files) {
      expect(file.format).toMatchObject({ codec, bits: null, lossy: true, frames: 2 });
      expect([...(await collect(file.source))[0]!]).toEqual([step / 32768, step / 32768]);
      expect(file.notes).toEqual([]);
    }
  });
});
