// Third octaves of a whole sound, for comparing the tone of two.
import { createRealFft } from '../../../src/dsp/fft.ts';

const SIZE = 8192;
const FAINT_DB = -50;

/**
 * Level in dB of each third of an octave from 50 Hz to 16 kHz, all channels together, beside the level of all of it; those
 * 50 dB under the loudest count as that.
 */
export function thirdOctavesDb(sound: readonly Float64Array[], rate: number): number[] {
  const power = powers(sound);
  const bands = Array.from({ length: 26 }, (_, i) => {
    const centre = 1000 * 2 ** ((i - 13) / 3);
    let sum = 0;
    for (let k = 1; k < power.length; k++) {
      const hz = (k * rate) / SIZE;
      if (hz >= centre * 2 ** (-1 / 6) && hz < centre * 2 ** (1 / 6)) sum += power[k]!;
    }
    return sum;
  });
  const all = bands.reduce((sum, band) => sum + band, 0);
  const most = Math.max(...bands);
  return bands.map((band) => 10 * Math.log10(Math.max(band, most * 10 ** (FAINT_DB / 10)) / all));
}

function powers(sound: readonly Float64Array[]): Float64Array {
  const fft = createRealFft(SIZE);
  const re = new Float64Array(SIZE / 2 + 1);
  const im = new Float64Array(SIZE / 2 + 1);
  const power = new Float64Array(SIZE / 2 + 1);
  const piece = new Float64Array(SIZE);
  for (const samples of sound) {
    for (let at = 0; at + SIZE <= samples.length; at += SIZE / 2) {
      for (let n = 0; n < SIZE; n++)
        piece[n] = samples[at + n]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * n) / SIZE));
      fft.forward(piece, re, im);
      for (let k = 0; k < power.length; k++) power[k]! += re[k]! * re[k]! + im[k]! * im[k]!;
    }
  }
  return power;
}
