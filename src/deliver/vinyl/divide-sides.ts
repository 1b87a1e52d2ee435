// Divide sides: which songs stand on which side: as the album says, or so that no side is longer than it must be.
import type { AlbumSong } from '../../album/album.ts';
import { Fault } from '../../signal/fault.ts';
import type { SideLimit, VinylRules } from '../profiles/profile.ts';
import { levelByLength } from './cut-level.ts';
import { unitsS, type SideUnit } from './side-units.ts';

export interface DividedSide {
  readonly name: string;
  readonly songs: readonly AlbumSong[];
  readonly lengthS: number;
}

/** Letters of sides; more than thirteen discs nobody presses. */
const NAMES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** What a decibel of treble costs on the inside of a side, in decibels of level. */
const INNER_COST = 0.2;
/** Sides may be longer than the shortest possible by this, where a quieter song then comes last. */
const SLACK_S = 120;

/** Sides that the album names, the same for what follows until the next name; null where it names none. Faults `side-in-seam`, `sides-out-of-order`. */
export function namedSides(units: readonly SideUnit[]): DividedSide[] | null {
  if (units.every(({ songs }) => songs.every(({ side }) => side === null))) return null;
  const sides: { name: string; units: SideUnit[] }[] = [];
  for (const unit of units) {
    refuseDividedSeam(unit);
    const name = unit.songs[0]!.side ?? sides.at(-1)?.name ?? NAMES[0]!;
    if (sides.at(-1)?.name === name) sides.at(-1)!.units.push(unit);
    else if (sides.some((side) => side.name === name))
      throw new Fault('sides-out-of-order', 'usage', { side: name, song: unit.songs[0]!.id });
    else sides.push({ name, units: [unit] });
  }
  return sides.map(({ name, units: own }) => sideOf(name, own));
}

function refuseDividedSeam({ songs }: SideUnit): void {
  const [first, ...others] = songs;
  const divided = others.find(({ side }) => side !== null && side !== first!.side);
  if (divided !== undefined)
    throw new Fault('side-in-seam', 'usage', { song: divided.id, side: divided.side!, before: first!.id });
}

function sideOf(name: string, units: readonly SideUnit[]): DividedSide {
  return { name, songs: units.flatMap(({ songs }) => songs), lengthS: unitsS(units) };
}

/**
 * The fewest discs on which every side is within the plant's most, sides as equal as their songs allow: what the longest loses in
 * level is weighed against treble on the inside. Fault `side-too-long` where one piece alone is.
 */
export function dividedSides(
  units: readonly SideUnit[],
  limit: SideLimit,
  rules: Pick<VinylRules, 'levels' | 'inches' | 'rpm'>,
): DividedSide[] {
  const mostS = 60 * limit.mostMinutes;
  const giant = units.find((unit) => unitsS([unit]) > mostS);
  if (giant !== undefined) refuseLong(giant.songs[0]!.id, unitsS([giant]), limit);
  for (let count = Math.min(2, units.length); count <= units.length; count += count < 2 ? 1 : 2) {
    const best = bestDivision(units, count, mostS, rules);
    if (best !== null) return named(best);
  }
  // an odd count of pieces may need one side each
  return named(bestDivision(units, units.length, mostS, rules) ?? units.map((unit) => [unit]));
}

function named(sides: readonly (readonly SideUnit[])[]): DividedSide[] {
  return sides.map((own, i) => sideOf(NAMES[i] ?? `S${i + 1}`, own));
}

export function refuseLong(side: string, lengthS: number, { mostMinutes, inches, rpm }: SideLimit): never {
  const minutes = Math.round((100 * lengthS) / 60) / 100;
  throw new Fault('side-too-long', 'usage', { side, minutes, mostMinutes, inches, rpm });
}

/** `count` sides in order; null where that many cannot hold it. */
function bestDivision(
  units: readonly SideUnit[],
  count: number,
  mostS: number,
  rules: Pick<VinylRules, 'levels' | 'inches' | 'rpm'>,
): SideUnit[][] | null {
  const lengths = new Set<number>();
  for (let i = 0; i < units.length; i++)
    for (let j = i + 1; j <= units.length; j++) lengths.add(unitsS(units.slice(i, j)));
  const limits = [...lengths].filter((s) => s <= mostS).sort((a, b) => a - b);
  let best: { sides: SideUnit[][]; cost: number } | null = null;
  let leastS = Number.POSITIVE_INFINITY;
  for (const limitS of limits) {
    if (limitS > leastS + SLACK_S) break;
    const found = cheapest(units, count, limitS);
    if (found === null) continue;
    leastS = Math.min(leastS, limitS);
    const longestS = Math.max(...found.sides.map(unitsS));
    const cost = found.cost - levelByLength(longestS / 60, rules).byLengthDb;
    if (best === null || cost < best.cost - 1e-9) best = { sides: found.sides, cost };
  }
  return best?.sides ?? null;
}

interface Division {
  readonly sides: SideUnit[][];
  readonly cost: number;
}

/** Of all divisions into `count` sides no longer than `limitS`, the one with the least treble inside. */
function cheapest(units: readonly SideUnit[], count: number, limitS: number): Division | null {
  /** Of the first so many units, into as many sides as rounds are over. */
  let rows: (Division | null)[] = [{ sides: [], cost: 0 }, ...units.map(() => null)];
  for (let side = 0; side < count; side++) {
    rows = rows.map((_, end) => lastSideTo(units, rows, end, limitS));
  }
  return rows.at(-1)!;
}

function lastSideTo(
  units: readonly SideUnit[],
  before: readonly (Division | null)[],
  end: number,
  limitS: number,
): Division | null {
  let best: Division | null = null;
  for (let start = end - 1; start >= 0; start--) {
    const own = units.slice(start, end);
    if (unitsS(own) > limitS) break;
    const division = before[start];
    if (division) {
      const cost = division.cost + innerCost(own);
      if (best === null || cost < best.cost) best = { sides: [...division.sides, own], cost };
    }
    if (units[start]!.begins) break;
  }
  return best;
}

function innerCost(side: readonly SideUnit[]): number {
  return INNER_COST * Math.max(0, side.at(-1)!.trebleDb);
}

/** A side's own songs with the most demanding outside and the least last; pieces without a seam stay whole. */
export function loudFirst(side: DividedSide, units: readonly SideUnit[]): DividedSide {
  const own = units.filter(({ songs }) => side.songs.includes(songs[0]!));
  const demand = ({ trebleDb, loudLufs }: SideUnit): number => trebleDb + (loudLufs ?? 0);
  const sorted = [...own].sort((a, b) => demand(b) - demand(a));
  return { ...side, songs: sorted.flatMap(({ songs }) => songs) };
}
