// Lapped: what the kernel makes of a frame is the product over its MDCT lines, the same bits from both kernels.
import { describe, expect, it } from 'vitest';
import { PLAIN_KERNEL } from '../../src/dsp/kernel-plain.ts';
import { createSimdKernel } from '../../src/dsp/kernel-simd.ts';
import { TAKEN_BITS } from '../../src/dsp/lapped-plain.ts';
import { kaiserBesselDerived, lappedForm, Mdct, sineWindow } from '../../src/dsp/mdct.ts';
import { noise } from '../signals.ts';

const simd = createSimdKernel()!;

describe('lapped frames', () => {
  it.each([8, 16, 32, 128, 1024])('hold what their lines hold, hop %i', (hop) => {
    const window = sineWindow(2 * hop);
    const x = noise(1, 2 * hop + 6, 3);
    const scale = 1e15 / hop;
    const out = new Float64Array(12);
    PLAIN_KERNEL.lapped(lappedForm(window), x, 6, 0, hop, scale, out);
    const mdct = new Mdct(window);
    const lines = new Float64Array(hop);
    for (let offset = 0; offset < 6; offset++) {
      mdct.transform(x, offset, lines);
      const bits = lines.reduce((sum, line) => sum + Math.log2(1 + line * line * scale), 0);
      expect(Math.log2(out[2 * offset]!) + TAKEN_BITS * out[2 * offset + 1]!).toBeCloseTo(bits, 6);
    }
  });

  it('are asked for some of their lines only', () => {
    const hop = 64;
    const x = noise(1, 2 * hop + 2, 5);
    const lines = new Float64Array(hop);
    new Mdct(sineWindow(2 * hop)).transform(x, 1, lines);
    const bits = lines.slice(8, 48).reduce((sum, line) => sum + Math.log2(1 + line * line), 0);
    const out = new Float64Array(4);
    PLAIN_KERNEL.lapped(lappedForm(sineWindow(2 * hop)), x, 2, 8, 48, 1, out);
    expect(Math.log2(out[2]!)).toBeCloseTo(bits, 9);
  });

  it.each([8, 16, 64, 128, 1024])('give the same bits in both kernels, hop %i', (hop) => {
    const form = lappedForm(kaiserBesselDerived(2 * hop, 4));
    for (const scale of [1, 1e12, 1e30]) {
      const x = noise(0.3, 2 * hop + 10, hop);
      const plain = new Float64Array(20);
      const fast = new Float64Array(20);
      PLAIN_KERNEL.lapped(form, x, 10, 0, hop, scale, plain);
      simd.lapped(form, x, 10, 0, hop, scale, fast);
      expect(fast).toEqual(plain);
    }
  });
});
