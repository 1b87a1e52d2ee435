// The theory page of the equalisers shows their shapes beside the prototypes, and how they ring.
import { it } from 'vitest';
import { analogueBell, analogueDb } from '../../src/dsp/analogue-band.ts';
import { dbFromGain } from '../../src/dsp/decibel.ts';
import type { ParamRecord } from '../../src/process/params.ts';
import { EQ } from '../../src/process/tone/eq.ts';
import { MATCH_EQ } from '../../src/process/tone/match-eq.ts';
import { gainsAlone, pitches, RATE, through } from './heard-through.ts';
import { axis, FREQUENCY } from './plot-axes.ts';
import type { Colour, Curve } from './plot-curves.ts';
import { expectPlot } from './plot-page.ts';
import { tone } from './plot-sounds.ts';

const HZ = pitches(20, 20000, 240);

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
        y: axis('gain, dB', -18, 12, 6),
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
        y: axis('gain, dB', 0, 14, 2),
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
        y: { name: 'amplitude, full scale 1', from: -1.5, to: 1.5, ticks: [-1, 0, 1] },
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
        x: { ...FREQUENCY, ticks: [20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000] },
        y: axis('gain, dB', -12, 6, 3),
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
