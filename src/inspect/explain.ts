// Explain: one fault told once: what follows from another finding at the same place is not told again.
import { isMilder, isOfOneSide, sharesChannel, type Finding } from './finding.ts';

/** Sides of a fault ring into the detectors beside it for a few milliseconds. */
const BESIDE_S = 0.006;

/** What breaks off a wave, wherever it comes from. */
const BREAKS = ['click', 'pop', 'crackle', 'discontinuity', 'skip'];

/** A finding of the code before the colon leaves nothing to say of those after it, at its place and in its channel. */
const EXPLAINS: Readonly<Record<string, readonly string[]>> = {
  overflow: [...BREAKS, 'bit-error', 'clipping', 'intersample-over'],
  'bit-error': BREAKS,
  repeat: BREAKS,
  'buffer-glitch': [...BREAKS, 'dropout', 'repeat'],
  dropout: BREAKS,
  gap: BREAKS,
  'channel-dropout': [...BREAKS, 'level-dip'],
  'level-dip': ['discontinuity', 'skip'],
  bitcrush: [...BREAKS, 'noise-burst'],
  'noise-burst': BREAKS,
  'dc-step': BREAKS,
  plosive: ['discontinuity', 'skip'],
  polarity: ['discontinuity', 'skip'],
  crackle: ['click', 'pop', 'discontinuity', 'skip'],
};

/** A side that is turned over breaks at both ends, in itself alone; where the ends are is known to a quarter second. */
const TURNS_ONE_SIDE = new Set(['polarity']);
const TURN_REACH_S = 0.25;

/** A step breaks the wave at both ends; where they are is known to a twentieth of a second. */
const STEP_REACH_S = 0.06;

/** Some have a hard beginning, and nothing else in them breaks the wave: they explain so much of their beginning. */
const BEGINNING_S = 0.03;
const BEGINS_HARD = new Set(['plosive']);

/** `findings` without what others among them explain; the order stays. */
export function unexplained(findings: readonly Finding[]): Finding[] {
  const causes = findings.filter(({ code, startS }) => startS !== null && EXPLAINS[code] !== undefined);
  return findings.filter((finding) => !causes.some((cause) => explains(cause, finding)));
}

function explains(cause: Finding, effect: Finding): boolean {
  if (effect.startS === null || !EXPLAINS[cause.code]!.includes(effect.code)) return false;
  // A guess explains nothing that is surer than itself.
  if (isMilder(cause, effect) || !sharesChannel(cause, effect)) return false;
  if (TURNS_ONE_SIDE.has(cause.code)) return isOfOneSide(effect) && isWithin(cause, effect, TURN_REACH_S);
  if (BEGINS_HARD.has(cause.code))
    return effect.endS! <= cause.startS! + BEGINNING_S && isWithin(cause, effect);
  return isWithin(cause, effect, cause.code === 'dc-step' ? STEP_REACH_S : BESIDE_S);
}

function isWithin(cause: Finding, effect: Finding, reachS = BESIDE_S): boolean {
  return effect.startS! >= cause.startS! - reachS && effect.endS! <= cause.endS! + reachS;
}
