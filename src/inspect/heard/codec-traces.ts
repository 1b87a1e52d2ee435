// Codec traces: a stream that asks whether the song was coded in frames, and by what, at its own rate or at another.
import { codecGrids, curveLength, readDrops, type CodecGrid } from './codec-grids.ts';
import { atRate, Moments, type Moment } from './moments.ts';
import type { Hearing, Stream } from '../hearing.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import { treble, type Treble } from './treble.ts';

/** So many moments tell whether it is worth asking the others. */
const FIRST_MOMENTS = 3;
const ALL_MOMENTS = 6;
const WORTH_ASKING = 1.12;
/** A moment's say, in standard deviations: none may decide alone. */
const MOST_SAY = 12;
/** Six moments of sound that was never coded score under 15 (20 where many offsets fall together), and near their own runner-up. */
const SURE_SCORE = 17;
const SURE_SCORE_FOLDED = 24;
const SURE_LEAD = 1.4;
/** Without its best moment: a single one may be an accident. */
const SURE_REST = 9;
/** Where decoders begin on a frame edge, one place is foreseen, and less is needed for a suspicion. */
const LIKELY_SCORE = 10;
const LIKELY_SCORE_FOLDED = 18;
/** One place among hundreds is hit by chance once in hundreds of songs, however close the next one comes. */
const LIKELY_LEAD = 1.05;
const LIKELY_LEAD_FOLDED = 1.25;
/** Faster files were converted since, from rates that nobody knows. */
const HIGHEST_RATE_HZ = 48000;
/** Sound at the one was often coded at the other. */
const SISTER_RATES: Readonly<Record<number, number>> = { 44100: 48000, 48000: 44100 };

export interface CodecTrace {
  readonly codec: string;
  /** Rate at which it was coded. */
  readonly rateHz: number;
  /** Sum over the moments of standard deviations by which one place stands out, each held to 12. */
  readonly score: number;
  readonly sure: boolean;
}

/** Places, modulo the period, at which the frames lie when decoding began with a frame and the usual delay was taken off. */
const FORESEEN: Readonly<Record<string, readonly number[]>> = {
  MP3: [48],
  AAC: [1023, 63],
  Vorbis: [63],
  Opus: [227],
};

interface Reading extends CodecTrace {
  /** Bits a line by which the frames are emptier than what lies beside them: tells codecs apart whose frames resemble each other. */
  readonly depth: number;
}

export class CodecTraces implements Stream {
  private readonly rateHz: number;
  private readonly treble: Treble;
  /** A 16-bit step's rounding noise; finer words are asked no more finely, later processing has its own noise. */
  private readonly floorPower = 1 / (12 * 32768 * 32768 * 2);
  private readonly moments = new Moments();
  private found: Reading | null = null;

  constructor(format: SignalFormat, hearing: Hearing) {
    this.rateHz = format.sampleRateHz;
    this.treble = hearing.stream(treble);
  }

  /** What it was coded with; known after the end. null: nothing of the kind. */
  trace(): CodecTrace | null {
    return this.found;
  }

  push(block: Block): void {
    if (this.rateHz <= HIGHEST_RATE_HZ) this.moments.push(block);
  }

  finish(): void {
    const moments = this.moments.richest(ALL_MOMENTS);
    if (moments.length === 0) return;
    this.readAll(moments, this.rateHz);
    const sister = SISTER_RATES[this.rateHz];
    if (this.found !== null || sister === undefined || this.treble.edge() === null) return;
    this.readAll(
      moments.map((moment) => atRate(moment, this.rateHz, sister)),
      sister,
    );
  }

  private readAll(moments: readonly Moment[], rateHz: number): void {
    for (const grid of codecGrids(rateHz)) {
      const reading = this.read(grid, moments, rateHz);
      if (reading !== null && (this.found === null || better(reading, this.found))) this.found = reading;
    }
  }

  private read(grid: CodecGrid, moments: readonly Moment[], rateHz: number): Reading | null {
    const curve = new Float64Array(curveLength(grid));
    const [drops, scores, tops, depths] = Array.from({ length: 4 }, () => new Float64Array(grid.period)) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const add = ({ sound, start }: Moment) => {
      grid.read(sound, this.floorPower, curve);
      const deviation = readDrops(curve, start, drops);
      drops.forEach((drop, p) => {
        const say = Math.min(MOST_SAY, drop);
        scores[p]! += say;
        tops[p] = Math.max(tops[p]!, say);
        depths[p]! += drop * deviation;
      });
    };
    moments.slice(0, FIRST_MOMENTS).forEach(add);
    if (best(scores).lead < WORTH_ASKING) return null;
    moments.slice(FIRST_MOMENTS).forEach(add);
    const { place, score, lead } = best(scores);
    const folded = grid.period < grid.offsets;
    const sure =
      score >= (folded ? SURE_SCORE_FOLDED : SURE_SCORE) &&
      lead >= SURE_LEAD &&
      score - tops[place]! >= SURE_REST;
    const likely =
      score >= (folded ? LIKELY_SCORE_FOLDED : LIKELY_SCORE) &&
      lead >= (folded ? LIKELY_LEAD_FOLDED : LIKELY_LEAD) &&
      FORESEEN[grid.codec]!.includes(place);
    if (!sure && !likely) return null;
    return { codec: grid.codec, rateHz, score, sure, depth: depths[place]! };
  }
}

/** The best place, and its score over that of the next that is not its neighbour. */
function best(scores: Float64Array): { place: number; score: number; lead: number } {
  const place = scores.reduce((most, score, p) => (score > scores[most]! ? p : most), 0);
  const next = scores.reduce((most, score, p) => (Math.abs(p - place) > 2 ? Math.max(most, score) : most), 0);
  return { place, score: scores[place]!, lead: next > 0 ? scores[place]! / next : 0 };
}

function better(a: Reading, b: Reading): boolean {
  return a.sure === b.sure ? a.depth > b.depth : a.sure;
}

/** Shared by whoever asks where the sound comes from. */
export function codecTraces(format: SignalFormat, hearing: Hearing): CodecTraces {
  return new CodecTraces(format, hearing);
}
