import { describe, expect, it } from 'vitest';
import * as ours from '../../src/dsp/math.ts';
import { seededRandom } from '../../src/signal/random.ts';

/** Difference in units of the last place of `expected`. */
function ulps(actual: number, expected: number): number {
  if (Object.is(actual, expected)) return 0;
  if (!Number.isFinite(actual) || !Number.isFinite(expected)) return Infinity;
  const exponent = Math.max(-1022, Math.floor(Math.log2(Math.abs(expected))));
  const unit = Math.max(5e-324, 2 ** (exponent - 52));
  return Math.abs(actual - expected) / unit;
}

type Name =
  | 'sin'
  | 'cos'
  | 'tan'
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log10'
  | 'log2'
  | 'sinh'
  | 'cosh'
  | 'tanh'
  | 'atan';

/** Range as exponents of two of the argument, both signs where `both`; tolerance: ours plus the engine's own error. */
const CASES: readonly [Name, number, number, boolean, number][] = [
  ['sin', -30, 20, true, 1.01],
  ['sin', 20, 1023, true, 1.01],
  ['cos', -30, 20, true, 1.01],
  ['cos', 20, 1023, true, 1.01],
  ['tan', -30, 20, true, 2.01],
  ['exp', -40, 9.47, true, 1.01],
  ['expm1', -60, 9.47, true, 2.01],
  ['log', -1073, 1023, false, 1.01],
  ['log', -0.5, 0.5, false, 1.01],
  ['log10', -1073, 1023, false, 2.01],
  ['log2', -1073, 1023, false, 2.01],
  ['sinh', -40, 9.47, true, 3.01],
  ['cosh', -40, 9.47, true, 2.01],
  ['tanh', -40, 5, true, 3.01],
  ['atan', -60, 80, true, 1.01],
];

describe('portable mathematics', () => {
  it.each(CASES)('%s agrees with the engine, arguments 2^%d … 2^%d', (name, low, high, both, tolerance) => {
    const random = seededRandom(1);
    let worst = 0;
    let at = 0;
    for (let i = 0; i < 20000; i++) {
      const size = 2 ** (low + (high - low) * random()) * (1 + 2e-7 * random());
      const x = both && random() < 0.5 ? -size : size;
      const error = ulps(ours[name](x), Math[name](x));
      if (error > worst) {
        worst = error;
        at = x;
      }
    }
    expect(worst, `${name}(${at})`).toBeLessThan(tolerance);
  });

  it('pow agrees with the engine', () => {
    const random = seededRandom(2);
    for (let i = 0; i < 20000; i++) {
      const x = 2 ** (400 * (random() - 0.5));
      const y = 5 * (random() - 0.5);
      expect(ulps(ours.pow(x, y), x ** y), `${x} ** ${y}`).toBeLessThan(1.01);
      const z = 1 + (random() - 0.5) * 1e-6;
      const w = 1e8 * (random() - 0.5);
      expect(ulps(ours.pow(z, w), z ** w), `${z} ** ${w}`).toBeLessThan(1.01);
    }
  });

  it('treats special values as ECMAScript does', () => {
    const values = [
      0,
      -0,
      1,
      -1,
      2,
      -2,
      3,
      -3,
      0.5,
      -0.5,
      5e-324,
      -5e-324,
      1e308,
      -1e308,
      1e-308,
      Infinity,
      -Infinity,
      NaN,
    ];
    const names = [...new Set(CASES.map(([name]) => name))];
    for (const name of names) {
      for (const x of values) {
        expect(ulps(ours[name](x), Math[name](x)), `${name}(${x})`).toBeLessThan(2.01);
      }
    }
    for (const x of values) {
      for (const y of values) expect(ulps(ours.pow(x, y), x ** y), `${x} ** ${y}`).toBeLessThan(1.01);
    }
  });

  it('gives round results where they exist', () => {
    for (let k = -300; k <= 300; k++) expect(ours.log10(Number(`1e${k}`))).toBe(k);
    for (let k = -1074; k <= 1023; k++) expect(ours.log2(2 ** k)).toBe(k);
    for (let k = 0; k < 16; k++) expect(ours.pow(10, k)).toBe(Number(`1e${k}`));
    expect(ours.exp(0)).toBe(1);
    expect(ours.cos(0)).toBe(1);
  });

  it('keeps the bits it had, in this engine as in any other', () => {
    // FNV-1a over results; a changed last bit anywhere is an audible-change note in the changelog, not an accident.
    const random = seededRandom(3);
    const bits = new DataView(new ArrayBuffer(8));
    let hash = 0x811c9dc5;
    const take = (value: number) => {
      bits.setFloat64(0, value);
      for (let i = 0; i < 8; i++) hash = Math.imul(hash ^ bits.getUint8(i), 0x01000193);
    };
    for (let i = 0; i < 2000; i++) {
      const x = 40 * (random() - 0.5);
      for (const name of ['sin', 'cos', 'tan', 'exp', 'expm1', 'sinh', 'cosh', 'tanh', 'atan'] as const)
        take(ours[name](x));
      for (const name of ['log', 'log10', 'log2'] as const) take(ours[name](Math.abs(x)));
      take(ours.pow(Math.abs(x), random()));
    }
    expect(hash >>> 0).toBe(970697071);
  });
});
