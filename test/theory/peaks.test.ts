// The theory pages of peaks show what clipper and limiter do to them.
import { it } from 'vitest';
import { dbFromGain, gainFromDb } from '../../src/dsp/decibel.ts';
import type { ParamRecord } from '../../src/process/params.ts';
import { CLIPPER } from '../../src/process/peaks/clipper.ts';
import { LIMITER } from '../../src/process/peaks/limiter.ts';
import { RATE, ratioDb, through } from './heard-through.ts';
import { expectPlot } from './plot-page.ts';
import type { Colour, Curve } from './plot-curves.ts';
import { cutOut, hiss, kicks, mixed, snares, tone } from './plot-sounds.ts';

/** Kick and snare over a bass. */
function drumsAndBass(frames: number): Float64Array {
  return mixed(
    kicks([0.1, 0.6], 52, frames, RATE).map((v) => 0.6 * v),
    snares([0.35, 0.85], frames, RATE),
    tone(82.4, 0.22, frames, RATE),
    tone(164.8, 0.1, frames, RATE, 1),
    hiss(0.003, frames, 6),
  );
}

it('clipper', () => {
  const slow = tone(100, 2, 4410, RATE);
  const rise = Math.round(0.08 * RATE);
  const quarter = Math.round(0.0025 * RATE) + 1;
  const curve = (name: string, colour: Colour, params: ParamRecord, look: Curve['look'] = 'line'): Curve => {
    const out = through(CLIPPER, { ceilingDb: -6, mostDb: 24, ...params }, [slow])[0]!.subarray(
      rise,
      rise + quarter,
    );
    return { name, colour, look, x: slow.subarray(rise, rise + quarter), y: out };
  };
  const wave = mixed(snares([0.05], 8000, RATE), tone(82.4, 0.2, 8000, RATE));
  const clipped = through(CLIPPER, { ceilingDb: -3, mostDb: 6 }, [wave])[0]!;
  const seconds = [0.05, 0.058] as const;
  const ceiling = gainFromDb(-3);
  const edge = (y: number, name: string): Curve => ({
    name,
    colour: 'dark',
    look: 'dotted',
    x: [0, 8],
    y: [y, y],
  });
  expectPlot({
    id: 'clipper',
    title: 'Curves of the clipper, and the front of a snare before and after',
    panels: [
      {
        title: 'Curves, ceiling \u22126 dBFS',
        x: { name: 'in, full scale 1', from: 0, to: 2, ticks: [0, 0.5, 1, 1.5, 2] },
        y: { name: 'out, full scale 1', from: 0, to: 1.2, ticks: [0, 0.25, 0.5, 0.75, 1] },
        curves: [
          { name: 'as it is', colour: 'pale', look: 'dashed', x: [0, 2], y: [0, 2] },
          curve('knee 0', 'blue', { kneeDb: 0 }),
          curve('knee 3 dB', 'orange', { kneeDb: 3 }),
          curve('knee 12 dB', 'green', { kneeDb: 12 }),
          curve('at most 6 dB', 'purple', { mostDb: 6 }, 'dashed'),
        ],
      },
      {
        title: 'The front of a snare',
        x: { name: 'time, ms', from: 0, to: 8, ticks: [0, 2, 4, 6, 8] },
        y: { name: 'amplitude, full scale 1', from: -1.2, to: 1.2, ticks: [-1, -0.5, 0, 0.5, 1] },
        curves: [
          edge(ceiling, 'ceiling \u22123 dBFS'),
          edge(-ceiling, ''),
          { name: 'before', colour: 'grey', look: 'thin', ...cutOut(wave, ...seconds, RATE) },
          { name: 'after', colour: 'orange', ...cutOut(clipped, ...seconds, RATE) },
        ],
      },
    ],
  });
});

it('limiter', () => {
  const frames = Math.round(1.1 * RATE);
  const drums = drumsAndBass(frames).map((v) => 1.6 * v);
  const from = 0.25;
  const to = 0.65;
  const limited = through(LIMITER, {}, [drums])[0]!;
  const heights = (x: Float64Array): { x: number[]; y: number[] } => {
    const every = Math.round(0.002 * RATE);
    const reach = Math.round(0.006 * RATE);
    const at = Array.from({ length: 201 }, (_, i) => Math.round(from * RATE) + i * every);
    const highest = (n: number): number =>
      x.subarray(n - reach, n + reach).reduce((most, v) => Math.max(most, Math.abs(v)), 1e-4);
    return { x: at.map((n) => 1000 * (n / RATE - from)), y: at.map((n) => dbFromGain(highest(n))) };
  };
  const gain = (name: string, colour: Colour, params: ParamRecord, look: Curve['look'] = 'line'): Curve => {
    const gains = ratioDb(drums, through(LIMITER, params, [drums])[0]!, 0.05).filter(
      ({ frame }) => frame >= from * RATE && frame <= to * RATE,
    );
    return {
      name,
      colour,
      look,
      x: gains.map(({ frame }) => 1000 * (frame / RATE - from)),
      y: gains.map(({ db }) => db),
    };
  };
  const time = { name: 'time, ms', from: 0, to: 400, ticks: [0, 50, 100, 150, 200, 250, 300, 350, 400] };
  expectPlot({
    id: 'limiter',
    title: 'Snare, kick and bass into the limiter and out of it, and its gain',
    stacked: true,
    panels: [
      {
        title: 'Snare at 100 ms and kick at 350 ms over a bass: highest points of 12 ms',
        x: time,
        y: { name: 'level, dBFS', from: -12, to: 6, ticks: [-12, -9, -6, -3, 0, 3, 6] },
        curves: [
          { name: 'ceiling \u22121 dBTP', colour: 'dark', look: 'dotted', x: [0, 400], y: [-1, -1] },
          { name: 'in', colour: 'grey', ...heights(drums) },
          { name: 'out, transparent', colour: 'orange', ...heights(limited) },
        ],
      },
      {
        title: 'Gain by character',
        x: time,
        y: { name: 'gain, dB', from: -9, to: 1, ticks: [-9, -6, -3, 0] },
        curves: [
          gain('transparent', 'orange', {}),
          gain('punchy', 'blue', { character: 'punchy' }),
          gain('loud (with its clip stage)', 'green', { character: 'loud' }, 'thin'),
        ],
      },
    ],
  });
});
