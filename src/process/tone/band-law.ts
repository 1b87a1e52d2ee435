// Band law: from the level of a band to the change of its gain: curve, attack and release.
import { powerFromDb, powersToDb } from '../../dsp/decibel.ts';
import { smoothing } from '../../dsp/envelope.ts';
import type { ParamRecord } from '../params.ts';

/** Levels below count as silence. */
const SILENCE_POWER = 1e-15;
/** Changes under this are over, so that an idle band is idle to the last bit. */
const SETTLED_DB = 1e-4;
/** Keeps the comparison of powers on the safe side of that in decibels. */
const MARGIN = 1e-9;

/** Static curve with its knee, then smooth branching in dB (Giannoulis, Massberg and Reiss, JAES 60(6) 2012). */
export class BandLaw {
  /** The change in dB after the hop heard last. */
  changeDb = 0;
  /** Decibels of what was heard, and what is asked for: numbers handed over one by one would be left on the heap. */
  private readonly levels = new Float64Array(2);
  private readonly wanted = new Float64Array(1);
  private readonly threshold: number;
  private readonly knee: number;
  private readonly slope: number;
  private readonly range: number;
  private readonly sign: number;
  private readonly below: boolean;
  /** Where nothing is asked for: up to this power, or from it on. */
  private readonly restPower: number;
  private readonly attack: number;
  private readonly release: number;

  /** `band`: thresholdDb, kneeDb, ratio, rangeDb, attackMs, releaseMs, mode. */
  constructor(band: ParamRecord, hopRateHz: number) {
    this.threshold = band.thresholdDb as number;
    this.knee = band.kneeDb as number;
    this.slope = 1 - 1 / (band.ratio as number);
    this.range = Math.abs(band.rangeDb as number);
    this.sign = (band.rangeDb as number) < 0 ? -1 : 1;
    this.below = band.mode === 'below';
    const edge = this.threshold + (this.below ? 0.5 : -0.5) * this.knee;
    this.restPower = powerFromDb(edge) * (this.below ? 1 + MARGIN : 1 - MARGIN);
    this.attack = smoothing(band.attackMs as number, hopRateHz);
    this.release = smoothing(band.releaseMs as number, hopRateHz);
  }

  /** After a hop in which the band had the power `powers[0]` in all linked channels, `powers[1]` in this one. */
  next(powers: Float64Array, link: number): void {
    this.ask(powers, link);
    const wanted = this.wanted[0]!;
    const size = Math.abs(this.changeDb);
    const k = wanted > size ? this.attack : this.release;
    const moved = wanted + k * (size - wanted);
    this.changeDb = this.sign * (Math.abs(moved - wanted) < SETTLED_DB ? wanted : moved);
  }

  /** Back to newborn. */
  reset(): void {
    this.changeDb = 0;
  }

  /** Size of the change in dB, to `wanted`. No logarithm where nothing is asked for. */
  private ask(powers: Float64Array, link: number): void {
    const { restPower, levels, wanted } = this;
    const loudest = powers[0]!;
    const own = powers[1]!;
    wanted[0] = 0;
    if (this.below ? Math.min(loudest, own) >= restPower : Math.max(loudest, own) <= restPower) return;
    levels[0] = Math.max(loudest, SILENCE_POWER);
    levels[1] = Math.max(own, SILENCE_POWER);
    powersToDb(levels, link === 1 ? 1 : 2);
    wanted[0] = this.curve(link === 1 ? levels[0] : link * levels[0] + (1 - link) * levels[1]);
  }

  /** The knee is a parabola. */
  private curve(levelDb: number): number {
    const { knee, slope } = this;
    const over = this.below ? this.threshold - levelDb : levelDb - this.threshold;
    if (2 * over <= -knee) return 0;
    const size =
      2 * over < knee ? (slope * (over + knee / 2) * (over + knee / 2)) / (2 * knee) : slope * over;
    return Math.min(size, this.range);
  }
}
