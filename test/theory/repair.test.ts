// The theory page of repair shows damage, truth and what was made of it.
import { it } from 'vitest';
import type { ParamRecord } from '../../src/process/params.ts';
import type { ProcessorKind } from '../../src/process/processor.ts';
import { DECLICK } from '../../src/process/repair/declick.ts';
import { DECLIP } from '../../src/process/repair/declip.ts';
import { DECRACKLE } from '../../src/process/repair/decrackle.ts';
import { DROPOUTS } from '../../src/process/repair/dropout-repair.ts';
import { UNDIP } from '../../src/process/repair/undip.ts';
import { seededRandom } from '../../src/signal/random.ts';
import { RATE, through } from './heard-through.ts';
import { expectPlot } from './plot-page.ts';
import { type Axis } from './plot-axes.ts';
import type { Panel } from './plot-picture.ts';
import { cutOut, plucks, tone } from './plot-sounds.ts';

/** Notes that were played, without a fault. */
const FRAMES = Math.round(1.2 * RATE);
const TRUTH = plucks(FRAMES, RATE, 0.25, 4);

const amplitude = (most: number, tick: number): Axis => ({
  name: 'amplitude, full scale 1',
  from: -most,
  to: most,
  ticks: [-tick, -tick / 2, 0, tick / 2, tick],
});

interface Damage {
  readonly title: string;
  readonly damaged: Float64Array;
  readonly truth: Float64Array;
  readonly kind: ProcessorKind;
  /** Where it is told to look, seconds. */
  readonly place: readonly [startS: number, endS: number];
  readonly more?: ParamRecord;
  /** What is shown, seconds. */
  readonly shown: readonly [startS: number, endS: number];
  readonly y: Axis;
}

function mending({ title, damaged, truth, kind, place, more = {}, shown, y }: Damage): Panel {
  const places = [{ startS: place[0], endS: place[1] }];
  const mended = through(kind, { places, ...more }, [damaged])[0]!;
  const lengthMs = Math.round(1000 * (shown[1] - shown[0]));
  const ticks = Array.from({ length: lengthMs / 2 + 1 }, (_, i) => 2 * i);
  return {
    title,
    x: {
      name: 'time, ms',
      from: 0,
      to: lengthMs,
      ticks: ticks.filter((t) => t % (lengthMs > 50 ? 10 : lengthMs > 12 ? 4 : 2) === 0),
    },
    y,
    curves: [
      { name: 'truth', colour: 'sky', look: 'wide', ...cutOut(truth, ...shown, RATE) },
      { name: 'damaged', colour: 'grey', look: 'thin', ...cutOut(damaged, ...shown, RATE) },
      { name: 'mended', colour: 'orange', ...cutOut(mended, ...shown, RATE) },
    ],
  };
}

it('declick', () => {
  const click = TRUTH.slice();
  const pop = TRUTH.slice();
  const at = Math.round(0.604 * RATE);
  [0.5, -0.35, 0.1].forEach((v, k) => (click[at + k]! += v));
  for (let k = 0; k < 40; k++) pop[at + k]! += tone(1400, 0.5 * (1 - k / 40), 40, RATE, 1)[k]!;
  const common = { truth: TRUTH, kind: DECLICK, shown: [0.6, 0.61] as const, y: amplitude(0.7, 0.6) };
  expectPlot({
    id: 'declick',
    title: 'A click and a pop in plucked notes, and what declick makes of them',
    panels: [
      mending({
        ...common,
        title: 'A click of three samples',
        damaged: click,
        place: [at / RATE, (at + 3) / RATE],
      }),
      mending({ ...common, title: 'A pop of 0.9 ms', damaged: pop, place: [at / RATE, (at + 40) / RATE] }),
    ],
  });
});

it('decrackle', () => {
  const random = seededRandom(5);
  const damaged = TRUTH.slice();
  for (
    let n = Math.round(0.55 * RATE);
    n < 0.75 * RATE;
    n += Math.round(RATE * (0.0006 + 0.003 * random()))
  ) {
    damaged[n]! += 0.5 * (random() - 0.5);
    damaged[n + 1]! += 0.25 * (random() - 0.5);
  }
  const panel = mending({
    title: 'Crackle in plucked notes',
    damaged,
    truth: TRUTH,
    kind: DECRACKLE,
    place: [0.55, 0.75],
    shown: [0.62, 0.65],
    y: amplitude(0.4, 0.3),
  });
  expectPlot({
    id: 'decrackle',
    title: 'Crackle in plucked notes, and what decrackle makes of it',
    panels: [panel],
  });
});

it('declip', () => {
  const clipped = (ceiling: number): Float64Array =>
    TRUTH.map((v) => Math.max(-ceiling, Math.min(ceiling, v)));
  const common = {
    truth: TRUTH,
    kind: DECLIP,
    place: [0.5, 0.66] as const,
    shown: [0.515, 0.531] as const,
    y: amplitude(0.45, 0.4),
  };
  expectPlot({
    id: 'declip',
    title: 'Plucked notes cut off at two ceilings, and what declip makes of them',
    panels: [
      mending({ ...common, title: 'Cut off at 0.25', damaged: clipped(0.25) }),
      mending({ ...common, title: 'Cut off at 0.15', damaged: clipped(0.15) }),
    ],
  });
});

it('dropouts', () => {
  const hole = (ms: number): Float64Array => {
    const damaged = TRUTH.slice();
    damaged.fill(0, Math.round(0.604 * RATE), Math.round((0.604 + ms / 1000) * RATE));
    return damaged;
  };
  const common = { truth: TRUTH, kind: DROPOUTS, y: amplitude(0.35, 0.3) };
  expectPlot({
    id: 'dropouts',
    title: 'Holes of 4 and of 20 ms in plucked notes, and how they are filled',
    panels: [
      mending({
        ...common,
        title: 'A hole of 4 ms',
        damaged: hole(4),
        place: [0.604, 0.608],
        shown: [0.6, 0.612],
      }),
      mending({
        ...common,
        title: 'A hole of 20 ms',
        damaged: hole(20),
        place: [0.604, 0.624],
        shown: [0.6, 0.628],
      }),
    ],
  });
});

it('undip', () => {
  const fade = 0.004;
  const damaged = TRUTH.map((v, n) => {
    const t = n / RATE;
    const inside = Math.min(1, Math.max(0, Math.min(t - 0.6, 0.64 - t) / fade));
    return v * (1 - 0.8 * inside);
  });
  const panel = mending({
    title: 'A fall of 14 dB for 40 ms in plucked notes',
    damaged,
    truth: TRUTH,
    kind: UNDIP,
    place: [0.6, 0.64],
    shown: [0.59, 0.65],
    y: amplitude(0.4, 0.3),
  });
  expectPlot({
    id: 'undip',
    title: 'A moment in which the level fell, and what is made of it',
    panels: [panel],
  });
});
