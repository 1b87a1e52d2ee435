// The theory pages of tone show what the equalisers, the de-esser and the resonance control do.
import { it } from 'vitest';
import { analogueBell, analogueDb } from '../../src/dsp/analogue-band.ts';
import { dbFromGain, gainFromDb } from '../../src/dsp/decibel.ts';
import type { ParamRecord } from '../../src/process/params.ts';
import { DE_ESSER } from '../../src/process/tone/de-esser.ts';
import { DYNAMIC_EQ } from '../../src/process/tone/dynamic-eq.ts';
import { EQ } from '../../src/process/tone/eq.ts';
import { MATCH_EQ } from '../../src/process/tone/match-eq.ts';
import { RESONANCE_CONTROL } from '../../src/process/tone/resonance-control.ts';
import { gainsAlone, gainsAmid, made, aligned, pitches, RATE, through } from './heard-through.ts';
import { expectPlot } from './plot-page.ts';
import { type Axis, type COLOURS, type Curve, HEARD_HZ } from './plot-picture.ts';
import { hiss, mixed, plucks, tone, voice } from './plot-sounds.ts';

const HZ = pitches(20, 20000, 240);
const FREQUENCY: Axis = { name: 'frequency, Hz', from: 20, to: 20000, scale: 'log', ticks: HEARD_HZ };

const gainAxis = (from: number, to: number, step: number): Axis => ({
  name: 'gain, dB',
  from,
  to,
  ticks: Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step),
});

type Colour = keyof typeof COLOURS;

const band = (...bands: ParamRecord[]): ParamRecord => ({ bands });

it('eq', () => {
  const shape = (name: string, colour: Colour, params: ParamRecord): Curve => ({
    name,
    colour,
    x: HZ,
    y: gainsAlone(EQ, band(params), HZ),
  });
  const top = pitches(1000, 22000, 160);
  const bells = [4000, 8000, 13000, 18000].map((hz, i): Curve => {
    const params = band({ hz, gainDb: 12, q: 1.4 });
    return {
      name: i === 0 ? 'this equaliser' : '',
      colour: 'sky',
      look: 'wide',
      x: top,
      y: gainsAlone(EQ, params, top),
    };
  });
  const analogue = [4000, 8000, 13000, 18000].map((hz, i): Curve => {
    const bell = analogueBell(hz, 12, 1.4);
    return {
      name: i === 0 ? 'analogue prototype' : '',
      colour: 'dark',
      look: 'dashed',
      x: top,
      y: top.map((f) => analogueDb(bell, f)),
    };
  });
  expectPlot({
    id: 'eq',
    title: 'Shapes of the equaliser, and its bells beside their analogue prototypes near the top',
    panels: [
      {
        title: 'Shapes',
        x: FREQUENCY,
        y: gainAxis(-18, 12, 6),
        curves: [
          shape('low cut', 'grey', { type: 'low-cut', hz: 40, slope: '24' }),
          shape('low shelf', 'blue', { type: 'low-shelf', hz: 150, gainDb: 6 }),
          shape('bell', 'orange', { hz: 1000, gainDb: 9, q: 2 }),
          shape('notch', 'purple', { type: 'notch', hz: 3000, q: 3 }),
          shape('high shelf', 'green', { type: 'high-shelf', hz: 6000, gainDb: -9 }),
          { ...shape('tilt', 'dark', { type: 'tilt', hz: 900, gainDb: 6 }), look: 'dashed' },
        ],
      },
      {
        title: 'Bells of +12 dB near the top, 44.1 kHz',
        x: {
          name: 'frequency, Hz',
          from: 1000,
          to: 22050,
          scale: 'log',
          ticks: [1000, 2000, 5000, 10000, 20000],
        },
        y: gainAxis(0, 14, 2),
        curves: [...bells, ...analogue],
      },
    ],
  });
});

