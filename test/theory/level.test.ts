// The theory page of gain shows what a level does.
import { it } from 'vitest';
import { GAIN } from '../../src/process/level/gain.ts';
import { gainFromDb } from '../../src/dsp/decibel.ts';
import { cutOut, tone } from './plot-sounds.ts';
import { gainsAlone, pitches, RATE, through } from './heard-through.ts';
import { expectPlot } from './plot-page.ts';
import { HEARD_HZ } from './plot-axes.ts';
import type { Curve } from './plot-curves.ts';

it('gain', () => {
  const hz = pitches(20, 20000, 60);
  const frames = Math.round(0.01 * RATE);
  const wave = tone(300, gainFromDb(-6), frames + 1, RATE);
  const settings = [
    [6, 'orange', '+6 dB'],
    [-6, 'blue', '\u22126 dB'],
    [-12, 'green', '\u221212 dB'],
  ] as const;
  expectPlot({
    id: 'gain',
    title: 'Gain over frequency, and a wave before and after',
    panels: [
      {
        title: 'The same at every frequency',
        x: { name: 'frequency, Hz', from: 20, to: 20000, scale: 'log', ticks: HEARD_HZ },
        y: { name: 'gain, dB', from: -18, to: 12, ticks: [-18, -12, -6, 0, 6, 12] },
        curves: settings.map(
          ([gainDb, colour, name]): Curve => ({ name, colour, x: hz, y: gainsAlone(GAIN, { gainDb }, hz) }),
        ),
      },
      {
        title: 'A wave of \u22126 dBFS',
        x: { name: 'time, ms', from: 0, to: 10, ticks: [0, 2, 4, 6, 8, 10] },
        y: { name: 'amplitude, full scale 1', from: -1.1, to: 1.1, ticks: [-1, -0.5, 0, 0.5, 1] },
        curves: [
          { name: 'before', colour: 'pale', look: 'wide', ...cutOut(wave, 0, 0.01, RATE) },
          ...settings.map(
            ([gainDb, colour, name]): Curve => ({
              name,
              colour,
              ...cutOut(through(GAIN, { gainDb }, [wave])[0]!, 0, 0.01, RATE),
            }),
          ),
        ],
      },
    ],
  });
});
