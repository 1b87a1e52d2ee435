// Shadows: one fault darkens other readings of the same song: those are not told again, or only as a note.
import { isMilder, sharesChannel, type Finding } from './finding.ts';

/** A finding of the code before the colon, wherever it lies, makes those after it follow by themselves. */
const CASTS: Readonly<Record<string, readonly string[]>> = {
  // A side that comes late opposes the other at every other frequency.
  'channel-delay': ['antiphase'],
  // The mean of the song is the step, spread over all of it.
  'dc-step': ['dc-offset'],
  // A side that is turned over is turned over in the lows too.
  polarity: ['low-antiphase'],
};

/** Rings where it jumps, so that the wave between samples goes over. */
const RINGS: Readonly<Record<string, readonly string[]>> = { overflow: ['intersample-over'] };

/** Corners of its own at its places: a break there may be one of them, or not. */
const CORNERS: Readonly<Record<string, readonly string[]>> = {
  clipping: ['click', 'pop', 'discontinuity', 'skip'],
};

/** What bends or cuts a wave that leans to one side, or rounds it down, moves its mean. */
const MOVES_THE_MEAN = new Set(['clipping', 'distortion', 'over-limited', 'overflow', 'low-bit-depth']);
/** Per cent of full scale; an offset beyond this has a cause of its own. */
const MOST_MOVED = 1;
const UNSURE = 0.5;

/** `findings` without what others make follow; what they may have made is a note. The order stays. */
export function withoutShadows(findings: readonly Finding[]): Finding[] {
  const casting = findings.filter(({ code }) => CASTS[code] !== undefined || RINGS[code] !== undefined);
  const cornered = findings.filter(({ code }) => CORNERS[code] !== undefined);
  const moved = findings.some(({ code, severity }) => severity !== 'note' && MOVES_THE_MEAN.has(code));
  return findings
    .filter((finding) => !casting.some((cause) => casts(cause, finding)))
    .map((finding) => {
      const maybe = isMovedMean(finding) ? moved : cornered.some((cause) => isCorner(cause, finding));
      return maybe && finding.severity === 'warning' ? asNote(finding) : finding;
    });
}

function casts(cause: Finding, effect: Finding): boolean {
  if (isMilder(cause, effect)) return false;
  if (CASTS[cause.code]?.includes(effect.code) === true) return true;
  return RINGS[cause.code]?.includes(effect.code) === true && overlaps(cause, effect);
}

function isCorner(cause: Finding, effect: Finding): boolean {
  return CORNERS[cause.code]!.includes(effect.code) && overlaps(cause, effect);
}

function isMovedMean({ code, value }: Finding): boolean {
  return code === 'dc-offset' && Math.abs(value ?? Infinity) < MOST_MOVED;
}

function overlaps(a: Finding, b: Finding): boolean {
  if (a.startS === null || b.startS === null) return false;
  return sharesChannel(a, b) && a.startS <= b.endS! && b.startS <= a.endS!;
}

function asNote(finding: Finding): Finding {
  return { ...finding, severity: 'note', confidence: Math.min(finding.confidence, UNSURE) };
}
