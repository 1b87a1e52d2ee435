// The bundled mix: its script with its seed gives the committed file's samples, bit for bit.
import { md5 } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import { composeFirstLight } from '../../examples/first-light/compose.ts';
import mixUrl from '../../examples/first-light/first-light.flac?inline';
import { bytesOfUrl, hexOf } from '../fixture.ts';

/** MD5 of the samples as FLAC keeps it: interleaved, little endian, three bytes each (RFC 9639, section 8.2). */
function samplesMd5({ left, right }: { left: Int32Array; right: Int32Array }): Promise<string> {
  const bytes = new Uint8Array(left.length * 6);
  const put = (value: number, at: number): void => {
    bytes[at] = value;
    bytes[at + 1] = value >> 8;
    bytes[at + 2] = value >> 16;
  };
  for (let i = 0; i < left.length; i++) {
    put(left[i]!, i * 6);
    put(right[i]!, i * 6 + 3);
  }
  return md5(bytes);
}

describe('the example mix', () => {
  const song = composeFirstLight();
  const flac = bytesOfUrl(mixUrl);

  it('is what its script renders', async () => {
    expect(String.fromCharCode(...flac.subarray(0, 4))).toBe('fLaC');
    const streamInfo = 8;
    expect(hexOf(flac.subarray(streamInfo + 18, streamInfo + 34))).toBe(await samplesMd5(song));
  });

  it('is small, 20 to 40 s long, never clips, and ends in silence', () => {
    expect(flac.length).toBeLessThan(5e6);
    const seconds = song.left.length / song.sampleRateHz;
    expect(seconds).toBeGreaterThan(20);
    expect(seconds).toBeLessThan(40);
    const peak = song.left.reduce(
      (most, value, i) => Math.max(most, Math.abs(value), Math.abs(song.right[i]!)),
      0,
    );
    expect(peak).toBeLessThan(0.8 * 2 ** 23);
    expect(song.left.at(-1)).toBe(0);
  });
});
