// The theory pages of onsets show how drums come out of delimit, the transient shaper and low-end focus.
import { it } from 'vitest';
import { dbFromGain } from '../../src/dsp/decibel.ts';
import { DELIMIT } from '../../src/process/dynamics/delimit.ts';
import { LOW_END_FOCUS } from '../../src/process/dynamics/low-end-focus.ts';
import { TRANSIENT_SHAPER } from '../../src/process/dynamics/transient-shaper.ts';
import type { ParamRecord } from '../../src/process/params.ts';
import { LIMITER } from '../../src/process/peaks/limiter.ts';
import { RATE, ratioDb, through } from './heard-through.ts';
import { axis } from './plot-axes.ts';
import type { Colour, Curve } from './plot-curves.ts';
import { expectPlot } from './plot-page.ts';
import { cutOut, kicks, mixed, rims, snares, square, tone } from './plot-sounds.ts';

it('delimit', () => {
  const beat = [0.1, 0.6, 1.1, 1.6, 2.1, 2.6];
  const frames = Math.round(3.1 * RATE);
  const mix = mixed(
    rims(beat, frames, RATE),
    tone(164.8, 0.25, frames, RATE),
    tone(247, 0.15, frames, RATE, 1),
  );
  const driven = mix.map((v) => 2 * v);
  const limited = through(LIMITER, { character: 'loud' }, [driven])[0]!;
  const back = through(DELIMIT, { amountDb: 6, crestDb: 18 }, [limited])[0]!;
  const from = 2.597;
  const body = (x: Float64Array): number =>
    Math.sqrt(x.subarray(2.3 * RATE, 2.5 * RATE).reduce((sum, v) => sum + v * v, 0));
  const lowered = body(limited) / body(driven);
  const whole = driven.map((v) => lowered * v);
  const given = (name: string, colour: Colour, out: Float64Array, look: Curve['look'] = 'line'): Curve => {
    const gains = ratioDb(limited, out, 0.02).filter(
      ({ frame }) => Math.abs(frame / RATE - from - 0.025) <= 0.045,
    );
    return {
      name,
      colour,
      look,
      x: gains.map(({ frame }) => 1000 * (frame / RATE - from)),
      y: gains.map(({ db }) => db),
    };
  };
  const longer = through(DELIMIT, { amountDb: 6, crestDb: 18, windowMs: 12 }, [limited])[0]!;
  expectPlot({
    id: 'delimit',
    title: 'A snare before a limiter, behind it, and with its onset given back',
    panels: [
      {
        title: 'The onset of a drum',
        x: axis('time, ms', 0, 10, 2),
        y: axis('amplitude, full scale 1', -2, 2, 1),
        curves: [
          {
            name: 'before the limiter',
            colour: 'pale',
            look: 'wide',
            ...cutOut(whole, from, from + 0.01, RATE),
          },
          { name: 'limited', colour: 'blue', look: 'thin', ...cutOut(limited, from, from + 0.01, RATE) },
          { name: 'delimited', colour: 'orange', ...cutOut(back, from, from + 0.01, RATE) },
        ],
      },
      {
        title: 'What it gives back',
        x: axis('time, ms', -20, 70, 10),
        y: axis('gain, dB', -1, 6, 1),
        curves: [given('window 4 ms', 'orange', back), given('window 12 ms', 'green', longer, 'dashed')],
      },
    ],
  });
});

