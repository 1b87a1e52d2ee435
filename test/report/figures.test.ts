// Figures: rounding, signs, units and clock times as people read them.
import { describe, expect, it } from 'vitest';
import {
  change,
  clock,
  count,
  fileSize,
  fixed,
  hertz,
  level,
  quantity,
  rate,
  signed,
} from '../../src/report/figures.ts';

describe('figures', () => {
  it.each([
    [fixed(-1.04), '−1.0'],
    [fixed(-0.04), '0.0'],
    [fixed(null), '–'],
    [fixed(-Infinity), '–'],
    [signed(0.04), '0.0'],
    [signed(2.25), '+2.3'],
    [level(-14.03, 'LUFS'), '−14.0\u00a0LUFS'],
    [level(null, 'LUFS'), '–'],
    [change(-0.6), '−0.6\u00a0dB'],
    [hertz(62.5), '63\u00a0Hz'],
    [hertz(2540), '2.5\u00a0kHz'],
    [rate(44100), '44.1\u00a0kHz'],
    [rate(22050), '22.05\u00a0kHz'],
    [clock(72.345), '1:12.3'],
    [clock(59.96), '1:00.0'],
    [clock(3723.4, 0), '1:02:03'],
    [count(1323000), '1\u202f323\u202f000'],
    [quantity(1, 'samples'), '1\u00a0sample'],
    [quantity(0.25, '%'), '0.25\u00a0%'],
    [quantity(0.0123, 's'), '12\u00a0ms'],
    [quantity(-0.271, 'correlation'), 'correlation\u00a0−0.27'],
    [fileSize(8467244), '8.5\u00a0MB'],
  ])('%s is %s', (found, wanted) => {
    expect(found).toBe(wanted);
  });
});