it('eq-linear', () => {
  const params = { hz: 100, gainDb: 9, q: 2 };
  const frames = 12000;
  const at = 5000;
  const hit = new Float64Array(frames);
  hit.set(tone(100, 0.5, Math.round(0.03 * RATE), RATE), at);
  const start = at - Math.round(0.04 * RATE);
  const time = Array.from({ length: Math.round(0.11 * RATE) }, (_, n) => (1000 * (n + start - at)) / RATE);
  const wave = (sound: Float64Array): number[] => time.map((_, n) => sound[start + n]!);
  const processed = (phase: string, sound: Float64Array): Float64Array =>
    through(EQ, { phase, ...band(params) }, [sound])[0]!;
  const impulse = new Float64Array(frames);
  impulse[at] = 1;
  const ring = (phase: string): { x: number[]; y: number[] } => {
    const y = processed(phase, impulse).slice();
    y[at] = 0;
    const x = Array.from({ length: 12 }, (_, i) => -45 + 10 * i);
    return { x, y: x.map((ms) => highestDb(y, at + (ms * RATE) / 1000, 0.005 * RATE)) };
  };
  expectPlot({
    id: 'eq-linear',
    title: 'What a bell of minimum and of linear phase does before and after a hit',
    panels: [
      {
        title: 'Bell of +9 dB, a hit of three waves',
        x: { name: 'time from the hit, ms', from: -40, to: 70, ticks: [-40, -20, 0, 20, 40, 60] },
        y: { name: 'amplitude', from: -1.5, to: 1.5, ticks: [-1, 0, 1] },
        curves: [
          { name: 'before', colour: 'pale', look: 'body', x: time, y: wave(hit) },
          { name: 'minimum phase', colour: 'blue', x: time, y: wave(processed('minimum', hit)) },
          {
            name: 'linear phase',
            colour: 'orange',
            look: 'dashed',
            x: time,
            y: wave(processed('linear', hit)),
          },
        ],
      },
      {
        title: 'Ringing beside a single sample',
        x: { name: 'time from the sample, ms', from: -40, to: 70, ticks: [-40, -20, 0, 20, 40, 60] },
        y: { name: 'level, dB', from: -100, to: -40, ticks: [-100, -80, -60, -40] },
        curves: [
          { name: 'minimum phase', colour: 'blue', ...ring('minimum') },
          { name: 'linear phase', colour: 'orange', look: 'dashed', ...ring('linear') },
        ],
      },
    ],
  });
});

/** The highest |value| within `reach` frames on either side of `at`, in dB. */
function highestDb(x: Float64Array, at: number, reach: number): number {
  return dbFromGain(
    x
      .subarray(Math.round(at - reach), Math.round(at + reach))
      .reduce((most, v) => Math.max(most, Math.abs(v)), 1e-9),
  );
}

it('match-eq', () => {
  const points = [
    [30, -6],
    [60, 2],
    [120, 3.5],
    [250, -1],
    [500, -3],
    [1000, 0],
    [2000, 1],
    [4000, 4],
    [8000, 2],
    [14000, -3],
    [20000, -9],
  ] as const;
  const params = { points: points.map(([hz, gainDb]) => ({ hz, gainDb })) };
  const curve = (name: string, colour: Colour, look: Curve['look'], more: ParamRecord): Curve => ({
    name,
    colour,
    ...(look === undefined ? {} : { look }),
    x: HZ,
    y: gainsAlone(MATCH_EQ, { ...params, ...more }, HZ),
  });
  expectPlot({
    id: 'match-eq',
    title: 'A curve of points, and what the match equaliser makes of it',
    panels: [
      {
        title: 'One kernel along a given curve',
        x: FREQUENCY,
        y: gainAxis(-12, 6, 3),
        curves: [
          curve('no smoothing, minimum phase', 'sky', 'wide', { smoothingOctaves: 0 }),
          curve('no smoothing, linear phase', 'dark', 'dashed', { smoothingOctaves: 0, phase: 'linear' }),
          curve('smoothed over an octave', 'orange', 'line', { smoothingOctaves: 1 }),
          {
            name: '',
            colour: 'dark',
            look: 'dots',
            x: points.map(([hz]) => hz),
            y: points.map(([, db]) => db),
          },
        ],
      },
    ],
  });
});

