// The theory page of repair shows what goes on under the music, hum and rumble, and the music without them.
import { it } from 'vitest';
import type { ParamRecord } from '../../src/process/params.ts';
import { DEHUM } from '../../src/process/repair/dehum.ts';
import { LOW_CLEAN } from '../../src/process/repair/low-clean.ts';
import { gainsAlone, pitches, RATE, spectrumDb, through } from './heard-through.ts';
import type { Colour, Curve } from './plot-curves.ts';
import { expectPlot } from './plot-page.ts';
import { cutOut, hiss, kicks, mixed, plucks, tone } from './plot-sounds.ts';

const FRAMES = Math.round(1.2 * RATE);

it('dehum', () => {
  const rate = RATE / 2;
  const frames = 7 * rate;
  const music = plucks(frames, rate, 0.6, 6);
  const hum = [1, 2, 3, 5, 7].map((k) => tone(50.1 * k, 0.02 / k, frames, rate, k));
  const damaged = mixed(music, ...hum);
  const mended = through(DEHUM, {}, [damaged], rate)[0]!;
  const hz = Array.from({ length: 290 }, (_, k) => ((k + 22) * rate) / 16384);
  const spectrum = (
    name: string,
    colour: Colour,
    look: NonNullable<Curve['look']>,
    x: Float64Array,
  ): Curve => ({
    name,
    colour,
    look,
    x: hz,
    y: spectrumDb(x.subarray(rate, 6 * rate), hz, 0, 16384, rate),
  });
  expectPlot({
    id: 'dehum',
    title: 'Spectrum of plucked notes with hum, without, and mended',
    panels: [
      {
        title: 'Hum of 50.1 Hz with harmonics under plucked notes',
        x: { name: 'frequency, Hz', from: 30, to: 410, ticks: [50, 100, 150, 200, 250, 300, 350, 400] },
        y: { name: 'level, dBFS', from: -80, to: -20, ticks: [-80, -60, -40, -20] },
        curves: [
          spectrum('truth', 'sky', 'wide', music),
          spectrum('with hum', 'grey', 'line', damaged),
          spectrum('mended', 'orange', 'thin', mended),
        ],
      },
    ],
  });
});

it('low-clean', () => {
  const hz = pitches(5, 100, 120);
  const curve = (
    name: string,
    colour: Colour,
    params: ParamRecord,
    look: NonNullable<Curve['look']> = 'line',
  ): Curve => ({
    name,
    colour,
    look,
    x: hz,
    y: gainsAlone(LOW_CLEAN, params, hz),
  });
  const beats = kicks([0.1, 0.55, 1], 55, FRAMES, RATE).map((v) => 0.3 * v);
  const damaged = mixed(beats, tone(3, 0.12, FRAMES, RATE), hiss(0.002, FRAMES, 4)).map((v) => v + 0.25);
  const cleaned = through(LOW_CLEAN, {}, [damaged])[0]!;
  const shown = [0.05, 1.15] as const;
  const thinner = (x: Float64Array): { x: number[]; y: number[] } => {
    const { x: times, y } = cutOut(x, ...shown, RATE);
    return { x: times.filter((_, n) => n % 24 === 0), y: y.filter((_, n) => n % 24 === 0) };
  };
  expectPlot({
    id: 'low-clean',
    title: 'Responses of the low cut, and kicks with an offset and rumble before and after',
    panels: [
      {
        title: 'Gain',
        x: { name: 'frequency, Hz', from: 5, to: 100, scale: 'log', ticks: [5, 10, 20, 50, 100] },
        y: { name: 'gain, dB', from: -48, to: 6, ticks: [-48, -36, -24, -12, 0] },
        curves: [
          curve('18 Hz, 24 dB/oct', 'orange', {}),
          curve('linear phase', 'dark', { phase: 'linear' }, 'dashed'),
          curve('30 Hz, 12 dB/oct', 'green', { hz: 30, slope: '12' }),
          curve('30 Hz, 48 dB/oct', 'blue', { hz: 30, slope: '48' }),
        ],
      },
      {
        title: 'Kicks on an offset and a sway of 3 Hz',
        x: { name: 'time, ms', from: 0, to: 1100, ticks: [0, 250, 500, 750, 1000] },
        y: { name: 'amplitude, full scale 1', from: -0.6, to: 0.8, ticks: [-0.4, 0, 0.4, 0.8] },
        curves: [
          { name: 'before', colour: 'grey', look: 'thin', ...thinner(damaged) },
          { name: 'after', colour: 'orange', ...thinner(cleaned) },
        ],
      },
    ],
  });
});
