// The theory pages of dynamics show how gains follow the sound.
import { it } from 'vitest';
import { dbFromGain, gainFromDb } from '../../src/dsp/decibel.ts';
import { COMPRESSOR } from '../../src/process/dynamics/compressor.ts';
import { EXPANDER } from '../../src/process/dynamics/expander.ts';
import type { ParamRecord } from '../../src/process/params.ts';
import type { ProcessorKind } from '../../src/process/processor.ts';
import { RATE, ratioDb, through } from './heard-through.ts';
import { axis } from './plot-axes.ts';
import type { Colour, Curve } from './plot-curves.ts';
import { expectPlot } from './plot-page.ts';
import { square, tone } from './plot-sounds.ts';

/** Level out of steady tones of 1 kHz, by the level in. */
function staticCurve(
  name: string,
  colour: Colour,
  kind: ProcessorKind,
  params: ParamRecord,
  levels: readonly number[],
): Curve {
  const y = levels.map((level) => {
    const sound = tone(1000, gainFromDb(level), 6615, RATE);
    const out = through(kind, params, [sound])[0]!.subarray(-441);
    return dbFromGain(Math.SQRT2 * Math.sqrt(out.reduce((sum, v) => sum + v * v, 0) / out.length));
  });
  return { name, colour, x: levels, y };
}

/** Gain of every frame under a square wave whose level is told for stretches of time, from `zeroS` on. */
function stepAnswer(
  name: string,
  colour: Colour,
  kind: ProcessorKind,
  params: ParamRecord,
  steps: readonly (readonly [seconds: number, levelDb: number])[],
  zeroS: number,
  look: Curve['look'] = 'line',
): Curve {
  const sound = square(
    500,
    1,
    steps.reduce((sum, [seconds]) => sum + Math.round(seconds * RATE), 0),
    RATE,
  );
  let at = 0;
  for (const [seconds, level] of steps) {
    const end = at + Math.round(seconds * RATE);
    for (const gain = gainFromDb(level); at < end; at++) sound[at]! *= gain;
  }
  const gains = ratioDb(sound, through(kind, params, [sound])[0]!, 0).filter(
    ({ frame }) => frame >= (zeroS - 0.05) * RATE,
  );
  return {
    name,
    colour,
    look,
    x: gains.map(({ frame }) => (1000 * frame) / RATE - 1000 * zeroS),
    y: gains.map(({ db }) => db),
  };
}

const levelsFrom = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);

const asItIs = (from: number, to: number): Curve => ({
  name: 'as it is',
  colour: 'pale',
  look: 'dashed',
  x: [from, to],
  y: [from, to],
});

it('compressor', () => {
  const quick = { thresholdDb: -24, attackMs: 1, releaseMs: 20, release: 'fixed', sidechainHz: 0 };
  const levels = levelsFrom(-48, 0, 1.5);
  const steps = [
    [0.15, -26],
    [0.3, -8],
    [0.5, -26],
  ] as const;
  const moving = {
    thresholdDb: -20,
    ratio: 4,
    kneeDb: 0,
    peak: 1,
    attackMs: 30,
    releaseMs: 120,
    sidechainHz: 0,
  };
  expectPlot({
    id: 'compressor',
    title: 'Static curves of the compressor, and its gain when the level steps up and down',
    panels: [
      {
        title: 'Level out by level in, threshold \u221224 dBFS',
        x: axis('level in, dBFS', -48, 0, 12),
        y: axis('level out, dBFS', -48, 0, 12),
        curves: [
          asItIs(-48, 0),
          staticCurve('2:1, knee 12 dB', 'green', COMPRESSOR, { ...quick, ratio: 2, kneeDb: 12 }, levels),
          staticCurve('4:1, knee 6 dB', 'orange', COMPRESSOR, { ...quick, ratio: 4, kneeDb: 6 }, levels),
          staticCurve('10:1, no knee', 'blue', COMPRESSOR, { ...quick, ratio: 10, kneeDb: 0 }, levels),
        ],
      },
      {
        title: '12 dB over the threshold for 300 ms',
        x: { name: 'time, ms', from: -50, to: 700, ticks: [0, 100, 200, 300, 400, 500, 600, 700] },
        y: axis('gain, dB', -10, 2, 2),
        curves: [
          stepAnswer(
            'attack 30, release 120 ms',
            'orange',
            COMPRESSOR,
            { ...moving, release: 'fixed' },
            steps,
            0.15,
          ),
          stepAnswer(
            'auto release',
            'blue',
            COMPRESSOR,
            { ...moving, release: 'auto' },
            steps,
            0.15,
            'dashed',
          ),
          stepAnswer(
            'look-ahead 10 ms',
            'green',
            COMPRESSOR,
            { ...moving, release: 'fixed', lookAheadMs: 10 },
            steps,
            0.15,
            'thin',
          ),
        ],
      },
    ],
  });
});

it('expander', () => {
  const quick = { thresholdDb: -40, attackMs: 1, holdMs: 10, releaseMs: 10, rangeDb: 40 };
  const levels = levelsFrom(-70, -20, 1);
  const steps = [
    [0.9, -60],
    [0.2, -20],
    [0.9, -60],
  ] as const;
  const moving = { thresholdDb: -40, ratio: 4, kneeDb: 0, rangeDb: 24, attackMs: 5, releaseMs: 150 };
  expectPlot({
    id: 'expander',
    title: 'Static curves of the expander, and its gain when the level steps up and down',
    panels: [
      {
        title: 'Level out by level in, threshold \u221240 dBFS',
        x: axis('level in, dBFS', -70, -20, 10),
        y: axis('level out, dBFS', -100, -20, 20),
        curves: [
          asItIs(-70, -20),
          staticCurve('2:1, knee 12 dB', 'green', EXPANDER, { ...quick, ratio: 2, kneeDb: 12 }, levels),
          staticCurve(
            '4:1, at most 24 dB',
            'orange',
            EXPANDER,
            { ...quick, ratio: 4, kneeDb: 6, rangeDb: 24 },
            levels,
          ),
          staticCurve(
            'gate 20:1, at most 40 dB',
            'blue',
            EXPANDER,
            { ...quick, ratio: 20, kneeDb: 0 },
            levels,
          ),
        ],
      },
      {
        title: '20 dB over the threshold for 200 ms',
        x: { name: 'time, ms', from: -50, to: 900, ticks: [0, 200, 400, 600, 800] },
        y: axis('gain, dB', -28, 4, 4),
        curves: [
          stepAnswer('hold 40 ms', 'orange', EXPANDER, { ...moving, holdMs: 40 }, steps, 0.9),
          stepAnswer('hold 200 ms', 'blue', EXPANDER, { ...moving, holdMs: 200 }, steps, 0.9, 'dashed'),
        ],
      },
    ],
  });
});
