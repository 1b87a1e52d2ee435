// Chunk queue: the next moments of both sides, in order, of which a later word on the same moment replaces the earlier.
import type { MatchGains } from './level-match.ts';

/** A stretch of mix and master side by side, at the same place of the song. */
export interface Chunk {
  /** Which stream it belongs to: a new one begins with every jump. */
  readonly epoch: number;
  /** Of the first frame: frames since the stream began. */
  readonly streamFrame: number;
  /** Of the first frame: its place in the song. */
  readonly songFrame: number;
  readonly frames: number;
  readonly mix: readonly Float32Array[];
  /** null where there is no master yet. */
  readonly master: readonly Float32Array[] | null;
  readonly match: MatchGains;
  /** The song ends with it. */
  readonly last: boolean;
}

/** What of a chunk is still to be played. */
export interface Piece {
  readonly chunk: Chunk;
  start: number;
  end: number;
}

export class ChunkQueue {
  private pieces: Piece[] = [];

  get head(): Piece | null {
    return this.pieces[0] ?? null;
  }

  clear(): void {
    this.pieces = [];
  }

  /** Empties `other` into this one, which is empty. */
  takeOver(other: ChunkQueue): void {
    this.pieces = other.pieces;
    other.clear();
  }

  /** Frames before `playedFrames` are left out; whatever was queued for its moment or later goes. */
  push(chunk: Chunk, playedFrames: number): void {
    while (this.pieces.length > 0) {
      const tail = this.pieces[this.pieces.length - 1]!;
      tail.end = Math.min(tail.end, chunk.streamFrame - tail.chunk.streamFrame);
      if (tail.start < tail.end) break;
      this.pieces.pop();
    }
    const start = Math.max(0, playedFrames - chunk.streamFrame);
    if (start < chunk.frames) this.pieces.push({ chunk, start, end: chunk.frames });
  }

  /** Frames of the head that have been played. */
  take(frames: number): void {
    const head = this.pieces[0]!;
    head.start += frames;
    if (head.start === head.end) this.pieces.shift();
  }

  /** Frames that can be played in one go, from now on; with `master`, up to where that is missing. Infinity up to the song's end. */
  supply(master: boolean): number {
    let frames = 0;
    for (let i = 0; i < this.pieces.length; i++) {
      const { chunk, start, end } = this.pieces[i]!;
      if (master && chunk.master === null) return frames;
      frames += end - start;
      if (chunk.last && end === chunk.frames) return Infinity;
    }
    return frames;
  }
}
