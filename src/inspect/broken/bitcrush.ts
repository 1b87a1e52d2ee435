// Bitcrush: stretches where every value is held for two samples or more, as a broken converter or a lost clock does.
import type { Block, SignalFormat } from '../../signal/signal.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import { acrossChannels, type Span } from '../spans.ts';

const WINDOW_FRAMES = 512;
/** A look at this many frames tells whether a window is worth counting. */
const GLANCE_FRAMES = 64;
const GLANCE_STILL = 0.35;
/** Two samples of dithered 16 bits apart without a wave: 2 LSB and a little. */
const STEP_OF_DITHER = 6.2e-5;
/** A held wave has no steps between dither and real ones; a quiet smooth one has. */
const SMALL_STEP = 4 * STEP_OF_DITHER;
const MOST_SMALL = 0.25;
const LEAST_STEP = 16 * STEP_OF_DITHER;
/** Every second sample held is half of them. */
const LEAST_STILL = 0.42;
const LEAST_STEPS = 6;
const MOST_HOLD = 48;
/** Of the stretches from step to step, as multiples of the hold. */
const LEAST_EVEN = 0.93;
/** Steps of a pulse wave are all alike and come after one or two lengths; those of held music differ in one or the other. */
const LEAST_SPREAD = 0.25;
const LEAST_LENGTHS = 4;
const JOINED_WINDOWS = 4;
const LEAST_WINDOWS = 3;
/** Held through more of the song than this, it is the sound, or an old file, and told as such elsewhere. */
const MOST_SHARE = 0.5;
const MOST_FINDINGS = 50;

interface Burst {
  start: number;
  end: number;
  hold: number;
  windows: number;
}

/** Follows one channel. */
class ChannelHolds {
  readonly bursts: Burst[] = [];
  windows = 0;
  held = 0;
  private readonly window = new Float64Array(WINDOW_FRAMES + 1);
  private filled = 1;
  private at = 0;
  /** Stretches from step to step by their length. */
  private readonly runs = new Int32Array(MOST_HOLD + 1);

  push(x: Float64Array, frames: number): void {
    for (let taken = 0; taken < frames; ) {
      const count = Math.min(WINDOW_FRAMES + 1 - this.filled, frames - taken);
      this.window.set(x.subarray(taken, taken + count), this.filled);
      this.filled += count;
      taken += count;
      if (this.filled > WINDOW_FRAMES) this.look();
    }
  }

  private look(): void {
    const { window, at } = this;
    this.windows++;
    const hold = this.glance() ? this.holdOf() : 0;
    if (hold > 0) this.keep(at, hold);
    window[0] = window[WINDOW_FRAMES]!;
    this.filled = 1;
    this.at += WINDOW_FRAMES;
  }

  private glance(): boolean {
    const { window } = this;
    let still = 0;
    for (let i = 1; i <= GLANCE_FRAMES; i++) {
      const step = window[i]! - window[i - 1]!;
      if (step <= STEP_OF_DITHER && step >= -STEP_OF_DITHER) still++;
    }
    return still >= GLANCE_STILL * GLANCE_FRAMES;
  }

  /** For how many samples the values of this window are held; 0 when they are not. */
  private holdOf(): number {
    const { window, runs } = this;
    runs.fill(0);
    let steps = 0;
    let small = 0;
    let sum = 0;
    let squares = 0;
    let last = 0;
    for (let i = 1; i <= WINDOW_FRAMES; i++) {
      const step = Math.abs(window[i]! - window[i - 1]!);
      if (step <= STEP_OF_DITHER) continue;
      if (last > 0) runs[Math.min(MOST_HOLD, i - last)]!++;
      last = i;
      steps++;
      sum += step;
      squares += step * step;
      if (step <= SMALL_STEP) small++;
    }
    const mean = sum / Math.max(1, steps);
    if (steps < LEAST_STEPS || steps > (1 - LEAST_STILL) * WINDOW_FRAMES || mean < LEAST_STEP) return 0;
    if (small > MOST_SMALL * steps) return 0;
    const alike = squares / steps - mean * mean < LEAST_SPREAD * LEAST_SPREAD * mean * mean;
    if (alike && lengthsOf(runs) < LEAST_LENGTHS) return 0;
    return evenHold(runs, steps - 1);
  }

  private keep(start: number, hold: number): void {
    this.held++;
    const end = start + WINDOW_FRAMES;
    const last = this.bursts.at(-1);
    if (last !== undefined && start - last.end <= JOINED_WINDOWS * WINDOW_FRAMES) {
      last.end = end;
      last.windows++;
      last.hold = Math.min(last.hold, hold);
    } else this.bursts.push({ start, end, hold, windows: 1 });
  }
}

function lengthsOf(runs: Int32Array): number {
  let lengths = 0;
  for (const count of runs) if (count > 0) lengths++;
  return lengths;
}

/** The largest number that nearly all stretches are multiples of; 0 when it is 1. */
function evenHold(runs: Int32Array, count: number): number {
  for (let hold = MOST_HOLD - 1; hold > 1; hold--) {
    let even = runs[MOST_HOLD]!;
    for (let run = hold; run < MOST_HOLD; run += hold) even += runs[run]!;
    if (even >= LEAST_EVEN * count && runs[hold]! > 0) return hold;
  }
  return 0;
}

class BitcrushDetector implements Detector {
  private readonly rate: number;
  private readonly channels: readonly ChannelHolds[];

  constructor({ sampleRateHz, channels }: SignalFormat) {
    this.rate = sampleRateHz;
    this.channels = Array.from({ length: channels }, () => new ChannelHolds());
  }

  push(block: Block): void {
    this.channels.forEach((holds, c) => holds.push(block.channels[c]!, block.frames));
  }

  result(): Finding[] {
    const perChannel = this.channels.map(({ bursts, held, windows }) =>
      held > MOST_SHARE * windows ? [] : bursts.filter((burst) => burst.windows >= LEAST_WINDOWS),
    );
    return acrossChannels(perChannel)
      .slice(0, MOST_FINDINGS)
      .map((span) => this.finding(span, span.channel, perChannel.flat()));
  }

  private finding(span: Span, channel: Finding['channel'], bursts: readonly Burst[]): Finding {
    const hold = Math.min(
      ...bursts
        .filter((burst) => burst.start < span.end && burst.end > span.start)
        .map((burst) => burst.hold),
    );
    return {
      code: 'bitcrush',
      severity: 'warning',
      confidence: 0.9,
      channel,
      startS: span.start / this.rate,
      endS: span.end / this.rate,
      value: hold,
      unit: 'samples',
    };
  }
}

/** Bursts of held samples. */
export const BITCRUSH: DetectorKind = {
  id: 'bitcrush',
  codes: ['bitcrush'],
  create: ({ format }) => new BitcrushDetector(format),
};
