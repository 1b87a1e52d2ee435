// WavPack block: one or two channels of a stretch of sound, decoded whole and checked against the sum in its header.
import { LEAD_FRAMES, undoPass } from './wavpack-decorrelate.ts';
import { completeFloats } from './wavpack-floats.ts';
import type { WavpackHeader } from './wavpack-header.ts';
import { completeIntegers } from './wavpack-integers.ts';
import type { Parts } from './wavpack-parts.ts';
import { readPasses } from './wavpack-passes.ts';
import { readWords } from './wavpack-words.ts';

/**
 * Decodes a block whose `parts` stand in `bytes` into `left` and `right` (null: the block feeds one channel), from `LEAD_FRAMES`
 * on: whole numbers, or the bits of floats. False where it is damaged.
 */
export function decodeBlock(
  bytes: Uint8Array,
  parts: Parts,
  header: WavpackHeader,
  planes: readonly [Int32Array, Int32Array | null],
): boolean {
  const { frames, monoData } = header;
  const [left, right] = planes;
  const second = monoData ? null : right;
  const passes = readPasses(bytes, parts, header);
  if (passes === null || !readWords(bytes, parts, header, [left, second])) return false;
  const beside = second ?? new Int32Array(passes.length === 0 ? 0 : LEAD_FRAMES + frames);
  for (const pass of passes) undoPass(pass, left, beside, frames);
  if (second !== null && header.jointStereo) undoJoint(left, second, frames);
  if (sumOf(left, second, frames) !== header.crc) return false;
  const coded = second === null ? [left] : [left, second];
  const whole = header.float
    ? completeFloats(bytes, parts, coded, frames)
    : completeIntegers(bytes, parts, header, coded);
  if (monoData) right?.set(left.subarray(0, LEAD_FRAMES + frames));
  return whole;
}

/** Left and right from a difference and a middle. */
function undoJoint(left: Int32Array, right: Int32Array, frames: number): void {
  for (let n = LEAD_FRAMES; n < LEAD_FRAMES + frames; n++) {
    const second = (right[n]! - (left[n]! >> 1)) | 0;
    right[n] = second;
    left[n] = left[n]! + second;
  }
}

function sumOf(left: Int32Array, right: Int32Array | null, frames: number): number {
  let sum = -1;
  const end = LEAD_FRAMES + frames;
  if (right === null) {
    for (let n = LEAD_FRAMES; n < end; n++) sum = (Math.imul(sum, 3) + left[n]!) | 0;
  } else {
    for (let n = LEAD_FRAMES; n < end; n++)
      sum = (Math.imul(sum, 9) + Math.imul(left[n]!, 3) + right[n]!) | 0;
  }
  return sum;
}
