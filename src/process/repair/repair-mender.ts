// Repair mender: the contract of what mends one channel at the repair desk, piece by piece.

/** How far a mender looks, in frames. */
export interface Reach {
  /** Longest stretch that it is shown at once; longer places come in pieces. */
  readonly piece: number;
  /** How far beyond its piece it may write, to finish what began in it (never beyond the place). */
  readonly overrun: number;
  /** What it sees before the piece, and behind the overrun. */
  readonly context: number;
}

/** A piece of a place: indices into the sound that the mender is given. */
export interface Piece {
  /** Sound may be read from `first` to `last` (exclusive). */
  first: number;
  last: number;
  /** Damage that begins from `from` to `to` (exclusive) is this piece's; samples may be written up to `limit`. */
  from: number;
  to: number;
  limit: number;
  /** The first piece of its place, or the first after silence? */
  opens: boolean;
}

/** Mends one channel; all state that it keeps is forgotten where a piece `opens` a place. */
export interface Mender {
  mend(x: Float64Array, piece: Piece): void;
}
