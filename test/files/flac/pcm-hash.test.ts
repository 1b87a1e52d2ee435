// PCM hash: the MD5 that others compute of the same bytes, for any length and either kernel.
import { md5 } from 'hash-wasm';
import { expect, it } from 'vitest';
import { PLAIN_FLAC_KERNEL } from '../../../src/files/flac/flac-kernel-plain.ts';
import { createWasmFlacKernel } from '../../../src/files/flac/flac-kernel-wasm.ts';
import { createPcmHash } from '../../../src/files/flac/pcm-hash.ts';
import { seededRandom } from '../../../src/signal/random.ts';
import { hexOf } from '../../fixture.ts';

/** `value` into `bytes` bytes, lowest first. */
function putLittleEndian(target: Uint8Array, at: number, value: number, bytes: number): void {
  for (let i = 0; i < bytes; i++) target[at + i] = value >> (8 * i);
}

it.each([
  [0, 16, 2],
  [1, 8, 1],
  [55, 8, 1],
  [56, 8, 1],
  [64, 8, 1],
  [9001, 24, 2],
  [5000, 20, 3],
])('%i frames of %i bits, %i channels', async (frames, bits, channels) => {
  const sampleBytes = Math.ceil(bits / 8);
  const random = seededRandom(frames, bits);
  const expected = new Uint8Array(frames * channels * sampleBytes);
  const sound = Array.from({ length: channels }, () =>
    Int32Array.from({ length: frames }, () => Math.floor((random() - 0.5) * 2 ** bits)),
  );
  for (let n = 0; n < frames; n++) {
    sound.forEach((plane, c) =>
      putLittleEndian(expected, (n * channels + c) * sampleBytes, plane[n]!, sampleBytes),
    );
  }
  for (const kernel of [PLAIN_FLAC_KERNEL, createWasmFlacKernel(1 << 20)]) {
    const planes = sound.map(() => kernel.allocatePlane(frames));
    planes.forEach((plane, c) => plane.set(sound[c]!));
    const hash = createPcmHash(bits, channels, kernel);
    const first = Math.min(frames, 37);
    hash.push(planes, first);
    hash.push(
      planes.map((plane) => plane.subarray(first)),
      frames - first,
    );
    expect(hexOf(hash.digest())).toBe(await md5(expected));
  }
});
