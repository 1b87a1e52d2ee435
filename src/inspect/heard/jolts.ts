// Jolts: places where the sound leaves its course for at most a millisecond, each looked at closely, for all who judge them.
import type { Block, SignalFormat } from '../../signal/signal.ts';
import { CloseLook, LOOK_ORDER, MOST_LENGTH, type JoltShape } from './close-look.ts';
import type { Hearing, Stream } from '../hearing.ts';
import { DIFFERENCE, Prediction, type PredictionLook } from './prediction.ts';
import { swings, type Swings } from './swings.ts';

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
/** A flip: from one sample to the next the wave jumps by more than the channel's peak, from one side to the other. */
const FLIP_JUMP = 1.1;
const FLIP_SIDE = 0.3;

export interface Jolt extends Readonly<JoltShape> {
  /** -1: the difference of the two. */
  readonly channel: number;
  /** Frame of the song. */
  readonly frame: number;
  /** `hole`: nothing at all before it or behind it. `flip`: the wave goes from one extreme to the other at once. */
  readonly edge: 'none' | 'hole' | 'flip';
}

/** Kept until the peak of the song is known. */
interface Candidate extends Omit<Jolt, 'edge'> {
  readonly hole: boolean;
  /** Largest jump from one side of zero to the other, and the smaller of its two sides. */
  readonly jump: number;
  readonly side: number;
}

export class Jolts implements Stream {
  /** Known after `finish`. */
  jolts: readonly Jolt[] = [];
  readonly sampleRateHz: number;
  /** Length of the song. */
  frames = 0;
  private readonly candidates: Candidate[] = [];
  private readonly swings: Swings;
  private readonly prediction: Prediction;
  private readonly closeLook: CloseLook;

  constructor(format: SignalFormat, swings: Swings) {
    this.sampleRateHz = format.sampleRateHz;
    this.swings = swings;
    this.prediction = new Prediction(format);
    this.closeLook = new CloseLook(this.prediction.capacity);
    this.prediction.listen((look) => this.hear(look));
  }

  push(block: Block): void {
    this.frames += block.frames;
    this.prediction.push(block);
  }

  finish(): void {
    this.prediction.finish();
    this.jolts = this.candidates.map(({ hole, jump, side, ...jolt }) => {
      const peak = this.swings.peaks[jolt.channel] ?? 0;
      const flip = jolt.channel !== DIFFERENCE && jump > FLIP_JUMP * peak && side > FLIP_SIDE * peak;
      return { ...jolt, edge: hole ? 'hole' : flip ? 'flip' : 'none' };
    });
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
    if (shape.ratio < LEAST_RATIO || this.candidates.length >= MOST_JOLTS) return;
    const { sound } = look;
    const { start } = shape;
    const hole = isSilent(sound, start - HOLE_FRAMES, start) || isSilent(sound, start, start + HOLE_FRAMES);
    const frame = look.origin + start;
    this.candidates.push({ ...shape, channel: look.channel, frame, hole, ...widestJump(sound, shape) });
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

function widestJump(x: Float64Array, { start, extent }: JoltShape): { jump: number; side: number } {
  let jump = 0;
  let side = 0;
  for (let n = start - 1; n < start + extent; n++) {
    const step = Math.abs(x[n]! - x[n - 1]!);
    if (x[n]! * x[n - 1]! >= 0 || step <= jump) continue;
    jump = step;
    side = Math.min(Math.abs(x[n]!), Math.abs(x[n - 1]!));
  }
  return { jump, side };
}

function isSilent(x: Float64Array, from: number, to: number): boolean {
  for (let n = from; n < to; n++) if (x[n] !== 0) return false;
  return true;
}

/** One for all detectors that judge jolts. */
export function jolts(format: SignalFormat, hearing: Hearing): Jolts {
  return new Jolts(format, hearing.stream(swings));
}
