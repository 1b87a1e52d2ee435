// Song meter: every measurement of a song in one streaming pass.
import type { SignalFormat } from '../signal/signal.ts';
import { framesToSeconds } from '../signal/units.ts';
import { BandPowerListener } from './band-power.ts';
import { readDynamics } from './dynamics.ts';
import { HopCutter, type HopListener } from './hops.ts';
import { LevelsListener } from './levels.ts';
import { LoudnessListener } from './loudness-meter.ts';
import type { Measurements, Overview, SpectrumResult, StereoResult } from './measurements.ts';
import type { Meter } from './meter.ts';
import { OverviewListener } from './overview.ts';
import { readSpectrum } from './spectrum.ts';
import { plainPair, ProductListener, readStereo, weightedPair } from './stereo.ts';
import { PeakListener } from './true-peak.ts';

export interface SongMeterOptions {
  /** Leave out spectrum, stereo image and overview: loudness, peaks, dynamics and DC alone. */
  readonly quick?: boolean;
}

interface Pictures {
  readonly spectrum: SpectrumResult | null;
  readonly stereo: StereoResult | null;
  readonly overview: Overview | null;
}

/** What the pictures are gathered by, and how they are read at the end. */
interface PictureTaker {
  readonly listeners: readonly HopListener[];
  read(frames: number): Pictures;
}

const NO_PICTURES: PictureTaker = {
  listeners: [],
  read: () => ({ spectrum: null, stereo: null, overview: null }),
};

/** Any rate from 8 to 384 kHz, any channel count (weights by `channelWeights`), any length from nothing. */
export function createSongMeter(format: SignalFormat, options: SongMeterOptions = {}): Meter<Measurements> {
  const loudness = new LoudnessListener(format);
  const levels = new LevelsListener(format);
  const peaks = new PeakListener(format, levels);
  const pictures = options.quick ? NO_PICTURES : takePictures(format, loudness, levels);
  const cutter = new HopCutter(format, [loudness, levels, peaks, ...pictures.listeners]);
  return {
    push: (block) => cutter.push(block),
    result() {
      cutter.flush();
      const { frames } = cutter;
      return {
        frames,
        durationS: framesToSeconds(frames, format.sampleRateHz),
        loudness: loudness.result(),
        peak: peaks.result(),
        dynamics: readDynamics(frames, levels, peaks, loudness),
        ...pictures.read(frames),
        dcOffset: levels.dcOffset(frames),
      };
    },
  };
}

function takePictures(
  format: SignalFormat,
  loudness: LoudnessListener,
  levels: LevelsListener,
): PictureTaker {
  const bandPower = new BandPowerListener(format);
  const overview = new OverviewListener();
  const product = format.channels === 2 ? new ProductListener() : null;
  const stereo = (frames: number): StereoResult | null => {
    if (product === null) return null;
    const plain = plainPair(levels, product);
    return readStereo({ frames, plain, weighted: weightedPair(loudness), bandPower });
  };
  return {
    listeners: product === null ? [bandPower, overview] : [bandPower, overview, product],
    read: (frames) => ({
      spectrum: readSpectrum(bandPower, loudness.maxShortTermPower()),
      stereo: stereo(frames),
      overview: overview.result(),
    }),
  };
}
