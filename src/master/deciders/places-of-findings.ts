// Places of findings: what was found, as the places that a processor mends, and a move that mends there and nowhere else.
import type { Finding } from '../../inspect/finding.ts';
import type { ParamRecord } from '../../process/params.ts';
import { PLACES_PARAM } from '../../process/repair/repair-places.ts';
import type { Analysis } from '../analysis.ts';
import { alone, hundredth, moveOf, NOTHING, type Decision } from '../decider.ts';
import type { Because, Move, Restraint } from '../plan.ts';
import { sureFindings } from '../sure-findings.ts';

/** Detectors tell no more places of one kind than this: there may be others. */
const TOLD_AT_MOST = 50;
/** Steps in which plans tell times: a tenth of a frame at 96 kHz. */
const TIMES_A_SECOND = 1e6;

export interface Mending {
  /** Of the move, and of the processor. */
  readonly id: string;
  /** What it mends, in the order in which reasons and places are told. */
  readonly codes: readonly string[];
  readonly params?: ParamRecord;
  /** Which of the findings it is given; all of the codes that are sure where none is given. */
  readonly found?: readonly Finding[];
}

/**
 * The move, with one reason a code: how many places of it there are; the places in the same order. Its confidence is the mean
 * of the findings'. Nothing where there are none.
 */
export function mended(analysis: Analysis, mending: Mending): Decision {
  const { id, codes, params = {} } = mending;
  const found = mending.found ?? codes.flatMap((code) => sureFindings(analysis, code));
  const kinds = codes.map((code) => found.filter((finding) => finding.code === code));
  const inOrder = kinds.flat().slice(0, PLACES_PARAM.maxLength);
  if (inOrder.length === 0) return NOTHING;
  const { durationS } = analysis.measurements;
  const places = inOrder.map((finding) => placeOf(finding, durationS));
  const confidence = inOrder.reduce((sum, finding) => sum + finding.confidence, 0) / inOrder.length;
  const move: Move = moveOf({
    id,
    stage: 'repair',
    kind: id,
    params: { ...params, places },
    because: codes.flatMap((code, k) => reasonFor(code, kinds[k]!.length)),
    confidence: hundredth(confidence),
  });
  return { moves: [move], restraints: codes.flatMap((code, k) => maybeMore(code, kinds[k]!)) };
}

function placeOf({ startS, endS, channel }: Finding, durationS: number): ParamRecord {
  const rounded = (s: number): number => Math.round(TIMES_A_SECOND * s) / TIMES_A_SECOND;
  return { startS: rounded(startS ?? 0), endS: rounded(endS ?? durationS), channel: channel ?? 'both' };
}

function reasonFor(code: string, count: number): Because[] {
  if (count === 0) return [];
  return [{ code: `mend-${code}`, measurement: `found-${code}`, value: count, target: 0, unit: 'places' }];
}

function maybeMore(code: string, found: readonly Finding[]): readonly Restraint[] {
  return found.length < TOLD_AT_MOST
    ? []
    : alone('mend-more', { found: code, count: found.length }).restraints;
}

/** Several decisions as one. */
export function together(...decisions: readonly Decision[]): Decision {
  return {
    moves: decisions.flatMap(({ moves }) => moves),
    restraints: decisions.flatMap(({ restraints }) => restraints),
  };
}
