// Red Book: whether a disc can be pressed as it stands, each reason by name (IEC 60908 and what plants ask for).
import { readBarcode } from '../../files/tags/checks/barcode.ts';
import { normaliseIsrc } from '../../files/tags/checks/isrc.ts';
import type { DeliveryNote } from '../delivery.ts';
import type { Refusal } from '../finish/written-files.ts';
import { checkTexts } from './cd-text-write.ts';
import type { Disc, DiscTrack } from './disc.ts';
import { FIRST_PAUSE_SECTORS } from '../../album/album.ts';
import { MOST_SECTORS } from './msf.ts';

/** Four seconds from index 01 to the next one or the lead-out. */
export const LEAST_TRACK_SECTORS = 300;
export const MOST_TRACKS = 99;
const MOST_INDEX = 99;
/** 79:57:74, the last place that plants commonly press. */
export const USUAL_MOST_SECTORS = 359_849;
/** 74:33: what the first discs held, and old players still expect. */
const FIRST_DISCS_SECTORS = 335_475;
/** Of the master's own name in DDPID. */
export const MOST_MASTER_ID_LETTERS = 48;

export interface DiscLimits {
  /** Where the lead-out may begin at the latest. */
  readonly mostSectors: number;
  readonly mostTracks: number;
}

export const USUAL_LIMITS: DiscLimits = { mostSectors: USUAL_MOST_SECTORS, mostTracks: MOST_TRACKS };
/** What addresses can tell at all. */
export const WIDEST_LIMITS: DiscLimits = { mostSectors: MOST_SECTORS, mostTracks: MOST_TRACKS };

/** Everything that keeps the disc from being pressed; empty: nothing. */
export function checkDisc(disc: Disc, limits: DiscLimits = USUAL_LIMITS): Refusal[] {
  return [
    ...checkNumbers(disc, limits),
    ...checkFirstPause(disc),
    ...checkTimes(disc),
    ...checkLengths(disc, limits),
    ...checkCodes(disc),
    ...checkTexts(disc),
  ];
}

function checkNumbers({ tracks }: Disc, { mostTracks }: DiscLimits): Refusal[] {
  const most = Math.min(mostTracks, MOST_TRACKS);
  const refusals: Refusal[] = [];
  if (tracks.length === 0 || tracks.length > most)
    refusals.push({ code: 'cd-track-count', facts: { tracks: tracks.length, most } });
  const at = tracks.findIndex((track, i) => track.number !== i + 1);
  if (at >= 0)
    refusals.push({ code: 'cd-track-numbers', facts: { found: tracks[at]!.number, wanted: at + 1 } });
  const many = tracks.find((track) => track.indexSectors.length + 1 > MOST_INDEX);
  if (many !== undefined)
    refusals.push({
      code: 'cd-indexes',
      facts: { track: many.number, indexes: many.indexSectors.length + 1, most: MOST_INDEX },
    });
  return refusals;
}

function checkFirstPause({ tracks: [first] }: Disc): Refusal[] {
  if (first === undefined) return [];
  const { pauseSector, startSector } = first;
  if (pauseSector === 0 && startSector >= FIRST_PAUSE_SECTORS) return [];
  const facts = { sectors: startSector - (pauseSector ?? startSector), least: FIRST_PAUSE_SECTORS };
  return [{ code: 'cd-first-pause', facts: { ...facts, from: pauseSector ?? 'none' } }];
}

/** Places of a track with their index, in the order in which they must stand. */
function placesOf(track: DiscTrack): { track: number; index: number; sector: number }[] {
  const sectors = [track.pauseSector, track.startSector, ...track.indexSectors];
  return sectors.flatMap((sector, index) =>
    sector === null ? [] : [{ track: track.number, index, sector }],
  );
}

/** Every place is a whole sector and lies behind the one before it; the lead-out behind all. */
function checkTimes(disc: Disc): Refusal[] {
  let before = -1;
  for (const { track, index, sector } of disc.tracks.flatMap(placesOf)) {
    if (!Number.isInteger(sector) || sector <= before)
      return [{ code: 'cd-times', facts: { track, index, sector, before } }];
    before = sector;
  }
  const { leadOutSector } = disc;
  if (Number.isInteger(leadOutSector) && leadOutSector > before) return [];
  return [{ code: 'cd-times', facts: { track: 'lead-out', index: 1, sector: leadOutSector, before } }];
}

function checkLengths({ tracks, leadOutSector }: Disc, { mostSectors }: DiscLimits): Refusal[] {
  const short = tracks.flatMap((track, i) => {
    const sectors = (tracks[i + 1]?.startSector ?? leadOutSector) - track.startSector;
    if (sectors >= LEAST_TRACK_SECTORS) return [];
    const facts = { track: track.number, sectors, least: LEAST_TRACK_SECTORS };
    return [{ code: 'cd-short-track', facts }];
  });
  const most = Math.min(mostSectors, MOST_SECTORS);
  if (leadOutSector <= most) return short;
  return [...short, { code: 'cd-too-long', facts: { sectors: leadOutSector, most } }];
}

function checkCodes(disc: Disc): Refusal[] {
  const refusals: Refusal[] = [];
  const { barcode, masterId } = disc;
  if (barcode !== null && !isEan13(barcode)) refusals.push({ code: 'cd-barcode', facts: { barcode } });
  for (const { number, isrc } of disc.tracks)
    if (isrc !== null && normaliseIsrc(isrc) !== isrc)
      refusals.push({ code: 'cd-isrc', facts: { track: number, isrc } });
  if (masterId.length > MOST_MASTER_ID_LETTERS || /[^ -~]/.test(masterId))
    refusals.push({ code: 'cd-master-id', facts: { masterId, most: MOST_MASTER_ID_LETTERS } });
  return refusals;
}

/** 13 digits with a check digit that holds. */
function isEan13(text: string): boolean {
  const found = readBarcode(text);
  return 'barcode' in found && found.barcode === text && text.length === 13;
}

/** A first pause that is longer hides music, rather than making room for a slow player. */
const HIDING_SECTORS = 2 * FIRST_PAUSE_SECTORS;

/** What can be pressed and is still worth a word. */
export function discNotes(disc: Disc): DeliveryNote[] {
  const notes: DeliveryNote[] = [];
  const { tracks, leadOutSector } = disc;
  const seen = new Map<string, number>();
  for (const { number, isrc, preEmphasis } of tracks) {
    if (preEmphasis) notes.push({ code: 'cd-pre-emphasis', facts: { track: number } });
    if (isrc === null) continue;
    const first = seen.get(isrc);
    if (first !== undefined) notes.push({ code: 'cd-isrc-twice', facts: { isrc, track: number, first } });
    else seen.set(isrc, number);
  }
  if (seen.size > 0 && tracks.some((track) => track.isrc === null))
    notes.push({ code: 'cd-isrc-missing', facts: { tracks: tracks.length - seen.size } });
  const first = tracks[0]?.startSector ?? 0;
  if (first > HIDING_SECTORS) notes.push({ code: 'cd-long-first-pause', facts: { sectors: first } });
  if (leadOutSector > FIRST_DISCS_SECTORS)
    notes.push({ code: 'cd-over-74-minutes', facts: { sectors: leadOutSector } });
  return notes;
}
