// Coded: sounds put through the transforms of lossy codecs, coarsely rounded there and brought back, as decoders give them.
import { type HybridBank, HYBRID_FRAMES, HYBRID_LINES } from '../src/dsp/hybrid-bank.ts';
import { Mdct } from '../src/dsp/mdct.ts';

const MP3_HOP = 576;

/** Rounded in frames of `window`, each line to steps of `step` times the mean size in its part of the frame; to 16 bits. */
export function codedLapped(sound: Float64Array, window: Float64Array, step: number): Float64Array {
  const mdct = new Mdct(window);
  const { hop } = mdct;
  const lines = new Float64Array(hop);
  const out = new Float64Array(sound.length);
  const cosines = Float64Array.from({ length: 8 * hop }, (_, m) => Math.cos((Math.PI * m) / (4 * hop)));
  for (let at = 0; at + 2 * hop <= sound.length; at += hop) {
    mdct.transform(sound, at, lines);
    roundLines(lines, step);
    for (let k = 0; k < hop; k++) {
      const line = (2 / hop) * lines[k]!;
      if (line === 0) continue;
      for (let n = 0; n < 2 * hop; n++)
        out[at + n]! += line * window[n]! * cosines[((2 * n + 1 + hop) * (2 * k + 1)) % (8 * hop)]!;
    }
  }
  return out.map(toWord);
}

/** Every line of the bank's bands as the sound that it stands for: HYBRID_FRAMES each. */
export function hybridBasis(bank: HybridBank): Float64Array[] {
  const count = (bank.to - bank.from) * HYBRID_LINES;
  const impulse = new Float64Array(2 * HYBRID_FRAMES);
  impulse[HYBRID_FRAMES] = 1;
  bank.prepare(impulse, 0, HYBRID_FRAMES);
  const lines = new Float64Array(count);
  const basis = Array.from({ length: count }, () => new Float64Array(HYBRID_FRAMES));
  for (let offset = 1; offset < HYBRID_FRAMES; offset++) {
    bank.lines(offset, lines);
    basis.forEach((sound, k) => {
      sound[HYBRID_FRAMES - offset] = lines[k]!;
    });
  }
  return basis;
}

/** The bands of the bank, rounded in MP3's long frames; to 16 bits. */
export function codedHybrid(sound: Float64Array, bank: HybridBank, step: number): Float64Array {
  const basis = hybridBasis(bank);
  const norm = basis[20]!.reduce((sum, value) => sum + value * value, 0);
  const out = new Float64Array(sound.length);
  const lines = new Float64Array(basis.length);
  for (let at = 0; at + HYBRID_FRAMES <= sound.length; at += MP3_HOP) {
    bank.prepare(sound, at, 1);
    bank.lines(0, lines);
    roundLines(lines, step);
    lines.forEach((line, k) => {
      if (line === 0) return;
      const wave = basis[k]!;
      for (let n = 0; n < HYBRID_FRAMES; n++) out[at + n]! += (line / norm) * wave[n]!;
    });
  }
  return out.map(toWord);
}

/** Parts of 16 lines share a step. */
function roundLines(lines: Float64Array, step: number): void {
  for (let from = 0; from < lines.length; from += 16) {
    const part = lines.subarray(from, from + 16);
    const size = step * Math.sqrt(part.reduce((sum, line) => sum + line * line, 0) / part.length);
    for (let k = 0; k < part.length; k++) part[k] = size > 0 ? size * Math.round(part[k]! / size) : 0;
  }
}

function toWord(value: number): number {
  return Math.round(32768 * value) / 32768;
}
