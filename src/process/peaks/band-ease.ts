// Band ease: three bands turned down slowly, each by itself, before a limiter, so that bass need not carry the rest with it.
import type { SignalFormat } from '../../signal/signal.ts';
import { gainFromDb } from '../../dsp/decibel.ts';
import { BandLane } from './band-lane.ts';
import { type EaseShare, GainEase } from './gain-ease.ts';
import { linkPeaks } from './peak-link.ts';

/** Each band is held this far under the ceiling: with more, the bands move apart more than the middle gains in rest (limiter.md). */
const BAND_BELOW_DB = 1;
const BANDS = 3;

/**
 * The sound less what the gains take from its bands: where nothing is taken it is the delayed sound to the last bit. A band
 * is measured at its samples; what follows keeps the ceiling.
 */
export class BandEase {
  readonly latencyFrames: number;
  private readonly bandCeiling: number;
  private readonly link: number;
  private readonly lanes: readonly BandLane[];
  /** By band, then by path. */
  private readonly eases: readonly (readonly GainEase[])[];
  /** Frames that each band still remembers a peak. */
  private readonly left = new Float64Array(BANDS);
  private readonly bass: readonly Float64Array[];
  private readonly middle: readonly Float64Array[];
  private readonly peaks: readonly Float64Array[];
  /** By band, then by path: the share to take away. */
  private readonly taken: readonly (readonly Float64Array[])[];

  /** For at most `longest` frames a time; every channel alike where `link` is 1. */
  constructor(
    format: SignalFormat,
    ceiling: number,
    lookAheadMs: number,
    share: EaseShare,
    link: number,
    longest: number,
  ) {
    const { sampleRateHz, channels } = format;
    const each = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
    const paths = link === 1 ? 1 : channels;
    const room = (): Float64Array => new Float64Array(longest);
    this.bandCeiling = ceiling * gainFromDb(-BAND_BELOW_DB);
    this.link = link;
    this.eases = each(BANDS, () => each(paths, () => new GainEase(lookAheadMs, sampleRateHz, share)));
    const waitFrames = this.eases[0]![0]!.latencyFrames;
    this.lanes = each(channels, () => new BandLane(sampleRateHz, waitFrames, longest));
    this.latencyFrames = waitFrames + this.lanes[0]!.splitFrames;
    this.bass = each(channels, room);
    this.middle = each(channels, room);
    this.peaks = each(channels, room);
    this.taken = each(BANDS, () => each(paths, room));
  }

  /** In place. */
  process(channels: readonly Float64Array[], frames: number): void {
    const { lanes, bass, middle } = this;
    for (let c = 0; c < lanes.length; c++) lanes[c]!.split(channels[c]!, frames, bass[c]!, middle[c]!);
    for (let band = 0; band < BANDS; band++) this.measure(channels, frames, band);
    for (let c = 0; c < lanes.length; c++) {
      lanes[c]!.wait(channels[c]!, frames, bass[c]!, middle[c]!);
      this.take(channels[c]!, frames, c);
    }
  }

  reset(): void {
    for (const lane of this.lanes) lane.reset();
    this.left.fill(0);
    for (const paths of this.eases) for (const ease of paths) ease.reset();
  }

  private measure(channels: readonly Float64Array[], frames: number, band: number): void {
    const { peaks, bass, middle, link, bandCeiling, left } = this;
    let any = false;
    for (let c = 0; c < channels.length; c++) {
      bandPeaks(channels[c]!, bass[c]!, middle[c]!, frames, band, peaks[c]!);
      if (exceeds(peaks[c]!, frames, bandCeiling)) any = true;
    }
    const eases = this.eases[band]!;
    const taken = this.taken[band]!;
    // At rest everything that is remembered is zero, and nothing needs to be moved on.
    const rests = !any && left[band]! <= 0;
    left[band] = any ? eases[0]!.memoryFrames : left[band]! - frames;
    if (!rests) linkPeaks(peaks, link, frames);
    for (let p = 0; p < eases.length; p++) {
      if (rests) {
        eases[p]!.skip(frames);
        taken[p]!.fill(0, 0, frames);
      } else eases[p]!.process(peaks[p]!, frames, bandCeiling, taken[p]!);
    }
  }

  private take(sound: Float64Array, frames: number, channel: number): void {
    const of = (band: number): Float64Array =>
      this.taken[band]![Math.min(channel, this.taken[band]!.length - 1)]!;
    const low = of(0);
    const mid = of(1);
    const high = of(2);
    const bass = this.bass[channel]!;
    const middle = this.middle[channel]!;
    for (let n = 0; n < frames; n++) {
      const l = low[n]!;
      const m = mid[n]!;
      const h = high[n]!;
      if (l === 0 && m === 0 && h === 0) continue;
      const x = sound[n]!;
      sound[n] = x - (l * bass[n]! + m * middle[n]! + h * (x - bass[n]! - middle[n]!));
    }
  }
}

function exceeds(peaks: Float64Array, frames: number, ceiling: number): boolean {
  for (let n = 0; n < frames; n++) if (peaks[n]! > ceiling) return true;
  return false;
}

/** Magnitudes of one band. */
function bandPeaks(
  sound: Float64Array,
  bass: Float64Array,
  middle: Float64Array,
  frames: number,
  band: number,
  out: Float64Array,
): void {
  if (band === 0) for (let n = 0; n < frames; n++) out[n] = Math.abs(bass[n]!);
  else if (band === 1) for (let n = 0; n < frames; n++) out[n] = Math.abs(middle[n]!);
  else for (let n = 0; n < frames; n++) out[n] = Math.abs(sound[n]! - bass[n]! - middle[n]!);
}
