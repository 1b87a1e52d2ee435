// Step track: a long row of small positive numbers, one a millisecond, gathered in pieces that are never moved.

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

  /** All of them in one row. */
  values(): Float32Array {
    const row = new Float32Array(this.length);
    this.pieces.forEach((piece, i) =>
      row.set(piece.subarray(0, Math.min(PIECE, this.length - i * PIECE)), i * PIECE),
    );
    return row;
  }
}
