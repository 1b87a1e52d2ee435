// Song meter: every measurement of a song in one streaming pass.
import type { SignalFormat } from '../signal/signal.ts';
import { framesToSeconds } from '../signal/units.ts';
import { BandPowerListener, DEFAULT_HOP_SHARE } from './band-power.ts';
import { BandCells } from './bands-over-time.ts';
import { BandwidthListener } from './bandwidth.ts';
import { readDynamics } from './dynamics.ts';
import { HopSums, hopsPerBurst } from './hop-sums.ts';
import { HopCutter, type HopListener } from './hops.ts';
import { readKey } from './key.ts';
import { layoutOf, type LayoutOptions } from './layout.ts';
import { LevelsListener } from './levels.ts';
import { LoudnessListener } from './loudness-meter.ts';
import type { LayoutResult, Measurements } from './measurements.ts';
import type { Meter } from './meter.ts';
import { OnsetListener } from './onsets.ts';
import { readOverTime } from './over-time.ts';
import { OverviewListener } from './overview.ts';
import { PitchClassListener } from './pitch-classes.ts';
import { readSections } from './sections.ts';
import { readSpectrum } from './spectrum.ts';
import { plainPair, readStereo, weightedPair } from './stereo.ts';
import { readTempo } from './tempo.ts';
import { PeakListener } from './true-peak.ts';
import { WordLengthListener } from './word-length.ts';

export interface SongMeterOptions extends LayoutOptions {
  /** Loudness, peaks, dynamics and DC alone. */
  readonly quick?: boolean;
}

type PictureName =
  | 'spectrum'
  | 'stereo'
  | 'overview'
  | 'overTime'
  | 'bandsOverTime'
  | 'sections'
  | 'tempo'
  | 'key'
  | 'wordLength'
  | 'bandwidth';
type Pictures = Pick<Measurements, PictureName>;

/** What the pictures are gathered by, and how they are read at the end. */
interface PictureTaker {
  readonly listeners: readonly HopListener[];
  read(frames: number): Pictures;
}

/** What every check measures. */
interface Basics {
  readonly format: SignalFormat;
  readonly layout: LayoutResult;
  readonly loudness: LoudnessListener;
  readonly levels: LevelsListener;
  readonly peaks: PeakListener;
}

const NO_PICTURES: PictureTaker = {
  listeners: [],
  read: () => ({
    spectrum: null,
    stereo: null,
    overview: null,
    overTime: null,
    bandsOverTime: null,
    sections: null,
    tempo: null,
    key: null,
    wordLength: null,
    bandwidth: null,
  }),
};

/** Any rate from 8 to 384 kHz, any channel count (weights by `layoutOf`), any length from nothing. */
export function createSongMeter(format: SignalFormat, options: SongMeterOptions = {}): Meter<Measurements> {
  const layout = layoutOf(format.channels, options);
  const sums = new HopSums(format);
  const loudness = new LoudnessListener(sums, layout.weights);
  const levels = new LevelsListener(sums);
  const peaks = new PeakListener(sums, levels);
  const pictures = options.quick ? NO_PICTURES : takePictures({ format, layout, loudness, levels, peaks });
  const mostHops = hopsPerBurst(format.sampleRateHz);
  const cutter = new HopCutter(format, [sums, loudness, levels, peaks], mostHops);
  const pictureCutter = new HopCutter(format, pictures.listeners);
  return {
    push(block) {
      cutter.push(block);
      if (!options.quick) pictureCutter.push(block);
    },
    result() {
      cutter.flush();
      pictureCutter.flush();
      const { frames } = cutter;
      return {
        frames,
        durationS: framesToSeconds(frames, format.sampleRateHz),
        layout,
        loudness: loudness.result(),
        peak: peaks.result(),
        dynamics: readDynamics(frames, levels, peaks, loudness),
        dcOffset: levels.dcOffset(frames),
        ...pictures.read(frames),
      };
    },
  };
}

function takePictures({ format, layout, loudness, levels, peaks }: Basics): PictureTaker {
  const { sampleRateHz, channels } = format;
  const bandPower = new BandPowerListener(format, DEFAULT_HOP_SHARE, layout.weights);
  const cells = new BandCells(
    bandPower,
    channels,
    (DEFAULT_HOP_SHARE * bandPower.frameLength) / sampleRateHz,
  );
  const pitches = new PitchClassListener(bandPower, sampleRateHz);
  const onsets = new OnsetListener(format);
  const overview = new OverviewListener();
  const words = new WordLengthListener(format);
  const bandwidth = new BandwidthListener(format, bandPower.frameLength);
  bandPower.listen((frame) => bandwidth.look(frame));
  return {
    listeners: [bandPower, overview, onsets, words],
    read: (frames) => ({
      spectrum: readSpectrum(bandPower, loudness.maxShortTermPower()),
      stereo:
        channels === 2
          ? readStereo({ frames, plain: plainPair(levels), weighted: weightedPair(loudness), bandPower })
          : null,
      overview: overview.result(),
      overTime: readOverTime(levels, peaks, loudness),
      bandsOverTime: cells.result(),
      sections: readSections(loudness, framesToSeconds(frames, sampleRateHz)),
      tempo: readTempo(onsets),
      key: readKey(pitches),
      wordLength: words.result(),
      bandwidth: bandwidth.result(),
    }),
  };
}
