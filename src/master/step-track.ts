// Step track: a long row of small positive numbers, one a millisecond, in pieces that are never moved.

const PIECE = 65536;

/** Append-only, single precision: 4 bytes a step, 14 MB an hour at one step a millisecond. */
export class StepTrack {
  private readonly pieces: Float32Array[] = [];
  length = 0;

  push(value: number): void {
    const at = this.length % PIECE;
    if (at === 0) this.pieces.push(new Float32Array(PIECE));
    this.pieces[this.pieces.length - 1]![at] = value;
    this.length++;
  }

  at(index: number): number {
    return this.pieces[Math.floor(index / PIECE)]![index % PIECE]!;
  }

  /** Hands over the values in order, piece by piece; a hot loop over each piece costs no look-up a value. */
  *stretches(): Generator<Float32Array> {
    for (let i = 0; i < this.pieces.length; i++) {
      yield this.pieces[i]!.subarray(0, Math.min(PIECE, this.length - i * PIECE));
    }
  }
}
