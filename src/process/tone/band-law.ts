// Band law: from the level of a band to the change of its gain: curve, attack and release.
import { dbFromPower, powerFromDb } from '../../dsp/decibel.ts';
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

  /** After a hop in which the band had the power `loudest` in all linked channels, `own` in this one. */
  next(loudest: number, own: number, link: number): void {
    const wanted = this.wanted(loudest, own, link);
    const size = Math.abs(this.changeDb);
    const k = wanted > size ? this.attack : this.release;
    const moved = wanted + k * (size - wanted);
    this.changeDb = this.sign * (Math.abs(moved - wanted) < SETTLED_DB ? wanted : moved);
  }

  /** Back to newborn. */
  reset(): void {
    this.changeDb = 0;
  }

  /** Size of the change in dB. No logarithm where nothing is asked for. */
  private wanted(loudest: number, own: number, link: number): number {
    const { restPower } = this;
    if (this.below ? Math.min(loudest, own) >= restPower : Math.max(loudest, own) <= restPower) return 0;
    const top = dbFromPower(Math.max(loudest, SILENCE_POWER));
    if (link === 1) return this.curve(top);
    return this.curve(link * top + (1 - link) * dbFromPower(Math.max(own, SILENCE_POWER)));
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
