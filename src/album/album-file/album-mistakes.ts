// Album mistakes: everything that is wrong with an album file, found by mending one thing after the other in a copy.
import { Fault } from '../../signal/fault.ts';
import type { Album } from '../album.ts';
import { checkAlbum } from './check-album.ts';

/** Who has more reads these first. */
const MOST_MISTAKES = 50;

export interface AlbumMistakes {
  /** Each with `where`; in the order in which the check comes upon them. */
  readonly faults: readonly Fault[];
  /** What is left once they are mended; null where no mending helped. */
  readonly mended: Album | null;
  /** Paths whose values are not what the file says any more. */
  readonly mendedAt: readonly string[];
}

/** `given`: a parsed value; it stays as it is. What is wrong is taken out, or, where it must be told, put there; then it is checked again. */
export function albumMistakes(given: unknown, file: string): AlbumMistakes {
  const copy: unknown = JSON.parse(JSON.stringify(given) ?? 'null');
  const faults: Fault[] = [];
  const mendedAt: string[] = [];
  while (faults.length < MOST_MISTAKES) {
    try {
      return { faults, mended: checkAlbum(copy, file), mendedAt };
    } catch (reason) {
      if (!(reason instanceof Fault)) throw reason;
      const where = String(reason.facts.where);
      const at = mendAt(copy, where, faults.length);
      // a second fault of one mending is the mending's own
      if (at === null || mendedAt.filter((path) => path === at).length > 1) break;
      if (!mendedAt.includes(at)) faults.push(reason);
      mendedAt.push(at);
    }
  }
  return { faults, mended: null, mendedAt };
}

type Holder = Record<string, unknown>;

/** Takes out what stands at the path, or what stands in its place; puts a word there where nothing stands. null: there is no such place. */
function mendAt(whole: unknown, where: string, count: number): string | null {
  const names = where.split(/[.[\]]+/).filter((name) => name !== '');
  let holder: unknown = whole;
  for (const [i, name] of names.entries()) {
    if (typeof holder !== 'object' || holder === null) return null;
    const inside = (holder as Holder)[name];
    const isLast = i === names.length - 1 || typeof inside !== 'object' || inside === null;
    if (isLast) {
      mend(holder as Holder, name, count);
      return names.slice(0, i + 1).join('.');
    }
    holder = inside;
  }
  return null;
}

function mend(holder: Holder, name: string, count: number): void {
  if (Array.isArray(holder)) holder[Number(name)] = `mended-${count}.wav`;
  else if (Object.hasOwn(holder, name)) delete holder[name];
  else holder[name] = name === 'songs' ? [`mended-${count}.wav`] : `mended-${count}`;
}