it('transient-shaper', () => {
  const frames = Math.round(0.9 * RATE);
  const at = 0.1;
  const struck = square(700, 1, frames, RATE);
  const start = Math.round(at * RATE);
  const fall = 1 - 1 / (0.09 * RATE);
  for (let n = 0, level = 0.4; n < frames; n++) {
    if (n >= start) level *= fall;
    struck[n]! *= n < start ? 0 : level * Math.min(1, (n - start + 1) / 30);
  }
  const wave = snares([at], frames, RATE);
  const one = (params: ParamRecord): ParamRecord => ({ bands: '1', ...params });
  const curve = (name: string, colour: Colour, params: ParamRecord, look: Curve['look'] = 'line'): Curve => {
    const gains = ratioDb(struck, through(TRANSIENT_SHAPER, one(params), [struck])[0]!, 1e-3);
    return {
      name,
      colour,
      look,
      x: gains.map(({ frame }) => 1000 * (frame / RATE - at)),
      y: gains.map(({ db }) => db),
    };
  };
  const shaped = through(TRANSIENT_SHAPER, one({ midAttackDb: 6, midSustainDb: -9 }), [wave])[0]!;
  expectPlot({
    id: 'transient-shaper',
    title: 'Gain of the transient shaper over a struck tone, and a snare before and after',
    panels: [
      {
        title: 'Gain over a struck tone, one band',
        x: axis('time from the onset, ms', 0, 400, 100),
        y: axis('gain, dB', -8, 8, 2),
        curves: [
          curve('attack +6', 'orange', { midAttackDb: 6 }),
          curve('attack \u22126', 'orange', { midAttackDb: -6 }, 'dashed'),
          curve('sustain +6', 'blue', { midSustainDb: 6 }),
          curve('sustain \u22126', 'blue', { midSustainDb: -6 }, 'dashed'),
        ],
      },
      {
        title: 'A snare',
        x: axis('time, ms', 0, 300, 50),
        y: axis('height of the wave, dBFS', -60, 12, 12),
        curves: [
          { name: 'before', colour: 'grey', look: 'wide', ...heights(wave, at - 0.01, 0.3, 0.003) },
          {
            name: 'attack +6, sustain \u22129 dB',
            colour: 'orange',
            ...heights(shaped, at - 0.01, 0.3, 0.003),
          },
        ],
      },
    ],
  });
});

/** The highest |value| within `reachS` on either side, in dB, by stretches of as much, from `from` on. */
function heights(
  sound: Float64Array,
  from: number,
  seconds: number,
  reachS: number,
): { x: number[]; y: number[] } {
  const reach = Math.round(reachS * RATE);
  const at = Array.from({ length: Math.floor(seconds / reachS / 2) + 2 }, (_, i) =>
    Math.round((from + i * 2 * reachS) * RATE),
  );
  const highest = (n: number): number =>
    sound.subarray(Math.max(0, n - reach), n + reach).reduce((most, v) => Math.max(most, Math.abs(v)), 1e-4);
  return { x: at.map((n) => 1000 * (n / RATE - from)), y: at.map((n) => dbFromGain(highest(n))) };
}

it('low-end-focus', () => {
  const frames = Math.round(1.5 * RATE);
  const bass = kicks([0.1, 0.85], 55, frames, RATE).map((v) => 0.5 * v);
  const through2 = (contrastDb: number): Float64Array => through(LOW_END_FOCUS, { contrastDb }, [bass])[0]!;
  const [more, less] = [through2(8), through2(-8)];
  const from = 0.845;
  const height = (x: Float64Array): { x: number[]; y: number[] } => heights(x, from, 0.4, 0.0095);
  expectPlot({
    id: 'low-end-focus',
    title: 'A kick with more and with less contrast between its punch and its bloom',
    panels: [
      {
        title: 'A kick of 55 Hz',
        x: axis('time, ms', 0, 200, 50),
        y: axis('amplitude, full scale 1', -0.8, 0.8, 0.4),
        curves: [
          { name: 'before', colour: 'pale', look: 'wide', ...cutOut(bass, from, from + 0.2, RATE) },
          { name: 'contrast +8 dB', colour: 'orange', ...cutOut(more, from, from + 0.2, RATE) },
          { name: '\u22128 dB', colour: 'blue', look: 'dashed', ...cutOut(less, from, from + 0.2, RATE) },
        ],
      },
      {
        title: 'Height of its waves',
        x: axis('time, ms', 0, 400, 100),
        y: axis('level, dBFS', -36, 0, 6),
        curves: [
          { name: 'before', colour: 'grey', look: 'wide', ...height(bass) },
          { name: 'contrast +8 dB', colour: 'orange', ...height(more) },
          { name: '\u22128 dB', colour: 'blue', look: 'dashed', ...height(less) },
        ],
      },
    ],
  });
});
