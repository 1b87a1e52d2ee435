// WavPack passes: what a block says of how its channels were predicted: terms, weights, and the samples before it.
import type { WavpackHeader } from './wavpack-header.ts';
import { fromLog, signedLog } from './wavpack-logarithm.ts';
import {
  DECORRELATION_SAMPLES,
  DECORRELATION_TERMS,
  DECORRELATION_WEIGHTS,
  type Parts,
} from './wavpack-parts.ts';

/** The furthest sample back that a term names by itself. */
export const FURTHEST_TERM = 8;
const MOST_PASSES = 16;

/** One pass; they are undone from the first of the list to its last. */
export interface Pass {
  /** 1 to 8: so many samples back; 17, 18: drawn on from the last two; -1 to -3: from the other channel. */
  readonly term: number;
  /** How much a weight moves with each sample. */
  readonly delta: number;
  /** Of the two channels; 1024 is one. */
  readonly weights: Int32Array;
  /** Of each channel, the oldest first, as many as the term looks back. */
  readonly history: readonly [Int32Array, Int32Array];
}

/** null where the parts contradict the format. No parts mean no passes. */
export function readPasses(bytes: Uint8Array, parts: Parts, header: WavpackHeader): Pass[] | null {
  const terms = parts.get(DECORRELATION_TERMS) ?? { from: 0, to: 0 };
  if (terms.to - terms.from > MOST_PASSES) return null;
  const passes: Pass[] = [];
  for (let at = terms.from; at < terms.to; at++) {
    const term = (bytes[at]! & 31) - 5;
    if (!isTerm(term) || (term < 0 && header.monoData)) return null;
    const length = lookBack(term);
    const history = [new Int32Array(length), new Int32Array(length)] as const;
    passes.push({ term, delta: bytes[at]! >>> 5, weights: new Int32Array(2), history });
  }
  // stored for the encoder, whose last pass is undone first
  const whole = readWeights(bytes, parts, passes, header) && readHistory(bytes, parts, passes, header);
  return whole ? passes.reverse() : null;
}

const isTerm = (term: number): boolean =>
  (term >= -3 && term <= FURTHEST_TERM && term !== 0) || term === 17 || term === 18;

const lookBack = (term: number): number => (term > FURTHEST_TERM ? 2 : term < 0 ? 1 : term);

function readWeights(
  bytes: Uint8Array,
  parts: Parts,
  passes: readonly Pass[],
  header: WavpackHeader,
): boolean {
  const part = parts.get(DECORRELATION_WEIGHTS);
  if (part === undefined) return true;
  const channels = header.monoData ? 1 : 2;
  const count = Math.floor((part.to - part.from) / channels);
  if (count > passes.length) return false;
  for (let n = 0; n < count * channels; n++) {
    const stored = (bytes[part.from + n]! << 24) >> 24;
    const weight = stored * 8;
    passes[Math.floor(n / channels)]!.weights[n % channels] =
      weight > 0 ? weight + ((weight + 64) >> 7) : weight;
  }
  return true;
}

/** The oldest encoders put the state of a noise shaper in front, which only the correction needs. */
const SHAPER_VERSION = 0x402;

function readHistory(
  bytes: Uint8Array,
  parts: Parts,
  passes: readonly Pass[],
  header: WavpackHeader,
): boolean {
  const part = parts.get(DECORRELATION_SAMPLES);
  if (part === undefined) return true;
  const channels = header.monoData ? 1 : 2;
  let at = part.from + (header.version === SHAPER_VERSION && header.hybrid ? 2 * channels : 0);
  for (const { term, history } of passes) {
    if (at >= part.to) break;
    const count = channels * lookBack(term);
    if (at + 2 * count > part.to) return false;
    for (let n = 0; n < count; n++, at += 2) {
      const value = fromLog(signedLog(bytes, at));
      // terms 17 and 18: newest first, one channel after the other; the others: oldest first, the channels by turns
      if (term > FURTHEST_TERM) history[n >> 1]![1 - (n & 1)] = value;
      else history[n % channels]![Math.floor(n / channels)] = value;
    }
  }
  return at === part.to;
}
