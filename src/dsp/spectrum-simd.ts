// Spectrum, SIMD: the transforms of kernel/fft.ts, hann.ts and lapped.ts, called with sound copied in and out.
import type { Arena } from './arena.ts';
import type { Kernel } from './kernel-contract.ts';
import type { KernelExports } from './kernel-exports.ts';

/** Room that kernel/fft.ts works in: twice the samples, and what it leaves between its buffers. */
const fftWork = (size: number): number => 2 * size + 288;
/** The same around the spectrum that it filters. */
const SPECTRUM_PADS = 80;

/** Room that kernel/lapped.ts works in, by the hop, and what it leaves between its buffers. */
const LAPPED_WORK = 4;
const LAPPED_PADS = 288;

/** The kernel's transforms over one module and its memory. */
export function spectrumLoops(
  wasm: KernelExports,
  arena: Arena,
): Pick<Kernel, 'forward' | 'inverse' | 'hannSpectrum' | 'filterSpectrum' | 'filterBank' | 'lapped'> {
  return {
    forward({ size, table }, x, re, im) {
      const bins = size / 2 + 1;
      const tableAt = arena.table(table);
      const work = arena.scratch(fftWork(size) + size + 2 * bins);
      const xAt = work + 8 * fftWork(size);
      const reAt = xAt + 8 * size;
      const imAt = reAt + 8 * bins;
      arena.put(xAt, x, size);
      wasm.forward(size, tableAt, work, xAt, reAt, imAt);
      arena.take(reAt, re, bins);
      arena.take(imAt, im, bins);
    },
    inverse({ size, table }, re, im, x) {
      const bins = size / 2 + 1;
      const tableAt = arena.table(table);
      const work = arena.scratch(fftWork(size) + size + 2 * bins);
      const xAt = work + 8 * fftWork(size);
      const reAt = xAt + 8 * size;
      const imAt = reAt + 8 * bins;
      arena.put(reAt, re, bins);
      arena.put(imAt, im, bins);
      wasm.inverse(size, tableAt, work, reAt, imAt, xAt);
      arena.take(xAt, x, size);
    },
    hannSpectrum({ size, table }, scale, x, rows) {
      const bins = size / 2 + 1;
      const tableAt = arena.table(table);
      const work = arena.scratch(fftWork(size) + size + 5 * (bins + 2));
      const xAt = work + 8 * fftWork(size);
      const bareAt = xAt + 8 * size;
      const reAt = bareAt + 16 * (bins + 2);
      const imAt = reAt + 8 * bins;
      const powerAt = imAt + 8 * bins;
      arena.put(xAt, x, size);
      wasm.hannSpectrum(size, tableAt, work, xAt, bareAt, scale, reAt, imAt, powerAt);
      arena.take(reAt, rows, 3 * bins);
    },
    lapped({ hop, table }, x, offsets, from, to, scale, out) {
      const frames = offsets + 2 * hop;
      const tableAt = arena.table(table);
      const work = arena.scratch(LAPPED_WORK * hop + LAPPED_PADS + frames + 2 * offsets);
      const xAt = work + 8 * (LAPPED_WORK * hop + LAPPED_PADS);
      const outAt = xAt + 8 * frames;
      arena.put(xAt, x, frames);
      wasm.lapped(hop / 2, tableAt, xAt, offsets, from, to, scale, work, outAt);
      arena.take(outAt, out, 2 * offsets);
    },
    filterSpectrum({ sizeIn, sizeOut, table, outAt, gainsAt }, x, y) {
      const most = Math.max(sizeIn, sizeOut);
      const tableAt = arena.table(table);
      const room = fftWork(most) + most + SPECTRUM_PADS;
      const work = arena.scratch(room + 2 * most);
      const xAt = work + 8 * room;
      const yAt = xAt + 8 * most;
      arena.put(xAt, x, sizeIn);
      wasm.filterSpectrum(
        sizeIn,
        sizeOut,
        tableAt,
        tableAt + 8 * outAt,
        tableAt + 8 * gainsAt,
        work,
        xAt,
        yAt,
      );
      arena.take(yAt, y, sizeOut);
    },
    filterBank({ size, count, table, gainsAt }, x, from, outs) {
      const row = 8 * (size / 2 + SPECTRUM_PADS);
      const tableAt = arena.table(table);
      const work = arena.scratch(fftWork(size) + size + row / 2 + count * size);
      const xAt = work + 8 * fftWork(size);
      const reAt = xAt + 8 * size;
      const yAt = reAt + 4 * row;
      arena.put(xAt, x, size);
      wasm.filterBank(
        size,
        tableAt,
        tableAt + 8 * gainsAt,
        count,
        work,
        xAt,
        reAt,
        reAt + row,
        reAt + 2 * row,
        reAt + 3 * row,
        yAt,
      );
      for (let i = 0; i < count; i++) arena.take(yAt + 8 * (i * size + from), outs[i]!, outs[i]!.length);
    },
  };
}
