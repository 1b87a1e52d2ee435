// Dither: the error's mean and variance do not follow the sound, shaped noise is where it belongs, exact samples stay.
import { describe, expect, it } from 'vitest';
import { createQuantiser, type QuantiserOptions } from '../../../src/process/output/dither.ts';
import { designShaper, weighting468 } from '../../../src/process/output/noise-shaper.ts';
import { PUBLISHED_SHAPERS, type PublishedShaper } from '../../../src/process/output/published-shapers.ts';
import { expectSameBits, runProcessor } from '../../contracts/processor.ts';
import { musicLike, noise, sine } from '../../signals.ts';

const STEP = 2 ** -15;
/** Frames of 50 ms. */
const HOLD = 2205;

function quantise(
  channels: Float64Array[],
  options: Partial<QuantiserOptions> = {},
  sizes = [4096],
  rate = 44100,
) {
  const format = { sampleRateHz: rate, channels: channels.length };
  return runProcessor(
    createQuantiser({ bits: 16, shape: 'tpdf', seed: 1, ...options }, format),
    channels,
    sizes,
  );
}

const errorsOf = (sound: Float64Array, options: Partial<QuantiserOptions> = {}): Float64Array =>
  quantise([sound], options)[0]!.map((y, n) => (y - sound[n]!) / STEP);
const mean = (x: Float64Array): number => x.reduce((sum, v) => sum + v, 0) / x.length;
const power = (x: Float64Array): number => x.reduce((sum, v) => sum + v * v, 0) / x.length;
const decibels = (ratio: number): number => 10 * Math.log10(ratio);

