// Band mover: listens to one band hop by hop and adds it to the sum at its gain, or only what that gain changes.
import { SPLIT_FRAMES } from '../../dsp/band-split.ts';
import { gainFromDb } from '../../dsp/decibel.ts';
import { HEAR_RESULT, HEAR_STATE } from '../../dsp/hear-plain.ts';
import { kernel } from '../../dsp/kernel.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import type { ParamRecord } from '../params.ts';
import { CompressorLaw, type HeardHop } from './compressor-law.ts';
import { actionOf, isMoving } from './multiband-band.ts';

/** A gain this near to where it rests has come to rest: -200 dB, so that a band at rest changes nothing at all. */
const AT_REST = 1e-10;
/** A band is listened to at so many times its upper end at least, and so often a hop. */
const LISTENED_TIMES = 8;
const LEAST_LISTENED = 4;

/** Hears as it is: y = x. */
const AS_IT_IS = Float64Array.of(1, 0, 0, 0, 0);

/** Power and highest square of one hop of a band after the other; of low bands every few frames tell as much as all. */
class BandEar implements HeardHop {
  readonly squares: Float64Array;
  readonly peaks: Float64Array;
  private readonly loops = kernel();
  private readonly hop: number;
  private readonly step: number;
  private readonly state = new Float64Array(HEAR_STATE);
  /** Of each pair of channels, where every frame is listened to: what all hops of the stretch have. */
  private readonly results: readonly Float64Array[];
  private readonly silence: Float64Array;
  private channels: readonly Float64Array[] = [];
  /** Hops told of this stretch. */
  private told = 0;

  constructor(hop: number, upToHz: number, { sampleRateHz, channels }: SignalFormat) {
    this.hop = hop;
    this.squares = new Float64Array(channels);
    this.peaks = new Float64Array(channels);
    let step = 1;
    while (2 * step * LISTENED_TIMES * upToHz <= sampleRateHz && 2 * step * LEAST_LISTENED <= hop) step *= 2;
    this.step = step;
    const pairs = step === 1 ? Math.ceil(channels / 2) : 0;
    const length = (HEAR_RESULT * SPLIT_FRAMES) / hop;
    this.results = Array.from({ length: pairs }, () => new Float64Array(length));
    this.silence = new Float64Array(channels % 2 === 0 ? 0 : SPLIT_FRAMES);
  }

  /** The next hops are those of `channels[c][0 … frames-1]`. */
  listen(channels: readonly Float64Array[], frames: number): void {
    const { results, loops, state, hop } = this;
    this.channels = channels;
    this.told = 0;
    for (let pair = 0; pair < results.length; pair++) {
      const right = channels[2 * pair + 1] ?? this.silence;
      loops.hear(AS_IT_IS, state, channels[2 * pair]!, right, frames, hop, 0, results[pair]!);
    }
  }

  next(): void {
    const { squares, peaks, results, step, hop } = this;
    const turn = this.told++;
    for (let c = 0; c < squares.length; c++) {
      if (step > 1) {
        this.sample(c, turn * hop);
        continue;
      }
      const result = results[c >> 1]!;
      const from = HEAR_RESULT * turn + (c & 1);
      squares[c] = result[from]!;
      peaks[c] = result[from + 2]!;
    }
  }

  /** Of the hop from frame `at` on, every few frames. */
  private sample(c: number, at: number): void {
    const { step, squares, peaks } = this;
    const samples = this.channels[c]!;
    const end = at + this.hop;
    // Four sums, so that none waits for the one before it.
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let peak = 0;
    for (let n = at; n < end; n += 4 * step) {
      const x0 = samples[n]! * samples[n]!;
      const x1 = samples[n + step]! * samples[n + step]!;
      const x2 = samples[n + 2 * step]! * samples[n + 2 * step]!;
      const x3 = samples[n + 3 * step]! * samples[n + 3 * step]!;
      s0 += x0;
      s1 += x1;
      s2 += x2;
      s3 += x3;
      // One after the other: the highest so far is seldom passed, which a processor foresees; which of two is higher it does not.
      if (x0 > peak) peak = x0;
      if (x1 > peak) peak = x1;
      if (x2 > peak) peak = x2;
      if (x3 > peak) peak = x3;
    }
    squares[c] = step * (s0 + s1 + (s2 + s3));
    peaks[c] = peak;
  }
}

