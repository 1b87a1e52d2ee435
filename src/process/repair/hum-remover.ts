// Hum remover: listens to the lines of a hum at a low rate, draws them again, and takes them from the sound.
import { cos, sin } from '../../dsp/math.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import type { Processor } from '../processor.ts';
import { boxes, droopOf } from './box-kernel.ts';
import { HumEar } from './hum-ear.ts';
import { HumTracker } from './hum-tracker.ts';
import type { Span } from './repair-places.ts';

/** The low rate is at least this: a hum's lines end at 1.3 kHz. */
const LOW_RATE_HZ = 5500;
/** In low frames: about 0.1 s, and four of them. */
const HOP = 512;
const WINDOW = 2048;
/** Ticks of sound that are kept beyond the latency, so that the rest is moved once in so many. */
const SPARE_TICKS = 16;
/** Hops on either side that have a say: 3 s. */
const AROUND = 32;
/** Ticks from a hop's sound to the decision on it, less `AROUND`. */
const LAG = 4;
/** Low frames that are missing behind the newest sound: what the kernels reach over, and a little. */
const LAST_LOW = 4;
/** Low frames until a place's removal is full. */
const FADE_LOW_FRAMES = 128;

/**
 * Adaptive cancellation of sinusoids. Each line is heard through a window of 0.4 s; what agrees in phase over 6 s at one
 * common fundamental is hum (the median keeps notes out), is drawn with crossfades between hops and subtracted. Where no
 * line stands steadily nothing is subtracted, and the sound passes to the bit.
 */
export class HumRemover implements Processor {
  readonly latencyFrames: number;
  readonly tailFrames = 0;
  private readonly thin: number;
  private readonly tick: number;
  private readonly lines: number;
  private readonly turns: number;
  private readonly hz: number;
  private readonly spans: readonly (readonly Span[])[] | null;
  private readonly firstFrame: number;
  private readonly amount: number;
  private readonly tracker: HumTracker;
  private readonly kernel: Float64Array;
  private readonly ears: readonly HumEar[];
  private readonly droop: Float64Array;
  private readonly held: Float64Array[];
  private readonly drawn: Float64Array[];
  private readonly lastRe: Float64Array;
  private readonly lastIm: Float64Array;
  private lastStray = 0;
  private ticks = 0;
  private filled = 0;
  /** Where in `held` the oldest sound is. */
  private oldest = 0;

  /** `spans` by channel: where it acts; null: everywhere. */
  constructor(
    format: SignalFormat,
    hz: number,
    lines: number,
    amount: number,
    spans: readonly (readonly Span[])[] | null,
    firstFrame: number,
  ) {
    const { sampleRateHz: rate, channels } = format;
    this.thin = Math.max(1, Math.floor(rate / LOW_RATE_HZ));
    this.tick = HOP * this.thin;
    this.lines = lines;
    this.turns = (hz * this.thin) / rate;
    this.hz = hz;
    this.amount = amount;
    this.spans = spans;
    this.firstFrame = firstFrame;
    this.latencyFrames = (AROUND + LAG) * this.tick + LAST_LOW * this.thin;
    this.tracker = new HumTracker(channels, lines, AROUND, this.tick / rate, (WINDOW * this.thin) / rate);
    this.kernel = boxes(this.thin);
    this.droop = Float64Array.from({ length: lines }, (_, k) => droopOf(this.kernel, ((k + 1) * hz) / rate));
    const room = this.latencyFrames + SPARE_TICKS * this.tick;
    this.held = Array.from({ length: channels }, () => new Float64Array(room));
    this.ears = this.held.map(
      () => new HumEar(this.kernel, this.thin, this.turns, lines, HOP, WINDOW, LAST_LOW),
    );
    this.drawn = Array.from({ length: channels }, () => new Float64Array(HOP + 8));
    this.lastRe = new Float64Array(channels * lines);
    this.lastIm = new Float64Array(channels * lines);
  }

  reset(): void {
    for (const each of [...this.held, ...this.drawn, this.lastRe, this.lastIm]) each.fill(0);
    for (const ear of this.ears) ear.reset();
    this.tracker.reset();
    this.lastStray = 0;
    this.ticks = 0;
    this.filled = 0;
    this.oldest = 0;
  }

  process({ channels, frames }: Block): void {
    const { latencyFrames, tick } = this;
    for (let at = 0; at < frames; ) {
      const count = Math.min(frames - at, tick - this.filled);
      for (let c = 0; c < channels.length; c++) {
        const held = this.held[c]!;
        const x = channels[c]!;
        const from = this.oldest + this.filled;
        for (let n = 0; n < count; n++) held[latencyFrames + from + n] = x[at + n]!;
        for (let n = 0; n < count; n++) x[at + n] = held[from + n]!;
      }
      this.filled += count;
      at += count;
      if (this.filled === tick) this.step();
    }
  }

