// Seam remarks: what a listener may stumble over between two songs.
import type { Join } from '../album.ts';
import type { KeyRelation } from './key-relation.ts';
import { SURE_ENOUGH, type FlowRemark } from './rest-wanted.ts';
import type { PairEase, SongPair } from './song-pair.ts';
import type { TempoRelation } from './tempo-relation.ts';

export interface SeamRest {
  /** Silence as it is heard. */
  readonly restS: number;
  /** Of it, what the recordings themselves have. */
  readonly silenceS: number;
  /** null where a gap is taken as meant, and where there is none. */
  readonly wantedS: number | null;
  readonly ease: PairEase & { readonly rest: number | null };
}

/** Under it a part of the seam is worth a word. */
const STUMBLE = 0.7;
/** Silence in the recordings beyond what the seam asks for. */
const SPARE_S = 0.6;
const JUMP_LU = 4;
const LOUD_APART_LU = 3;
const TUNING_CENTS = 20;
/** After so long a rest neither key nor beat is remembered. */
const FORGOTTEN_S = 5;

type Found = readonly (FlowRemark | false)[];

/** The rest first, then level, tone, tempo and key. None where both songs are one recording. */
export function seamRemarks(pair: SongPair, join: Join['kind'], rest: SeamRest): FlowRemark[] {
  if (join === 'gapless') return [];
  const overlaps = join === 'crossfade';
  const near = rest.restS < FORGOTTEN_S;
  const found: Found = [
    ...(overlaps ? [] : ofRest(rest)),
    ...ofLevel(pair, rest.ease),
    ...ofTone(pair, rest.ease),
    ...(near ? ofTempo(pair.tempo, overlaps) : []),
    ...(near ? ofKey(pair.key, overlaps) : []),
  ];
  return found.filter((one) => one !== false);
}

function ofRest({ restS, silenceS, wantedS, ease }: SeamRest): Found {
  if (wantedS === null) return [remark('long-silence', { restS })];
  if (silenceS > wantedS + SPARE_S) return [remark('silence-within', { silenceS, wantedS })];
  const off = (ease.rest ?? 1) < STUMBLE;
  return [off && remark(restS < wantedS ? 'rest-short' : 'rest-long', { restS, wantedS })];
}

function ofLevel({ level }: SongPair, ease: PairEase): Found {
  const jumpLu = level.jumpLu ?? 0;
  const louderLu = level.loudJumpLu ?? 0;
  const stumbles = (ease.level ?? 1) < STUMBLE && Math.abs(jumpLu) > JUMP_LU;
  return [
    stumbles && remark(jumpLu > 0 ? 'jumps-up' : 'jumps-down', { jumpLu: Math.abs(jumpLu) }),
    Math.abs(louderLu) > LOUD_APART_LU && remark('loud-parts-apart', { louderLu }),
  ];
}

function ofTone({ tone }: SongPair, ease: PairEase): Found {
  const { apartDb, brighterDb } = tone;
  return [
    (ease.tone ?? 1) < STUMBLE &&
      remark('tones-apart', { apartDb: apartDb ?? 0, brighterDb: brighterDb ?? 0 }),
  ];
}

function ofTempo(tempo: TempoRelation | null, overlaps: boolean): Found {
  if (tempo === null || tempo.confidence < SURE_ENOUGH) return [];
  const facts = { beforeBpm: tempo.beforeBpm, afterBpm: tempo.afterBpm };
  return [
    tempo.kind === 'near' && remark('tempos-near', facts),
    tempo.kind === 'unlike' && overlaps && remark('beats-clash', facts),
  ];
}

function ofKey(key: KeyRelation | null, overlaps: boolean): Found {
  if (key === null || key.confidence < SURE_ENOUGH) return [];
  const facts = { before: key.before, after: key.after };
  return [
    key.ease < STUMBLE && remark(overlaps ? 'keys-clash' : 'keys-far', facts),
    Math.abs(key.tuningCents) > TUNING_CENTS && remark('tuning-apart', { cents: key.tuningCents }),
  ];
}

function remark(code: string, facts: FlowRemark['facts']): FlowRemark {
  return { code, facts };
}
