// Held by songs: the one sentence of an album whose level was set by a few songs that may not move, and all others moved to them.
import type { BalanceRecord } from '../../album/balance/balance-record.ts';
import { capitalised, counted } from '../album/album-words.ts';
import { level } from '../figures.ts';

/** A move of less needs no word: it is what balance is for. */
const LEAST_MOVE_LU = 1.5;

/** Why a song keeps its level, and what would free it. */
const KEPT: Readonly<Record<string, string>> = {
  'balance-as-is': 'leave asIs out',
  'balance-own-plan': 'leave its plan out',
  'balance-own-loudness': 'leave its loudness out',
};

/** null where no song holds the others, or where they moved little. `titleOf`: of a song's id. */
export function heldWords({ songs }: BalanceRecord, titleOf: (id: string) => string): string | null {
  const kept = songs.filter(({ level: at }) => at !== null && at.because.code in KEPT);
  const moves = songs.flatMap(({ level: at }) =>
    at === null || at.because.code in KEPT ? [] : [at.movedLu],
  );
  const moved = moves.toSorted((a, b) => a - b)[Math.floor(moves.length / 2)] ?? 0;
  if (kept.length === 0 || Math.abs(moved) < LEAST_MOVE_LU) return null;
  const [first] = kept;
  const holds =
    kept.length === 1 ? `“${titleOf(first!.id)}” keeps its` : `${counted(kept.length, 'song')} keep their`;
  const cures = [...new Set(kept.map(({ level: at }) => KEPT[at!.because.code]!))].join(' or ');
  const way = moved < 0 ? 'lower' : 'higher';
  return capitalised(
    `${holds} level, as you asked, and the others stand about ${level(Math.abs(moved), 'LU')} ${way} to suit. If the album should not be set by that, ${cures}, or say balance: { rule: none }.`,
  );
}