  /** A tick's worth of sound has come. */
  private step(): void {
    this.ticks++;
    this.filled = 0;
    const hop = this.ticks - 3;
    this.moveOn();
    for (let c = 0; c < this.held.length; c++) {
      this.ears[c]!.take(this.held[c]!, this.oldest + this.latencyFrames - this.tick - LAST_LOW * this.thin);
      if (hop >= 0) this.listen(c, hop);
    }
    if (hop < AROUND) return;
    this.tracker.decide(hop);
    this.drawAndSubtract(hop - AROUND);
    this.lastRe.set(this.tracker.re);
    this.lastIm.set(this.tracker.im);
    this.lastStray = this.tracker.strayHz;
  }

  private listen(c: number, hop: number): void {
    const ear = this.ears[c]!;
    for (let k = 0; k < this.lines; k++) {
      const droop = this.droop[k]!;
      ear.listen(k, hop);
      this.tracker.hear(hop, c, k, ear.re / droop, ear.im / droop);
    }
  }

  /** A tick more is over; what is still needed comes to the front where there is no more room. */
  private moveOn(): void {
    this.oldest += this.tick;
    if (this.oldest + this.latencyFrames + this.tick <= this.held[0]!.length) return;
    for (const held of this.held) held.copyWithin(0, this.oldest, this.oldest + this.latencyFrames);
    this.oldest = 0;
  }

  /** Takes away the hum between hop `hop - 1` and `hop`, as decided at both. */
  private drawAndSubtract(hop: number): void {
    const { tracker, lines, thin, kernel } = this;
    for (let c = 0; c < this.held.length; c++) {
      const drawn = this.drawn[c]!;
      drawn.copyWithin(0, HOP);
      drawn.fill(0, 8);
      for (let k = 0; k < lines; k++) {
        const own = c * lines + k;
        this.drawLine(drawn, k, hop - 1, 0, this.lastRe[own]!, this.lastIm[own]!, this.lastStray);
        this.drawLine(drawn, k, hop, HOP, tracker.re[own]!, tracker.im[own]!, tracker.strayHz);
      }
      if (drawn.every(isNothing)) continue;
      this.placeOnly(drawn, c, (hop - 1) * HOP);
      // drawn[8] is low frame (hop - 1) * HOP; the newest sound is frame ticks * tick - 1, the last in `held`.
      const held = this.held[c]!;
      const origin = this.oldest + (hop - 1) * this.tick - (this.ticks * this.tick - this.latencyFrames);
      const reach = (kernel.length - 1) / 2;
      for (let n = -LAST_LOW * thin; n < this.tick - LAST_LOW * thin; n++) {
        const first = Math.ceil((n - reach) / thin);
        let sum = 0;
        for (let i = first; i * thin <= n + reach; i++) sum += drawn[8 + i]! * kernel[n - i * thin + reach]!;
        if (sum !== 0) held[origin + n]! -= this.amount * thin * sum;
      }
    }
  }

  /** Adds line `k` as known at hop `hop`, which is low frame `at` of this stretch, fading to 0 a hop away. */
  private drawLine(
    drawn: Float64Array,
    k: number,
    hop: number,
    at: number,
    re: number,
    im: number,
    stray: number,
  ): void {
    if (re === 0 && im === 0) return;
    const perFrame = (k + 1) * (this.turns + stray * (this.turns / this.hz));
    const turn = 2 * Math.PI * fraction(fraction((k + 1) * this.turns * HOP * hop) - fraction(perFrame * at));
    let wRe = (re * cos(turn) - im * sin(turn)) / this.droop[k]!;
    let wIm = (re * sin(turn) + im * cos(turn)) / this.droop[k]!;
    const stepRe = cos(2 * Math.PI * perFrame);
    const stepIm = sin(2 * Math.PI * perFrame);
    for (let n = 0; n < HOP; n++) {
      const share = at === 0 ? 1 - n / HOP : n / HOP;
      drawn[8 + n]! += share * wRe;
      const next = wRe * stepRe - wIm * stepIm;
      wIm = wRe * stepIm + wIm * stepRe;
      wRe = next;
    }
  }

  /** Fades to nothing outside the places; within them, so that not a bit changes outside. */
  private placeOnly(drawn: Float64Array, c: number, lowFrame: number): void {
    const { spans, thin } = this;
    if (spans === null) return;
    for (let n = 0; n < HOP; n++) {
      const frame = this.firstFrame + (lowFrame + n) * thin;
      let inside = 0;
      for (const { start, end } of spans[c]!) inside = Math.max(inside, Math.min(frame - start, end - frame));
      drawn[8 + n]! *= Math.max(0, Math.min(1, (inside / thin - 4) / FADE_LOW_FRAMES));
    }
  }
}

function fraction(x: number): number {
  return x - Math.floor(x);
}

function isNothing(x: number): boolean {
  return x === 0;
}
