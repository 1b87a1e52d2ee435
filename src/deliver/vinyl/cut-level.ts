// Cut level: how loud a record can be cut: by the length of its longest side, by the room its grooves take, by how steep they are.
import { gainFromDb } from '../../dsp/decibel.ts';
import type { SideLevel, VinylRules } from '../profiles/profile.ts';
import {
  grooveSpeed,
  MODULATED_MM,
  turnS,
  USUAL_LEVELS,
  type DiscInches,
  type DiscRpm,
} from './disc-format.ts';
import type { GrooveTurn } from './groove-meter.ts';
import type { CutLevel } from './vinyl-cut.ts';

/**
 * Peak velocity of either channel at the reference level: 5 cm/s RMS, 7 cm/s peak, of lateral movement at 1 kHz, of which each
 * wall makes one part in √2. A record at 0 dB has its loudest three seconds there, as a VU meter at 0 would have them.
 */
const REFERENCE_M_S = 0.05;
/** Shorter than the table's shortest side: a decibel a minute (a cutters' rule of thumb), but no more than this. */
const DB_PER_MINUTE = 1;
const MOST_BEYOND_DB = 3;

/** µm. A groove at rest is 2 mil wide; while it moves no narrower than 1 mil (IEC 60098); between two of them stays a land. */
export const GROOVE_UM = { width: 50, leastWidth: 25, land: 10 } as const;
/** A deeper groove makes room for the vertical; 3 mil (75 µm) wide is as deep as cutters like to go. */
const WIDEST_REST_UM = 75;
/** So the groove may rise by this much: a 90° groove is half as deep as it is wide. */
export const MOST_VERTICAL_UM = (WIDEST_REST_UM - GROOVE_UM.leastWidth) / 2;

/** m/s of a sine of full scale at 1 kHz, where the record's loudest three seconds measure `loudestLufs`. */
export function cuttingGain(levelDb: number, loudestLufs: number): number {
  return REFERENCE_M_S * gainFromDb(levelDb - loudestLufs);
}

/** Of a side this long, dB over the reference; between the table's lines straight, beyond its ends as they slope. */
export function levelByLength(
  minutes: number,
  { levels, inches, rpm }: Pick<VinylRules, 'levels' | 'inches' | 'rpm'>,
): Pick<CutLevel, 'byLengthDb' | 'table'> {
  const ofDisc = (rows: readonly SideLevel[]): SideLevel[] =>
    rows.filter((row) => row.inches === inches && row.rpm === rpm).sort((a, b) => a.minutes - b.minutes);
  const own = ofDisc(levels);
  const table = own.length >= 2 ? 'plant' : 'usual';
  return { byLengthDb: levelIn(table === 'plant' ? own : ofDisc(USUAL_LEVELS), minutes), table };
}

function levelIn(rows: readonly SideLevel[], minutes: number): number {
  const first = rows[0]!;
  if (minutes <= first.minutes)
    return first.levelDb + Math.min(MOST_BEYOND_DB, DB_PER_MINUTE * (first.minutes - minutes));
  const next = rows.findIndex((row) => row.minutes >= minutes);
  const upper = rows[next === -1 ? rows.length - 1 : next]!;
  const lower = rows[(next === -1 ? rows.length - 1 : next) - 1]!;
  const slope = (upper.levelDb - lower.levelDb) / (upper.minutes - lower.minutes);
  return lower.levelDb + slope * (minutes - lower.minutes);
}

/**
 * Width that a turn takes, µm: the groove, deep enough for its own vertical, its land, and how far both edges swing out. As a
 * lathe with variable pitch and depth spends it.
 */
export function turnUm({ vertical, sideways }: GrooveTurn, gain: number): number {
  const rise = 1e6 * gain * vertical;
  return GROOVE_UM.land + Math.max(GROOVE_UM.width, GROOVE_UM.leastWidth + 2 * rise) + 1e6 * gain * sideways;
}

/** Where the needle stands at the start of each turn, and at last where the side ends; mm. */
export function radiiMm(turns: readonly GrooveTurn[], gain: number, inches: DiscInches): number[] {
  let radius: number = MODULATED_MM[inches].outer;
  const radii = [radius];
  for (const turn of turns) {
    radius -= turnUm(turn, gain) / 1000;
    radii.push(radius);
  }
  return radii;
}

/** Bounds of the search below, dB over the reference. */
const SOUGHT_DB = { lowest: -40, highest: 24 } as const;
const SOUGHT_STEPS = 24;
/** Share of the turns whose moments the cutting engineer catches by hand. */
const CAUGHT_SHARE = 0.05;

type Disc = Pick<VinylRules, 'inches' | 'rpm'>;

/** Highest level at which the side ends no further in than its disc allows; the lowest sought where even silence is too long. */
export function levelByRoom(turns: readonly GrooveTurn[], loudestLufs: number, { inches }: Disc): number {
  return highestLevel(
    loudestLufs,
    (gain) => radiiMm(turns, gain, inches).at(-1)! >= MODULATED_MM[inches].inner,
  );
}

/** Highest level at which all but one turn in twenty are flatter than 45 degrees where they lie. */
export function levelBySlope(
  turns: readonly GrooveTurn[],
  loudestLufs: number,
  { inches, rpm }: Disc,
): number {
  const allowed = Math.floor(CAUGHT_SHARE * turns.length);
  return highestLevel(loudestLufs, (gain) => {
    const radii = radiiMm(turns, gain, inches);
    const inner = MODULATED_MM[inches].inner;
    const steep = turns.filter((turn, i) => gain * turn.slew > grooveSpeed(Math.max(inner, radii[i]!), rpm));
    return steep.length <= allowed;
  });
}

/** `fits` holds up to some gain and not beyond. */
function highestLevel(loudestLufs: number, fits: (gain: number) => boolean): number {
  let { lowest, highest }: { lowest: number; highest: number } = SOUGHT_DB;
  for (let step = 0; step < SOUGHT_STEPS; step++) {
    const middle = (lowest + highest) / 2;
    if (fits(cuttingGain(middle, loudestLufs))) lowest = middle;
    else highest = middle;
  }
  return lowest;
}

/** Second of the side at which a turn begins. */
export function turnStartS(turn: number, rpm: DiscRpm): number {
  return turn * turnS(rpm);
}
