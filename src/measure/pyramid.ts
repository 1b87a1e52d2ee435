// Pyramid: the waveform fine enough to be drawn at any width: smallest, largest and RMS value of short stretches.
import type { Block } from '../signal/signal.ts';
import type { Listening } from './measure.ts';

/** Smallest, largest and RMS value, all channels together, of each stretch; the arrays are parallel. */
export interface Pyramid {
  readonly framesPerPoint: number;
  readonly frames: number;
  readonly min: Float32Array;
  readonly max: Float32Array;
  readonly rms: Float32Array;
}

export interface PyramidMeter extends Listening {
  /** Of the sound so far; may be asked again and again. */
  result(): Pyramid;
}

/** Six minutes at 44.1 kHz before a point grows to 256 frames. */
const MOST_POINTS = 1 << 17;
const FIRST_FRAMES_PER_POINT = 128;

/**
 * At most 2^17 points of 128 frames, doubled whenever the points run out, so memory stays the same for any length. The last
 * point may be of fewer frames. Any number of channels.
 */
export function createPyramidMeter(): PyramidMeter {
  return new PointGatherer();
}

class PointGatherer implements PyramidMeter {
  readonly #min = new Float32Array(MOST_POINTS);
  readonly #max = new Float32Array(MOST_POINTS);
  /** Sums of squares, all channels. */
  readonly #squares = new Float64Array(MOST_POINTS);
  #channels = 1;
  #framesPerPoint = FIRST_FRAMES_PER_POINT;
  #frames = 0;
  /** Points begun. */
  #points = 0;
  /** Frames that the last point still wants. */
  #wanted = 0;

  push(block: Block): void {
    this.#channels = block.channels.length;
    for (let at = 0; at < block.frames; ) {
      if (this.#wanted === 0) this.#begin();
      const end = Math.min(block.frames, at + this.#wanted);
      for (let c = 0; c < this.#channels; c++) this.#gather(block.channels[c]!, at, end);
      this.#wanted -= end - at;
      this.#frames += end - at;
      at = end;
    }
  }

  result(): Pyramid {
    const points = this.#points;
    const rms = new Float32Array(points);
    for (let i = 0; i < points; i++) {
      const frames = Math.min(this.#framesPerPoint, this.#frames - i * this.#framesPerPoint);
      rms[i] = Math.sqrt(this.#squares[i]! / (frames * this.#channels));
    }
    return {
      framesPerPoint: this.#framesPerPoint,
      frames: this.#frames,
      min: this.#min.slice(0, points),
      max: this.#max.slice(0, points),
      rms,
    };
  }

  #begin(): void {
    if (this.#points === MOST_POINTS) this.#halve();
    this.#min[this.#points] = Infinity;
    this.#max[this.#points] = -Infinity;
    this.#squares[this.#points] = 0;
    this.#points++;
    this.#wanted = this.#framesPerPoint;
  }

  #gather(samples: Float64Array, start: number, end: number): void {
    const point = this.#points - 1;
    let least = this.#min[point]!;
    let most = this.#max[point]!;
    let squares = this.#squares[point]!;
    for (let n = start; n < end; n++) {
      const value = samples[n]!;
      if (value < least) least = value;
      if (value > most) most = value;
      squares += value * value;
    }
    this.#min[point] = least;
    this.#max[point] = most;
    this.#squares[point] = squares;
  }

  /** Two points become one. */
  #halve(): void {
    for (let i = 0; i < MOST_POINTS / 2; i++) {
      this.#min[i] = Math.min(this.#min[2 * i]!, this.#min[2 * i + 1]!);
      this.#max[i] = Math.max(this.#max[2 * i]!, this.#max[2 * i + 1]!);
      this.#squares[i] = this.#squares[2 * i]! + this.#squares[2 * i + 1]!;
    }
    this.#points = MOST_POINTS / 2;
    this.#framesPerPoint *= 2;
  }
}
