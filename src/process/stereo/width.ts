// Width: how wide each band is, with mono bass, a guard for the correlation, and a mono sum that stays as it was.
import { SPLIT_FRAMES } from '../../dsp/band-split.ts';
import { ZeroPhaseBank } from '../../dsp/zero-phase-bank.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import { DelayedGain } from '../control/delayed-gain.ts';
import { passThrough } from '../control/pass-through.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';
import { hasMonoBass, widthBands, widthGains, widthsOf } from './width-bands.ts';
import { WidthGuard } from './width-guard.ts';

export const WIDTH: ProcessorKind = {
  id: 'width',
  title: 'Stereo width',
  params: {
    crossovers: {
      type: 'list',
      of: {
        hz: {
          type: 'number',
          unit: 'Hz',
          min: 20,
          max: 20000,
          default: 1000,
          caption: 'where one band ends and the next begins',
        },
      },
      maxLength: 3,
      caption: 'the crossovers, in any order: one fewer than bands',
    },
    bands: {
      type: 'list',
      of: {
        widthPercent: {
          type: 'number',
          unit: '%',
          min: 0,
          max: 200,
          default: 100,
          caption: 'level of the sides: 0 is mono, 100 as it is, 200 twice as much',
        },
      },
      maxLength: 4,
      caption: 'the bands from the lowest up; where one is missing its width stays',
    },
    monoBelowHz: {
      type: 'number',
      unit: 'Hz',
      min: 0,
      max: 500,
      default: 0,
      caption: 'the sides fade out below (half of them are left there); under 20: nowhere',
    },
    monoSlope: {
      type: 'choice',
      choices: ['12', '24'],
      default: '24',
      caption: 'dB an octave by which the sides fall below that',
    },
    leastCorrelation: {
      type: 'number',
      unit: '',
      min: -1,
      max: 0.95,
      default: 0,
      caption: 'widening is taken back where the correlation of a band would fall under this; -1: never',
    },
  },
  create: (params, format) =>
    format.channels !== 2 || isNeutral(params) ? passThrough() : new Width(params, format),
  atStrength: (params, strength) =>
    strength === 1
      ? params
      : {
          ...params,
          bands: (params.bands as readonly ParamRecord[]).map(({ widthPercent }) => ({
            widthPercent: 100 + strength * ((widthPercent as number) - 100),
          })),
          monoBelowHz: strength * (params.monoBelowHz as number),
        },
  isNeutral,
};

function isNeutral(params: ParamRecord): boolean {
  return !hasMonoBass(params) && widthsOf(params).every((width) => width === 1);
}

/** Longest look of the guard. */
const LONGEST_LOOK = 4096;
/**
 * Adding and taking away this rounds to multiples of 2⁻⁴⁶ (-277 dB). What is added to the left and taken from the right is so
 * rounded; then samples of up to 32 bits add up to exactly what they did.
 */
const ROUNDER = 96;

/** The sides go through filters of zero phase, and what they change is added to the left and taken from the right. */
class Width implements Processor {
  readonly latencyFrames: number;
  readonly preRingFrames: number;
  readonly tailFrames: number;
  private readonly bank: ZeroPhaseBank;
  private readonly lines: readonly DelayedGain[];
  private readonly guard: WidthGuard | null;
  /** Which filter the guarded ones begin with. */
  private readonly firstGuarded: number;
  /** Shares of the guarded bands at the last look and the one before: between looks they run straight. */
  private readonly from: Float64Array;
  private readonly to: Float64Array;
  private readonly middle = new Float64Array(SPLIT_FRAMES);
  private readonly sides = [new Float64Array(SPLIT_FRAMES)];
  private readonly change = new Float64Array(SPLIT_FRAMES);

  constructor(params: ParamRecord, { sampleRateHz }: SignalFormat) {
    const bands = widthBands(params, sampleRateHz);
    const { grid, guarded } = bands;
    this.bank = new ZeroPhaseBank(widthGains(bands, sampleRateHz), grid, 1, SPLIT_FRAMES);
    this.latencyFrames = this.bank.latencyFrames;
    this.preRingFrames = grid.reach;
    this.tailFrames = grid.reach;
    this.lines = [0, 1].map(() => new DelayedGain(this.latencyFrames));
    this.firstGuarded = bands.steady === null ? 0 : 1;
    const look = Math.min(LONGEST_LOOK, grid.size / 4);
    const least = params.leastCorrelation as number;
    this.guard = guarded.length > 0 ? new WidthGuard(guarded, least, look, sampleRateHz) : null;
    this.from = new Float64Array(guarded.length).fill(1);
    this.to = new Float64Array(guarded.length).fill(1);
  }

  reset(): void {
    this.bank.reset();
    this.guard?.reset();
    for (const line of this.lines) line.reset();
    this.from.fill(1);
    this.to.fill(1);
  }

  process({ channels, frames }: Block): void {
    const [left, right] = channels as [Float64Array, Float64Array];
    for (let start = 0; start < frames; start += SPLIT_FRAMES) {
      const end = Math.min(frames, start + SPLIT_FRAMES);
      const whole = start === 0 && end === left.length;
      const l = whole ? left : left.subarray(start, end);
      const r = whole ? right : right.subarray(start, end);
      this.hear(l, r, end - start);
      this.lines[0]!.process(l, end - start, null);
      this.lines[1]!.process(r, end - start, null);
      apply(l, r, this.change, end - start);
    }
  }

  /** What is to be added to the left, in `change`. */
  private hear(left: Float64Array, right: Float64Array, frames: number): void {
    const { middle, sides, bank, change } = this;
    const side = sides[0]!;
    for (let n = 0; n < frames; n++) side[n] = 0.5 * (left[n]! - right[n]!);
    if (this.guard !== null) for (let n = 0; n < frames; n++) middle[n] = 0.5 * (left[n]! + right[n]!);
    bank.hear(sides, 0, frames);
    if (this.firstGuarded === 0) change.fill(0, 0, frames);
    else change.set(bank.outs[0]![0]!);
    if (this.guard !== null) this.widen(this.guard, frames);
  }

  private widen(guard: WidthGuard, frames: number): void {
    const { bank, from, to, change, middle, sides, firstGuarded } = this;
    for (let at = 0; at < frames; ) {
      const place = guard.hop - guard.untilLook;
      const end = Math.min(frames, at + guard.untilLook);
      for (let b = 0; b < from.length; b++) {
        addRising(change, bank.outs[firstGuarded + b]![0]!, at, end, from[b]!, to[b]!, place, guard.hop);
      }
      if (guard.hear(middle, sides[0]!, at, end)) {
        from.set(to);
        to.set(guard.shares);
      }
      at = end;
    }
  }
}

/** to += x · a share that goes straight from one value to another over `length` frames, of which `place` are over. */
function addRising(
  to: Float64Array,
  x: Float64Array,
  start: number,
  end: number,
  first: number,
  last: number,
  place: number,
  length: number,
): void {
  const step = (last - first) / length;
  for (let n = start; n < end; n++) to[n] = to[n]! + x[n]! * (first + step * (place + n - start));
}

function apply(left: Float64Array, right: Float64Array, change: Float64Array, frames: number): void {
  for (let n = 0; n < frames; n++) {
    const d = change[n]! + ROUNDER - ROUNDER;
    left[n] = left[n]! + d;
    right[n] = right[n]! - d;
  }
}
