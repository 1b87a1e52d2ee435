// Song meter: every measurement of a song in one streaming pass.
import type { SignalFormat } from '../signal/signal.ts';
import { framesToSeconds } from '../signal/units.ts';
import { BandPowerListener, DEFAULT_HOP_SHARE } from './band-power.ts';
import { BandCells } from './bands-over-time.ts';
import { BandwidthListener } from './bandwidth.ts';
import { readDynamics } from './dynamics.ts';
import { FineSpectrumListener } from './fine-spectrum.ts';
import { HopSums, hopsPerBurst } from './hop-sums.ts';
import { HopCutter, type HopListener } from './hops.ts';
import { readKey } from './key.ts';
import { layoutOf, type LayoutOptions } from './layout.ts';
import { LevelsListener } from './levels.ts';
import { LowLooks } from './low-looks.ts';
import { readLowReturns } from './low-returns.ts';
import { LoudPartsListener } from './loud-parts.ts';
import { LoudnessListener } from './loudness-meter.ts';
import type { LayoutResult, Measurements, StereoResult } from './measurements.ts';
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
  /** What we made ourselves is measured for less; unless quick. */
  readonly rendered?: Rendered;
  /** Of what we made ourselves: the word length of the file, which no sample exceeds. */
  readonly renderedBits?: number | null;
  /** Is lent, at the end, the weighted mean power of every 400 ms block, 100 ms apart: what an album's loudness is gated over. */
  onBlocks?(powers: Float64Array): void;
}

/**
 * `master`: everything but tempo and key, which no mastering moves. `version`: the same master once more at another rate or
 * word length, which has its pictures too: what quick measures, and the word length. `trial`: excerpts that a change is tried on:
 * level, dynamics, spectrum and image alone.
 */
export type Rendered = 'master' | 'version' | 'trial';

type PictureName =
  | 'spectrum'
  | 'stereo'
  | 'overview'
  | 'overTime'
  | 'bandsOverTime'
  | 'lowReturns'
  | 'sections'
  | 'tempo'
  | 'key'
  | 'loudParts'
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

const NOTHING: Pictures = {
  spectrum: null,
  stereo: null,
  overview: null,
  overTime: null,
  bandsOverTime: null,
  lowReturns: null,
  sections: null,
  tempo: null,
  key: null,
  loudParts: null,
  wordLength: null,
  bandwidth: null,
};

/** Any rate from 8 to 384 kHz, any channel count (weights by `layoutOf`), any length from nothing. */
export function createSongMeter(format: SignalFormat, options: SongMeterOptions = {}): Meter<Measurements> {
  const layout = layoutOf(format.channels, options);
  const sums = new HopSums(format);
  const loudness = new LoudnessListener(sums, layout.weights);
  const levels = new LevelsListener(sums);
  const peaks = new PeakListener(sums, levels);
  const pictures = picturesOf({ format, layout, loudness, levels, peaks }, options);
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
      options.onBlocks?.(loudness.blockPowers.values());
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

function picturesOf(basics: Basics, { quick, rendered, renderedBits }: SongMeterOptions): PictureTaker {
  if (quick) return { listeners: [], read: () => NOTHING };
  if (rendered === 'trial') return takeTrial(basics);
  const words = new WordLengthListener(basics.format, renderedBits);
  return rendered === 'version' ? takeWords(words) : takePictures(basics, words, rendered !== 'master');
}

function takeWords(words: WordLengthListener): PictureTaker {
  return { listeners: [words], read: () => ({ ...NOTHING, wordLength: words.result() }) };
}

function takeTrial({ format, layout, loudness, levels }: Basics): PictureTaker {
  const bandPower = new BandPowerListener(format, DEFAULT_HOP_SHARE, layout.weights);
  const fine = new FineSpectrumListener(bandPower, format.sampleRateHz);
  const loudParts = new LoudPartsListener(bandPower, format.channels);
  return {
    listeners: [bandPower],
    read: (frames) => ({
      ...NOTHING,
      spectrum: readSpectrum(bandPower, fine, loudness.maxShortTermPower()),
      stereo: readImage(frames, { format, levels, loudness, bandPower }),
      loudParts: loudParts.result(loudness.maxShortTermPower()),
    }),
  };
}

/** null for other than two channels. */
function readImage(
  frames: number,
  {
    format,
    levels,
    loudness,
    bandPower,
  }: Omit<Basics, 'layout' | 'peaks'> & { bandPower: BandPowerListener },
): StereoResult | null {
  if (format.channels !== 2) return null;
  return readStereo({ frames, plain: plainPair(levels), weighted: weightedPair(loudness), bandPower });
}

/** `musical`: tempo and key too. */
function takePictures(
  { format, layout, loudness, levels, peaks }: Basics,
  words: WordLengthListener,
  musical: boolean,
): PictureTaker {
  const { sampleRateHz, channels } = format;
  const bandPower = new BandPowerListener(format, DEFAULT_HOP_SHARE, layout.weights);
  const cells = new BandCells(
    bandPower,
    channels,
    (DEFAULT_HOP_SHARE * bandPower.frameLength) / sampleRateHz,
  );
  const fine = new FineSpectrumListener(bandPower, sampleRateHz);
  const loudParts = new LoudPartsListener(bandPower, channels);
  const pitches = musical ? new PitchClassListener(bandPower, sampleRateHz) : null;
  const onsets = musical ? new OnsetListener(format) : null;
  const overview = new OverviewListener();
  const lowLooks = new LowLooks(format);
  const bandwidth = new BandwidthListener(format, bandPower.frameLength);
  bandPower.listen((frame) => bandwidth.look(frame));
  return {
    listeners: [bandPower, overview, lowLooks, ...(onsets ? [onsets] : []), words],
    read: (frames) => ({
      spectrum: readSpectrum(bandPower, fine, loudness.maxShortTermPower()),
      stereo: readImage(frames, { format, levels, loudness, bandPower }),
      overview: overview.result(),
      overTime: readOverTime(levels, peaks, loudness),
      bandsOverTime: cells.result(),
      lowReturns: readLowReturns(lowLooks),
      sections: readSections(loudness, framesToSeconds(frames, sampleRateHz)),
      tempo: onsets && readTempo(onsets),
      key: pitches && readKey(pitches),
      loudParts: loudParts.result(loudness.maxShortTermPower()),
      wordLength: words.result(),
      bandwidth: bandwidth.result(),
    }),
  };
}
