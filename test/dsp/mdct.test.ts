import { describe, expect, it } from 'vitest';
import { ComplexFft } from '../../src/dsp/complex-fft.ts';
import { kaiserBesselDerived, Mdct, sineWindow, vorbisWindow } from '../../src/dsp/mdct.ts';
import { noise } from '../signals.ts';

describe('ComplexFft', () => {
  it.each([4, 64, 30, 120])('equals the definition, size %i', (size) => {
    const [x, y] = [noise(1, size, 1), noise(1, size, 2)];
    const [re, im] = [x.slice(), y.slice()];
    new ComplexFft(size).forward(re, im);
    for (let k = 0; k < size; k++) {
      let sumRe = 0;
      let sumIm = 0;
      for (let n = 0; n < size; n++) {
        const turn = (-2 * Math.PI * ((k * n) % size)) / size;
        sumRe += x[n]! * Math.cos(turn) - y[n]! * Math.sin(turn);
        sumIm += x[n]! * Math.sin(turn) + y[n]! * Math.cos(turn);
      }
      expect(re[k]).toBeCloseTo(sumRe, 11);
      expect(im[k]).toBeCloseTo(sumIm, 11);
    }
  });
});

describe('Mdct', () => {
  it.each([16, 128, 240])('equals the definition, hop %i', (hop) => {
    const window = sineWindow(2 * hop);
    const x = noise(1, 2 * hop + 5, 3);
    const out = new Float64Array(hop);
    new Mdct(window).transform(x, 5, out);
    for (let k = 0; k < hop; k++) {
      let sum = 0;
      for (let n = 0; n < 2 * hop; n++)
        sum += window[n]! * x[5 + n]! * Math.cos((Math.PI / hop) * (n + 0.5 + hop / 2) * (k + 0.5));
      expect(out[k]).toBeCloseTo(sum, 10);
    }
  });

  it.each([
    ['sine', sineWindow(256)],
    ['Kaiser-Bessel', kaiserBesselDerived(256, 4)],
    ['Vorbis', vorbisWindow(128)],
    ['Opus', vorbisWindow(120, 16)],
  ])('has windows that give the sound back: %s', (_, window) => {
    const hop = window.length / 2;
    for (let n = 0; n < hop; n++)
      expect(window[n]! * window[n]! + window[n + hop]! * window[n + hop]!).toBeCloseTo(1, 12);
  });
});
