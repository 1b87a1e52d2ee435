// Rest wanted: how long a silence the two songs of a seam ask for, and why.
import type { SongPair } from './song-pair.ts';
import type { SongEnding } from './song-edge.ts';

/** Something worth telling of a seam, an arc or an order; words by `code`. */
export interface FlowRemark {
  readonly code: string;
  readonly facts: Readonly<Record<string, number | string>>;
}

export interface RestWanted {
  /** Of silence as it is heard, from the last sound of the one to the first of the other. */
  readonly seconds: number;
  /** What made it so, the greatest first. */
  readonly because: readonly FlowRemark[];
}

/** What records have usually had since discs were pressed: two seconds. */
const USUAL_S = 2;
const LEAST_S = 0.5;
const MOST_S = 6;
/** A stop is heard to its end at once, and the room it leaves is missed. */
const COLD_MORE_S = 0.5;
/** Who has listened to a sound die away has had part of the rest already. */
const RESTED_SHARE = 0.25;
const FADED_S = 0.8;
/** Contrasts that ask for more. */
const CONTRAST_LU = 6;
const S_PER_LU = 0.15;
const MOST_FOR_LEVEL_S = 1.5;
const CONTRAST_TONE_DB = 4;
const FOR_TONE_S = 0.3;
const FOR_TEMPO_S = 0.4;
const FOR_KEY_S = 0.4;
const FAR_KEY_STEPS = 4;
/** Of estimates that are less sure than this nothing is made. */
export const SURE_ENOUGH = 0.4;
/** Songs that belong together follow sooner. */
const KINDRED_LESS_S = 0.4;

/** Rules of thumb of those who sequence records, with the figures measured; docs/theory/album-flow.md tells how they were set. */
export function restWanted(ending: SongEnding, pair: SongPair): RestWanted {
  const parts = [
    endingPart(ending),
    levelPart(pair),
    tonePart(pair),
    tempoPart(pair),
    keyPart(pair),
    kindredPart(pair),
  ];
  const told = parts.filter((part) => part !== null);
  const sum = told.reduce((seconds, { more }) => seconds + more, USUAL_S);
  const ranked = [...told].sort((a, b) => Math.abs(b.more) - Math.abs(a.more));
  return {
    seconds: Math.max(LEAST_S, Math.min(MOST_S, sum)),
    because: ranked.map(({ remark }) => remark),
  };
}

interface Part {
  /** Seconds more (less) than usual. */
  readonly more: number;
  readonly remark: FlowRemark;
}

function part(more: number, code: string, facts: FlowRemark['facts'] = {}): Part {
  return { more, remark: { code, facts } };
}

function endingPart({ kind, decayS, lufs }: SongEnding): Part | null {
  if (lufs === null) return null;
  if (kind === 'cold') return part(COLD_MORE_S, 'ends-cold');
  if (kind === 'fades') return part(FADED_S - USUAL_S, 'ends-fading', { decayS });
  return part(-RESTED_SHARE * Math.min(decayS, 4), 'ends-ringing', { decayS });
}

function levelPart({ level: { jumpLu } }: SongPair): Part | null {
  if (jumpLu === null || Math.abs(jumpLu) <= CONTRAST_LU) return null;
  const more = Math.min(MOST_FOR_LEVEL_S, S_PER_LU * (Math.abs(jumpLu) - CONTRAST_LU));
  return part(more, jumpLu > 0 ? 'begins-louder' : 'begins-quieter', { jumpLu: Math.abs(jumpLu) });
}

function tonePart({ tone: { apartDb } }: SongPair): Part | null {
  return apartDb !== null && apartDb > CONTRAST_TONE_DB ? part(FOR_TONE_S, 'other-tone', { apartDb }) : null;
}

function tempoPart({ tempo }: SongPair): Part | null {
  if (tempo === null || tempo.confidence < SURE_ENOUGH || tempo.kind !== 'near') return null;
  return part(FOR_TEMPO_S, 'tempo-nearly', { beforeBpm: tempo.beforeBpm, afterBpm: tempo.afterBpm });
}

function keyPart({ key }: SongPair): Part | null {
  if (key === null || key.confidence < SURE_ENOUGH || key.steps < FAR_KEY_STEPS || key.kind === 'parallel')
    return null;
  return part(FOR_KEY_S, 'key-far', { before: key.before, after: key.after });
}

function kindredPart({ key, tempo, level }: SongPair): Part | null {
  const sure = (key?.confidence ?? 0) >= SURE_ENOUGH && (tempo?.confidence ?? 0) >= SURE_ENOUGH;
  if (!sure || key!.steps > 1 || !['same', 'double', 'half'].includes(tempo!.kind)) return null;
  if (Math.abs(level.jumpLu ?? 0) > CONTRAST_LU) return null;
  return part(-KINDRED_LESS_S, 'kindred', { key: key!.after, bpm: tempo!.afterBpm });
}
