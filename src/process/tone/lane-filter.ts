// Lane filter: what filters each channel of a sound, or its middle and sides, on its own, all equally late.
import { FftFilter, type FirSpectrum } from '../../dsp/fft-filter.ts';
import type { Block } from '../../signal/signal.ts';
import { DelayedGain } from '../control/delayed-gain.ts';
import type { Processor } from '../processor.ts';

export interface LaneFilter {
  /** The two lanes are the middle and the sides of a stereo sound. */
  readonly turned: boolean;
  readonly latencyFrames: number;
  readonly preRingFrames: number;
  readonly tailFrames: number;
  process(lanes: readonly Float64Array[], frames: number): void;
  reset(): void;
}

/** A kernel each lane; null only delays. */
export function kernelLanes(spectra: readonly (FirSpectrum | null)[], turned: boolean): LaneFilter {
  const filters = spectra.map((spectrum) => spectrum && new FftFilter(spectrum));
  const latencyFrames = Math.max(...filters.map((filter) => filter?.latencyFrames ?? 0));
  const delays = filters.map((filter) => {
    const missing = latencyFrames - (filter?.latencyFrames ?? 0);
    return missing > 0 ? new DelayedGain(missing) : null;
  });
  return {
    turned,
    latencyFrames,
    preRingFrames: Math.max(...spectra.map((spectrum) => spectrum?.before ?? 0)),
    tailFrames: Math.max(...spectra.map((spectrum) => spectrum?.after ?? 0)),
    process(lanes, frames) {
      for (let c = 0; c < filters.length; c++) {
        filters[c]?.process(lanes[c]!, frames);
        delays[c]?.process(lanes[c]!, frames, null);
      }
    },
    reset() {
      for (const each of [...filters, ...delays]) each?.reset();
    },
  };
}

/** The filters one after the other; without any, sound passes untouched. */
export function laneProcessor(filters: readonly LaneFilter[]): Processor {
  const sum = (of: (filter: LaneFilter) => number): number =>
    filters.reduce((all, each) => all + of(each), 0);
  return {
    latencyFrames: sum((filter) => filter.latencyFrames),
    preRingFrames: sum((filter) => filter.preRingFrames),
    tailFrames: sum((filter) => filter.tailFrames),
    reset() {
      for (const filter of filters) filter.reset();
    },
    process(block) {
      for (let i = 0; i < filters.length; i++) {
        const filter = filters[i]!;
        if (filter.turned) toMidSide(block);
        filter.process(block.channels, block.frames);
        if (filter.turned) toLeftRight(block);
      }
    },
  };
}

function toMidSide({ channels, frames }: Block): void {
  const [a, b] = channels as [Float64Array, Float64Array];
  for (let n = 0; n < frames; n++) {
    const left = a[n]!;
    const right = b[n]!;
    a[n] = 0.5 * (left + right);
    b[n] = 0.5 * (left - right);
  }
}

function toLeftRight({ channels, frames }: Block): void {
  const [a, b] = channels as [Float64Array, Float64Array];
  for (let n = 0; n < frames; n++) {
    const mid = a[n]!;
    const side = b[n]!;
    a[n] = mid + side;
    b[n] = mid - side;
  }
}