describe('every shape', () => {
  const published = Object.keys(PUBLISHED_SHAPERS) as PublishedShaper[];
  const shapes = ['tpdf', 'tpdf-high', 'rpdf', 'shaped', 'shaped-light', 'none', ...published] as const;

  it.each(shapes)('%s: whole steps inside the range, the same for any cutting and after reset', (shape) => {
    const sound = musicLike(9000, 44100, 2).map((x) => x.map((v) => 2.5 * v));
    for (const bits of [16, 24]) {
      const whole = quantise(sound, { shape, bits });
      const scale = 2 ** (bits - 1);
      for (const x of whole) {
        expect(x.every((v) => Number.isInteger(v * scale) && v >= -1 && v <= 1 - 1 / scale)).toBe(true);
      }
      for (const size of [1, 128, 997]) expectSameBits(quantise(sound, { shape, bits }, [size]), whole);
      const quantiser = createQuantiser({ bits, shape, seed: 1 }, { sampleRateHz: 44100, channels: 2 });
      runProcessor(quantiser, [noise(0.4, 5000, 1), noise(0.4, 5000, 2)]);
      quantiser.reset();
      expectSameBits(runProcessor(quantiser, sound), whole);
    }
  });

  it.each(shapes)('%s: passes what is exact already, and silence', (shape) => {
    const exact = musicLike(9000, 44100, 2).map((x) => x.map((v) => Math.round(v / STEP) * STEP));
    expectSameBits(quantise(exact, { shape }), exact);
    const silence = [new Float64Array(3000), new Float64Array(3000)];
    expectSameBits(quantise(silence, { shape }), silence);
  });

  it.each(shapes)('%s: falls silent 50 ms after the sound has, and not sooner', (shape) => {
    const sound = noise(0.3, 6000, 4);
    sound.fill(0, 2000);
    const got = quantise([sound], { shape })[0]!;
    expect(got.subarray(2000 + HOLD).every((v) => v === 0)).toBe(true);
    // A rectangle no wider than a step leaves a whole step as it is.
    if (shape !== 'none' && shape !== 'rpdf')
      expect(got.subarray(2000, 2000 + HOLD).some((v) => v !== 0)).toBe(true);
  });

  it.each(shapes)('%s: a fade ends clean, and so does a filter that rings out for ever', (shape) => {
    const fade = noise(0.01, 30000, 4).map((v, n) => v * Math.max(0, 1 - n / 20000) ** 2);
    const ringing = Float64Array.from({ length: 30000 }, (_, n) => 0.01 * Math.exp(-n / 1000) * Math.cos(n));
    const [faded, rung] = quantise([fade, ringing], { shape }) as [Float64Array, Float64Array];
    expect(faded.subarray(20000 + HOLD).every((v) => v === 0)).toBe(true);
    // 0.01 is under 2^-10 steps after 13 time constants; it would be no whole zero after a minute.
    expect(rung.subarray(13000 + HOLD).every((v) => v === 0)).toBe(true);
    // What goes out last is noise about 0, not a step that stayed.
    const tail = faded.subarray(19000, 20000);
    if (shape !== 'none') expect(Math.abs(mean(tail)) / STEP).toBeLessThan(0.1);
  });

  it.each(shapes)('%s: does not come and go with a pulse that rests on whole steps', (shape) => {
    const pulse = Float64Array.from({ length: 22050 }, (_, n) => (n % 200 < 100 ? 0.1 * STEP : 0));
    const passed = noise(0.3, 22050, 4).map((v) => Math.round(v / STEP) * STEP);
    const quantiser = createQuantiser({ bits: 16, shape, seed: 1 }, { sampleRateHz: 44100, channels: 2 });
    quantiser.process({ channels: [pulse, passed], frames: 22050 });
    expect(quantiser.account().dithered).toBe(22050);
    expect(quantiser.account().samples).toBe(44100);
  });

  it.each(shapes)('%s: what was changed in one place is dithered there, and nowhere else', (shape) => {
    const sound = noise(0.3, 9000, 8).map((v) => Math.round(v / STEP) * STEP);
    for (let n = 4000; n < 4020; n++) sound[n]! *= 0.7;
    const quantiser = createQuantiser({ bits: 16, shape, seed: 1 }, { sampleRateHz: 44100, channels: 1 });
    const got = runProcessor(quantiser, [sound])[0]!;
    expectSameBits([got.subarray(0, 4000)], [sound.subarray(0, 4000)]);
    expectSameBits([got.subarray(4052)], [sound.subarray(4052)]);
    expect(quantiser.account().dithered).toBeLessThanOrEqual(52);
    expect(quantiser.account().dithered).toBeGreaterThanOrEqual(20);
  });

  it.each(shapes)('%s: recovers at once from clipping', (shape) => {
    const sound = sine(500, 1.5, 8000, 44100);
    sound.set(noise(0.1, 4000, 6), 4000);
    const late = quantise([sound], { shape })[0]!
      .map((y, n) => (y - sound[n]!) / STEP)
      .subarray(4020);
    // The steepest of the published filters moves single samples by up to 36 steps.
    expect(late.reduce((most, v) => Math.max(most, Math.abs(v)), 0)).toBeLessThan(
      published.includes(shape as PublishedShaper) ? 45 : 12,
    );
  });
});

describe('word lengths', () => {
  it.each([8, 9, 10, 12, 14, 16, 18, 20, 22, 24])(
    '%i bits: whole steps, and noise of that word length alone',
    (bits) => {
      const step = 2 ** (1 - bits);
      const sound = noise(0.3, 20000, 3);
      for (const shape of ['tpdf', 'shaped', 'none'] as const) {
        const got = quantise([sound], { shape, bits })[0]!;
        expect(got.every((v) => Number.isInteger(v / step))).toBe(true);
        const errors = got.map((y, n) => (y - sound[n]!) / step);
        expect(Math.abs(mean(errors))).toBeLessThan(0.02);
        // White: ¼ and 1/12 step²; shaped, up to 18 bits: 10.5 dB more.
        const law = shape === 'none' ? 1 / 12 : shape === 'shaped' && bits <= 18 ? 2.79 : 1 / 4;
        expect(power(errors) / law, `${shape}`).toBeGreaterThan(0.95);
        expect(power(errors) / law, `${shape}`).toBeLessThan(1.05);
      }
    },
  );
});

