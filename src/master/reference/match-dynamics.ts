// Match dynamics: bands that move clearly more than the reference's are held, those that move clearly less are let out, a little.
import { MOVING_BANDS } from '../../measure/loud-parts.ts';
import type { BandMovement, LoudPartsResult } from '../../measure/loud-parts-record.ts';
import { hundredth, moveOf } from '../decider.ts';
import { stageIsAsked, type Intent } from '../intent.ts';
import { isLocked } from '../stage.ts';
import type { Because, Expectation, Move, Restraint } from '../plan.ts';
import type { MatchCurves } from './match-fit.ts';
import type { ReferenceTarget } from './reference-target.ts';

/** Two songs of one album differ by so much: clearly more or less is what lies beyond it, dB and share of the reference's. */
const CLEARLY = { db: 2, share: 0.5 } as const;
/** A detector that reads a sine at its peak reads noise-like music 3 dB above its mean power. */
const DETECTOR_DB = 3;
/** What stands out of a band is held from a little above its mean. */
const ABOVE_MEAN_DB = 1;
const MOST_RATIO = { hold: 2, free: 1.4 } as const;
const MOST_CHANGE_DB = { hold: 4, free: 3 } as const;
const THRESHOLD = { least: -80, most: 0 } as const;

export interface DynamicsMatch {
  /** One move or none, at its strength; its thresholds follow the tone that the curves make. */
  moves(curves: MatchCurves): readonly Move[];
  /** The same with what was found to come of it, band by band, dB. */
  settled(curves: MatchCurves, movedDb: readonly (number | null)[]): readonly Move[];
  readonly restraints: readonly Restraint[];
}

const NOTHING_TO_MATCH: DynamicsMatch = { moves: () => [], settled: () => [], restraints: [] };

interface Difference {
  readonly band: BandMovement;
  readonly index: number;
  readonly songDb: number;
  readonly targetDb: number;
}

/** `strength` 0…1. */
export function dynamicsMatch(
  song: LoudPartsResult,
  target: ReferenceTarget,
  intent: Intent,
  strength: number,
): DynamicsMatch {
  if (strength === 0 || !stageIsAsked(intent, 'dynamics')) return NOTHING_TO_MATCH;
  const differences = clearDifferences(song, target, intent);
  if (differences.length === 0) {
    return { ...NOTHING_TO_MATCH, restraints: [{ code: 'match-dynamics-near', facts: {} }] };
  }
  return {
    moves: (curves) => [dynamicsMove(song, differences, curves, strength)],
    settled: (curves, movedDb) => [
      { ...dynamicsMove(song, differences, curves, strength), expects: expectedOf(differences, movedDb) },
    ],
    restraints: [],
  };
}

function clearDifferences(song: LoudPartsResult, target: ReferenceTarget, { locks }: Intent): Difference[] {
  return song.movement.flatMap((band, index) => {
    const [songDb, targetDb] = [band.spreadDb, target.movement[index]?.spreadDb ?? null];
    if (songDb === null || targetDb === null || isLocked(locks, band.lowHz, band.highHz)) return [];
    const clearly = Math.max(CLEARLY.db, CLEARLY.share * targetDb);
    return Math.abs(songDb - targetDb) > clearly ? [{ band, index, songDb, targetDb }] : [];
  });
}

function dynamicsMove(
  song: LoudPartsResult,
  differences: readonly Difference[],
  curves: MatchCurves,
  strength: number,
): Move {
  const { crossovers, bands } = splitFor(differences, (one) =>
    bandParams(one, gainIn(song, curves, one.band)),
  );
  return moveOf({
    id: 'match-dynamics',
    stage: 'dynamics',
    kind: 'multiband',
    params: { phase: 'linear', crossovers, bands },
    strength,
    confidence: 0.5,
    because: differences.map(becauseOf),
  });
}

/** As few bands as there can be: neighbours that are left alone are one. */
function splitFor(
  differences: readonly Difference[],
  paramsOf: (difference: Difference) => Move['params'],
): { crossovers: { hz: number }[]; bands: Move['params'][] } {
  const crossovers: { hz: number }[] = [];
  const bands: Move['params'][] = [];
  let wasIdle = false;
  MOVING_BANDS.forEach(({ lowHz }, index) => {
    const difference = differences.find((one) => one.index === index);
    if (difference === undefined && wasIdle) return;
    if (index > 0) crossovers.push({ hz: lowHz });
    bands.push(difference ? paramsOf(difference) : { ratio: 1 });
    wasIdle = difference === undefined;
  });
  return { crossovers, bands };
}

function bandParams({ band, songDb, targetDb }: Difference, gainDb: number): Move['params'] {
  const holds = songDb > targetDb;
  const ratio = holds
    ? Math.min(MOST_RATIO.hold, songDb / Math.max(0.5, targetDb))
    : Math.min(MOST_RATIO.free, targetDb / Math.max(0.5, songDb));
  const thresholdDb = (band.levelDb ?? -40) + gainDb + DETECTOR_DB + ABOVE_MEAN_DB;
  return {
    mode: holds ? 'compress-above' : 'expand-above',
    thresholdDb: hundredth(Math.max(THRESHOLD.least, Math.min(THRESHOLD.most, thresholdDb))),
    ratio: hundredth(ratio),
    rangeDb: holds ? MOST_CHANGE_DB.hold : MOST_CHANGE_DB.free,
    attackMs: 30,
    releaseMs: 200,
  };
}

/** Mean of the tone curve over the band. */
function gainIn(
  { bandsHz }: LoudPartsResult,
  { midDb }: MatchCurves,
  { lowHz, highHz }: BandMovement,
): number {
  const gains = bandsHz.flatMap((hz, b) => (hz >= lowHz && hz < highHz ? [midDb[b]!] : []));
  return gains.length === 0 ? 0 : gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
}

function expectedOf(differences: readonly Difference[], movedDb: readonly (number | null)[]): Expectation[] {
  return differences.flatMap(({ band, index, songDb }) => {
    const moved = movedDb[index];
    if (typeof moved !== 'number') return [];
    return [{ measurement: keyOf(band), before: songDb, after: hundredth(songDb + moved), unit: 'dB' }];
  });
}

function becauseOf({ band, songDb, targetDb }: Difference): Because {
  return {
    code: songDb > targetDb ? 'match-dynamics-held' : 'match-dynamics-freed',
    measurement: keyOf(band),
    value: songDb,
    target: hundredth(targetDb),
    unit: 'dB',
  };
}

function keyOf({ lowHz, highHz }: BandMovement): string {
  return `movement-${lowHz}-${highHz}`;
}
