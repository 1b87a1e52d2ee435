// Measurements: every number we take of a song, as one plain JSON record.
import type { LowReturns } from './low-returns.ts';
import type { LoudPartsResult } from './loud-parts-record.ts';
import type { BurstRange, FineSpectrumResult } from './fine-result.ts';

export interface LayoutResult {
  /** `stereo`, `5.1`, `7.1.4` …; `N channels` where nothing is known. */
  readonly name: string;
  /** Which loudspeaker each channel feeds, in the order of the file: L R C LFE Ls Rs Lb Rb TpFL …; `?` where unknown. */
  readonly speakers: readonly string[];
  /** How each counts in loudness (BS.1770-5, Annex 1 table 3 and Annex 3). */
  readonly weights: readonly number[];
  /**
   * What decided it: the file's channel mask, the count of channels, nothing known (every channel counts 1); for mono, that
   * it counts as one loudspeaker (as BS.1770 has it), or as the two it will be heard from, 3.01 LU more.
   */
  readonly rule: 'channel-mask' | 'channel-count' | 'unknown' | 'one-loudspeaker' | 'two-loudspeakers';
}

export interface LoudnessResult {
  /** BS.1770-5 gated; null for silence or under 400 ms. */
  readonly integratedLufs: number | null;
  /** EBU Tech 3342; null when there is no 3 s window above the gate. */
  readonly rangeLu: number | null;
  readonly maxMomentaryLufs: number | null;
  readonly maxShortTermLufs: number | null;
  /** Short-term loudness at the end of every whole second from 3 s on; null where under -70. */
  readonly shortTermPerSecondLufs: readonly (number | null)[];
}

export interface ChannelPeak {
  readonly samplePeakDbfs: number | null;
  readonly truePeakDbtp: number | null;
}

export interface PeakResult extends ChannelPeak {
  readonly perChannel: readonly ChannelPeak[];
}

/** The whole song's RMS on the scales of the K-System (Katz): 0 is 12, 14 or 20 dB under full scale, a sine's RMS being its peak. */
export interface KSystem {
  readonly k12Db: number;
  readonly k14Db: number;
  readonly k20Db: number;
}

export interface DynamicsResult {
  /** Unweighted, all channels: 20 log10(RMS), a full-scale sine reads -3.01. */
  readonly rmsDbfs: number | null;
  /** The same of the loudest 600 ms. */
  readonly maxRmsDbfs: number | null;
  /** null for silence. */
  readonly kSystem: KSystem | null;
  /** Sample peak over RMS, both over all channels. */
  readonly crestDb: number | null;
  /** Peak to loudness ratio: true peak minus integrated loudness (EBU R 128 s2). */
  readonly plrDb: number | null;
  /** Median of true peak minus short-term loudness over 3 s windows above the gate (AES e-Brief 373). */
  readonly psrDb: number | null;
  /** 5th percentile of the same: how tight it gets. */
  readonly psrLowDb: number | null;
  /** TT DR, rounded; null for silence and under 400 ms. */
  readonly dr14: number | null;
}

export interface SpectrumResult {
  /** Third-octave centres, 20 Hz to 20 kHz, below 0.45 of the rate. */
  readonly bandsHz: readonly number[];
  /** Mean power a band, channels averaged, dB re full scale; null below -140. */
  readonly levelDb: readonly (number | null)[];
  /** The same over the loud parts only (frames within 10 dB of the loudest short-term loudness). */
  readonly loudLevelDb: readonly (number | null)[];
  /** Least-squares slope of loudLevelDb from 100 Hz to 10 kHz; null with fewer than two bands that sound. */
  readonly tiltDbPerOctave: number | null;
  /** The same two spectra in bands as wide as the ear's filters, one ERB apart from 26 Hz on. */
  readonly erb: {
    readonly bandsHz: readonly number[];
    readonly levelDb: readonly (number | null)[];
    readonly loudLevelDb: readonly (number | null)[];
  };
  /** null for silence and where the rate leaves no room. */
  readonly fine?: FineSpectrumResult | null;
  /** Presence (2 to 4 kHz) and sibilants (5 to 10 kHz); none where too little sounds. */
  readonly bursts?: readonly BurstRange[];
}

export interface StereoBand {
  readonly lowHz: number;
  readonly highHz: number;
  /** Σ Re(L·R*) / √(Σ|L|² Σ|R|²), -1…1; null in silence. */
  readonly correlation: number | null;
  /** Side over mid power in dB, held to ±100 (no side: -100); null in silence. */
  readonly sideToMidDb: number | null;
  /** Left minus right, held to ±100; null in silence. */
  readonly balanceDb: number | null;
  /** Power lost when played in mono: 0 for identical channels, 3 for unrelated ones, at most 100; null in silence. */
  readonly monoLossDb: number | null;
}

export interface StereoResult {
  /** null for mono and silence. */
  readonly correlation: number | null;
  /** K-weighted left minus right, held to ±100; positive: left is louder. */
  readonly balanceDb: number | null;
  /** Loudness lost when played in mono: 0 for identical channels, 3.01 for unrelated ones, 100 when nothing is left. */
  readonly monoLossLu: number | null;
  readonly bands: readonly StereoBand[];
}

