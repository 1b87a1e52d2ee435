// Kernel contract: the few heavy loops, and the tables they read, that a SIMD module or plain TypeScript can do.
import type { CrossingForm } from './crossing-plain.ts';

/** Twiddles of a real FFT: of the complex stages one after another, then cos and sin of the last step, k = 0 … size/4. */
export interface FftPlan {
  readonly size: number;
  readonly table: Float64Array;
}

/** A zero-phase filter that also changes the rate by sizeOut/sizeIn: tables of both plans and a real gain for each bin. */
export interface SpectrumFilter {
  readonly sizeIn: number;
  readonly sizeOut: number;
  /** The in-plan's table, the out-plan's from `outAt` (even), the gains of the shared bins from `gainsAt`. */
  readonly table: Float64Array;
  readonly outAt: number;
  readonly gainsAt: number;
}

/** Zero-phase filters over the same sound: the plan's table, and behind it from `gainsAt` a row of gains, all bins, for each. */
export interface GainBank {
  readonly size: number;
  readonly count: number;
  readonly table: Float64Array;
  readonly gainsAt: number;
}

/** Interpolation filters of a peak reading: 16 phases of `taps` weights; see dsp/peak-plain. */
export interface PeakBank {
  readonly taps: number;
  readonly table: Float64Array;
  /** Σ |weights of second differences| up to 16 samples away, and beyond. */
  readonly near: number;
  readonly far: number;
  /** The same weights between two values of the 4x grid, as a share of these. */
  readonly fine: number;
}

/** Rows of `taps` weights, a multiple of 4. */
export interface PhaseBank {
  readonly taps: number;
  /** Outputs stand at multiples of step/phases of an input sample. */
  readonly phases: number;
  readonly step: number;
  /** 0: one row a phase. Else the interval is cut into so many rows, from row -1 to row rows + 1, to interpolate between. */
  readonly rows: number;
  readonly table: Float64Array;
}

/** A windowed MDCT whose hop is a power of two from 8 on; must never change. */
export interface LappedForm {
  readonly hop: number;
  /** Window of 2·hop, twiddles before and after the transform (hop each, cos and sin by turns), those of its stages. */
  readonly table: Float64Array;
}

/** What the hops of one sound are foretold with; must never change. */
export interface PredictorForm {
  /** Coefficients: a multiple of 8. */
  readonly order: number;
  /** Samples of which the largest error is told together: a multiple of 4. */
  readonly blockFrames: number;
  /** As long as a hop, which is a multiple of 4. */
  readonly window: Float64Array;
}

/** Two channels, each with the HEARD_FROM samples before it. One channel may be both: it is then looked at for peaks once. */
export interface PairOfSound {
  readonly histories: readonly [Float64Array, Float64Array];
  readonly left: Float64Array;
  readonly right: Float64Array;
}

/** The `ends`, `tops` (one row a channel) and `count` of `peaks`. */
export interface PairOfPeaks {
  readonly edges: Float64Array;
  readonly tops: readonly [Float64Array, Float64Array];
  readonly count: number;
}

