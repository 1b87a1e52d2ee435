// The theory pages of stereo show what width and alignment do to the middle, the sides and the two channels.
import { it } from 'vitest';
import type { ParamRecord } from '../../src/process/params.ts';
import { STEREO_ALIGN } from '../../src/process/stereo/stereo-align.ts';
import { WIDTH } from '../../src/process/stereo/width.ts';
import { gainsAlone, pitches, RATE, through } from './heard-through.ts';
import { expectPlot } from './plot-page.ts';
import { HEARD_HZ } from './plot-axes.ts';
import type { Colour, Curve } from './plot-curves.ts';
import { cutOut, hiss, mixed, tone } from './plot-sounds.ts';

it('width', () => {
  const hz = pitches(20, 20000, 240);
  const sides = (name: string, colour: Colour, params: ParamRecord, look: Curve['look'] = 'line'): Curve => ({
    name,
    colour,
    look,
    x: hz,
    y: gainsAlone(WIDTH, { leastCorrelation: -1, ...params }, hz, [1, -1]),
  });
  const bands = {
    crossovers: [{ hz: 300 }, { hz: 4000 }],
    bands: [{ widthPercent: 70 }, { widthPercent: 100 }, { widthPercent: 150 }],
  };
  const shared = hiss(0.2, RATE, 1);
  const pair = [mixed(shared, hiss(0.21, RATE, 2)), mixed(shared, hiss(0.21, RATE, 3))];
  const widths = [100, 120, 140, 160, 180, 200];
  const guarded = (
    name: string,
    colour: Colour,
    leastCorrelation: number,
    look: Curve['look'] = 'line',
  ): Curve => ({
    name,
    colour,
    look,
    x: widths,
    y: widths.map((widthPercent) =>
      correlation(through(WIDTH, { bands: [{ widthPercent }], leastCorrelation }, pair)),
    ),
  });
  expectPlot({
    id: 'width',
    title: 'Gain of middle and sides over frequency, and the correlation that the guard keeps',
    panels: [
      {
        title: 'Middle and sides',
        x: { name: 'frequency, Hz', from: 20, to: 20000, scale: 'log', ticks: HEARD_HZ },
        y: { name: 'gain, dB', from: -30, to: 6, ticks: [-30, -24, -18, -12, -6, 0, 6] },
        curves: [
          sides('sides, 70, 100, 150 % by band', 'orange', bands),
          sides('mono below 120 Hz, 24 dB/oct', 'blue', { monoBelowHz: 120 }),
          sides('12 dB/oct', 'sky', { monoBelowHz: 120, monoSlope: '12' }, 'dashed'),
          {
            name: 'middle',
            colour: 'dark',
            look: 'dashed',
            x: hz,
            y: gainsAlone(WIDTH, { ...bands, monoBelowHz: 120 }, hz, [1, 1]),
          },
        ],
      },
      {
        title: 'Guard over noise of correlation 0.48',
        x: { name: 'width asked for, %', from: 100, to: 200, ticks: [100, 120, 140, 160, 180, 200] },
        y: { name: 'correlation', from: -0.4, to: 0.6, ticks: [-0.4, -0.2, 0, 0.2, 0.4, 0.6] },
        curves: [
          guarded('no guard', 'grey', -1, 'dashed'),
          guarded('least 0', 'orange', 0),
          guarded('least 0.3', 'blue', 0.3),
        ],
      },
    ],
  });
});

/** Of the last half second. */
function correlation([left, right]: readonly Float64Array[]): number {
  let [both, first, second] = [0, 0, 0];
  for (let n = left!.length / 2; n < left!.length; n++) {
    both += left![n]! * right![n]!;
    first += left![n]! * left![n]!;
    second += right![n]! * right![n]!;
  }
  return both / Math.sqrt(first * second);
}

it('stereo-align', () => {
  const frames = Math.round(0.1 * RATE);
  const start = Math.round(0.05 * RATE);
  const late = 12.4;
  const hit = (delay: number): Float64Array => {
    const x = new Float64Array(frames);
    const hump = tone(800, 0.7, frames, RATE, (-2 * Math.PI * 800 * delay) / RATE);
    for (let n = 0; n < frames; n++) {
      const t = (n - start - delay) / (0.0012 * RATE);
      x[n] = hump[n]! / (1 + t * t * t * t);
    }
    return x;
  };
  const apart = [hit(0), hit(late)];
  const together = through(STEREO_ALIGN, { delayFrames: late }, apart);
  const seconds = [0.0475, 0.0535] as const;
  const brass = Float64Array.from({ length: RATE }, () => 0);
  for (let k = 1; k <= 6; k++)
    tone(220 * k, 0.55 / (k + 1.2), RATE, RATE, Math.PI / 2).forEach((v, n) => (brass[n]! += v));
  const turned = through(STEREO_ALIGN, { rotationDegrees: 90 }, [brass, brass])[0]!;
  expectPlot({
    id: 'stereo-align',
    title:
      'Two channels before and after their delay is taken back, and a lopsided wave before and after a turn of its phase',
    panels: [
      {
        title: 'The right channel 12.4 frames late',
        x: { name: 'time, ms', from: 0, to: 6, ticks: [0, 1, 2, 3, 4, 5, 6] },
        y: { name: 'amplitude, full scale 1', from: -1, to: 1, ticks: [-1, -0.5, 0, 0.5, 1] },
        curves: [
          { name: 'left', colour: 'sky', look: 'wide', ...cutOut(apart[0]!, ...seconds, RATE) },
          { name: 'right before', colour: 'grey', look: 'dashed', ...cutOut(apart[1]!, ...seconds, RATE) },
          { name: 'right after', colour: 'orange', ...cutOut(together[1]!, ...seconds, RATE) },
        ],
      },
      {
        title: 'Lopsided peaks, turned by 90\u00b0',
        x: { name: 'time, ms', from: 0, to: 12, ticks: [0, 2, 4, 6, 8, 10, 12] },
        y: { name: 'amplitude, full scale 1', from: -1.2, to: 1.2, ticks: [-1, -0.5, 0, 0.5, 1] },
        curves: [
          { name: 'before', colour: 'grey', ...cutOut(brass, 0.5, 0.512, RATE) },
          { name: 'after', colour: 'orange', ...cutOut(turned, 0.5, 0.512, RATE) },
        ],
      },
    ],
  });
});
