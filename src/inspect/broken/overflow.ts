// Overflow: peaks that wrap round from one extreme to the other, as whole numbers do when they run over.
import type { Block, SignalFormat } from '../../signal/signal.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import { swings, type Swings } from '../heard/swings.ts';
import { acrossChannels, clusterSpans, type Span } from '../spans.ts';

/** A wrap jumps by nearly twice the highest peak; a steep wave may take off a good part of that. */
const LEAST_JUMP = 1.1;
/** Jumps from here on are counted: where the sound itself jumps so far, a wrap cannot be told from it. */
const LEAST_COUNTED = 0.7;
/** Below -34 dBFS nobody's sums run over. */
const LEAST_LEVEL = 0.02;
/** Unwrapped, it rises above its neighbours by this share of the peak: a square wave lies flat. */
const LEAST_BEYOND = 0.0005;
/** Half a period of 25 Hz: nothing stays over for longer. */
const MOST_S = 0.02;
const MERGE_S = 0.02;
const NEAR_S = 0.015;
const MOST_JUMPS = 20_000;
const MOST_FINDINGS = 50;
/** Music that leaps from one extreme to the other by itself (noise through a fuzz box) does so far more often. */
const MOST_JUMPS_A_SECOND = 2500;
interface Proof {
  /** Unwrapped, the wave runs on: it bends by less than this share of how the wrapped one bends. */
  readonly mostBend: number;
  /** And steps over the wall no more than so many times as far as it stepped last: a pulse stands still before it falls. */
  readonly mostStep: number;
  /** Of all high jumps at a place, the share that must be wraps: in noise and treble some look like one by chance. */
  readonly leastShare: number;
}

const STRICT: Proof = { mostBend: 0.3, mostStep: 2, leastShare: 0.4 };
/** A song in which so many places have wrapped is read more freely: what the sums did once they do again. */
const PROVEN = 3;
const FREE: Proof = { mostBend: 0.5, mostStep: 100, leastShare: 0.15 };
/** Samples kept of each jump: so many before it, and as many from it on. */
const SIDE = 4;
const KEPT = 2 * SIDE;

/** Follows one channel and keeps every jump that is as high as the highest peak so far. */
class Jumps {
  /** Frame of the first sample behind each jump, and the samples around it. */
  readonly frames: number[] = [];
  readonly around: number[] = [];
  peak = 0;
  private readonly last = new Float64Array(KEPT);
  private at = 0;

  /** Samples of channel `c`. */
  push(x: Float64Array, frames: number, swings: Swings, c: number): void {
    this.peak = swings.peaks[c]!;
    const { last } = this;
    // A jump is known three samples later: the first samples of a block belong to jumps of the block before.
    const early = Math.min(frames, KEPT - 1);
    for (let i = 0; i < early; i++) {
      last.copyWithin(0, 1);
      last[KEPT - 1] = x[i]!;
      this.meet(last, SIDE, this.at + i + 1 - SIDE);
    }
    const least = LEAST_COUNTED * Math.max(LEAST_LEVEL, this.peak);
    const [highs, lows] = [swings.highs[c]!, swings.lows[c]!];
    let start = early + 1 - SIDE;
    for (let p = 0; p < swings.pieces; p++) {
      const past = Math.min(swings.ends[p]!, frames - SIDE + 1);
      const before = Math.max(0, p - 1);
      const swing = Math.max(highs[before]!, highs[p]!) - Math.min(lows[before]!, lows[p]!);
      if (swing > least) this.scan(x, start, past, least);
      start = Math.max(start, past);
    }
    if (frames >= KEPT) for (let k = 0; k < KEPT; k++) last[k] = x[frames - KEPT + k]!;
    this.at += frames;
  }

  private scan(x: Float64Array, from: number, past: number, least: number): void {
    for (let n = from; n < past; n++) {
      if (Math.abs(x[n]! - x[n - 1]!) > least) this.meet(x, n, this.at + n);
    }
  }

  private meet(x: Float64Array, i: number, frame: number): void {
    if (this.frames.length >= MOST_JUMPS || frame < SIDE || x[i]! * x[i - 1]! >= 0) return;
    this.frames.push(frame);
    for (let k = 0; k < KEPT; k++) this.around.push(x[i - SIDE + k]!);
  }
}

/** A jump read as a way over the wall, into the far side or back: 1 where the wall is the positive extreme, 0: no wrap. */
interface Crossing {
  readonly frame: number;
  readonly into: number;
  readonly back: number;
}

