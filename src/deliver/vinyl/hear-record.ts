// Hear record: every side once through its moves, and what follows for the whole record: its level, its gain, its maps.
import { renderMoves } from '../../master/render.ts';
import type { Decision } from '../../master/decider.ts';
import { hundredth, moveOf } from '../../master/decider.ts';
import type { Move } from '../../master/plan.ts';
import { loadEveryProcessor } from '../../process/catalogue.ts';
import type { Source } from '../../signal/stream.ts';
import type { DeliveryRoom } from '../delivery.ts';
import type { VinylRules } from '../profiles/profile.ts';
import { cuttingGain, levelByLength, levelByRoom, levelBySlope } from './cut-level.ts';
import { deEssHint } from './de-ess-hint.ts';
import { stoppable } from './heard-file.ts';
import type { LaidRecord, LaidSide } from './lay-record.ts';
import { measureSide, turnedBy, type MeasuredSide } from './measure-side.ts';
import { grooveMap, riskSpots } from './risk-map.ts';
import { sideMoves } from './side-moves.ts';
import type { CutLevel, VinylCut, VinylSide } from './vinyl-cut.ts';

/** Peaks of the sound before its limiting are turned down to this where a plant has no ceiling. */
const USUAL_CEILING_DBTP = -1;
/** A silent record's level is drawn as if it were this loud. */
const SILENT_LUFS = -70;
/** A file's dither may lift a peak by less than this. */
const DITHER_ROOM_DB = 0.01;

export interface HeardSide extends LaidSide {
  readonly decision: Decision;
  readonly measured: MeasuredSide;
}

export interface HeardRecord {
  readonly peaks: VinylCut['peaks'];
  readonly gainDb: number;
  readonly level: CutLevel;
  readonly sides: readonly HeardSide[];
}

/** Where limiting left some song less than the plant wants, and its plan can do without. */
export function peaksOf({ sides }: LaidRecord, { leastPlrDb: least }: VinylRules): VinylCut['peaks'] {
  if (least === null) return 'held';
  const passages = sides.flatMap((side) => side.passages);
  const crushed = passages.some(
    ({ plan, measurements }) =>
      plan !== null &&
      plan.moves.some(({ stage, kind }) => stage === 'loudness' && kind === 'limiter') &&
      (measurements.dynamics.plrDb ?? Number.POSITIVE_INFINITY) < least,
  );
  return crushed ? 'unlimited' : 'held';
}

/** One pass over all sides. */
export async function hearRecord(
  room: DeliveryRoom,
  laid: LaidRecord,
  rules: VinylRules,
  onProgress: (share: number) => void,
): Promise<HeardRecord> {
  await loadEveryProcessor();
  const peaks = peaksOf(laid, rules);
  const whole = laid.sides.reduce((sum, { lengthS }) => sum + lengthS, 0);
  const sides: HeardSide[] = [];
  let doneS = 0;
  for (const side of laid.sides) {
    const decision = sideMoves(
      side.passages.map(({ measurements }) => measurements),
      rules,
    );
    const source = await openSide(room, side, laid.sampleRateHz, peaks, decision.moves);
    const measured = await measureSide(source, rules.rpm, (share) =>
      onProgress((doneS + share * side.lengthS) / whole),
    );
    sides.push({ ...side, decision, measured });
    doneS += side.lengthS;
  }
  return { peaks, gainDb: gainOf(sides, peaks, rules), level: levelOf(sides, rules), sides };
}

/** A side's sound through moves, told to stop when its room is. */
export async function openSide(
  room: DeliveryRoom,
  { timeline }: Pick<LaidSide, 'timeline'>,
  sampleRateHz: number,
  peaks: VinylCut['peaks'],
  moves: readonly Move[],
): Promise<Source> {
  const sound = renderMoves(await room.openTimeline(timeline, sampleRateHz, peaks), moves);
  return stoppable(sound, room);
}

/** One for all sides, never upwards: peaks under the ceiling, the RMS under the plant's most. */
function gainOf(sides: readonly HeardSide[], peaks: VinylCut['peaks'], rules: VinylRules): number {
  const ceiling = rules.ceilingDbtp ?? (peaks === 'unlimited' ? USUAL_CEILING_DBTP : 0);
  const room = sides.flatMap(({ measured: { figures } }) => [
    ...(figures.truePeakDbtp === null ? [] : [ceiling - DITHER_ROOM_DB - figures.truePeakDbtp]),
    ...(figures.rmsDbfs === null || rules.mostRmsDbfs === null ? [] : [rules.mostRmsDbfs - figures.rmsDbfs]),
  ]);
  return Math.floor(100 * Math.min(0, ...room)) / 100 || 0;
}

function levelOf(sides: readonly HeardSide[], rules: VinylRules): CutLevel {
  const longest = Math.max(...sides.map(({ lengthS }) => lengthS)) / 60;
  const { byLengthDb, table } = levelByLength(longest, rules);
  const loudest = loudestLufs(sides);
  const lowest = (levelBy: typeof levelByRoom): number =>
    Math.min(...sides.map(({ measured }) => levelBy(measured.turns, loudest, rules)));
  const [byRoomDb, bySlopeDb] = [lowest(levelByRoom), lowest(levelBySlope)];
  return {
    byLengthDb: hundredth(byLengthDb),
    table,
    byRoomDb: hundredth(byRoomDb),
    bySlopeDb: hundredth(bySlopeDb),
    cutDb: hundredth(Math.min(byLengthDb, byRoomDb, bySlopeDb)),
  };
}

function loudestLufs(sides: readonly Pick<HeardSide, 'measured'>[]): number {
  const found = sides.flatMap(({ measured: { figures } }) => figures.maxShortTermLufs ?? []);
  return found.length === 0 ? SILENT_LUFS : Math.max(...found);
}

/** The records of all sides, as they will stand in the files. */
export function recordedSides({ sides, gainDb, level }: HeardRecord, rules: VinylRules): VinylSide[] {
  const gain = cuttingGain(level.cutDb, loudestLufs(sides));
  const setting = { gain, inches: rules.inches, rpm: rules.rpm };
  return sides.map((side) => {
    const { measured, decision, bands } = side;
    const groove = grooveMap(measured.turns, setting);
    const spots = riskSpots(measured.turns, groove, bands, rules.rpm);
    const hint = deEssHint(
      spots,
      side.passages.map(({ measurements }) => measurements),
    );
    const turned = gainDb === 0 ? [] : [levelMove(gainDb, measured)];
    return {
      name: side.name,
      disc: side.disc,
      lengthS: side.lengthS,
      frames: measured.frames,
      bands,
      moves: [...decision.moves, ...turned, ...(hint === null ? [] : [hint])],
      restraints: decision.restraints,
      figures: turnedBy(measured.figures, gainDb),
      loudnessLufs: measured.loudnessLufs.map((lufs) => (lufs === null ? null : hundredth(lufs + gainDb))),
      innerMm: hundredth(groove.radiusMm.at(-1) ?? 0),
      groove,
      spots,
    };
  });
}

/** The same on all sides, so that songs stand to each other as they were balanced. */
function levelMove(gainDb: number, { figures }: MeasuredSide): Move {
  const before = hundredth(figures.truePeakDbtp ?? 0);
  return moveOf({
    id: 'vinyl-level',
    stage: 'own',
    kind: 'gain',
    params: { gainDb },
    because: [
      {
        code: 'vinyl-turned-down',
        measurement: 'true-peak',
        value: before,
        target: hundredth(before + gainDb),
        unit: 'dBTP',
      },
    ],
    confidence: 1,
  });
}
