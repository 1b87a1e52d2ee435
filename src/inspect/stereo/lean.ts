// Lean: a song whose middle stands beside the middle, and a channel that carries nothing of it.
import { dbFromPower } from '../../dsp/decibel.ts';
import type { Detector, DetectorKind, Finding, FindingChannel, Severity } from '../finding.ts';
import type { Hearing } from '../hearing.ts';
import { PAN_CELLS, panorama, type Panorama } from '../heard/panorama.ts';

/** A channel this far below the other is dead rather than quiet. */
const DEAD_DB = 35;
/** From here on a channel that only hisses is dead too. */
const HISS_DB = 10;
/** A channel of steady noise: its looks, loud and quiet ones (90th and 10th percentile), are this close. */
const STEADY_DB = 5;
const ALIVE_DB = 10;
const UNRELATED = 0.1;
const NOTE_DB = 1.5;
const WARN_DB = 2;
/** Without a place where they gather it is arrangement as often as not. */
const UNPLACED_WARN_DB = 3;
/** While the sounds in the middle stand there exactly, the bus is level and only instruments lean: then it takes more. */
const CENTRED_WARN_DB = 4;
/** Pans are counted ±2 cells, ±0.1 dB. */
const PEAK_CELLS = 2;
/** Share of the single-source sound that stands at one place when it is the mix's middle; and in the very middle of a level mix. */
const PLACE_SHARE = 0.1;
const CENTRE_SHARE = 0.06;
/** The middle is empty when the other place holds this many times more. */
const EMPTY_MIDDLE = 4;
/** The place of the middle and the balance of all the sound tell of the same lean within this. */
const AGREE_DB = 1.5;
const LEAST_LOOKS = 8;
const WIDEST_DB = 100;

/** Where single sources gather. */
interface Place {
  /** Left over right. */
  readonly db: number;
  readonly share: number;
  /** Share of what stands in the very middle. */
  readonly centre: number;
}

class LeanDetector implements Detector {
  private readonly panorama: Panorama;

  constructor(hearing: Hearing) {
    this.panorama = hearing.stream(panorama);
  }

  push(): void {}

  result(): Finding[] {
    const { looks, placedLeft, placedRight } = this.panorama;
    if (looks === 0) return [];
    const balanceDb = ratioDb(placedLeft, placedRight);
    const dead = this.deadChannel(balanceDb);
    if (dead !== null) return [dead];
    return looks < LEAST_LOOKS ? [] : this.lean(balanceDb);
  }

  private deadChannel(balanceDb: number): Finding | null {
    const [size, channel] = [Math.abs(balanceDb), quieter(balanceDb)];
    if (size >= DEAD_DB) return finding('dead-channel', 'error', channel, -size, 0.95);
    if (size < HISS_DB || !this.onlyHisses(channel)) return null;
    return finding('dead-channel', 'warning', channel, -size, 0.7);
  }

  private onlyHisses(channel: FindingChannel): boolean {
    const { left, right, cross } = this.panorama;
    const [quiet, loud] = channel === 'left' ? [left, right] : [right, left];
    const related = Math.abs(sum(cross.values())) / Math.sqrt(sum(quiet.values()) * sum(loud.values()));
    return related < UNRELATED && spreadDb(quiet.values()) < STEADY_DB && spreadDb(loud.values()) > ALIVE_DB;
  }

  private lean(balanceDb: number): Finding[] {
    const place = gatheringPlace(this.panorama.pans);
    const shifted =
      place.share >= PLACE_SHARE &&
      place.share > EMPTY_MIDDLE * place.centre &&
      Math.abs(place.db - balanceDb) < AGREE_DB &&
      place.db * balanceDb > 0;
    if (shifted && Math.abs(place.db) >= NOTE_DB) return [leaning(place.db, WARN_DB, 0.95)];
    if (Math.abs(balanceDb) < NOTE_DB) return [];
    const centred = place.centre >= CENTRE_SHARE && Math.abs(place.db) < 0.3;
    return [leaning(balanceDb, centred ? CENTRED_WARN_DB : UNPLACED_WARN_DB, centred ? 0.5 : 0.7)];
  }
}

function leaning(db: number, warnDb: number, confidence: number): Finding {
  const size = Math.abs(db);
  return finding('imbalance', size >= warnDb ? 'warning' : 'note', quieter(db), -size, confidence);
}

function quieter(leftOverRightDb: number): FindingChannel {
  return leftOverRightDb > 0 ? 'right' : 'left';
}

function finding(
  code: string,
  severity: Severity,
  channel: FindingChannel,
  value: number,
  confidence: number,
): Finding {
  return { code, severity, confidence, channel, startS: null, endS: null, value, unit: 'dB' };
}

function gatheringPlace(pans: Float64Array): Place {
  const around = (cell: number): number => sum(pans.subarray(cell - PEAK_CELLS, cell + PEAK_CELLS + 1));
  const middle = (PAN_CELLS - 1) / 2;
  let best = middle;
  for (let cell = PEAK_CELLS; cell < PAN_CELLS - PEAK_CELLS; cell++)
    if (around(cell) > around(best)) best = cell;
  const all = Math.max(sum(pans), 1e-9);
  const mass = around(best);
  let lever = 0;
  for (let d = -PEAK_CELLS; d <= PEAK_CELLS; d++) lever += d * pans[best + d]!;
  const ratio = (best - middle + (mass > 0 ? lever / mass : 0)) / (PAN_CELLS / 2);
  return { db: ratioDb(1 + ratio, 1 - ratio), share: mass / all, centre: around(middle) / all };
}

/** 90th over 10th percentile of the powers that sound. */
function spreadDb(powers: Float64Array): number {
  const sorted = powers.filter((power) => power > 0).toSorted();
  if (sorted.length === 0) return 0;
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))]!;
  return ratioDb(at(0.9), at(0.1));
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

function ratioDb(above: number, below: number): number {
  if (!(below > 0)) return above > 0 ? WIDEST_DB : 0;
  if (!(above > 0)) return -WIDEST_DB;
  return Math.max(-WIDEST_DB, Math.min(WIDEST_DB, dbFromPower(above / below)));
}

/** The stereo picture out of the middle, or one half of it missing. */
export const LEAN: DetectorKind = {
  id: 'lean',
  codes: ['dead-channel', 'imbalance'],
  create: (hearing) => new LeanDetector(hearing),
};
