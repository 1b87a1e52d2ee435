// Measurements: every number we take of a song, as one plain JSON record.

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

export interface DynamicsResult {
  /** Unweighted, all channels: 20 log10(RMS), a full-scale sine reads -3.01. */
  readonly rmsDbfs: number | null;
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
}

export interface StereoBand {
  readonly lowHz: number;
  readonly highHz: number;
  /** Σ Re(L·R*) / √(Σ|L|² Σ|R|²), -1…1; null in silence. */
  readonly correlation: number | null;
  /** Side over mid power in dB, held to ±100 (no side: -100); null in silence. */
  readonly sideToMidDb: number | null;
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

export interface Measurements {
  readonly frames: number;
  readonly durationS: number;
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
}
