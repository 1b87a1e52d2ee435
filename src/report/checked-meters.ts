// Checked meters: what else was measured of a file, as `check --json` tells it; the long rows over time are left out.
import type {
  BandwidthResult,
  KeyResult,
  KSystem,
  LayoutResult,
  Measurements,
  SectionsResult,
  SpectrumResult,
  StereoResult,
  TempoResult,
  WordLengthResult,
} from '../measure/measurements.ts';

/** All null but layout and levels after a quick check; in what we wrote, null too where it says nothing beyond the mix and master. */
export interface CheckedMeters {
  /** Which loudspeaker each channel feeds, what it counts in loudness, and by what rule. */
  readonly layout: LayoutResult;
  readonly rmsDbfs: number | null;
  readonly maxRmsDbfs: number | null;
  readonly kSystem: KSystem | null;
  /** 5th percentile of the peak to short-term ratio: how tight it gets. */
  readonly psrLowDb: number | null;
  readonly dcOffset: readonly number[];
  readonly wordLength: WordLengthResult | null;
  readonly bandwidth: BandwidthResult | null;
  readonly spectrum: SpectrumResult | null;
  readonly stereo: StereoResult | null;
  readonly sections: SectionsResult | null;
  readonly tempo: TempoResult | null;
  readonly key: KeyResult | null;
}

export function checkedMeters(measurements: Measurements): CheckedMeters {
  const { layout, dynamics, dcOffset, wordLength, bandwidth } = measurements;
  const { spectrum, stereo, sections, tempo, key } = measurements;
  const { rmsDbfs, maxRmsDbfs, kSystem, psrLowDb } = dynamics;
  const levels = { rmsDbfs, maxRmsDbfs, kSystem, psrLowDb, dcOffset };
  return { layout, ...levels, wordLength, bandwidth, spectrum, stereo, sections, tempo, key };
}