export class BandMover {
  private readonly hop: number;
  private readonly ear: BandEar;
  /** null where the gain never moves. */
  private readonly law: CompressorLaw | null;
  /** The gain without dynamics; 1 less where only the change is wanted. */
  private readonly rest: number;
  private readonly less: number;
  private readonly from: Float64Array;
  private readonly to: Float64Array;

  /** `band` as the multiband's parameters have it, which ends at `upToHz`. */
  constructor(band: ParamRecord, onlyChange: boolean, upToHz: number, format: SignalFormat, hop: number) {
    const muted = band.listen === 'mute';
    const action = actionOf(band);
    const release = action.below ? 'fixed' : band.release!;
    const given = { ...band, release, mix: 1, makeupDb: band.gainDb! };
    this.hop = hop;
    this.ear = new BandEar(hop, upToHz, format);
    this.law = muted || !isMoving(band) ? null : new CompressorLaw(given, format, hop, this.ear, action);
    this.rest = muted ? 0 : gainFromDb(band.gainDb as number);
    this.less = onlyChange ? 1 : 0;
    this.from = new Float64Array(format.channels);
    this.to = new Float64Array(format.channels);
    this.reset();
  }

  /** Adds `frames`, whole hops, of the band to `sum`. The gain of a hop runs from that of the last to what it asks for. */
  move(band: readonly Float64Array[], sum: readonly Float64Array[], frames: number): void {
    const { hop, ear, from, to } = this;
    if (this.law !== null) ear.listen(band, frames);
    for (let at = 0; at < frames; at += hop) {
      this.decide();
      for (let c = 0; c < from.length; c++) {
        const first = from[c]!;
        const last = to[c]!;
        if (first === 0 && last === 0) continue;
        const alike = c + 1 < from.length && first === from[c + 1]! && last === to[c + 1]!;
        const step = (last - first) / hop;
        if (alike) addBothMoving(sum[c]!, sum[c + 1]!, band[c]!, band[c + 1]!, at, hop, first, step);
        else addMoving(sum[c]!, band[c]!, at, hop, first, step);
        if (alike) c++;
      }
    }
  }

  reset(): void {
    this.law?.reset();
    this.from.fill(this.rest - this.less);
    this.to.fill(this.rest - this.less);
  }

  private decide(): void {
    const { law, from, to, rest, less } = this;
    if (law === null) return;
    law.decide();
    for (let c = 0; c < to.length; c++) {
      const gain = law.gains[c]!;
      from[c] = to[c]!;
      to[c] = (Math.abs(gain - rest) <= AT_REST * rest ? rest : gain) - less;
    }
  }
}

function addMoving(
  sum: Float64Array,
  band: Float64Array,
  at: number,
  frames: number,
  gain: number,
  step: number,
): void {
  for (let n = 0; n < frames; n++) sum[at + n] = sum[at + n]! + band[at + n]! * (gain + step * n);
}

/** The same of two channels whose gains are one. */
function addBothMoving(
  left: Float64Array,
  right: Float64Array,
  leftBand: Float64Array,
  rightBand: Float64Array,
  at: number,
  frames: number,
  gain: number,
  step: number,
): void {
  for (let n = 0; n < frames; n++) {
    const g = gain + step * n;
    left[at + n] = left[at + n]! + leftBand[at + n]! * g;
    right[at + n] = right[at + n]! + rightBand[at + n]! * g;
  }
}