export interface Overview {
  readonly framesPerPoint: number;
  /** Smallest and largest sample of all channels in each stretch, rounded to 4 decimals; at most 2000 points. */
  readonly min: readonly number[];
  readonly max: readonly number[];
}

/** All rows have a value every `stepS`, from the start of the song; null where it does not exist. */
export interface OverTime {
  /** 0.1 up to 150 s, doubled as often as longer songs need. */
  readonly stepS: number;
  /** Loudest 400 ms that end within the step (they move by 10 ms); null under -70. */
  readonly momentaryLufs: readonly (number | null)[];
  /** Loudest 3 s that end within the step (they move by 100 ms). */
  readonly shortTermLufs: readonly (number | null)[];
  /** Highest of all channels. */
  readonly truePeakDbtp: readonly (number | null)[];
  /** Unweighted, all channels; a full-scale sine reads -3.01. */
  readonly rmsDbfs: readonly (number | null)[];
  /** Lowest true peak minus short-term loudness of the 3 s that end within the step (AES e-Brief 373). */
  readonly psrDb: readonly (number | null)[];
}

export interface OctaveOverTime {
  readonly lowHz: number;
  readonly highHz: number;
  /** Mean power of all channels, dB re full scale. */
  readonly levelDb: readonly (number | null)[];
  /** As in StereoBand; null for other than two channels. */
  readonly stereo: {
    readonly correlation: readonly (number | null)[];
    readonly sideToMidDb: readonly (number | null)[];
    readonly balanceDb: readonly (number | null)[];
    readonly monoLossDb: readonly (number | null)[];
  } | null;
}

export interface BandsOverTime {
  /** Seconds from one value to the next: about 1 for songs up to four minutes, more for longer ones. */
  readonly stepS: number;
  readonly bands: readonly OctaveOverTime[];
}

export type SectionKind = 'quiet' | 'middle' | 'loud';

export interface Excerpt {
  readonly startS: number;
  readonly endS: number;
  readonly lufs: number;
}

/** A part of at least 6 s: loud within 2 LU of the integrated loudness or over it, quiet 6 LU and more under it. */
export interface Section {
  readonly kind: SectionKind;
  readonly startS: number;
  readonly endS: number;
  readonly lufs: number | null;
}

export interface SectionsResult {
  /** null where the song is shorter than 15 s, or silent. */
  readonly loudest15S: Excerpt | null;
  readonly quietest15S: Excerpt | null;
  /** In order, from the start to the end; none for silence and under 3 s. */
  readonly parts: readonly Section[];
}

/** An estimate. */
export interface TempoResult {
  readonly bpm: number;
  /** 0…1. */
  readonly confidence: number;
  /** Half or double: the tempo one may as well tap. */
  readonly otherBpm: number;
}

/** An estimate. */
export interface KeyResult {
  readonly tonic: string;
  readonly mode: 'major' | 'minor';
  /** 0…1: how far ahead of the next likely key. */
  readonly confidence: number;
  /** What the song's A would be, 427 to 453 Hz: off by more than 50 cents it is taken for the next note. */
  readonly tuningHz: number;
}

export interface WordLengthResult {
  /** The shortest word, up to 24 bits, that holds every sample exactly; null for silence and where none does. */
  readonly bits: number | null;
  /** Some sample lies between two steps of 24 bits, as in floating point. */
  readonly fractions: boolean;
  /** Share of the 512 levels of a 16-bit word about zero that occur; null where too few samples came near. */
  readonly levelsUsed: number | null;
  /** Seconds of sound that stays under 4 steps of 16 bits. */
  readonly quietS: number;
  /** Share of its samples that repeat the one before: about 0.6 with dither, near 1 without; null without such sound. */
  readonly quietRepeats: number | null;
}

export interface BandwidthResult {
  /** Highest frequency with sound above rounding noise and within 110 dB of the whole, in steps of 100 Hz; null for silence. */
  readonly highestHz: number | null;
}

export interface Measurements {
  readonly frames: number;
  readonly durationS: number;
  readonly layout: LayoutResult;
  readonly loudness: LoudnessResult;
  readonly peak: PeakResult;
  readonly dynamics: DynamicsResult;
  /** null from a quick check. */
  readonly spectrum: SpectrumResult | null;
  /** null from a quick check and for other than two channels. */
  readonly stereo: StereoResult | null;
  /** Mean of each channel, linear. */
  readonly dcOffset: readonly number[];
  /** null from a quick check. */
  readonly overview: Overview | null;
  /** null from a quick check. */
  readonly overTime: OverTime | null;
  /** null from a quick check. */
  readonly bandsOverTime: BandsOverTime | null;
  /** null from a quick check, and where there is hardly any bass. */
  readonly lowReturns: LowReturns | null;
  /** null from a quick check. */
  readonly sections: SectionsResult | null;
  /** null from a quick check, without a steady beat, and under 8 s. */
  readonly tempo: TempoResult | null;
  /** null from a quick check, and without notes. */
  readonly key: KeyResult | null;
  /** Middle and sides where it is loud; null from a quick check and for silence. */
  readonly loudParts: LoudPartsResult | null;
  /** Bits that are really used; null from a quick check. */
  readonly wordLength: WordLengthResult | null;
  /** Band that is really used; null from a quick check. */
  readonly bandwidth: BandwidthResult | null;
}
