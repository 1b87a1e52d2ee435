// Repair lane: one channel at the repair desk: its delay, its pieces, and the comparison of before and after.
import type { Mender, Piece, Reach } from './repair-mender.ts';
import type { Span } from './repair-places.ts';

/** Frames that are taken in at once. */
const STEP = 4096;
/** Where all is fainter than this (-2000 dB) nothing is damaged, and squares would be denormal numbers. */
const FAINTEST = 1e-100;
/** Changed samples farther apart than this are told as two repairs. */
const APART = 64;

type Report = (start: number, end: number, frames: number) => void;

export class RepairLane {
  private readonly spans: readonly Span[];
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
  /** The place that is next, and which of its pieces; frames of the song below. */
  private span = 0;
  private part = 0;
  /** The piece before was too faint to be mended, so that the mender knows nothing of it. */
  private passedOver = false;
  private start = 0;
  private end = 0;
  private limit = 0;

  constructor(
    spans: readonly Span[],
    firstFrame: number,
    reach: Reach,
    amount: number,
    createMender: () => Mender,
    report: Report,
  ) {
    this.spans = spans;
    this.firstFrame = firstFrame;
    this.reach = reach;
    this.latency = reach.piece + reach.overrun + reach.context;
    this.amount = amount;
    this.mender = spans.length > 0 && amount > 0 ? createMender() : null;
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
    this.span = 0;
    this.part = 0;
    this.passedOver = false;
    this.findNext();
    // What lies before the first frame, or reaches back before it, is not there to be mended.
    while (this.start < this.firstFrame) this.advance();
  }

  /** The next piece: places are cut into as few equal pieces as may be. */
  private findNext(): void {
    const { piece, overrun } = this.reach;
    if (this.span >= this.spans.length) {
      this.start = this.end = this.limit = Number.POSITIVE_INFINITY;
      return;
    }
    const { start, end } = this.spans[this.span]!;
    const parts = Math.max(1, Math.ceil((end - start) / piece));
    this.start = start + Math.round(((end - start) * this.part) / parts);
    this.end = start + Math.round(((end - start) * (this.part + 1)) / parts);
    this.limit = Math.min(end, this.end + overrun);
  }

  private advance(): void {
    this.part++;
    if (this.end >= this.spans[this.span]!.end) {
      this.span++;
      this.part = 0;
    }
    this.findNext();
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
    while (this.limit + this.reach.context <= this.taken) {
      this.mendPiece(mender);
      this.advance();
    }
  }

  private mendPiece(mender: Mender): void {
    const { piece, held, base, before, reach } = this;
    piece.from = this.start - base;
    piece.to = this.end - base;
    piece.limit = this.limit - base;
    piece.first = Math.max(piece.from - reach.context, Math.max(0, this.firstFrame) - base);
    piece.last = piece.limit + reach.context;
    piece.opens = this.part === 0 || this.passedOver;
    this.passedOver = !isHeard(held, piece);
    if (this.passedOver) return;
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

function isHeard(x: Float64Array, { first, last }: Piece): boolean {
  for (let n = first; n < last; n++) if (x[n]! > FAINTEST || x[n]! < -FAINTEST) return true;
  return false;
}
