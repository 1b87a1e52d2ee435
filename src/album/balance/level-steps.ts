// Level steps: how the loud parts of songs that follow each other lie, and what of it is meant.
import { hundredth } from '../../master/decider.ts';
import type { Album } from '../album.ts';
import type { BalancedSong, LevelBalance, LevelStep } from './balance-record.ts';
import { albumSong } from './level-wishes.ts';

/** From one song to the next, more than this asks for the volume knob. */
export const EVEN_LU = 1.5;

/** Of songs on one disc; those without a level are passed over. */
export function levelSteps(songs: readonly BalancedSong[], album: Album): LevelStep[] {
  return songs.slice(1).flatMap((song, i) => {
    const before = songs[i]!;
    const sameDisc = albumSong(album, before.id).disc === albumSong(album, song.id).disc;
    if (!sameDisc || before.level === null || song.level === null) return [];
    return [stepOf(before.id, before.level, song.id, song.level)];
  });
}

function stepOf(from: string, a: LevelBalance, to: string, b: LevelBalance): LevelStep {
  const meantLu = b.toldLu - b.underLu - (a.toldLu - a.underLu);
  const afterLu = b.after.loudLufs - a.after.loudLufs;
  return {
    from,
    to,
    beforeLu: hundredth(b.before.loudLufs - a.before.loudLufs),
    afterLu: hundredth(afterLu),
    meantLu: hundredth(meantLu),
    even: isEven(afterLu, meantLu),
  };
}

/** Not more than 1.5 LU from nothing to what is meant, and beyond. */
function isEven(lu: number, meantLu: number): boolean {
  const least = Math.min(0, meantLu) - EVEN_LU;
  const most = Math.max(0, meantLu) + EVEN_LU;
  return lu >= least && lu <= most;
}