/** Every method gives the same bits in every implementation; arrays may be longer than needed, none is kept. */
export interface Kernel {
  readonly name: 'simd' | 'plain';
  /** x[size] to re, im[size/2 + 1], not scaled. */
  forward(plan: FftPlan, x: Float64Array, re: Float64Array, im: Float64Array): void;
  /** re, im[size/2 + 1] to x[size], scaled by 1/size. */
  inverse(plan: FftPlan, re: Float64Array, im: Float64Array, x: Float64Array): void;
  /** The same of Hann-windowed x, and the powers `scale` · |X|², one row after another; see dsp/hann-plain. */
  hannSpectrum(plan: FftPlan, scale: number, x: Float64Array, rows: Float64Array): void;
  /** x[sizeIn] to y[sizeOut], circular. */
  filterSpectrum(filter: SpectrumFilter, x: Float64Array, y: Float64Array): void;
  /** x[size], circular, through each filter; of its answer the frames from `from` on to a row of `outs`, as many as that has. */
  filterBank(bank: GainBank, x: Float64Array, from: number, outs: readonly Float64Array[]): void;
  /** See dsp/peak-plain; `history`: the HEARD_FROM samples before x. */
  peak(bank: PeakBank, history: Float64Array, x: Float64Array, frames: number, above: number): number;
  peaks(
    bank: PeakBank,
    history: Float64Array,
    x: Float64Array,
    frames: number,
    above: number,
    ends: Float64Array,
    tops: Float64Array,
    count: number,
  ): void;
  /** `work` as laid out by dsp/interpolate; tells whether any is above `above`. */
  envelope(bank: PeakBank, work: Float64Array, frames: number, above: number, out: Float64Array): boolean;
  /** y[o] = row(phase) · x[i … i + taps - 1], o = 0 … outputs - 1, beginning at x[0] and `phase`. */
  polyphase(bank: PhaseBank, x: Float64Array, y: Float64Array, outputs: number, phase: number): void;
  /** y[n] = Σ h[k] x[n + k], n = 0 … frames - 1; x has frames + h.length - 1 samples; h must never change. */
  correlate(h: Float64Array, x: Float64Array, y: Float64Array, frames: number): void;
  /** A curve at every x[0 … count-1], in place; see dsp/bend-plain; `form` must never change. */
  bend(form: Float64Array, x: Float64Array, count: number): void;
  /** x to twice its rate, 2·frames values of y: see dsp/half-band-plain; x has frames + h.length - 1; h must never change. */
  doubleRate(h: Float64Array, x: Float64Array, y: Float64Array, frames: number): void;
  /** x, frames + h.length pairs, to half its rate; see dsp/half-band-plain; h must never change. */
  halveRate(h: Float64Array, x: Float64Array, y: Float64Array, frames: number, late: boolean): void;
  /** Dither with error feedback of two channels in place; see dsp/requantise-plain; `form` must never change. */
  requantise(
    form: Float64Array,
    state: Float64Array,
    left: Float64Array,
    right: Float64Array,
    frames: number,
  ): void;
  /** Filtered squares of two channels, hop by hop; see dsp/hear-plain; `cut` must never change. */
  hear(
    cut: Float64Array,
    state: Float64Array,
    left: Float64Array,
    right: Float64Array,
    frames: number,
    hop: number,
    at: number,
    out: Float64Array,
  ): void;
  /** Sections over two channels in place; see dsp/cascade-plain; `form` must never change. */
  cascade(
    form: Float64Array,
    state: Float64Array,
    left: Float64Array,
    right: Float64Array,
    frames: number,
  ): void;
  /** Two channels cut into bands, both of each by turns in `outs`; see dsp/crossing-plain. */
  crossing(
    form: CrossingForm,
    state: Float64Array,
    left: Float64Array,
    right: Float64Array,
    frames: number,
    outs: readonly Float64Array[],
  ): void;
  /** Sums of two channels, plain and behind two sections; see dsp/weigh-plain; `sections` must never change. */
  weigh(
    sections: Float64Array,
    state: Float64Array,
    left: Float64Array,
    right: Float64Array,
    ends: Float64Array,
    count: number,
    sums: Float64Array,
  ): void;
  /**
   * Product of 1 + scale·line² over lines `from` … `to` - 1 (multiples of 8) at each of the (even) offsets into x, and how
   * often 2⁵⁰⁰ was taken out of it, by turns; see dsp/lapped-plain.
   */
  lapped(
    form: LappedForm,
    x: Float64Array,
    offsets: number,
    from: number,
    to: number,
    scale: number,
    out: Float64Array,
  ): void;
  /** `weigh`, and `peaks` of each channel with `above` 0, of sound that is handed over once. */
  gauge(
    sections: Float64Array,
    state: Float64Array,
    bank: PeakBank,
    sound: PairOfSound,
    ends: Float64Array,
    count: number,
    sums: Float64Array,
    peaks: PairOfPeaks,
  ): void;
  /** Largest prediction errors, block by block; see dsp/foretell-plain. */
  foretell(
    form: PredictorForm,
    x: Float64Array,
    blocks: number,
    most: number,
    surprise: Float64Array,
  ): number;
}
