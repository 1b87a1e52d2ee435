// Plot axes: what is measured along a side of a plot, from where to where, and where it is labelled.
import { log } from '../../src/dsp/math.ts';
import { linearScale, type Scale, type Tick } from '../../src/report/plot.ts';

export interface Axis {
  /** With its unit. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Where it is labelled; words where numbers do not do. */
  readonly ticks: readonly (number | Tick)[];
  readonly scale?: 'linear' | 'log';
}

export function scaleOf({ from, to, scale }: Axis, start: number, end: number): Scale {
  if (scale !== 'log') return linearScale(from, to, start, end);
  const straight = linearScale(log(from), log(to), start, end);
  return (value) => straight(log(value));
}

export function ticked(tick: number | Tick): Tick {
  if (typeof tick !== 'number') return tick;
  return { value: tick, label: String(tick).replace('-', '\u2212') };
}

export function tickedHz(tick: number | Tick): Tick {
  return typeof tick === 'number' && tick >= 1000 ? { value: tick, label: `${tick / 1000}k` } : ticked(tick);
}

/** Frequencies that everyone looks for; a narrow panel has no room for the name of the last but one. */
export const HEARD_HZ: Axis['ticks'] = [
  20,
  50,
  100,
  200,
  500,
  1000,
  2000,
  5000,
  { value: 10000, label: '' },
  20000,
];

/** All that is heard. */
export const FREQUENCY: Axis = {
  name: 'frequency, Hz',
  from: 20,
  to: 20000,
  scale: 'log',
  ticks: HEARD_HZ,
};

/** Labelled every `step`. */
export function axis(name: string, from: number, to: number, step: number): Axis {
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  // Steps like 0.2 are no sums of powers of two: their multiples would be labelled with all their digits.
  const ticks = Array.from({ length: count }, (_, i) => Math.round(1e6 * (from + i * step)) / 1e6);
  return { name, from, to, ticks };
}
