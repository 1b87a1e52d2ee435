// The bundled mix: its script with its seed gives the committed file's samples, bit for bit.
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { composeFirstLight } from '../../examples/first-light/compose.ts';

const FILE = join(resolve(import.meta.dirname, '../..'), 'examples/first-light/first-light.flac');

/** MD5 of the samples as FLAC keeps it: interleaved, little endian, three bytes each (RFC 9639, section 8.2). */
function samplesMd5({ left, right }: { left: Int32Array; right: Int32Array }): string {
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
  return createHash('md5').update(bytes).digest('hex');
}

describe('the example mix', () => {
  const song = composeFirstLight();
  const flac = readFileSync(FILE);

  it('is what its script renders', () => {
    expect(flac.toString('latin1', 0, 4)).toBe('fLaC');
    const streamInfo = 8;
    expect(flac.toString('hex', streamInfo + 18, streamInfo + 34)).toBe(samplesMd5(song));
  });

  it('is small, 20 to 40 s long, never clips, and ends in silence', () => {
    expect(statSync(FILE).size).toBeLessThan(5e6);
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
