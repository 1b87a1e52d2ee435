// Risk map: at the level that a side is cut, where its groove gets too steep to cut, too sharp to trace or too shallow to hold.
import { dbFromGain } from '../../dsp/decibel.ts';
import { MOST_VERTICAL_UM, radiiMm, turnStartS, turnUm } from './cut-level.ts';
import { grooveSpeed, turnS, type DiscInches, type DiscRpm } from './disc-format.ts';
import type { GrooveTurn } from './groove-meter.ts';
import type { GrooveMap, RiskSpot, SideBand } from './vinyl-cut.ts';

/** Radius of the side of an elliptical stylus that touches the wall, m (0.3 mil); a conical one of 18 µm bends 7 dB less. */
export const STYLUS_M = 8e-6;
/** What a single consonant may exceed the stylus by; more is heard on any player. */
const MOMENT_BEND_DB = 6;
/** A spot is told from this on; less is within what is known of cutters and styli. */
const LEAST_OVER_DB = 0.5;
/** Spots of one band this close are one. */
const NEAR_TURNS = 8;
/** Told of a side: the worst ones. */
const MOST_SPOTS = 12;
/** Nothing moves: dB that stand for silence. */
const SILENT_DB = -100;

export interface CutSetting {
  /** m/s of a sine of full scale at 1 kHz. */
  readonly gain: number;
  readonly inches: DiscInches;
  readonly rpm: DiscRpm;
}

export function grooveMap(turns: readonly GrooveTurn[], { gain, inches, rpm }: CutSetting): GrooveMap {
  const radii = radiiMm(turns, gain, inches);
  const speeds = turns.map((_, i) => grooveSpeed(radii[i]!, rpm));
  const bend = (acceleration: number, i: number): number =>
    decibels((gain * acceleration * STYLUS_M) / (speeds[i]! * speeds[i]!));
  return {
    stepS: turnS(rpm),
    radiusMm: turns.map((_, i) => hundredths(radii[i]!)),
    slewDb: turns.map((turn, i) => decibels((gain * turn.slew) / speeds[i]!)),
    bendDb: turns.map((turn, i) => bend(turn.bend, i)),
    bendOftenDb: turns.map((turn, i) => bend(turn.bendOften, i)),
    verticalUm: turns.map(({ vertical }) => hundredths(1e6 * gain * vertical)),
    pitchUm: turns.map((turn) => hundredths(turnUm(turn, gain))),
  };
}

function decibels(ratio: number): number {
  return ratio > 0 ? hundredths(Math.max(SILENT_DB, dbFromGain(ratio))) : SILENT_DB;
}

function hundredths(value: number): number {
  return Math.round(100 * value) / 100 || 0;
}

/** One turn over a limit. */
interface Excess {
  readonly turn: number;
  readonly overDb: number;
  readonly hz: number | null;
}

/** The worst places of a side, in their order; neighbours of one kind are one. */
export function riskSpots(
  turns: readonly GrooveTurn[],
  map: GrooveMap,
  bands: readonly SideBand[],
  rpm: DiscRpm,
): RiskSpot[] {
  const slew = map.slewDb.flatMap((db, turn) => (db > 0 ? [{ turn, overDb: db, hz: null }] : []));
  const bend = turns.flatMap(({ bendHz }, turn): Excess[] => {
    const overDb = Math.max(map.bendOftenDb[turn]!, map.bendDb[turn]! - MOMENT_BEND_DB);
    return overDb > 0 ? [{ turn, overDb, hz: Math.round(bendHz / 100) * 100 }] : [];
  });
  const vertical = map.verticalUm.flatMap((um, turn) =>
    um > MOST_VERTICAL_UM ? [{ turn, overDb: dbFromGain(um / MOST_VERTICAL_UM), hz: null }] : [],
  );
  const spots = [
    ...spotsOf('slew', slew, map, bands, rpm),
    ...spotsOf('bend', bend, map, bands, rpm),
    ...spotsOf('vertical', vertical, map, bands, rpm),
  ];
  const told = spots.filter(({ overDb }) => overDb >= LEAST_OVER_DB);
  const worst = told.sort((a, b) => b.overDb - a.overDb).slice(0, MOST_SPOTS);
  return worst.sort((a, b) => a.startS - b.startS);
}

function spotsOf(
  kind: RiskSpot['kind'],
  found: readonly Excess[],
  map: GrooveMap,
  bands: readonly SideBand[],
  rpm: DiscRpm,
): RiskSpot[] {
  const groups: Excess[][] = [];
  const bandAt = (turn: number): string => labelAt(bands, turnStartS(turn, rpm));
  for (const excess of found) {
    const last = groups.at(-1);
    const before = last?.at(-1)!.turn ?? Number.NEGATIVE_INFINITY;
    const isNear = excess.turn - before <= NEAR_TURNS && bandAt(excess.turn) === bandAt(before);
    if (last !== undefined && isNear) last.push(excess);
    else groups.push([excess]);
  }
  return groups.map((group) => {
    const worst = group.reduce((most, excess) => (excess.overDb > most.overDb ? excess : most));
    const startS = turnStartS(group[0]!.turn, rpm);
    return {
      kind,
      startS: hundredths(startS),
      endS: hundredths(turnStartS(group.at(-1)!.turn + 1, rpm)),
      atS: hundredths(turnStartS(worst.turn, rpm)),
      label: bandAt(worst.turn),
      radiusMm: map.radiusMm[worst.turn]!,
      overDb: hundredths(worst.overDb),
      hz: worst.hz,
    };
  });
}

function labelAt(bands: readonly SideBand[], atS: number): string {
  return (bands.findLast(({ startS }) => startS <= atS) ?? bands[0])?.label ?? '';
}
