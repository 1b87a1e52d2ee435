// Song pair: two songs as one follows the other: the jump in level and tone, the way from tempo to tempo and from key to key.
import { keyRelation, type KeyRelation } from './key-relation.ts';
import type { SongPortrait } from './song-portrait.ts';
import { toneApartDb } from './stretch-figures.ts';
import { tempoRelation, type TempoRelation } from './tempo-relation.ts';

/** Plain JSON; null where one of the two has no such thing. */
export interface SongPair {
  readonly level: {
    /** Ten seconds before the one dies away, first ten that are heard of the other, LUFS. */
    readonly beforeLufs: number | null;
    readonly afterLufs: number | null;
    /** How much louder the second begins than the first ended, LU. */
    readonly jumpLu: number | null;
    /** How much louder its loud parts are, LU. */
    readonly loudJumpLu: number | null;
  };
  readonly tone: {
    /** Mean difference of the octaves where both are loud, at equal level, dB. */
    readonly apartDb: number | null;
    /** The same of ending and beginning. */
    readonly edgeApartDb: number | null;
    /** How much brighter the second is, dB. */
    readonly brighterDb: number | null;
  };
  readonly tempo: TempoRelation | null;
  readonly key: KeyRelation | null;
}

/** From 0 (clashes) to 1 (leads on); null where there is nothing to judge by. */
export interface PairEase {
  readonly level: number | null;
  readonly tone: number | null;
  readonly tempo: number | null;
  readonly key: number | null;
}

/** After a rest an ear forgives: so many LU at once, and one more a second of rest, up to four. */
const JUMP_UP_LU = 4;
const JUMP_DOWN_LU = 7;
const MOST_FORGIVEN_LU = 4;
const JUMP_SPAN_LU = 10;
/** Neighbours whose loud parts are within this are equally loud (the bar of the album balance). */
const EQUALLY_LOUD_LU = 1.5;
const LOUD_SPAN_LU = 6;
/** Shares of ending to beginning, and of loud part to loud part. */
const EDGE_SHARE = 0.6;
/** Two songs of one record differ so much without anybody minding; instruments come and go at the seam itself. */
const KINDRED_TONE_DB = 2;
const TONE_SPAN_DB = 5;
const KINDRED_EDGE_DB = 5;
const EDGE_SPAN_DB = 9;

export function songPair(before: SongPortrait, after: SongPortrait): SongPair {
  const [beforeLufs, afterLufs] = [before.ending.lufs, after.opening.lufs];
  return {
    level: {
      beforeLufs,
      afterLufs,
      jumpLu: difference(beforeLufs, afterLufs),
      loudJumpLu: difference(before.loudLufs, after.loudLufs),
    },
    tone: {
      apartDb: toneApartDb(before.tone, after.tone),
      edgeApartDb: toneApartDb(before.ending.tone, after.opening.tone),
      brighterDb: difference(before.brightnessDb, after.brightnessDb),
    },
    tempo: tempoRelation(before.tempo, after.tempo),
    key: keyRelation(before.key, after.key),
  };
}

/** `restS`: silence as it is heard between the two. */
export function pairEase({ level, tone, tempo, key }: SongPair, restS: number): PairEase {
  return {
    level: blend([
      [jumpEase(level.jumpLu, restS), EDGE_SHARE],
      [within(level.loudJumpLu, EQUALLY_LOUD_LU, LOUD_SPAN_LU), 1 - EDGE_SHARE],
    ]),
    tone: blend([
      [within(tone.apartDb, KINDRED_TONE_DB, TONE_SPAN_DB), EDGE_SHARE],
      [within(tone.edgeApartDb, KINDRED_EDGE_DB, EDGE_SPAN_DB), 1 - EDGE_SHARE],
    ]),
    tempo: tempo?.ease ?? null,
    key: key?.ease ?? null,
  };
}

/** Mean by weight of those that are known; null for none. */
export function blend(parts: readonly (readonly [value: number | null, weight: number])[]): number | null {
  let [sum, weights] = [0, 0];
  for (const [value, weight] of parts) {
    if (value === null) continue;
    sum += value * weight;
    weights += weight;
  }
  return weights > 0 ? sum / weights : null;
}

/** 1 up to `free`, evenly down to 0 at `span` more. */
export function within(value: number | null, free: number, span: number): number | null {
  if (value === null) return null;
  return Math.max(0, Math.min(1, 1 - (Math.abs(value) - free) / span));
}

function jumpEase(jumpLu: number | null, restS: number): number | null {
  if (jumpLu === null) return null;
  const forgiven = Math.max(0, Math.min(MOST_FORGIVEN_LU, restS));
  return within(jumpLu, (jumpLu > 0 ? JUMP_UP_LU : JUMP_DOWN_LU) + forgiven, JUMP_SPAN_LU);
}

function difference(before: number | null, after: number | null): number | null {
  return before === null || after === null ? null : after - before;
}