describe('flat dither', () => {
  it('lies at -93.3 dB re a full-scale sine, white', () => {
    const errors = errorsOf(noise(0.3, 100000, 3));
    expect(decibels(power(errors) * STEP * STEP * 2)).toBeCloseTo(-93.3, 1);
    const neighbours = errors.subarray(1).map((v, n) => v * errors[n]!);
    expect(Math.abs(mean(neighbours))).toBeLessThan(0.004);
  });

  it('is another in each channel and for each seed', () => {
    const sound = noise(0.3, 50000, 3);
    const [left, right] = quantise([sound, sound]) as [Float64Array, Float64Array];
    const apart = (a: Float64Array, b: Float64Array): number =>
      mean(a.map((v, n) => ((v - sound[n]!) * (b[n]! - sound[n]!)) / (STEP * STEP))) / 0.25;
    expect(Math.abs(apart(left, right))).toBeLessThan(0.02);
    expect(Math.abs(apart(left, quantise([sound], { seed: 2 })[0]!))).toBeLessThan(0.02);
  });
});

describe('shaped dither', () => {
  const answerDb = (shaper: ArrayLike<number>, hz: number, rate: number): number => {
    let re = 1;
    let im = 0;
    Array.from(shaper).forEach((c, k) => {
      re -= c * Math.cos((2 * Math.PI * hz * (k + 1)) / rate);
      im += c * Math.sin((2 * Math.PI * hz * (k + 1)) / rate);
    });
    return decibels(re * re + im * im);
  };

  const shapers = new Map([32000, 44100, 48000, 96000].map((rate) => [rate, designShaper(rate)]));
  const designedDb = (hz: number, rate: number): number => answerDb(shapers.get(rate)!, hz, rate);

  it('of a published filter is the house’s own where that was not made for the rate', () => {
    const sound = noise(0.3, 3000, 5);
    const at96 = (shape: QuantiserOptions['shape']): Float64Array[] =>
      quantise([sound], { shape }, [4096], 96000);
    expectSameBits(at96('lipshitz'), at96('shaped'));
    expect(quantise([sound], { shape: 'lipshitz' })).not.toEqual(quantise([sound], { shape: 'shaped' }));
  });

  it('is low where the ear is keen', () => {
    expect(designedDb(4000, 44100)).toBeLessThan(-10);
  });

  it.each([32000, 44100, 48000, 96000])(
    'at %i Hz costs no more than the theorem asks, and moderate total noise',
    (rate) => {
      const points = 1000;
      let log = 0;
      let total = 0;
      let weighted = 0;
      let flat = 0;
      for (let i = 0; i < points; i++) {
        const hz = ((i + 0.5) / points) * (rate / 2);
        const gain = 10 ** (designedDb(hz, rate) / 10);
        log += Math.log(gain) / points;
        total += gain / points;
        weighted += (gain * weighting468(hz)) / points;
        flat += weighting468(hz) / points;
      }
      // Gerzon and Craven: the mean log gain of a minimum-phase shaper is 0.
      expect(Math.abs(log)).toBeLessThan(0.001);
      expect(decibels(total)).toBeLessThan(12);
      expect(decibels(weighted / flat)).toBeLessThan(-2);
      if (rate === 44100) expect(decibels(weighted / flat)).toBeLessThan(-8.5);
    },
  );

  it('is flat where shaping has no use or no room', () => {
    const sound = [musicLike(4000, 24000, 1)[0]!];
    expectSameBits(quantise(sound, { shape: 'shaped', bits: 24 }), quantise(sound, { bits: 24 }));
    expectSameBits(quantise(sound, { shape: 'shaped' }, [512], 24000), quantise(sound, {}, [512], 24000));
  });
});

describe('the 468 weighting', () => {
  it.each([
    [31.5, -29.9],
    [100, -19.8],
    [1000, 0],
    [2000, 5.6],
    [6300, 12.2],
    [10000, 8.1],
    [20000, -22.2],
  ])('is that of ITU-R BS.468-4 at %f Hz', (hz, db) => {
    // The Recommendation's own tolerances are 0.2 to 2 dB.
    expect(Math.abs(decibels(weighting468(hz)) - db)).toBeLessThan(0.2);
  });
});
