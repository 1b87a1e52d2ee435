// Finished: the evidence that a song has been mastered already and wants no second judgement.
import type { Analysis } from './analysis.ts';
import type { Intent } from './intent.ts';
import type { PlannedSong } from './plan.ts';
import { styleLoudest } from './style/style-loudness.ts';
import type { Style } from './style/style.ts';
import { tonePicture } from './style/tone-picture.ts';

/** Where released music stands: AES TD1008 asks for no less than -20 LUFS, and one record in a thousand is above -5. */
const RELEASE_LUFS = { quietest: -20, loudest: -4 } as const;
/** Below this a file still has the headroom that mixes are delivered with. */
const RELEASE_PEAK_DBTP = -6;
/**
 * 16 bits are a sign only together with the level of a record: many workstations export mixes in 16 bits too, but few
 * mixes fill them to the top and are dense as well.
 */
const RECORD = { quietestLufs: -16, leastPeakDbtp: -1.2 } as const;
/** A limiter that holds a ceiling leaves the true peak this near to it, lower in noise; a mix meets it once in a hundred. */
const AT_CEILING_DB = { below: 0.2, above: 0.06 } as const;
/** Share of moments pressed against one level from which somebody's limiter has decided the loudness, in %. */
const PRESSED_PERCENT = 30;
/** Records for streaming keep up to 2 dB free, and their samples reach little less: what is pressed flat lower is a crushed mix. */
const PRESSED_PEAK_DBFS = -2.5;

/** Whoever aims at a loudness lands this near to it; a mix does once in some hundreds. */
const AT_LOUDNESS_LU = 0.03;

/**
 * `at-ceiling`: its peaks stand at the very ceiling asked for; `at-loudness`: it has the very loudness that is asked for
 * or that the style likes; `word-length`: 16 bits, filled like a record; `limited`: pressed flat already.
 */
export type FinishedSign = 'at-ceiling' | 'at-loudness' | 'word-length' | 'limited';

/**
 * Which sign there is, or null. Release level alone is none, for mixes too are delivered loud; it must come with a sign
 * that only a finished file bears.
 */
export function finishedSign(
  analysis: Analysis,
  intent: Intent,
  song: PlannedSong,
  style: Style,
): FinishedSign | null {
  const { integratedLufs } = analysis.measurements.loudness;
  const { truePeakDbtp } = analysis.measurements.peak;
  if (integratedLufs === null || truePeakDbtp === null) return null;
  if (integratedLufs < RELEASE_LUFS.quietest || integratedLufs > RELEASE_LUFS.loudest) return null;
  if (truePeakDbtp < RELEASE_PEAK_DBTP) return null;
  const over = truePeakDbtp - intent.ceilingDbtp;
  if (over >= -AT_CEILING_DB.below && over <= AT_CEILING_DB.above) return 'at-ceiling';
  if (over < 0 && Math.abs(integratedLufs - aimedLufs(analysis, intent, style)) <= AT_LOUDNESS_LU)
    return 'at-loudness';
  const likeARecord = integratedLufs >= RECORD.quietestLufs && truePeakDbtp >= RECORD.leastPeakDbtp;
  if (likeARecord && (song.bits === 16 || isPadded(analysis))) return 'word-length';
  return isPressed(analysis) ? 'limited' : null;
}

function aimedLufs({ measurements }: Analysis, { loudness }: Intent, style: Style): number {
  if (loudness.mode === 'target') return loudness.lufs;
  return styleLoudest(style, tonePicture(measurements.spectrum, style.spectrum)?.coverage ?? 1);
}

/** 16 bits in a longer word, should a detector tell. */
function isPadded(analysis: Analysis): boolean {
  return analysis.findings.some((f) => f.code === 'padded-bits' && f.value === 16);
}

function isPressed(analysis: Analysis): boolean {
  const { samplePeakDbfs } = analysis.measurements.peak;
  if (samplePeakDbfs === null || samplePeakDbfs < PRESSED_PEAK_DBFS) return false;
  return analysis.findings.some((f) => f.code === 'over-limited' && (f.value ?? 0) >= PRESSED_PERCENT);
}
