// Hunter: an impulse hunt at the repair desk, set up for one format.
import type { SignalFormat } from '../../signal/signal.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor } from '../processor.ts';
import { ImpulseHunt, type HuntLimits } from './impulse-hunt.ts';
import { RepairDesk } from './repair-desk.ts';
import type { Reach } from './repair-mender.ts';
import { spansOf } from './repair-places.ts';

/** What differs between those that hunt impulses. */
export interface HuntPlan {
  /** At 44.1 and 48 kHz; in proportion to the rate above. */
  readonly order: number;
  readonly fineOrder: number;
  /** Findings name a place to about 1 ms. */
  readonly marginS: number;
  readonly pieceS: number;
  readonly contextS: number;
}

const HOP_S = 0.02;
/** A place up to here is one click that somebody has heard: 25 ms and the margins. */
const SHORT_S = 0.0285;
/** In longer ones an impulse must stand out so much more, and be no longer than this. */
const LONG_CAUTION = 1.8;
const LONGEST_IN_LONG_S = 0.001;
const MOST_ORDER = 96;
const MOST_FINE = 320;

/** `params` has `places`, `threshold`, `longestMs` and `amount`. */
export function createHunter(
  params: ParamRecord,
  format: SignalFormat,
  firstFrame: number,
  plan: HuntPlan,
): Processor {
  const { sampleRateHz: rate, channels } = format;
  const order = Math.min(MOST_ORDER, Math.round(plan.order * Math.max(1, rate / 48000)));
  const longest = Math.max(1, Math.round(((params.longestMs as number) / 1000) * rate));
  const limits: HuntLimits = {
    order,
    fineOrder: Math.min(MOST_FINE, Math.round((plan.fineOrder * order) / plan.order)),
    threshold: params.threshold as number,
    longThreshold: LONG_CAUTION * (params.threshold as number),
    longest,
    longestInLong: Math.min(longest, Math.round(LONGEST_IN_LONG_S * rate)),
    short: Math.round(SHORT_S * rate),
    hop: Math.round(HOP_S * rate),
  };
  const context = Math.max(Math.round(plan.contextS * rate), 2 * limits.fineOrder);
  const reach: Reach = { piece: Math.round(plan.pieceS * rate), overrun: limits.longest, context };
  const window = reach.piece + reach.overrun + 2 * context;
  const spans = Array.from({ length: channels }, (_, c) => spansOf(params.places!, format, c, plan.marginS));
  return new RepairDesk(
    format,
    firstFrame,
    spans,
    reach,
    params.amount as number,
    () => new ImpulseHunt(limits, window),
  );
}
