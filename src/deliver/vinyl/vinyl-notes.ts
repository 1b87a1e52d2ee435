// Vinyl notes: what is worth telling of a cut: its division, its level, what the grooves will not forgive.
import { hundredth } from '../../master/decider.ts';
import type { DeliveryNote } from '../delivery.ts';
import type { VinylRules } from '../profiles/profile.ts';
import type { RiskSpot, SideBand, VinylCut, VinylSide } from './vinyl-cut.ts';

/** Sides that differ by more: the shorter is cut at the longer one's level, and its disc has room to spare. */
const UNEVEN_MINUTES = 2;
/** Treble of the last band over the calmest of its side, and over the record's average: worth a thought about the order. */
const INNER_DB = 3;
/** The music needs this much more room than its length tells. */
const ROOM_DB = 1;

/** Less is no difference that anybody asks for. */
const NEAR_PLR_DB = 0.5;

type Told = Omit<VinylCut, 'notes' | 'files'>;

export function vinylNotes(cut: Told, rules: VinylRules): DeliveryNote[] {
  return [
    divisionNote(cut),
    ...speedNote(cut, rules),
    ...levelNotes(cut),
    ...peakNotes(cut, rules),
    ...cut.sides.flatMap((side) => sideNotes(side, rules)),
  ];
}

const minutesOf = ({ lengthS }: VinylSide): number => hundredth(lengthS / 60);

function divisionNote({ sides, divided, inches, rpm }: Told): DeliveryNote {
  const lengths = sides.map((side) => `${side.name} ${clockOf(side.lengthS)}`).join(', ');
  const facts = { sides: sides.length, lengths, inches, rpm };
  return divided === 'by-you' ? { code: 'vinyl-your-sides', facts } : { code: 'vinyl-sides', facts };
}

/** The groove runs faster there, and treble has it easier. */
function speedNote({ sides, rpm, inches }: Told, rules: VinylRules): DeliveryNote[] {
  const quick = rules.sides.find((side) => side.inches === inches && side.rpm === 45);
  const longest = Math.max(...sides.map(minutesOf));
  if (rpm === 45 || quick === undefined || longest > quick.bestMinutes) return [];
  return [{ code: 'vinyl-short-sides', facts: { minutes: longest, bestMinutes: quick.bestMinutes } }];
}

/** Minutes and seconds, the shortest form. */
function clockOf(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

function levelNotes({ sides, level, bestMinutes, divided }: Told): DeliveryNote[] {
  const longest = sides.reduce((most, side) => (side.lengthS > most.lengthS ? side : most));
  const shortest = sides.reduce((least, side) => (side.lengthS < least.lengthS ? side : least));
  const notes: DeliveryNote[] = [];
  if (minutesOf(longest) > bestMinutes) {
    const facts = {
      side: longest.name,
      minutes: minutesOf(longest),
      bestMinutes,
      levelDb: level.byLengthDb,
    };
    notes.push({ code: 'vinyl-long-side', facts });
  }
  const apart = hundredth(minutesOf(longest) - minutesOf(shortest));
  if (divided === 'by-you' && apart > UNEVEN_MINUTES) {
    const facts = { longest: longest.name, shortest: shortest.name, minutes: apart };
    notes.push({ code: 'vinyl-uneven-sides', facts });
  }
  if (level.bySlopeDb < Math.min(level.byLengthDb, level.byRoomDb) - ROOM_DB) {
    const facts = { slopeDb: level.bySlopeDb, otherDb: Math.min(level.byLengthDb, level.byRoomDb) };
    notes.push({ code: 'vinyl-steep-grooves', facts });
  }
  if (level.byRoomDb < level.byLengthDb - ROOM_DB) {
    const facts = { roomDb: level.byRoomDb, lengthDb: level.byLengthDb };
    notes.push({ code: 'vinyl-wide-grooves', facts });
  }
  return notes;
}

function peakNotes({ peaks, sides, gainDb }: Told, { leastPlrDb }: VinylRules): DeliveryNote[] {
  const notes: DeliveryNote[] = [];
  if (peaks === 'unlimited')
    notes.push({ code: 'vinyl-before-limiting', facts: { leastDb: leastPlrDb ?? 0, gainDb } });
  for (const { name, figures } of sides) {
    if (figures.plrDb === null || figures.plrDb >= (leastPlrDb ?? 0) - NEAR_PLR_DB) continue;
    const facts = { side: name, plrDb: hundredth(figures.plrDb), leastDb: leastPlrDb ?? 0 };
    notes.push({ code: 'vinyl-little-peaks', facts });
  }
  return notes;
}

function sideNotes(side: VinylSide, { leastCorrelation }: VinylRules): DeliveryNote[] {
  const notes: DeliveryNote[] = [];
  const { correlation } = side.figures;
  if (correlation !== null && leastCorrelation !== null && correlation < leastCorrelation) {
    const facts = { side: side.name, correlation: hundredth(correlation), least: leastCorrelation };
    notes.push({ code: 'vinyl-out-of-phase', facts });
  }
  notes.push(...spotNotes(side), ...innerNotes(side));
  return notes;
}

const SPOT_CODES: Readonly<Record<RiskSpot['kind'], DeliveryNote['code']>> = {
  slew: 'vinyl-spot-slew',
  bend: 'vinyl-spot-bend',
  vertical: 'vinyl-spot-vertical',
};

/** Of each kind the worst, with how many there are. */
function spotNotes({ name, spots }: VinylSide): DeliveryNote[] {
  return (['vertical', 'slew', 'bend'] as const).flatMap((kind) => {
    const own = spots.filter((spot) => spot.kind === kind);
    if (own.length === 0) return [];
    const worst = own.reduce((most, spot) => (spot.overDb > most.overDb ? spot : most));
    const { label, overDb, radiusMm, hz } = worst;
    const at = clockOf(worst.atS);
    return [
      {
        code: SPOT_CODES[kind],
        facts: {
          side: name,
          count: own.length,
          label,
          at,
          overDb,
          radiusMm: Math.round(radiusMm),
          hz: hz ?? 0,
        },
      },
    ];
  });
}

function innerNotes({ name, bands }: VinylSide): DeliveryNote[] {
  const last = bands.at(-1)!;
  const calmest = bands.reduce((least: SideBand, band) => (band.trebleDb < least.trebleDb ? band : least));
  const overDb = hundredth(last.trebleDb - calmest.trebleDb);
  if (last.trebleDb < 0 || overDb < INNER_DB) return [];
  const facts = { side: name, label: last.label, title: last.title, calmer: calmest.title, overDb };
  return [{ code: 'vinyl-inner-song', facts }];
}
