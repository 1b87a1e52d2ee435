// The theory page of the multiband shows its bands, their sum, and its gain over frequency at work.
import { it } from 'vitest';
import { gainFromDb } from '../../src/dsp/decibel.ts';
import { MULTIBAND } from '../../src/process/dynamics/multiband.ts';
import type { ParamRecord } from '../../src/process/params.ts';
import { gainsAlone, gainsAmid, pitches, RATE } from './heard-through.ts';
import { axis, FREQUENCY } from './plot-axes.ts';
import type { Colour, Curve } from './plot-curves.ts';
import { expectPlot } from './plot-page.ts';
import { mixed, tone } from './plot-sounds.ts';

const HZ = pitches(20, 20000, 240);

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
