// The theory pages of dynamics show how gains follow the sound.
import { it } from 'vitest';
import { dbFromGain, gainFromDb } from '../../src/dsp/decibel.ts';
import { COMPRESSOR } from '../../src/process/dynamics/compressor.ts';
import { DELIMIT } from '../../src/process/dynamics/delimit.ts';
import { EXPANDER } from '../../src/process/dynamics/expander.ts';
import { LOW_END_FOCUS } from '../../src/process/dynamics/low-end-focus.ts';
import { MULTIBAND } from '../../src/process/dynamics/multiband.ts';
import { TRANSIENT_SHAPER } from '../../src/process/dynamics/transient-shaper.ts';
import type { ParamRecord } from '../../src/process/params.ts';
import { LIMITER } from '../../src/process/peaks/limiter.ts';
import type { ProcessorKind } from '../../src/process/processor.ts';
import { gainsAmid, gainsAlone, pitches, RATE, ratioDb, through } from './heard-through.ts';
import { expectPlot } from './plot-page.ts';
import { type Axis, type COLOURS, type Curve, HEARD_HZ } from './plot-picture.ts';
import { cutOut, kicks, mixed, rims, snares, square, tone } from './plot-sounds.ts';

type Colour = keyof typeof COLOURS;
const HZ = pitches(20, 20000, 240);
const FREQUENCY: Axis = { name: 'frequency, Hz', from: 20, to: 20000, scale: 'log', ticks: HEARD_HZ };

const axis = (name: string, from: number, to: number, step: number): Axis => ({
  name,
  from,
  to,
  ticks: Array.from(
    { length: Math.floor((to - from) / step) + 1 },
    (_, i) => Math.round(1000 * (from + i * step)) / 1000,
  ),
});

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
        y: axis('amplitude', -2, 2, 1),
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

it('multiband', () => {
  const crossovers = [120, 1000, 6000].map((hz) => ({ hz }));
  const bands = (b: number, phase: string): ParamRecord => ({
    phase,
    crossovers,
    bands: crossovers.concat({ hz: 0 }).map((_, i) => ({ ratio: 1, listen: i === b ? 'solo' : 'on' })),
  });
  const colours: Colour[] = ['blue', 'green', 'orange', 'purple'];
  const split = [0, 1, 2, 3].map(
    (b): Curve => ({
      name: NAMES[b]!,
      colour: colours[b]!,
      x: HZ,
      y: gainsAlone(MULTIBAND, bands(b, 'linear'), HZ),
    }),
  );
  const nearlyIdle = { phase: 'minimum', crossovers, bands: [{ ratio: 1.0001, thresholdDb: 0 }] };
  const sum: Curve = {
    name: 'sum, minimum phase',
    colour: 'dark',
    look: 'dashed',
    x: HZ,
    y: gainsAlone(MULTIBAND, nearlyIdle, HZ),
  };
  const working: ParamRecord = {
    crossovers,
    bands: [
      { thresholdDb: -30, ratio: 4, kneeDb: 0 },
      { ratio: 1 },
      { thresholdDb: -40, ratio: 2, mode: 'compress-below', rangeDb: 4 },
      { ratio: 1 },
    ],
  };
  const frames = 50000;
  const music = (bass: number): Float64Array[] => {
    const x = mixed(tone(60, gainFromDb(bass), frames, RATE), tone(2520, gainFromDb(-46), frames, RATE));
    return [x, x];
  };
  const atWork = (
    [
      [-36, 'grey', 'bass at rest'],
      [-24, 'blue', '6 dB over'],
      [-14, 'orange', '16 dB over'],
    ] as const
  ).map(
    ([level, colour, name]): Curve => ({
      name,
      colour,
      x: HZ,
      y: gainsAmid(MULTIBAND, working, music(level), QUIET_FRAME, HZ),
    }),
  );
  expectPlot({
    id: 'multiband',
    title: 'Bands of the multiband and their sum, and its gain over frequency while bands work',
    panels: [
      {
        title: 'Four bands, linear phase',
        x: FREQUENCY,
        y: axis('gain, dB', -48, 6, 6),
        curves: [...split, sum],
      },
      { title: 'Bass held, presence lifted', x: FREQUENCY, y: axis('gain, dB', -14, 6, 2), curves: atWork },
    ],
  });
});

/** Where all its tones pass zero, so that an impulse there tells the detectors nothing. */
const QUIET_FRAME = 29400;
const NAMES = ['low', 'low mid', 'high mid', 'high'];

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
        y: axis('amplitude', -0.8, 0.8, 0.4),
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