it('dynamic-eq', () => {
  const settings = { hz: 3000, q: 1.5, thresholdDb: -30, rangeDb: -9, ratio: 3, attackMs: 10, releaseMs: 60 };
  const levels = [-48, -27, -21, -12] as const;
  const colours: Colour[] = ['grey', 'green', 'blue', 'orange'];
  const frames = 20000;
  const curves = levels.map((level, i): Curve => {
    const sound = tone(3000, gainFromDb(level), frames, RATE);
    return {
      name: i === 0 ? 'at rest' : `${String(level).replace('-', '\u2212')} dBFS`,
      colour: colours[i]!,
      x: HZ,
      y: gainsAmid(DYNAMIC_EQ, band(settings), [sound, sound], 14000, HZ),
    };
  });
  const steps = Array.from({ length: 29 }, (_, i) => -60 + 2 * i);
  const law = (name: string, colour: Colour, more: ParamRecord): Curve => ({
    name,
    colour,
    x: steps,
    y: steps.map((level) => settledDb(band({ ...settings, ...more }), level)),
  });
  expectPlot({
    id: 'dynamic-eq',
    title:
      'Gain of a dynamic band over frequency at rest and at work, and over the level of its part of the sound',
    panels: [
      {
        title: 'A bell at 3 kHz, by the level of a tone there',
        x: FREQUENCY,
        y: gainAxis(-10, 2, 2),
        curves,
      },
      {
        title: 'Gain at 3 kHz',
        x: { name: 'level at 3 kHz, dBFS', from: -60, to: -4, ticks: [-60, -50, -40, -30, -20, -10] },
        y: gainAxis(-10, 10, 5),
        curves: [
          law('cut what is loud', 'orange', {}),
          law('lift what is quiet', 'blue', { mode: 'below', rangeDb: 6 }),
          law('lift what is loud', 'green', { rangeDb: 6, ratio: 1.5 }),
        ],
      },
    ],
  });
});

const SETTLED_FRAMES = 13230;

/** Gain in dB of a settled tone of 3 kHz. */
function settledDb(params: ParamRecord, level: number): number {
  const sound = tone(3000, gainFromDb(level), SETTLED_FRAMES, RATE);
  const out = through(DYNAMIC_EQ, params, [sound])[0]!;
  return dbFromGain(rms(out) / rms(sound));
}

function rms(x: Float64Array): number {
  let sum = 0;
  for (let n = x.length - SETTLED_FRAMES / 6; n < x.length; n++) sum += x[n]! * x[n]!;
  return Math.sqrt(sum);
}

