// EQ stages: which bands act on which channel, and the filters that do it: sections, or long kernels of linear phase.
import { analoguePower } from '../../dsp/analogue-band.ts';
import { responseDb, type Coefficients } from '../../dsp/biquad.ts';
import { dbFromPower } from '../../dsp/decibel.ts';
import type { FirSpectrum } from '../../dsp/fft-filter.ts';
import { magnitudeFilter, type WantedPower } from '../../dsp/magnitude-filter.ts';
import { log } from '../../dsp/math.ts';
import { PairCascade } from '../../dsp/pair-cascade.ts';
import type { ParamRecord } from '../params.ts';
import { analogueOf, bandSections } from './eq-band.ts';
import { kernelLanes, type LaneFilter } from './lane-filter.ts';

type Bands = readonly ParamRecord[];

/** Where the ringing of a section counts as over: -180 dB. */
const RING_END = 1e-9;

/** Longest kernels of linear phase: a notch has a corner at its frequency, which no length would do justice to. */
const MOST_REACH_S = 3;
const MOST_NOTCH_REACH_S = 0.75;

/** Bands by lane; `turned`: the two lanes are the middle and the sides. */
export interface Stage {
  readonly lanes: readonly Bands[];
  readonly turned: boolean;
}

/** One stage for the channels as they are, then one for middle and sides; none where there is nothing to do. */
export function stagesOf(bands: Bands, channels: number): Stage[] {
  const on = (...names: string[]): Bands => bands.filter(({ channel }) => names.includes(channel as string));
  if (channels !== 2) {
    const all = on('stereo', 'mid');
    return withBands([{ lanes: Array.from({ length: channels }, () => all), turned: false }]);
  }
  const turned = on('mid', 'side').length > 0;
  // Bands on both channels join the one stage that there is.
  const first = on('left', 'right').length > 0 || !turned ? 'stereo' : '';
  const second = first === '' ? 'stereo' : '';
  return withBands([
    { lanes: [on(first, 'left'), on(first, 'right')], turned: false },
    { lanes: turned ? [on(second, 'mid'), on(second, 'side')] : [], turned: true },
  ]);
}

function withBands(stages: readonly Stage[]): Stage[] {
  return stages.filter(({ lanes }) => lanes.some((bands) => bands.length > 0));
}

/** What is designed for some parameters at one rate, each part when it is first needed. */
export class EqDesign {
  readonly rate: number;
  private readonly sections = new Map<ParamRecord, readonly Coefficients[]>();
  private readonly kernels = new Map<string, FirSpectrum>();

  constructor(rate: number) {
    this.rate = rate;
  }

  /** Of minimum phase. */
  sectionsOf(band: ParamRecord): readonly Coefficients[] {
    const sections = this.sections.get(band) ?? bandSections(band, this.rate);
    this.sections.set(band, sections);
    return sections;
  }

  /** Of linear phase; null where there is nothing to do. */
  kernelOf(bands: Bands): FirSpectrum | null {
    if (bands.length === 0) return null;
    const key = JSON.stringify(bands);
    const kernel =
      this.kernels.get(key) ??
      magnitudeFilter(powerOf(bands, this.rate), this.rate, 'linear', mostReachS(bands));
    this.kernels.set(key, kernel);
    return kernel;
  }
}

/** Minimum phase: no delay, second-order sections. */
export function sectionLanes({ lanes, turned }: Stage, design: EqDesign): LaneFilter {
  const sections = lanes.map((bands) => bands.flatMap((band) => design.sectionsOf(band)));
  const cascades = Array.from(
    { length: Math.ceil(sections.length / 2) },
    (_, pair) => new PairCascade(sections[2 * pair]!, sections[2 * pair + 1] ?? []),
  );
  return {
    turned,
    latencyFrames: 0,
    preRingFrames: 0,
    tailFrames: Math.max(...sections.map(ringFrames)),
    process(channels, frames) {
      for (let pair = 0; pair < cascades.length; pair++) {
        cascades[pair]!.process(channels[2 * pair]!, channels[2 * pair + 1] ?? null, frames);
      }
    },
    reset() {
      for (const cascade of cascades) cascade.reset();
    },
  };
}

/** Linear phase: a kernel each lane. */
export function linearLanes({ lanes, turned }: Stage, design: EqDesign): LaneFilter {
  return kernelLanes(
    lanes.map((bands) => design.kernelOf(bands)),
    turned,
  );
}

/** The magnitude of bands one after the other, in dB: of linear phase as wanted, of minimum phase as the sections have it. */
export function laneDb(bands: Bands, hz: number, linear: boolean, design: EqDesign): number {
  if (linear) return dbFromPower(powerOf(bands, design.rate)(hz));
  return responseDb(
    bands.flatMap((band) => design.sectionsOf(band)),
    hz,
    design.rate,
  );
}

function mostReachS(bands: Bands): number {
  return bands.some(({ type }) => type === 'notch') ? MOST_NOTCH_REACH_S : MOST_REACH_S;
}

function powerOf(bands: Bands, rate: number): WantedPower {
  const analogues = bands.map((band) => analogueOf(band, rate)).filter((band) => band !== null);
  return (hz) => {
    let power = 1;
    for (const analogue of analogues) power *= analoguePower(analogue, hz);
    return power;
  };
}

/** Until every section's slowest pole has decayed by 180 dB, one after the other at worst. */
export function ringFrames(sections: readonly Coefficients[]): number {
  return sections.reduce((sum, { a1, a2 }) => sum + Math.ceil(log(RING_END) / log(poleRadius(a1, a2))), 0);
}

/** Magnitude of the larger root of z² + a1 z + a2. */
function poleRadius(a1: number, a2: number): number {
  const discriminant = a1 * a1 - 4 * a2;
  const radius = discriminant < 0 ? Math.sqrt(a2) : (Math.abs(a1) + Math.sqrt(discriminant)) / 2;
  return Math.min(1 - 1e-9, Math.max(radius, 1e-6));
}
