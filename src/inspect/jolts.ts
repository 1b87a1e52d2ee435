// Jolts: places where the sound leaves its course for at most a millisecond, each looked at closely, for all who judge them.
import type { Block, SignalFormat } from '../signal/signal.ts';
import { CloseLook, LOOK_ORDER, MOST_LENGTH, type JoltShape } from './close-look.ts';
import type { Stream } from './hearing.ts';
import { Prediction, type PredictionLook } from './prediction.ts';

/** Blocks of surroundings on either side (11 ms) that a look goes by. */
const NEAR_BLOCKS = 8;
/** A jolt is over within its block and one beside it; then the surprise must be less by this factor on both sides. */
const LEAST_RISE = 1.5;
const RISE_BLOCKS = 5;
/** Jolts below -90 dBFS are nobody's trouble. */
const LEAST_SURPRISE = 3e-5;
/** Kept for judging: what stands out less is noise. */
const LEAST_RATIO = 6;
const MOST_JOLTS = 20_000;
/** Samples of silence beside a jolt that make it the edge of a hole. */
const HOLE_FRAMES = 8;
/** A flip leads from one side to the other, and both are beyond what the sound around has on average (RMS). */
const FLIP_SHARE = 1.4;
const FLIP_LEVEL = 1.2;

export interface Jolt extends Readonly<JoltShape> {
  readonly channel: number;
  /** Frame of the song. */
  readonly frame: number;
  /** `hole`: nothing at all before it or behind it. `flip`: the wave goes from one extreme to the other at once. */
  readonly edge: 'none' | 'hole' | 'flip';
}

export class Jolts implements Stream {
  readonly jolts: Jolt[] = [];
  readonly sampleRateHz: number;
  private readonly prediction: Prediction;
  private readonly closeLook: CloseLook;

  constructor(format: SignalFormat) {
    this.sampleRateHz = format.sampleRateHz;
    this.prediction = new Prediction(format);
    this.closeLook = new CloseLook(this.prediction.capacity);
    this.prediction.listen((look) => this.hear(look));
  }

  push(block: Block): void {
    this.prediction.push(block);
  }

  finish(): void {
    this.prediction.finish();
  }

  private hear(look: PredictionLook): void {
    const first = Math.max(look.first, look.from + 2);
    const last = Math.min(look.last, look.to - 2);
    for (let b = first; b < last; b++) {
      if (standsOut(look, b)) this.lookAt(look, b);
    }
  }

  private lookAt(look: PredictionLook, b: number): void {
    const { closeLook } = this;
    const { shape } = closeLook;
    const size = this.prediction.blockFrames;
    const from = Math.max(look.from, b - NEAR_BLOCKS) * size;
    const to = Math.min(look.to, b + 1 + NEAR_BLOCKS) * size;
    const zoneFrom = Math.max(from + LOOK_ORDER, b * size - (size >> 1));
    const zoneTo = Math.min(to, (b + 1) * size + MOST_LENGTH + LOOK_ORDER);
    if (!closeLook.examine(look.sound, from, zoneFrom, zoneTo, to)) return;
    if (shape.ratio < LEAST_RATIO || this.jolts.length >= MOST_JOLTS) return;
    const edge = edgeAt(look.sound, shape);
    this.jolts.push({ ...shape, channel: look.channel, frame: look.origin + shape.start, edge });
  }
}

function standsOut(look: PredictionLook, b: number): boolean {
  const { surprise } = look;
  const value = surprise[b]!;
  if (value < LEAST_SURPRISE || value < surprise[b - 1]! || value <= surprise[b + 1]!) return false;
  const least = value / LEAST_RISE;
  for (let k = 2; k <= RISE_BLOCKS; k++) {
    if (b - k >= look.from && surprise[b - k]! > least) return false;
    if (b + k < look.to && surprise[b + k]! > least) return false;
  }
  return true;
}

function edgeAt(x: Float64Array, { start, extent, level }: JoltShape): Jolt['edge'] {
  if (isSilent(x, start - HOLE_FRAMES, start) || isSilent(x, start, start + HOLE_FRAMES)) return 'hole';
  for (let n = start - 1; n < start + extent; n++) {
    if (isFlip(x[n - 1]!, x[n]!, FLIP_LEVEL * level)) return 'flip';
  }
  return 'none';
}

function isFlip(before: number, first: number, least: number): boolean {
  if (before * first >= 0 || Math.min(Math.abs(before), Math.abs(first)) < least) return false;
  return Math.abs(first - before) > FLIP_SHARE * Math.max(Math.abs(before), Math.abs(first));
}

function isSilent(x: Float64Array, from: number, to: number): boolean {
  for (let n = from; n < to; n++) if (x[n] !== 0) return false;
  return true;
}

/** One for all detectors that judge jolts. */
export function jolts(format: SignalFormat): Jolts {
  return new Jolts(format);
}
