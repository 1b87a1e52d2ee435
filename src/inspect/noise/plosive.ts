// Plosive: a thump of air on the microphone: deep, sudden, pure, and unlike the drums and basses of the song.
import { exp } from '../../dsp/math.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import type { Hearing } from '../hearing.ts';
import { lowBand } from '../heard/low-band.ts';
import { type Thump, ThumpTrack } from '../heard/thump-track.ts';

/**
 * Evidence in nepers of odds: logistic regression on 265 thumps planted into 30 pieces of music against the
 * 5591 other bursts of those pieces and of 73 clean ones (docs/theory/detectors-noise.md).
 */
const BASE = -2.98;
const A_UNEXPLAINED_DB = -0.508;
const A_RISE_DB = 0.059;
const A_BODY_DB = -0.064;
const AN_OVER_DB = 0.137;
const AN_OVER_HIGHEST_DB = 0.075;
const A_TWIN = -5.288;
const MOST_RISE_DB = 30;
const LEAST_UNEXPLAINED_DB = -15;
const BODY_DB = [-30, 10] as const;
const OVER_DB = [-10, 20] as const;
const OVER_HIGHEST_DB = [-10, 10] as const;
/** Of two bursts 60 ms apart the louder is rather the onset. */
const A_LEVEL_DB = 0.1;
/** What the song's other bursts reach: most of them, and nearly all. */
const MOST_OF = 0.8;
const NEARLY_ALL = 0.95;
/** A drum that is struck again sounds alike: the third best likeness, so that two thumps may be alike. */
const TWINS = 3;
const TWIN_SHIFT = 2;
const NEIGHBOURS = 100;
const OWN_S = 0.1;
/** Struck so alike five times more is a drum, whatever else speaks for a thump. */
const BEATS = 5;
const MOST_LIKENESS = 0.8;
const NOTE_EVIDENCE = -1.5;
/** A bass note that goes on is not explained so well. */
const MOST_UNEXPLAINED_DB = -3;
/** The first sound of a song comes out of nothing too. */
const BEGUN_S = 0.1;
/** More than this is a beat. */
const MOST_A_SECOND = 1.2;
/** A thump alone under music that has no such lows. */
const WARN_EVIDENCE = 3;
const WARN_OVER_DB = 18;
const LENGTH_S = 0.1;
/** The strongest few of a song, and one more every minute. */
const MOST_FINDINGS = 6;
const A_MINUTE_S = 60;

interface Suspect {
  readonly thump: Thump;
  readonly evidence: number;
  readonly overDb: number;
}

class PlosiveDetector implements Detector {
  private readonly track: ThumpTrack;

  constructor(hearing: Hearing) {
    this.track = new ThumpTrack(hearing.stream(lowBand));
  }

  push(): void {}

  result(): Finding[] {
    const thumps = this.track.thumps((thump) => shapeEvidence(thump) + A_LEVEL_DB * thump.levelDb);
    const levels = Float64Array.from(thumps, ({ levelDb }) => levelDb).sort();
    const suspects = thumps
      .map((_, i) => this.suspect(thumps, i, levels))
      .filter((suspect) => suspect !== null);
    if (suspects.length > MOST_A_SECOND * this.track.songS) return [];
    const most = MOST_FINDINGS + Math.floor(this.track.songS / A_MINUTE_S);
    return suspects
      .sort((a, b) => b.evidence - a.evidence || a.thump.atS - b.thump.atS)
      .slice(0, most)
      .sort((a, b) => a.thump.atS - b.thump.atS)
      .map(finding);
  }

  private suspect(thumps: readonly Thump[], i: number, levels: Float64Array): Suspect | null {
    const thump = thumps[i]!;
    if (thump.unexplainedDb > MOST_UNEXPLAINED_DB || thump.atS < BEGUN_S) return null;
    const overDb = thump.levelDb - shareOf(levels, MOST_OF);
    const alone =
      shapeEvidence(thump) +
      AN_OVER_DB * within(OVER_DB, overDb) +
      AN_OVER_HIGHEST_DB * within(OVER_HIGHEST_DB, thump.levelDb - shareOf(levels, NEARLY_ALL));
    if (alone < NOTE_EVIDENCE) return null;
    const alike = this.likenesses(thumps, i, (NOTE_EVIDENCE - alone) / A_TWIN);
    if (alike === null) return null;
    const evidence = alone + A_TWIN * Math.max(0, alike[TWINS - 1] ?? 0);
    const beats = (alike[BEATS - 1] ?? 0) > MOST_LIKENESS;
    return evidence < NOTE_EVIDENCE || beats ? null : { thump, evidence, overDb };
  }

  /** How alike the bursts around it are, most alike first; null as soon as too many are more alike than `most`. */
  private likenesses(thumps: readonly Thump[], i: number, most: number): number[] | null {
    const thump = thumps[i]!;
    const found: number[] = [];
    const past = Math.min(thumps.length, i + NEIGHBOURS + 1);
    let twins = 0;
    for (let j = Math.max(0, i - NEIGHBOURS); j < past; j++) {
      if (Math.abs(thumps[j]!.atS - thump.atS) < OWN_S) continue;
      const alike = this.likeness(thump.index, thumps[j]!.index);
      if (alike > most && ++twins === TWINS) return null;
      found.push(alike);
    }
    return found.sort((a, b) => b - a);
  }

  /** 1 − |a − b|² / (|a|² + |b|²), where the two match best. */
  private likeness(own: number, other: number): number {
    const { samples, span } = this.track;
    let most = 0;
    for (let shift = -TWIN_SHIFT; shift <= TWIN_SHIFT; shift++) {
      let both = 0;
      let energy = 0;
      for (let k = 0; k < span; k++) {
        const a = samples[own + k]!;
        const b = samples[other + shift + k] ?? 0;
        both += a * b;
        energy += a * a + b * b;
      }
      if (energy > 0) most = Math.max(most, (2 * both) / energy);
    }
    return most;
  }
}

/** From the burst itself, without the song. */
function shapeEvidence({ unexplainedDb, riseDb, bodyDb }: Thump): number {
  return (
    BASE +
    A_UNEXPLAINED_DB * Math.max(LEAST_UNEXPLAINED_DB, unexplainedDb) +
    A_RISE_DB * within([0, MOST_RISE_DB], riseDb) +
    A_BODY_DB * within(BODY_DB, bodyDb)
  );
}

function within([least, most]: readonly [number, number], value: number): number {
  return Math.max(least, Math.min(most, value));
}

function shareOf(sorted: Float64Array, part: number): number {
  return sorted[Math.floor(part * (sorted.length - 1))] ?? 0;
}

function finding({ thump, evidence, overDb }: Suspect): Finding {
  return {
    code: 'plosive',
    severity: evidence >= WARN_EVIDENCE && overDb >= WARN_OVER_DB ? 'warning' : 'note',
    confidence: Math.min(0.9, 1 / (1 + exp(-evidence))),
    channel: null,
    startS: thump.atS,
    endS: thump.atS + LENGTH_S,
    value: overDb,
    unit: 'dB',
  };
}

/** Thumps of “p” and “b” on a microphone, wind and handling. */
export const PLOSIVE: DetectorKind = {
  id: 'plosive',
  codes: ['plosive'],
  create: (hearing) => new PlosiveDetector(hearing),
};
