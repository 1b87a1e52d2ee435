// The theory pages of what leaves: spectra of dither, pass band and stop band of the resampler.
import { it } from 'vitest';
import { dbFromPower, gainFromDb } from '../../src/dsp/decibel.ts';
import { createQuantiser, type DitherShape } from '../../src/process/output/dither.ts';
import { resample } from '../../src/process/output/resample.ts';
import { collect, sourceOf } from '../../src/signal/stream.ts';
import { aligned, RATE, spectrumDb } from './heard-through.ts';
import { expectPlot } from './plot-page.ts';
import type { Colour, Curve } from './plot-curves.ts';
import { mixed, tone } from './plot-sounds.ts';

it('dither', () => {
  const frames = 3 * RATE;
  const quantised = (shape: DitherShape, sound: Float64Array): Float64Array =>
    aligned(createQuantiser({ bits: 16, shape, seed: 1 }, { sampleRateHz: RATE, channels: 1 }), [sound])[0]!;
  const two = mixed(tone(441, 0.005, frames, RATE), tone(1237, 0.005, frames, RATE, 1));
  const hz = Array.from({ length: 110 }, (_, i) => 200 * (i + 1));
  const error = (
    shape: DitherShape,
    name: string,
    colour: Colour,
    look: NonNullable<Curve['look']> = 'line',
  ): Curve => {
    const wrong = quantised(shape, two).map((v, n) => v - two[n]!);
    // Bins of 86 Hz, so that a few around each frequency even out what is left of chance.
    const db = spectrumDb(
      wrong,
      hz.flatMap((f) => [f - 86, f, f + 86]),
      0,
      512,
    );
    return {
      name,
      colour,
      look,
      x: hz,
      y: hz.map((_, i) => (db[3 * i]! + db[3 * i + 1]! + db[3 * i + 2]!) / 3 - PER_HERTZ_DB),
    };
  };
  const faint = tone(1000, gainFromDb(-88), frames, RATE);
  const low = Array.from({ length: 330 }, (_, k) => ((k + 4) * RATE) / 2048);
  const lines = (
    shape: DitherShape,
    name: string,
    colour: Colour,
    look: NonNullable<Curve['look']>,
  ): Curve => ({
    name,
    colour,
    look,
    x: low,
    y: spectrumDb(quantised(shape, faint), low, 0, 2048),
  });
  expectPlot({
    id: 'dither',
    title: 'Spectra of the error at 16 bits by kind of dither, and of a faint tone rounded and dithered',
    panels: [
      {
        title: 'Error at 16 bits, 44.1 kHz',
        x: { name: 'frequency, kHz', from: 0, to: 22050, ticks: KILOHERTZ },
        y: {
          name: 'level, dBFS/Hz',
          from: -170,
          to: -100,
          ticks: [-160, -150, -140, -130, -120, -110, -100],
        },
        curves: [
          error('none', 'rounding', 'grey', 'thin'),
          error('tpdf', 'tpdf', 'blue'),
          error('tpdf-high', 'tpdf-high', 'sky', 'dashed'),
          error('shaped', 'shaped', 'orange'),
          error('f-weighted-9', 'f-weighted-9', 'green', 'thin'),
        ],
      },
      {
        title: 'A tone of 1 kHz at \u221288 dBFS',
        x: {
          name: 'frequency, kHz',
          from: 0,
          to: 7000,
          ticks: [0, 1, 2, 3, 4, 5, 6, 7].map((k) => ({ value: 1000 * k, label: String(k) })),
        },
        y: { name: 'level, dBFS', from: -140, to: -80, ticks: [-140, -120, -100, -80] },
        curves: [
          lines('none', 'rounded', 'grey', 'thin'),
          lines('tpdf', 'tpdf', 'blue', 'line'),
          lines('shaped', 'shaped', 'orange', 'thin'),
        ],
      },
    ],
  });
});

const KILOHERTZ = [0, 5, 10, 15, 20].map((k) => ({ value: 1000 * k, label: String(k) }));
/** Width of a bin of 512 under a Hann window, 1.5 times that of the bin alone. */
const PER_HERTZ_DB = dbFromPower((1.5 * RATE) / 512);

it('resampler', async () => {
  const from = 96000;
  const frames = 19200;
  /** Level of all that comes out, in the middle half, beside that of the sine that went in. */
  const level = async (hz: number): Promise<number> => {
    const y = (await collect(resample(sourceOf([tone(hz, 1, frames, from)], from), RATE)))[0]!;
    const middle = y.subarray(y.length >> 2, (3 * y.length) >> 2);
    return dbFromPower((2 * middle.reduce((sum, v) => sum + v * v, 0)) / middle.length + 1e-24);
  };
  const levels = async (hz: readonly number[]): Promise<number[]> => {
    const out: number[] = [];
    for (const f of hz) out.push(await level(f));
    return out;
  };
  // Whole waves fit into the middle half, so that its mean square is exact.
  const pass = Array.from({ length: 42 }, (_, i) => 500 * (i + 1));
  const all = [
    ...Array.from({ length: 9 }, (_, i) => 2000 * (i + 1)),
    ...Array.from({ length: 30 }, (_, i) => 20000 + 100 * i),
    23000,
    24000,
    26000,
    28000,
    30000,
    34000,
    38000,
    40000,
    44000,
    46000,
  ];
  expectPlot({
    id: 'resampler',
    title: 'Pass band and stop band of the conversion from 96 to 44.1 kHz',
    panels: [
      {
        title: '96 to 44.1 kHz, sines one by one',
        x: {
          name: 'frequency in, kHz',
          from: 0,
          to: 46000,
          ticks: [0, 10, 20, 30, 40].map((k) => ({ value: 1000 * k, label: String(k) })),
        },
        y: { name: 'level out, dB', from: -220, to: 20, ticks: [-200, -160, -120, -80, -40, 0] },
        curves: [
          { name: 'all that comes out, wherever it lands', colour: 'orange', x: all, y: await levels(all) },
        ],
      },
      {
        title: 'The pass band, magnified',
        x: { name: 'frequency in, kHz', from: 0, to: 21000, ticks: KILOHERTZ },
        y: { name: 'level out, dB', from: -0.002, to: 0.002, ticks: [-0.002, -0.001, 0, 0.001, 0.002] },
        curves: [
          {
            name: 'asked: \u00b10.001 dB to 20 kHz',
            colour: 'grey',
            look: 'dashed',
            x: [0, 20000],
            y: [0.001, 0.001],
          },
          { name: '', colour: 'grey', look: 'dashed', x: [0, 20000], y: [-0.001, -0.001] },
          { name: 'measured', colour: 'orange', x: pass, y: await levels(pass) },
        ],
      },
    ],
  });
});
