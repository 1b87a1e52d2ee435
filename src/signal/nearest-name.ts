// Nearest name: which of the known names somebody may have meant, by the fewest slips of the finger.
import { Fault, type Facts } from './fault.ts';

/** Longer names are nobody's slip; they are not compared. */
const LONGEST = 64;
/** A beginning this long tells which name is meant (`gain` for `gainDb`). */
const LEAST_BEGINNING = 3;
/** One letter in so many may be wrong. */
const LETTERS_A_SLIP = 3;

/**
 * The known name that the fewest slips lead to: letters missing, too many, wrong, or two neighbours swapped (optimal string
 * alignment, Boytsov 2011). Capitals, spaces, hyphens and underscores do not count. null where none is near: more than a third of
 * the letters wrong. Of several the first.
 */
export function nearestName(given: string, known: readonly string[]): string | null {
  const meant = bare(given);
  if (meant.length === 0 || meant.length > LONGEST) return null;
  let nearest: string | null = null;
  let least = Math.max(1, Math.floor(meant.length / LETTERS_A_SLIP)) + 1;
  for (const name of known) {
    const slips = slipsBetween(meant, bare(name));
    if (slips >= least) continue;
    least = slips;
    nearest = name;
  }
  return nearest;
}

/** The Fault that `id` is none of `known`: kind `usage`, facts `id`, `known` (one text), `nearest` (null where none is near). */
export function unknownName(code: string, id: string, known: readonly string[], facts: Facts = {}): Fault {
  return new Fault(code, 'usage', { ...facts, id, known: known.join(', '), nearest: nearestName(id, known) });
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, '');
}

function slipsBetween(meant: string, name: string): number {
  if (name.length > LONGEST) return Number.POSITIVE_INFINITY;
  const beginning = Math.min(meant.length, name.length);
  const begins = name.startsWith(meant) || meant.startsWith(name);
  if (begins && beginning >= LEAST_BEGINNING) return meant.length === name.length ? 0 : 1;
  return alignment(meant, name);
}

/** Row by row; `rows[i][j]` slips between the first i letters of `a` and the first j of `b`. */
function alignment(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const wrong = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const plain = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + wrong);
      row.push(swapped ? Math.min(plain, before[j - 2]! + 1) : plain);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}
