// Repair lane: one channel at the repair desk: its delay, its pieces, and the comparison of before and after.
import type { Mender, Piece, Reach } from './repair-desk.ts';
import type { Span } from './repair-places.ts';

/** Frames that are taken in at once. */
const STEP = 4096;
/** Changed samples farther apart than this are told as two repairs. */
const APART = 64;

type Report = (start: number, end: number, frames: number) => void;

export class RepairLane {
  private readonly starts: Float64Array;
  private readonly ends: Float64Array;
  private readonly limits: Float64Array;
  private readonly opens: Uint8Array;
  private readonly firstFrame: number;
  private readonly reach: Reach;
  private readonly latency: number;
  private readonly amount: number;
  private readonly mender: Mender | null;
  private readonly report: Report;
  private readonly held: Float64Array;
  private readonly before: Float64Array;
  private readonly piece: Piece = { first: 0, last: 0, from: 0, to: 0, limit: 0, opens: true };
  /** Frame of the sound that held[0] is. */
  private base = 0;
  /** Frame of the sound that comes next. */
  private taken = 0;
  private next = 0;

  constructor(
    spans: readonly Span[],
    firstFrame: number,
    reach: Reach,
    amount: number,
    createMender: () => Mender,
    report: Report,
  ) {
    const pieces = spans.flatMap((span) => piecesOf(span, reach));
    this.starts = Float64Array.from(pieces, ({ start }) => start);
    this.ends = Float64Array.from(pieces, ({ end }) => end);
    this.limits = Float64Array.from(pieces, ({ limit }) => limit);
    this.opens = Uint8Array.from(pieces, ({ opens }) => (opens ? 1 : 0));
    this.firstFrame = firstFrame;
    this.reach = reach;
    this.latency = reach.piece + reach.overrun + reach.context;
    this.amount = amount;
    this.mender = pieces.length > 0 && amount > 0 ? createMender() : null;
    this.report = report;
    const kept = this.latency + reach.context;
    this.held = new Float64Array(2 * kept + STEP);
    this.before = new Float64Array(reach.piece + reach.overrun);
    this.reset();
  }

  reset(): void {
    this.held.fill(0);
    this.base = this.firstFrame - this.latency - this.reach.context;
    this.taken = this.firstFrame;
    this.next = 0;
    // What lies before the first frame, or reaches back before it, is not there to be mended.
    while (this.next < this.starts.length && this.starts[this.next]! < Math.max(0, this.firstFrame)) this.next++;
  }

  process(samples: Float64Array, frames: number): void {
    for (let at = 0; at < frames; ) {
      const count = Math.min(STEP, frames - at);
      this.makeRoom(count);
      const { held, base, latency } = this;
      const to = this.taken - base;
      for (let n = 0; n < count; n++) held[to + n] = samples[at + n]!;
      this.taken += count;
      if (this.mender !== null) this.mendWhatIsDue(this.mender);
      const out = to - latency;
      for (let n = 0; n < count; n++) samples[at + n] = held[out + n]!;
      at += count;
    }
  }

  private makeRoom(count: number): void {
    const { held } = this;
    if (this.taken - this.base + count <= held.length) return;
    const keepFrom = this.taken - this.latency - this.reach.context;
    held.copyWithin(0, keepFrom - this.base, this.taken - this.base);
    this.base = keepFrom;
  }

  private mendWhatIsDue(mender: Mender): void {
    const { limits, reach } = this;
    while (this.next < limits.length && limits[this.next]! + reach.context <= this.taken) {
      this.mendPiece(mender, this.next++);
    }
  }

  private mendPiece(mender: Mender, k: number): void {
    const { piece, held, base, before, reach } = this;
    piece.from = this.starts[k]! - base;
    piece.to = this.ends[k]! - base;
    piece.limit = this.limits[k]! - base;
    piece.first = Math.max(piece.from - reach.context, Math.max(0, this.firstFrame) - base);
    piece.last = piece.limit + reach.context;
    piece.opens = this.opens[k] === 1;
    for (let n = piece.from; n < piece.limit; n++) before[n - piece.from] = held[n]!;
    mender.mend(held, piece);
    if (this.amount < 1) this.blend(piece);
    this.tell(piece);
  }

  private blend({ from, limit }: Piece): void {
    const { held, before, amount } = this;
    for (let n = from; n < limit; n++) {
      const was = before[n - from]!;
      if (held[n] !== was) held[n] = was + amount * (held[n]! - was);
    }
  }

  private tell({ from, limit }: Piece): void {
    const { held, before, base } = this;
    let start = -1;
    let end = -1;
    let count = 0;
    for (let n = from; n < limit; n++) {
      if (held[n] === before[n - from]) continue;
      if (start >= 0 && n - end > APART) {
        this.report(base + start, base + end, count);
        start = -1;
      }
      if (start < 0) {
        start = n;
        count = 0;
      }
      end = n + 1;
      count++;
    }
    if (start >= 0) this.report(base + start, base + end, count);
  }
}

/** A place in pieces of equal length, as few as may be. */
function piecesOf({ start, end }: Span, { piece, overrun }: Reach): (Span & { limit: number; opens: boolean })[] {
  const count = Math.max(1, Math.ceil((end - start) / piece));
  return Array.from({ length: count }, (_, k) => {
    const to = start + Math.round(((end - start) * (k + 1)) / count);
    return {
      start: start + Math.round(((end - start) * k) / count),
      end: to,
      limit: Math.min(end, to + overrun),
      opens: k === 0,
    };
  });
}