it('de-esser', () => {
  const parts = [0.35, 0.15, 0.3, 0.12, 0.3];
  const sound = voice(parts, RATE);
  const stereo = [sound, sound];
  const inVowel = Math.round(0.75 * RATE);
  const inSibilant = Math.round(0.44 * RATE);
  const settings = { rangeDb: 6, thresholdDb: -12 };
  const curve = (
    name: string,
    colour: Colour,
    frame: number,
    more: ParamRecord,
    look: Curve['look'] = 'line',
  ): Curve => ({
    name,
    colour,
    look,
    x: HZ,
    y: gainsAmid(DE_ESSER, { ...settings, ...more }, stereo, frame, HZ),
  });
  const desk = made(DE_ESSER, settings, 2);
  aligned(desk, stereo);
  const trace = desk.gainReductionDb!;
  const times = Array.from(trace, (_, i) => i * 10 + 5);
  const outline = Array.from({ length: Math.floor(sound.length / 220) }, (_, i) => {
    const most = sound.subarray(i * 220, i * 220 + 220).reduce((top, v) => Math.max(top, Math.abs(v)), 0);
    return { x: (1000 * (i * 220 + 110)) / RATE, y: -10 + 4 * most };
  });
  expectPlot({
    id: 'de-esser',
    title: 'What the de-esser takes back, over frequency and over time',
    panels: [
      {
        title: 'Gain over frequency',
        x: FREQUENCY,
        y: gainAxis(-8, 2, 2),
        curves: [
          curve('in a vowel', 'grey', inVowel, {}),
          curve('in an s, split', 'orange', inSibilant, {}),
          curve('in an s, wide', 'blue', inSibilant, { mode: 'wide' }, 'dashed'),
        ],
      },
      {
        title: 'Over time: vowel, s, vowel, s, vowel',
        x: { name: 'time, ms', from: 0, to: 1220, ticks: [0, 200, 400, 600, 800, 1000, 1200] },
        y: gainAxis(-10, 0, 2),
        curves: [
          {
            name: 'the voice (height of its wave)',
            colour: 'pale',
            look: 'line',
            x: outline.map(({ x }) => x),
            y: outline.map(({ y }) => y),
          },
          { name: 'gain', colour: 'orange', x: times, y: trace },
        ],
      },
    ],
  });
});

it('resonance-control', () => {
  const frames = 3 * RATE;
  const music = plucks(frames, RATE, 0.25, 4);
  const bed = mixed(music, hiss(0.01, frames, 9));
  const ringing = mixed(bed, tone(3000, 0.05, frames, RATE));
  const at = 2.6 * RATE;
  const settings = { depthDb: 8, thresholdDb: 10, speedMs: 400 };
  const curve = (
    name: string,
    colour: Colour,
    sound: Float64Array,
    sharpness: number,
    look: Curve['look'] = 'line',
  ): Curve => ({
    name,
    colour,
    look,
    x: NARROW_HZ,
    y: gainsAmid(RESONANCE_CONTROL, { ...settings, sharpness }, [sound], at, NARROW_HZ, [1]),
  });
  const steady = hiss(0.05, frames, 2);
  steady.set(mixed(steady.subarray(RATE / 2), tone(3000, 0.1, frames, RATE)), RATE / 2);
  const speeds = (
    [
      [100, 'green'],
      [400, 'orange'],
      [1500, 'blue'],
    ] as const
  ).map(([speedMs, colour]): Curve => {
    const desk = made(RESONANCE_CONTROL, { ...settings, speedMs }, 1);
    aligned(desk, [steady]);
    const trace = desk.gainReductionDb!.subarray(0, 290);
    return { name: `speed ${speedMs} ms`, colour, x: Array.from(trace, (_, i) => i * 10 - 500), y: trace };
  });
  expectPlot({
    id: 'resonance-control',
    title: 'What resonance control takes back of a ring at 3 kHz, over frequency and over time',
    panels: [
      {
        title: 'A ring at 3 kHz in plucked notes',
        x: {
          name: 'frequency, Hz',
          from: 1500,
          to: 6000,
          scale: 'log',
          ticks: [1500, 2000, 3000, 4000, 5000, 6000],
        },
        y: gainAxis(-10, 2, 2),
        curves: [
          curve('nothing rings', 'grey', bed, 0.5),
          curve('sharpness 0', 'blue', ringing, 0, 'dashed'),
          curve('sharpness 0.5', 'orange', ringing, 0.5),
          curve('sharpness 1', 'green', ringing, 1, 'thin'),
        ],
      },
      {
        title: 'How soon it acts',
        x: {
          name: 'time since the ring began, ms',
          from: -500,
          to: 2400,
          ticks: [-500, 0, 500, 1000, 1500, 2000],
        },
        y: gainAxis(-10, 2, 2),
        curves: speeds,
      },
    ],
  });
});

const NARROW_HZ = pitches(1500, 6000, 300);
