// Moments: short stretches of a song, rich in treble and spread over its length, kept to be looked at closely at the end.
import { sin } from '../../dsp/math.ts';
import type { Block } from '../../signal/signal.ts';

/** Long enough for two frames of any codec at every offset, at 44.1 and 48 kHz. */
const MOMENT_FRAMES = 3600;
/** A moment counts by its emptiest quarter: codecs leave their long frames at a bang. */
const PARTS = 4;
/** Rows of moments of which the richest is kept; when the rows are full, two become one. */
const MOST_ROWS = 16;
/** After the first so many stretches (2.6 s at 44.1 kHz) one in four is looked at. */
const ALL_OF = 32;
const THEN_EVERY = 4;
/** Samples on either side that one between them is drawn from. */
const REACH = 24;

export interface Moment {
  /** First frame, counted from the start of the song. */
  readonly start: number;
  readonly richness: number;
  /** The middle of the picture, or its sides where they are richer: that is what codecs code. */
  readonly sound: Float64Array;
}

export class Moments {
  private readonly mid = new Float64Array(MOMENT_FRAMES);
  private readonly side = new Float64Array(MOMENT_FRAMES);
  private rows: (Moment | null)[] = [null];
  private momentsPerRow = 1;
  private inRow = 0;
  private filled = 0;
  private start = 0;
  private looking = true;

  push(block: Block): void {
    const [left, right] = block.channels;
    if (left === undefined) return;
    for (let taken = 0; taken < block.frames; ) {
      const count = Math.min(MOMENT_FRAMES - this.filled, block.frames - taken);
      if (this.looking) this.take(left, right ?? left, taken, count);
      taken += count;
      this.filled += count;
      if (this.filled === MOMENT_FRAMES) this.endMoment();
    }
  }

  /** The richest, best first. */
  richest(count: number): Moment[] {
    const moments = this.rows.filter((moment): moment is Moment => moment !== null);
    return moments.sort((a, b) => b.richness - a.richness || a.start - b.start).slice(0, count);
  }

  private take(left: Float64Array, right: Float64Array, from: number, count: number): void {
    const { mid, side, filled } = this;
    for (let n = 0; n < count; n++) {
      const l = left[from + n]!;
      const r = right[from + n]!;
      mid[filled + n] = 0.5 * (l + r);
      side[filled + n] = 0.5 * (l - r);
    }
  }

  private endMoment(): void {
    if (this.looking) this.judge();
    this.start += MOMENT_FRAMES;
    this.filled = 0;
    const index = this.start / MOMENT_FRAMES;
    this.looking = index < ALL_OF || index % THEN_EVERY === 0;
    this.inRow++;
    if (this.inRow < this.momentsPerRow) return;
    this.inRow = 0;
    if (this.rows.length === MOST_ROWS) this.halveRows();
    this.rows.push(null);
  }

  private judge(): void {
    const mid = richness(this.mid);
    const side = richness(this.side);
    this.offer(side > mid ? this.side : this.mid, Math.max(mid, side));
  }

  private offer(sound: Float64Array, rich: number): void {
    const at = this.rows.length - 1;
    const kept = this.rows[at]!;
    if (rich <= (kept?.richness ?? 0)) return;
    const room = kept?.sound ?? new Float64Array(MOMENT_FRAMES);
    room.set(sound);
    this.rows[at] = { start: this.start, richness: rich, sound: room };
  }

  private halveRows(): void {
    const { rows } = this;
    this.rows = Array.from({ length: MOST_ROWS / 2 }, (_, row) => {
      const [a, b] = [rows[2 * row]!, rows[2 * row + 1]!];
      if (a === null || b === null) return a ?? b;
      return b.richness > a.richness ? b : a;
    });
    this.momentsPerRow *= 2;
  }
}

/** Energy of the second difference, which is treble, in the poorest quarter. */
function richness(sound: Float64Array): number {
  const length = MOMENT_FRAMES / PARTS;
  let least = Infinity;
  for (let part = 0; part < PARTS; part++) {
    let sum = 0;
    for (let n = part * length + 2; n < (part + 1) * length; n++) {
      const bend = sound[n]! - 2 * sound[n - 1]! + sound[n - 2]!;
      sum += bend * bend;
    }
    least = Math.min(least, sum);
  }
  return least;
}

/** The moment as it was at another rate, sampled where that rate, counted from the start of the song, had its samples. */
export function atRate({ start, richness: rich, sound }: Moment, fromHz: number, toHz: number): Moment {
  const step = fromHz / toHz;
  const first = Math.ceil((start + REACH) / step);
  const count = Math.floor((start + sound.length - REACH - 1) / step) - first;
  const converted = Float64Array.from({ length: count }, (_, n) =>
    between(sound, (first + n) * step - start),
  );
  return { start: first, richness: rich, sound: converted };
}

/** Windowed sinc: exact to about -80 dB up to nine tenths of the band. */
function between(sound: Float64Array, at: number): number {
  const whole = Math.floor(at);
  const rest = at - whole;
  if (rest === 0) return sound[whole]!;
  const sine = sin(Math.PI * rest) / Math.PI;
  let sum = 0;
  for (let d = 1 - REACH; d <= REACH; d++) {
    const distance = rest - d;
    const u = distance / (REACH + 1);
    const taper = (1 - u * u) * (1 - u * u);
    sum += ((d % 2 === 0 ? taper : -taper) * sound[whole + d]!) / distance;
  }
  return sine * sum;
}
