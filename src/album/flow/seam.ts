// Seam: one song following another on a disc: what the ear meets there, how well it leads on, and which gap would suit.
import { SECTORS_PER_S, type Join } from '../album.ts';
import { restWanted, type FlowRemark } from './rest-wanted.ts';
import { seamRemarks } from './seam-remarks.ts';
import { blend, pairEase, songPair, type PairEase, type SongPair } from './song-pair.ts';
import type { EndingKind } from './song-edge.ts';
import type { SongPortrait } from './song-portrait.ts';

/** Plain JSON. */
export interface Seam extends SongPair {
  /** Ids of the songs. */
  readonly before: string;
  readonly after: string;
  readonly disc: number;
  /** As the disc has it: `gapless` where both are one recording, `crossfade` where they overlap. */
  readonly join: Join['kind'];
  /** On its disc: where the first ends and the second begins, seconds from the image's first sector. */
  readonly endS: number;
  readonly startS: number;
  /** From the one's last sample to the other's first, seconds; below 0 they overlap. */
  readonly gapS: number;
  /** Silence as it is heard, seconds; 0 where they overlap or run on. */
  readonly restS: number;
  readonly ending: { readonly kind: EndingKind; readonly decayS: number; readonly silenceS: number };
  readonly opening: { readonly silenceS: number };
  /** 0…1 each; null where there is nothing to judge by. */
  readonly ease: PairEase & { readonly rest: number | null };
  /** 0…100; null where both are one recording and follow by themselves, and for silence. */
  readonly score: number | null;
  readonly suggestion: GapSuggestion | null;
  /** What a listener may stumble over. */
  readonly remarks: readonly FlowRemark[];
}

/** For a seam with a gap alone: whoever overlaps two songs, or leaves half a minute between them, has decided. */
export interface GapSuggestion {
  /** Silence as it would be heard. */
  readonly restS: number;
  /** What to write as the gap: less by the silence that the recordings have of their own; on the grid of 1/75 s, 0 or more. */
  readonly gapS: number;
  readonly sectors: number;
  readonly because: readonly FlowRemark[];
}

const WEIGHTS = { level: 3, tone: 2, tempo: 1.5, key: 1.5, rest: 3 } as const;
/** A key and a beat are remembered for about a second, and are gone after five. */
const REMEMBERED_S = 1;
const FORGOTTEN_S = 5;
const LEAST_MEMORY = 0.2;
/** So much about the wanted rest is as good, share and seconds; further off it is heard as too soon or as a hole. */
const REST_SHARE = 0.25;
const REST_FREE_S = 0.6;
const TOO_SOON_SPAN_S = 2;
const TOO_LONG_SPAN_S = 6;
/** Nobody leaves so long a gap by mistake; hidden songs come after such. */
const MEANT_GAP_S = 20;
/** An overlap shorter than this is no crossfade but the grid. */
const GRID_S = 1 / SECTORS_PER_S;

/** Every pair that follows each other on one disc, in order. */
export function seamsOf(songs: readonly SongPortrait[]): Seam[] {
  return songs.slice(1).flatMap((after, i) => {
    const before = songs[i]!;
    return before.disc === after.disc ? [seamOf(before, after)] : [];
  });
}

export function seamOf(before: SongPortrait, after: SongPortrait): Seam {
  const pair = songPair(before, after);
  const gapS = after.startS - before.endS;
  const join = joinOf(before, after, gapS);
  const restS = join === 'gap' ? gapS + before.ending.silenceS + after.opening.silenceS : 0;
  const isMeant = gapS > MEANT_GAP_S;
  const wanted = join === 'gap' && !isMeant ? restWanted(before.ending, pair) : null;
  const rest = wanted === null ? null : restEase(restS, wanted.seconds);
  const ease = { ...pairEase(pair, restS), rest };
  const silenceS = before.ending.silenceS + after.opening.silenceS;
  const sectors = wanted === null ? 0 : Math.max(0, Math.round((wanted.seconds - silenceS) * SECTORS_PER_S));
  return {
    ...pair,
    before: before.id,
    after: after.id,
    disc: before.disc,
    join,
    endS: before.endS,
    startS: after.startS,
    gapS,
    restS,
    ending: { kind: before.ending.kind, decayS: before.ending.decayS, silenceS: before.ending.silenceS },
    opening: { silenceS: after.opening.silenceS },
    ease,
    score: join === 'gapless' ? null : seamScore(pair, ease, restS),
    suggestion:
      wanted === null
        ? null
        : { restS: wanted.seconds, gapS: sectors / SECTORS_PER_S, sectors, because: wanted.because },
    remarks: seamRemarks(pair, join, { restS, silenceS, wantedS: wanted?.seconds ?? null, ease }),
  };
}

/** 0…100: keys and tempos count by how sure they are, and the less the longer the rest. */
export function seamScore(
  pair: SongPair,
  ease: PairEase & { rest: number | null },
  restS: number,
): number | null {
  const along = Math.max(0, Math.min(1, (restS - REMEMBERED_S) / (FORGOTTEN_S - REMEMBERED_S)));
  const memory = 1 - (1 - LEAST_MEMORY) * along;
  if (ease.level === null) return null;
  const mean = blend([
    [ease.level, WEIGHTS.level],
    [ease.tone, WEIGHTS.tone],
    [ease.rest, WEIGHTS.rest],
    [ease.tempo, WEIGHTS.tempo * memory * (pair.tempo?.confidence ?? 0)],
    [ease.key, WEIGHTS.key * memory * (pair.key?.confidence ?? 0)],
  ]);
  return mean === null ? null : Math.round(100 * mean);
}

function joinOf(before: SongPortrait, after: SongPortrait, gapS: number): Join['kind'] {
  if (gapS < -GRID_S) return 'crossfade';
  return before.passage === after.passage && gapS <= GRID_S ? 'gapless' : 'gap';
}

function restEase(restS: number, wantedS: number): number {
  const off = restS - wantedS;
  const free = Math.max(REST_FREE_S, REST_SHARE * wantedS);
  const beyond = Math.max(0, Math.abs(off) - free);
  return Math.max(0, 1 - beyond / (off < 0 ? TOO_SOON_SPAN_S : TOO_LONG_SPAN_S));
}
