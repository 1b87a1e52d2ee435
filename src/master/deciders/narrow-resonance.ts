// Narrow resonance: one narrow range that rings through everything that is played, taken back by a bell as narrow as itself.
import type { FineSpectrumResult } from '../../measure/fine-result.ts';
import { alone, hundredth, moveOf, NOTHING, type Decider, type Decision, type Question } from '../decider.ts';
import { fineBandsHz, resonanceDb, ringsOf, type Ring } from '../narrow-peaks.ts';
import type { Move } from '../plan.ts';
import { movesResponseDb } from '../render.ts';
import { isLocked } from '../stage.ts';

/** Above, cymbals do as much; below the upper middle so do drums, formants and single notes, unless it is beyond any of those. */
const JUDGED_HZ = { low: 900, upperMiddle: 1800, high: 5600 } as const;
/**
 * What tells a resonance from a note: it lifts the notes and the gaps between them, clear of nearly all that surrounds it,
 * and it has the shape of a bell. Set on planted ones and on music without any (docs/theory/judgement.md).
 */
const LOOKED_AT = { lowHz: JUDGED_HZ.low, highHz: JUDGED_HZ.high, overDb: 5.5, clearDb: 3 } as const;
const LEAST_Q = 6;
/** As narrow as a single note, it must be all the surer. */
const NARROW_Q = 17;

/** What a ring must reach to be taken for a resonance, dB but for the share; `over`: the notes over the floor, at most. */
interface Evidence {
  readonly gain: number;
  readonly share: number;
  readonly rest: number;
  readonly over: number;
  readonly notesClear: number;
  readonly floorClear: number;
}

/** Any of these: a bell that explains most, one that explains less, one that stands high over a ragged spectrum. */
const OF_ANY_WIDTH: readonly Evidence[] = [
  { gain: 6.3, share: 0.75, rest: 2, over: 8, notesClear: 3, floorClear: 4.2 },
  { gain: 6.3, share: 0.66, rest: 2, over: 8, notesClear: 5.5, floorClear: 6.7 },
  { gain: 9, share: 0.8, rest: 2.9, over: 8, notesClear: 8, floorClear: 8 },
];
/** The same, one far over both, and one that the gaps show more than the notes do. */
const OF_A_NOTES_WIDTH: readonly Evidence[] = [
  { gain: 7.5, share: 0.75, rest: 2, over: 4, notesClear: 3, floorClear: 4.2 },
  { gain: 7.5, share: 0.66, rest: 2, over: 4, notesClear: 5.5, floorClear: 6.7 },
  { gain: 8, share: 0.69, rest: 2, over: 13, notesClear: 7, floorClear: 6.8 },
  { gain: 6.6, share: 0.6, rest: 2, over: -1.5, notesClear: 4, floorClear: 5.5 },
];
const OF_THE_MIDDLE: readonly Evidence[] = [
  { gain: 10, share: 0.8, rest: 2, over: 5, notesClear: 10, floorClear: 10 },
];
/** A bell fitted to music takes a little of the music along; the narrowest are read a little low, for bands are not points. */
const TAKEN_SHARE = { narrow: 0.95, wider: 0.85 } as const;
/** Where the spectrum is ragged the fit takes neighbouring peaks for its flanks: it is cut narrower, and less. */
const RAGGED = { restDb: 2, leastQ: 14, takenShare: 0.7 } as const;
const DEEPEST_DB = 14;
const MOST_MOVES = 2;
/** A third-octave that moves by more than this is repaired and not toned. */
const REPAIR_DB = 3;
/** A sixth of an octave. */
const HALF_THIRD = 1.122;

export const RINGING: Decider = { id: 'resonance', stage: 'resonance', decide };

