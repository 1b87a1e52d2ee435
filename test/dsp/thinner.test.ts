// Thinner: one sample in so many of the filtered sound, the same for any cutting; and base64 both ways.
import { describe, expect, it } from 'vitest';
import { decodeBase64, encodeBase64 } from '../../src/dsp/base64.ts';
import { lowpass } from '../../src/dsp/fir.ts';
import { Thinner } from '../../src/dsp/thinner.ts';
import { noise } from '../signals.ts';

describe('thinner', () => {
  const sound = noise(0.5, 20000, 3);
  const taps = lowpass(0.05, 0.15, 60);

  function thinned(factor: number, sizes: readonly number[]): Float64Array {
    const thinner = new Thinner(taps, factor);
    const out = new Float64Array(sound.length + 1);
    let made = 0;
    for (let at = 0, turn = 0; at < sound.length; turn++) {
      const count = Math.min(sizes[turn % sizes.length]!, sound.length - at);
      made += thinner.push(sound, at, count, out, made);
      at += count;
    }
    return out.slice(0, made);
  }

  it.each([1, 2, 5, 12, 48])('is the convolution at every %i-th sample', (factor) => {
    const got = thinned(factor, [20000]);
    expect(got).toHaveLength(Math.ceil(sound.length / factor));
    for (let n = 0; n < got.length; n += 37) {
      let sum = 0;
      taps.forEach((tap, k) => {
        sum += tap * (sound[n * factor - (taps.length - 1) + k] ?? 0);
      });
      expect(got[n]).toBeCloseTo(sum, 12);
    }
  });

  it.each([[[1]], [[7, 4099, 1]], [[4096]]])('is the same for blocks of %j', (sizes) => {
    expect(thinned(5, sizes)).toEqual(thinned(5, [20000]));
  });
});

describe('base64', () => {
  it.each(['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'])('%j, both ways', (text) => {
    const bytes = new TextEncoder().encode(text);
    expect(encodeBase64(bytes)).toBe(btoa(text));
    expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
  });

  it('carries every byte', () => {
    const bytes = Uint8Array.from({ length: 1000 }, (_, i) => (i * 37) & 255);
    expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
  });
});