/** The jumps that lead over the wall or back, for a wave whose extremes are ± `peak`; some may be read both ways. */
function crossings({ frames, around, peak }: Jumps, proof: Proof): Crossing[] {
  return frames.flatMap((frame, n) => {
    const x = around.slice(n * KEPT, (n + 1) * KEPT);
    const jump = Math.abs(x[SIDE]! - x[SIDE - 1]!) / Math.max(LEAST_LEVEL, peak);
    if (jump < LEAST_COUNTED) return [];
    if (jump < LEAST_JUMP) return [{ frame, into: 0, back: 0 }];
    return [{ frame, into: wallOf(x, peak, proof), back: wallOf(x.reverse(), peak, proof) }];
  });
}

/** Up to the wall and behind it: the wall's sign where the unwrapped wave runs on and rises, else 0. */
function wallOf(x: readonly number[], peak: number, { mostBend, mostStep }: Proof): number {
  const [c = 0, d = 0, e = 0] = x.slice(SIDE - 1);
  const wall = Math.sign(c);
  const over = d + 2 * wall * peak;
  const next = e * wall < 0 ? e + 2 * wall * peak : e;
  const step = wall * (over - c);
  // Where wraps are dense, those just before are unwrapped too.
  let before = c;
  let b = c;
  let lastStep = 0;
  for (let n = SIDE - 2; n >= 0; n--) {
    const near = Math.abs(x[n]! - before) > LEAST_JUMP * peak ? x[n]! + 2 * wall * peak : x[n]!;
    lastStep = Math.max(lastStep, Math.abs(near - before));
    if (n === SIDE - 2) b = near;
    before = near;
  }
  const smooth =
    Math.abs(over - 2 * c + b) < mostBend * Math.abs(d - 2 * c + b) &&
    Math.abs(next - 2 * over + c) < mostBend * Math.abs(next - 2 * d + c);
  return smooth && step > LEAST_BEYOND * peak && step < mostStep * lastStep ? wall : 0;
}

/** Ways over the wall that come back, those close together as one. */
function overflows(jumps: Jumps, rate: number, proof: Proof): Span[] {
  const spans: Span[] = [];
  const high = crossings(jumps, proof);
  let start = -1;
  let wall = 0;
  for (const { frame, into, back } of high) {
    if (into === 0 && back === 0) continue;
    const comesBack = wall !== 0 && back === wall && frame - start <= MOST_S * rate;
    if (comesBack) spans.push({ start, end: frame });
    wall = comesBack ? 0 : into;
    start = frame;
  }
  return clusterSpans(spans, MERGE_S * rate).filter(({ start: from, end: to, members }) => {
    const near = NEAR_S * rate;
    const within = high.filter(({ frame }) => frame >= from - near && frame <= to + near).length;
    const seconds = (to - from + 2 * near) / rate;
    return 2 * members.length >= proof.leastShare * within && within <= MOST_JUMPS_A_SECOND * seconds;
  });
}

class OverflowDetector implements Detector {
  private readonly rate: number;
  private readonly swings: Swings;
  private readonly jumps: Jumps[];

  constructor(format: SignalFormat, swings: Swings) {
    this.swings = swings;
    this.rate = format.sampleRateHz;
    this.jumps = Array.from({ length: format.channels }, () => new Jumps());
  }

  push(block: Block): void {
    for (let c = 0; c < this.jumps.length; c++)
      this.jumps[c]!.push(block.channels[c]!, block.frames, this.swings, c);
  }

  result(): Finding[] {
    const { rate } = this;
    const read = (proof: Proof) => this.jumps.map((jumps) => overflows(jumps, rate, proof));
    const strict = read(STRICT);
    const proven = Math.max(...strict.map((spans) => spans.length)) >= PROVEN;
    return acrossChannels(proven ? read(FREE) : strict)
      .slice(0, MOST_FINDINGS)
      .map(({ start, end, channel }) => ({
        code: 'overflow',
        severity: 'error',
        confidence: 0.95,
        channel,
        startS: start / rate,
        endS: end / rate,
        value: ((end - start) / rate) * 1000,
        unit: 'ms',
      }));
  }
}

/** Peaks that wrapped round. */
export const OVERFLOW: DetectorKind = {
  id: 'overflow',
  codes: ['overflow'],
  create: (hearing) => new OverflowDetector(hearing.format, hearing.stream(swings)),
};