function decide({ analysis, intent, spectrum, song }: Question): Decision {
  const fine = spectrum?.fine;
  const isWaived = analysis.findings.some(({ code, waived }) => code === 'resonance' && waived !== undefined);
  if (!fine || isWaived) return NOTHING;
  const rings = ringsOf(fine, LOOKED_AT)
    .filter(isResonance)
    .sort((a, b) => b.bell.share - a.bell.share)
    .filter((ring, i, all) => all.slice(0, i).every((better) => isApart(ring.bell.hz, better.bell.hz)))
    .slice(0, MOST_MOVES);
  if (rings.length === 0) return doubted(analysis.findings);
  const free = rings.filter(({ bell: { hz } }) => !isLocked(intent.locks, hz / HALF_THIRD, hz * HALF_THIRD));
  const locked = rings.find((ring) => !free.includes(ring));
  return {
    moves: free.map((ring, i) => moveFor(ring, i, fine, song.sampleRateHz)),
    restraints: locked
      ? [
          {
            code: 'resonance-locked',
            facts: { hz: Math.round(locked.bell.hz), overDb: hundredth(locked.floorOverDb) },
          },
        ]
      : [],
  };
}

function isResonance({ bell, notesOverDb, floorOverDb, notesClearDb, floorClearDb }: Ring): boolean {
  if (bell.q < LEAST_Q) return false;
  const upper = bell.q >= NARROW_Q ? OF_A_NOTES_WIDTH : OF_ANY_WIDTH;
  return (bell.hz < JUDGED_HZ.upperMiddle ? OF_THE_MIDDLE : upper).some(
    (least) =>
      bell.gainDb >= least.gain &&
      bell.share >= least.share &&
      bell.restDb <= least.rest &&
      notesOverDb - floorOverDb <= least.over &&
      notesClearDb >= least.notesClear &&
      floorClearDb >= least.floorClear,
  );
}

/** Two peaks of a third of an octave are one resonance, whose top the music has cut in two. */
function isApart(a: number, b: number): boolean {
  return Math.max(a, b) > HALF_THIRD * HALF_THIRD * Math.min(a, b);
}

/** What the check noted, and what may as well be a note that is played often. */
function doubted(findings: Question['analysis']['findings']): Decision {
  const noted = findings.find(({ code }) => code === 'resonance');
  if (noted === undefined) return NOTHING;
  return alone('resonance-may-be-notes', {
    hz: Number(noted.facts?.hz ?? 0),
    overDb: hundredth(noted.value ?? 0),
  });
}

function moveFor(ring: Ring, index: number, fine: FineSpectrumResult, rate: number): Move {
  const hz = Math.round(ring.bell.hz);
  const { depthDb, q } = cutFor(ring);
  const measurement = `resonance-${hz}`;
  const move = moveOf({
    id: index === 0 ? 'resonance' : `resonance-${index + 1}`,
    stage: 'resonance',
    kind: 'eq',
    params: { bands: [{ type: 'bell', hz, gainDb: -hundredth(depthDb), q }] },
    because: [],
    confidence: hundredth(Math.min(0.9, 0.3 + 0.6 * ring.bell.share)),
    rejected: [
      { code: 'resonance-control-not-needed', facts: { hz } },
      { code: 'resonance-broad-cut', facts: { hz } },
    ],
  });
  const before = hundredth(resonanceDb(fine, hz) ?? ring.floorOverDb);
  const response = movesResponseDb([move], fineBandsHz(fine), rate);
  const after = hundredth(resonanceDb(fine, hz, response) ?? before);
  const code = thirdOctaveMove(move, hz, rate) > REPAIR_DB ? 'resonance-repair' : 'resonance-eased';
  return {
    ...move,
    because: [{ code, measurement, value: before, target: after, unit: 'dB' }],
    expects: [{ measurement, before, after, unit: 'dB' }],
  };
}

function cutFor({ bell }: Ring): { depthDb: number; q: number } {
  const ragged = bell.restDb > RAGGED.restDb;
  const share = bell.q >= NARROW_Q ? TAKEN_SHARE.narrow : TAKEN_SHARE.wider;
  const depthDb = Math.min(DEEPEST_DB, (ragged ? RAGGED.takenShare : share) * bell.gainDb);
  return { depthDb, q: ragged ? Math.max(RAGGED.leastQ, bell.q) : bell.q };
}

/** By how much the third-octave about `hz` falls if it is evenly filled, dB. */
function thirdOctaveMove(move: Move, hz: number, rate: number): number {
  const bands = [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1].map((x) => hz * (1 + x * (HALF_THIRD - 1)));
  const response = movesResponseDb([move], bands, rate);
  return -response.reduce((sum, db) => sum + db, 0) / response.length;
}
