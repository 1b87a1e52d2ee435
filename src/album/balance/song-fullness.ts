// Song fullness: how much of the spectrum a song fills where it is loud, and how far under full songs it therefore belongs.
import type { Measurements } from '../../measure/measurements.ts';
import { fineBandsHz } from '../../master/narrow-peaks.ts';
import { tonePicture } from '../../master/style/tone-picture.ts';
import type { Style } from '../../master/style/style.ts';
import type { Fullness } from './balance-record.ts';

/** Where notes are told from what lies between them: above, hiss and cymbals decide. */
const NOTES_HZ = { lowest: 400, highest: 5000 } as const;
/**
 * How far notes stand over what lies between them, dB: 1 to 4 in full arrangements, where somebody always plays in between; 10 and more
 * of one piano or guitar.
 */
const GAPS_DB = { full: 5, solo: 14 } as const;
/** How far the octaves of the middle move while the song is loud, dB: pauses from note to note begin above the first. */
const MOVES_DB = { full: 4.5, solo: 10 } as const;
const MIDDLE_HZ = { lowest: 112, highest: 5623 } as const;
/**
 * From the first share on a song is full, from the second down it is sparse. A sparse song stands 2 LU and more under a full one, as
 * on records that were levelled by ear; 3 is the most that one instrument alone is held back in any style of the house.
 */
const DENSE_SHARE = 0.85;
const SPARSE_SHARE = 0.6;
const MIDDLING_LU = 0.8;
const SPARSE_LU = { least: 2.4, most: 3 } as const;
/** Below it a song is as sparse as one instrument alone. */
const SOLO_SHARE = 0.4;

/** null where there is no spectrum. The level of the song changes nothing in it. */
export function songFullness(measurements: Measurements, style: Style): Fullness | null {
  const picture = tonePicture(measurements.spectrum, style.spectrum);
  if (picture === null) return null;
  const share = picture.coverage * betweenNotes(measurements) * goingOn(measurements);
  const underLu = underFull(share);
  const kind = underLu === 0 ? 'dense' : underLu < SPARSE_LU.least ? 'middling' : 'sparse';
  return { share, underLu, kind };
}

function underFull(share: number): number {
  if (share >= DENSE_SHARE) return 0;
  if (share > SPARSE_SHARE) return (MIDDLING_LU * (DENSE_SHARE - share)) / (DENSE_SHARE - SPARSE_SHARE);
  const thin = Math.min(1, (SPARSE_SHARE - share) / (SPARSE_SHARE - SOLO_SHARE));
  return SPARSE_LU.least + thin * (SPARSE_LU.most - SPARSE_LU.least);
}

/** 0…1: 1 where the spaces between the notes are filled, 0 where each note stands alone. */
function betweenNotes({ spectrum }: Measurements): number {
  const fine = spectrum?.fine;
  if (!fine) return 1;
  const gaps = fineBandsHz(fine).flatMap((hz, b) =>
    hz >= NOTES_HZ.lowest && hz <= NOTES_HZ.highest ? [fine.notesDb[b]! - fine.floorDb[b]!] : [],
  );
  return gaps.length === 0 ? 1 : shareBetween(mean(gaps), GAPS_DB);
}

/** 0…1: 1 where sound goes on all the time, 0 where it pauses from note to note. */
function goingOn({ loudParts }: Measurements): number {
  const moves = (loudParts?.movement ?? []).flatMap(({ lowHz, highHz, spreadDb }) =>
    spreadDb !== null && lowHz >= MIDDLE_HZ.lowest && highHz <= MIDDLE_HZ.highest ? [spreadDb] : [],
  );
  return moves.length === 0 ? 1 : shareBetween(mean(moves), MOVES_DB);
}

function shareBetween(
  value: number,
  { full, solo }: { readonly full: number; readonly solo: number },
): number {
  return Math.min(1, Math.max(0, (solo - value) / (solo - full)));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
