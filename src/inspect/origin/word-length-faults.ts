// Word-length faults: fewer bits than the file promises, empty lowest bits, and sound shortened without dither.
import type { Finding, Severity, VerdictKind } from '../finding.ts';
import type { Measurements, WordLengthResult } from '../../measure/measurements.ts';
import type { Origin } from '../hearing.ts';

/** Up to 13 bits tails are grainy; up to 10 everybody hears it. */
const COARSE_BITS = 13;
const VERY_COARSE_BITS = 10;
const CD_BITS = 16;
/** Of a sound with coarse steps most levels about zero never occur. */
const COARSE_LEVELS = 0.5;
/** Undithered tails stand still between their steps; dither (0.6) keeps them moving. */
const STANDING_STILL = 0.8;
const LEAST_QUIET_S = 0.25;
/** Less sound than this shows no word length. */
const LEAST_S = 0.4;

function finding(code: string, severity: Severity, confidence: number, bits: number): Finding {
  return { code, severity, confidence, channel: 'both', startS: null, endS: null, value: bits, unit: 'bits' };
}

/** Bits that the file promises; a float's words promise none. */
function promised(origin: Origin): number | null {
  return origin.codec === 'float' ? null : origin.bits;
}

function unusedBits(bits: number, origin: Origin): Finding[] {
  const declared = promised(origin);
  if (declared !== null && declared <= bits) return [];
  if (bits <= COARSE_BITS)
    return [finding('low-bit-depth', bits <= VERY_COARSE_BITS ? 'warning' : 'note', 0.95, bits)];
  if (bits > CD_BITS) return declared === null ? [] : [finding('padded-bits', 'note', 0.95, bits)];
  const severity = declared !== null && declared > CD_BITS ? 'warning' : 'note';
  return origin.bits === null ? [] : [finding('padded-bits', severity, 0.95, bits)];
}

/** Coarse steps that were turned up or down since, so that no bit is empty. */
function coarseLevels({ bits, levelsUsed }: WordLengthResult): Finding[] {
  if (levelsUsed === null || levelsUsed === 0 || levelsUsed >= COARSE_LEVELS) return [];
  if (bits !== null && bits <= COARSE_BITS) return [];
  let left = CD_BITS;
  for (let share = levelsUsed; share < 0.7; share *= 2) left--;
  return [finding('low-bit-depth', left <= VERY_COARSE_BITS ? 'warning' : 'note', 0.8, left)];
}

function missingDither({ bits, quietS, quietRepeats }: WordLengthResult): Finding[] {
  if (bits === null || bits > CD_BITS || quietS < LEAST_QUIET_S) return [];
  if (quietRepeats === null || quietRepeats < STANDING_STILL) return [];
  return [finding('missing-dither', 'note', 0.7, bits)];
}

/** What the words of the file tell against what it promises. */
export const WORD_LENGTH_FAULTS: VerdictKind = {
  id: 'word-length-faults',
  codes: ['low-bit-depth', 'padded-bits', 'missing-dither'],
  judge(m: Measurements, _format, origin) {
    const { wordLength } = m;
    if (wordLength === null || origin.lossy || m.durationS < LEAST_S) return [];
    const unused = wordLength.bits === null ? [] : unusedBits(wordLength.bits, origin);
    return [...unused, ...coarseLevels(wordLength), ...missingDither(wordLength)];
  },
};
