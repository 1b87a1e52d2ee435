// Bands over time: level and stereo image of every octave, a point a second, coarser for longer songs.
import { dbFromPower } from '../dsp/decibel.ts';
import type { BandFrame, BandPowerListener } from './band-power.ts';
import type { BandsOverTime, OctaveOverTime } from './measurements.ts';
import { octavesOf, type Octave } from './octaves.ts';
import { balanceDb, correlationOf, monoLossDb, sideToMidDb, type PairEnergy } from './pair-image.ts';
import { rounded, roundedOrNull } from './rounded.ts';

/** Four minutes a point a second. */
const MOST_POINTS = 240;
/** Frames lie 0.19 to 0.38 s apart, by the rate. */
const FIRST_FRAMES_PER_POINT = 4;
/** Mean, left, right and cross power. */
const SUMS = 4;
/** Powers under this (-140 dB) are no sound. */
const SILENT_POWER = 1e-14;
const FAINTEST_DB = -140;

/** Doubles the frames a point whenever the points run out, so memory stays the same for any length. */
export class BandCells {
  private readonly octaves: readonly Octave[];
  private readonly stereo: boolean;
  private readonly frameS: number;
  /** Point by point, octave by octave, SUMS sums. */
  private readonly sums: Float64Array;
  private readonly row: number;
  private framesPerPoint = FIRST_FRAMES_PER_POINT;
  private frames = 0;

  /** `frameS`: seconds from one frame to the next. */
  constructor(bandPower: BandPowerListener, channels: number, frameS: number) {
    this.octaves = octavesOf(bandPower.bands);
    this.stereo = channels === 2;
    this.frameS = frameS;
    this.row = SUMS * this.octaves.length;
    this.sums = new Float64Array(MOST_POINTS * this.row);
    bandPower.listen((frame) => this.add(frame));
  }

  result(): BandsOverTime {
    const points = Math.ceil(this.frames / this.framesPerPoint);
    const bands = this.octaves.map((octave, o) => this.octaveOverTime(octave, o, points));
    return { stepS: rounded(this.framesPerPoint * this.frameS, 6), bands };
  }

  private add({ mean, left, right, cross }: BandFrame): void {
    if (this.frames === MOST_POINTS * this.framesPerPoint) this.halve();
    const { sums } = this;
    let at = Math.floor(this.frames / this.framesPerPoint) * this.row;
    for (const { first, end } of this.octaves) {
      for (let b = first; b < end; b++) {
        sums[at]! += mean[b]!;
        sums[at + 1]! += left[b]!;
        sums[at + 2]! += right[b]!;
        sums[at + 3]! += cross[b]!;
      }
      at += SUMS;
    }
    this.frames++;
  }

  private halve(): void {
    const { sums, row } = this;
    for (let point = 0; point < MOST_POINTS / 2; point++) {
      for (let i = 0; i < row; i++) {
        sums[point * row + i] = sums[2 * point * row + i]! + sums[(2 * point + 1) * row + i]!;
      }
    }
    sums.fill(0, (MOST_POINTS / 2) * row);
    this.framesPerPoint *= 2;
  }

  private octaveOverTime({ lowHz, highHz }: Octave, o: number, points: number): OctaveOverTime {
    const each = <Value>(read: (at: number, frames: number) => Value): Value[] =>
      Array.from({ length: points }, (_, point) =>
        read(
          point * this.row + SUMS * o,
          Math.min(this.framesPerPoint, this.frames - point * this.framesPerPoint),
        ),
      );
    const levelDb = each((at, frames) => levelOf(this.sums[at]! / frames));
    const image = (read: (pair: PairEnergy) => number | null, decimals: number): (number | null)[] =>
      each((at, frames) => {
        const [left, right, cross] = [this.sums[at + 1]!, this.sums[at + 2]!, this.sums[at + 3]!];
        if (!(left + right >= SILENT_POWER * frames)) return null;
        return roundedOrNull(read({ left, right, cross }), decimals);
      });
    return {
      lowHz,
      highHz,
      levelDb,
      stereo: this.stereo
        ? {
            correlation: image(correlationOf, 2),
            sideToMidDb: image(sideToMidDb, 1),
            balanceDb: image(balanceDb, 1),
            monoLossDb: image(monoLossDb, 1),
          }
        : null,
    };
  }
}

function levelOf(power: number): number | null {
  const db = dbFromPower(power);
  return db >= FAINTEST_DB && Number.isFinite(db) ? rounded(db, 1) : null;
}
