import { describe, expect, it } from 'vitest';
import { createRealFft } from '../../src/dsp/fft.ts';
import { seededRandom } from '../../src/signal/random.ts';

function noise(frames: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from({ length: frames }, () => 2 * random() - 1);
}

describe('createRealFft', () => {
  it.each([4, 8, 16, 64, 128])('equals the definition, size %i', (size) => {
    const x = noise(size, size);
    const re = new Float64Array(size / 2 + 1);
    const im = new Float64Array(size / 2 + 1);
    createRealFft(size).forward(x, re, im);
    for (let k = 0; k <= size / 2; k++) {
      let sumRe = 0;
      let sumIm = 0;
      for (let n = 0; n < size; n++) {
        sumRe += x[n]! * Math.cos((2 * Math.PI * ((k * n) % size)) / size);
        sumIm -= x[n]! * Math.sin((2 * Math.PI * ((k * n) % size)) / size);
      }
      expect(re[k]).toBeCloseTo(sumRe, 12);
      expect(im[k]).toBeCloseTo(sumIm, 12);
    }
  });

  it.each([4, 8, 256, 2048, 8192])('gives the sound back, size %i', (size) => {
    const x = noise(size, size);
    const fft = createRealFft(size);
    const re = new Float64Array(size / 2 + 1);
    const im = new Float64Array(size / 2 + 1);
    const back = new Float64Array(size);
    fft.forward(x, re, im);
    fft.inverse(re, im, back);
    // Rounding grows with the logarithm of the size: a few units of 2^-53.
    let worst = 0;
    for (let n = 0; n < size; n++) worst = Math.max(worst, Math.abs(back[n]! - x[n]!));
    expect(worst).toBeLessThan(2e-15);
  });
});
