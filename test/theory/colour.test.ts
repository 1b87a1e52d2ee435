// The theory pages of colour show curves and the harmonics they make.
import { it } from 'vitest';
import { EXCITER } from '../../src/process/colour/exciter.ts';
import { SATURATION } from '../../src/process/colour/saturation.ts';
import type { ParamRecord } from '../../src/process/params.ts';
import type { ProcessorKind } from '../../src/process/processor.ts';
import { harmonicsDb, pitches, RATE, spectrumDb, through } from './heard-through.ts';
import { expectPlot } from './plot-page.ts';
import { type Axis, HEARD_HZ } from './plot-axes.ts';
import type { Colour, Curve } from './plot-curves.ts';
import { dulled, hiss, tone } from './plot-sounds.ts';

const HARMONICS = 8;
const ORDER: Axis = { name: 'harmonic', from: 0.4, to: 8.6, ticks: [1, 2, 3, 4, 5, 6, 7, 8] };

/** Stems of all settings stand side by side about their harmonic; what is not there has none. */
function stems(
  kind: ProcessorKind,
  hz: number,
  peakDb: number,
  settings: readonly (readonly [string, Colour, ParamRecord])[],
): Curve[] {
  return settings.map(([name, colour, params], s) => {
    const levels = harmonicsDb(kind, params, hz, peakDb, HARMONICS);
    const beside = (s - (settings.length - 1) / 2) * 0.19;
    return {
      name,
      colour,
      look: 'stems',
      x: levels.map((_, h) => h + 1 + beside),
      y: levels.map((db) => db - levels[0]!),
    };
  });
}

it('saturation', () => {
  const frames = 4410;
  const slow = tone(100, 1, frames, RATE);
  const rise = Math.round(0.0775 * RATE);
  const half = Math.round(0.005 * RATE) + 1;
  const bent = (name: string, colour: Colour, params: ParamRecord): Curve => {
    const out = through(SATURATION, { toneDb: 0, ...params }, [slow])[0]!;
    return { name, colour, x: slow.subarray(rise, rise + half), y: out.subarray(rise, rise + half) };
  };
  const settings = [
    ['soft', 'blue', { shape: 'soft', driveDb: 9 }],
    ['tape', 'orange', { shape: 'tape', driveDb: 9, toneDb: -6 }],
    ['tube', 'green', { shape: 'tube', driveDb: 9 }],
  ] as const;
  expectPlot({
    id: 'saturation',
    title: 'Curves of the saturation, and the harmonics they give to a sine',
    panels: [
      {
        title: 'What comes out, drive 9 dB',
        x: { name: 'in, full scale 1', from: -1, to: 1, ticks: [-1, -0.5, 0, 0.5, 1] },
        y: { name: 'out, full scale 1', from: -1, to: 1, ticks: [-1, -0.5, 0, 0.5, 1] },
        curves: [
          { name: 'as it is', colour: 'pale', look: 'dashed', x: [-1, 1], y: [-1, 1] },
          ...settings.map(([name, colour, params]) => bent(name, colour, params)),
        ],
      },
      {
        title: 'Harmonics of 500 Hz at \u22126 dBFS',
        x: ORDER,
        y: { name: 'level below the first, dB', from: -100, to: 0, ticks: [-100, -80, -60, -40, -20, 0] },
        curves: stems(SATURATION, 500, -6, settings),
      },
    ],
  });
});

it('exciter', () => {
  const frames = RATE;
  const dull = dulled(hiss(1, frames, 8), RATE);
  const hz = pitches(500, 20000, 120);
  const level = (params: ParamRecord | null): number[] =>
    spectrumDb(params === null ? dull : through(EXCITER, params, [dull])[0]!, hz, 1 / 3);
  expectPlot({
    id: 'exciter',
    title: 'Spectrum of a dull sound before and after the exciter, and the harmonics it makes of a sine',
    panels: [
      {
        title: 'A dull sound, corner 4 kHz',
        x: { name: 'frequency, Hz', from: 500, to: 20000, scale: 'log', ticks: HEARD_HZ.slice(4) },
        y: { name: 'level, dB', from: -120, to: -30, ticks: [-120, -100, -80, -60, -40] },
        curves: [
          { name: 'before', colour: 'grey', look: 'wide', x: hz, y: level(null) },
          { name: 'amount \u221218 dB', colour: 'blue', x: hz, y: level({ amountDb: -18 }) },
          { name: '\u22126 dB', colour: 'orange', x: hz, y: level({ amountDb: -6 }) },
        ],
      },
      {
        title: 'A sine of 3 kHz, amount \u221212 dB',
        x: { ...ORDER, to: 5.6, ticks: [1, 2, 3, 4, 5] },
        y: { name: 'level below the first, dB', from: -60, to: 0, ticks: [-60, -50, -40, -30, -20, -10, 0] },
        curves: stems(EXCITER, 3000, -12, [
          ['even 0', 'blue', { amountDb: -12, even: 0 }],
          ['0.5', 'orange', { amountDb: -12, even: 0.5 }],
          ['1', 'green', { amountDb: -12, even: 1 }],
        ]),
      },
    ],
  });
});
