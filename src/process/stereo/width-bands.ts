// Width bands: how wide each band shall be and which share of the sides stays in the bass, as gains at each frequency.
import { sortedCrossovers } from '../../dsp/band-split.ts';
import { kernelGrid, lowAmplitude, zeroPhaseGains, type KernelGrid } from '../../dsp/zero-phase.ts';
import type { ParamRecord } from '../params.ts';

/** A corner below this takes away nothing that is heard. */
const LOWEST_CORNER_HZ = 20;
/** Widths alone have no corner; any grid does. */
const NO_CORNER_HZ = 2000;

/** What is to be added to the sides, and how. */
export interface WidthBands {
  readonly grid: KernelGrid;
  /** Share of the sides that is always added (below 0: taken away), at a frequency; null where it is nothing. */
  readonly steady: ((hz: number) => number) | null;
  /** Bands that are widened as far as the guard allows. */
  readonly guarded: readonly GuardedBand[];
}

export interface GuardedBand {
  /** The full width: what the sides are multiplied by. */
  readonly width: number;
  /** Amplitude of the band, in the middle and in the sides. */
  readonly middle: (hz: number) => number;
  readonly sides: (hz: number) => number;
}

/** The widths of all bands that the crossovers make, 1 where none is given. */
export function widthsOf(params: ParamRecord): number[] {
  const bands = params.bands as readonly ParamRecord[];
  const crossovers = params.crossovers as readonly ParamRecord[];
  return Array.from(
    { length: crossovers.length + 1 },
    (_, b) => ((bands[b]?.widthPercent as number | undefined) ?? 100) / 100,
  );
}

export function hasMonoBass(params: ParamRecord): boolean {
  return (params.monoBelowHz as number) >= LOWEST_CORNER_HZ;
}

export function widthBands(params: ParamRecord, rate: number): WidthBands {
  const crossovers = sortedCrossovers(
    (params.crossovers as readonly ParamRecord[]).map(({ hz }) => hz as number),
    rate,
  );
  const widths = widthsOf(params);
  const bass = bassAmplitude(params);
  const band = (b: number, hz: number): number =>
    (b < crossovers.length ? lowAmplitude(hz, crossovers[b]!, 4) : 1) -
    (b > 0 ? lowAmplitude(hz, crossovers[b - 1]!, 4) : 0);
  const isGuarded = widths.map((width) => width > 1 && (params.leastCorrelation as number) > -1);
  const guarded = widths.flatMap((width, b): GuardedBand[] => {
    if (!isGuarded[b]) return [];
    return [{ width, middle: (hz) => band(b, hz), sides: (hz) => band(b, hz) * bass(hz) }];
  });
  const steadyWidths = widths.map((width, b) => (isGuarded[b] ? 1 : width));
  const hasSteady = hasMonoBass(params) || steadyWidths.some((width) => width !== 1);
  const steady = (hz: number): number =>
    bass(hz) * steadyWidths.reduce((sum, width, b) => sum + (width - 1) * band(b, hz), 1) - 1;
  const corners = [...crossovers, ...(hasMonoBass(params) ? [params.monoBelowHz as number] : [])];
  const grid = kernelGrid(corners.length > 0 ? Math.min(...corners) : NO_CORNER_HZ, rate);
  return { grid, steady: hasSteady ? steady : null, guarded };
}

/** Gains of the filters: first the steady one, if any, then what full width adds in each guarded band. */
export function widthGains({ grid, steady, guarded }: WidthBands, rate: number): Float64Array[] {
  const added = guarded.map(
    ({ width, sides }) =>
      (hz: number): number =>
        (width - 1) * sides(hz),
  );
  return [...(steady === null ? [] : [steady]), ...added].map((amplitude) =>
    zeroPhaseGains(amplitude, rate, grid),
  );
}

/** Share of the sides that the mono bass leaves. */
function bassAmplitude(params: ParamRecord): (hz: number) => number {
  if (!hasMonoBass(params)) return () => 1;
  const corner = params.monoBelowHz as number;
  const order = params.monoSlope === '12' ? 2 : 4;
  return (hz) => 1 - lowAmplitude(hz, corner, order);
}
