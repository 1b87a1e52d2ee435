// Low band: the lowest 550 Hz at about 1.4 kHz, made once for all that listen to hum, rumble and thumps.
import { lowpass } from '../../dsp/fir.ts';
import type { PhaseBank } from '../../dsp/kernel-contract.ts';
import { kernel } from '../../dsp/kernel.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import type { Stream } from '../hearing.ts';

/** The lowest rate that carries nine harmonics of 60 Hz. */
const LEAST_RATE_HZ = 1300;
const TOP_HZ = 550;
/** The second stage does the last two octaves; the first only what folds onto them. */
const SECOND_FACTOR = 4;
const STOP_DB = 50;

export type LowBandListener = (block: Block) => void;

/** Sound through a low-pass, one frame in `factor`. Frame n stands for frame n · factor − delay of the song. */
export class LowBand implements Stream {
  readonly format: SignalFormat;
  /** Frames of the song to one of these. */
  readonly factor: number;
  /** Frames of the song by which the filters are late. */
  readonly delayFrames: number;
  private readonly listeners: LowBandListener[] = [];
  private readonly first: readonly Thinning[];
  private readonly second: readonly Thinning[];
  private readonly middle: Block;
  private readonly out: Block;

  constructor({ sampleRateHz, channels }: SignalFormat) {
    const factor = powerOfTwoTo(sampleRateHz / LEAST_RATE_HZ);
    const last = Math.min(factor, SECOND_FACTOR);
    const lead = factor / last;
    const rate = sampleRateHz / lead;
    const closing =
      last === 1 ? Float64Array.of(1) : lowpass(TOP_HZ / rate, (rate / last - TOP_HZ) / rate, STOP_DB);
    const each = <T>(make: () => T) => Array.from({ length: channels }, make);
    this.format = { sampleRateHz: sampleRateHz / factor, channels };
    this.factor = factor;
    this.delayFrames = (3 * (lead - 1)) / 2 + (lead * (closing.length - 1)) / 2;
    this.first = each(() => new ThriceAveraged(lead));
    this.second = each(() => new Decimator(closing, last));
    this.middle = { channels: each(() => new Float64Array(0)), frames: 0 };
    this.out = { channels: each(() => new Float64Array(0)), frames: 0 };
  }

  /** Call before the first block. */
  listen(listener: LowBandListener): void {
    this.listeners.push(listener);
  }

  push(block: Block): void {
    thin(this.first, block, this.middle);
    thin(this.second, this.middle, this.out);
    if (this.out.frames > 0) for (const listener of this.listeners) listener(this.out);
  }

  finish(): void {}

  /** Seconds of the song at frame `n` of the low band. */
  secondsAt(n: number): number {
    return Math.max(0, (n - this.delayFrames / this.factor) / this.format.sampleRateHz);
  }
}

interface Thinning {
  /** Writes into `out` from its start; how many. */
  run(samples: Float64Array, frames: number, out: Float64Array): number;
}

/**
 * Three moving averages of `factor` samples in one, and one frame in `factor` of them: what would fold onto 0 … 550 Hz
 * loses 50 dB and more. Their joint weight of the sample j back is a polynomial of second degree in k = j mod factor for
 * each of the last three groups of `factor` samples, so each group is read once for Σ x, Σ k x and Σ k² x.
 */
class ThriceAveraged implements Thinning {
  private readonly factor: number;
  private readonly scale: number;
  /** The group that is not whole yet; the song is preceded by silence, and its first sample ends a group. */
  private readonly begun: Float64Array;
  private filled: number;
  /** What the groups before give to the output at hand, and to the one after it. */
  private due = 0;
  private later = 0;

  constructor(factor: number) {
    this.factor = factor;
    this.scale = 1 / (2 * factor * factor * factor);
    this.begun = new Float64Array(factor);
    this.filled = factor - 1;
  }

  run(samples: Float64Array, frames: number, out: Float64Array): number {
    const { factor, begun } = this;
    let count = 0;
    let at = 0;
    while (this.filled > 0 && at < frames) {
      begun[this.filled++] = samples[at++]!;
      if (this.filled < factor) continue;
      out[count++] = this.take(begun, 0);
      this.filled = 0;
    }
    for (; at + factor <= frames; at += factor) out[count++] = this.take(samples, at);
    while (at < frames) begun[this.filled++] = samples[at++]!;
    return count;
  }

  /** The output that ends with the group at `at`. */
  private take(x: Float64Array, at: number): number {
    const { factor, scale } = this;
    let sum = 0;
    let first = 0;
    let second = 0;
    let k = factor - 1;
    for (let n = at; k > 0; n += 2, k -= 2) {
      const older = k * x[n]!;
      const newer = (k - 1) * x[n + 1]!;
      sum += x[n]! + x[n + 1]!;
      first += older + newer;
      second += k * older + (k - 1) * newer;
    }
    if (k === 0) sum += x[at + factor - 1]!;
    // Twice the number of ways in which three numbers below `factor` add up to n + k, were there no limit to them.
    const ways = second + 3 * first + 2 * sum;
    const further = ways + 2 * factor * first + factor * (factor + 3) * sum;
    const furthest = ways + 4 * factor * first + 2 * factor * (2 * factor + 3) * sum;
    const output = scale * (this.due + ways);
    this.due = this.later + further - 3 * ways;
    this.later = furthest - 3 * further + 3 * ways;
    return output;
  }
}

/** What it takes for one channel: the last samples that the next output still needs. */
class Decimator implements Thinning {
  private readonly bank: PhaseBank;
  private readonly loops = kernel();
  private held: Float64Array;
  private filled: number;

  /** The song is preceded by silence. */
  constructor(taps: Float64Array, factor: number) {
    const room = 4 * Math.ceil(taps.length / 4);
    const table = new Float64Array(room);
    table.set(taps, room - taps.length);
    this.bank = { taps: room, phases: 1, step: factor, rows: 0, table };
    this.filled = room - 1;
    this.held = new Float64Array(4 * room);
  }

  run(samples: Float64Array, frames: number, out: Float64Array): number {
    const { taps, step } = this.bank;
    if (this.filled + frames > this.held.length) this.widen(this.filled + frames);
    const { held } = this;
    held.set(samples.subarray(0, frames), this.filled);
    const end = this.filled + frames;
    const count = Math.max(0, Math.floor((end - taps) / step) + 1);
    if (count > 0) this.loops.polyphase(this.bank, held, out, count, 0);
    held.copyWithin(0, count * step, end);
    this.filled = end - count * step;
    return count;
  }

  private widen(least: number): void {
    const wider = new Float64Array(least);
    wider.set(this.held);
    this.held = wider;
  }
}

/** Room grows to the largest block that came. */
function thin(thinnings: readonly Thinning[], from: Block, to: Block): void {
  const least = from.frames + 1;
  for (let c = 0; c < thinnings.length; c++) {
    if (to.channels[c]!.length < least) to.channels[c] = new Float64Array(least);
    to.frames = thinnings[c]!.run(from.channels[c]!, from.frames, to.channels[c]!);
  }
}

/** The largest power of two up to `most`, at least 1. */
function powerOfTwoTo(most: number): number {
  let power = 1;
  while (power * 2 <= most) power *= 2;
  return power;
}

export function lowBand(format: SignalFormat): LowBand {
  return new LowBand(format);
}
