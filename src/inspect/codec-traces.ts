// Codec traces: a stream that keeps the moments richest in treble and asks whether they were coded in frames, and by what.
import { addDrops, codecGrids, curveLength, type CodecGrid } from './codec-grids.ts';
import type { Hearing, Stream } from './hearing.ts';
import type { Block, SignalFormat } from '../signal/signal.ts';

/** Frames of one moment: what the hungriest grid looks at. */
const MOMENT_FRAMES = 3200;
/** A moment counts by its emptiest quarter: codecs leave their long frames at a bang. */
const PARTS = 4;
/** Rows of moments of which the richest is kept; when the rows are full, two become one. */
const MOST_ROWS = 16;
const MOMENTS_READ = 5;
/** A moment's say, in standard deviations: none may decide alone. */
const MOST_SAY = 12;
/** Scores of sound that was never coded stay under 15 (20 where many offsets fall together), and near their own runner-up. */
const SURE_SCORE = 16;
const SURE_SCORE_FOLDED = 22;
const SURE_LEAD = 1.4;
/** Where decoders begin on a frame edge, one place is foreseen, and less is needed for a suspicion. */
const LIKELY_SCORE = 9;
const LIKELY_SCORE_FOLDED = 15;
const LIKELY_LEAD = 1.25;
/** Faster files were converted since, and no frame is where it was. */
const HIGHEST_RATE_HZ = 48000;

export interface CodecTrace {
  readonly codec: string;
  /** Sum over the moments of standard deviations by which one place stands out. */
  readonly score: number;
  readonly sure: boolean;
}

interface Moment {
  readonly start: number;
  readonly richness: number;
  readonly sound: Float64Array;
}

/** Places, modulo the period, at which the frames lie when decoding began with a frame and the usual delay was taken off. */
const FORESEEN: Readonly<Record<string, readonly number[]>> = {
  MP3: [48],
  AAC: [1023, 63],
  Vorbis: [63],
  Opus: [227],
};

export class CodecTraces implements Stream {
  private readonly format: SignalFormat;
  /** A 16-bit step's rounding noise; finer words are asked no more finely, later processing has its own noise. */
  private readonly floorPower = 1 / (12 * 32768 * 32768 * 2);
  private readonly mid = new Float64Array(MOMENT_FRAMES);
  private readonly side = new Float64Array(MOMENT_FRAMES);
  private rows: (Moment | null)[] = [null];
  private momentsPerRow = 1;
  private inRow = 0;
  private filled = 0;
  private start = 0;
  private found: CodecTrace | null = null;

  constructor(format: SignalFormat) {
    this.format = format;
  }

  /** What it was coded with; known after the end. null: nothing of the kind. */
  trace(): CodecTrace | null {
    return this.found;
  }

  push(block: Block): void {
    const [left, right] = block.channels;
    if (left === undefined || this.format.sampleRateHz > HIGHEST_RATE_HZ) return;
    for (let taken = 0; taken < block.frames; ) {
      const count = Math.min(MOMENT_FRAMES - this.filled, block.frames - taken);
      this.take(left, right ?? left, taken, count);
      taken += count;
      this.filled += count;
      if (this.filled === MOMENT_FRAMES) this.endMoment();
    }
  }

  finish(): void {
    const moments = this.rows.filter((moment): moment is Moment => moment !== null);
    moments.sort((a, b) => b.richness - a.richness || a.start - b.start);
    const read = moments.slice(0, MOMENTS_READ);
    if (read.length === 0) return;
    const { sampleRateHz } = this.format;
    for (const grid of codecGrids(sampleRateHz)) {
      const trace = this.judge(grid, read);
      if (trace !== null && (this.found === null || better(trace, this.found))) this.found = trace;
    }
    this.rows = [];
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
    const mid = richness(this.mid);
    const side = richness(this.side);
    this.offer(side > mid ? this.side : this.mid, Math.max(mid, side));
    this.start += MOMENT_FRAMES;
    this.filled = 0;
    this.inRow++;
    if (this.inRow < this.momentsPerRow) return;
    this.inRow = 0;
    if (this.rows.length === MOST_ROWS) this.halveRows();
    this.rows.push(null);
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

  private judge(grid: CodecGrid, moments: readonly Moment[]): CodecTrace | null {
    const curve = new Float64Array(curveLength(grid));
    const scores = new Float64Array(grid.period);
    for (const { sound, start } of moments) {
      grid.read(sound, this.floorPower, curve);
      addDrops(curve, start, MOST_SAY, scores);
    }
    let place = 0;
    scores.forEach((score, p) => {
      if (score > scores[place]!) place = p;
    });
    const score = scores[place]!;
    const runnerUp = scores.reduce((most, s, p) => (Math.abs(p - place) > 2 ? Math.max(most, s) : most), 0);
    const folded = grid.period < grid.offsets;
    const sure = score >= (folded ? SURE_SCORE_FOLDED : SURE_SCORE) && score >= SURE_LEAD * runnerUp;
    const likely =
      score >= (folded ? LIKELY_SCORE_FOLDED : LIKELY_SCORE) &&
      score >= LIKELY_LEAD * runnerUp &&
      FORESEEN[grid.codec]!.includes(place);
    return sure || likely ? { codec: grid.codec, score, sure } : null;
  }
}

function better(a: CodecTrace, b: CodecTrace): boolean {
  return a.sure === b.sure ? a.score > b.score : a.sure;
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

/** Shared by whoever asks where the sound comes from. */
export function codecTraces(format: SignalFormat, _hearing: Hearing): CodecTraces {
  return new CodecTraces(format);
}
