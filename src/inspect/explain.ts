// Explain: one fault told once: what follows from another finding at the same place is not told again.
import type { Finding } from './finding.ts';

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
  crackle: ['click', 'pop'],
};

/** `findings` without what others among them explain; the order stays. */
export function unexplained(findings: readonly Finding[]): Finding[] {
  const causes = findings.filter(({ code, startS }) => startS !== null && EXPLAINS[code] !== undefined);
  return findings.filter((finding) => !causes.some((cause) => explains(cause, finding)));
}

function explains(cause: Finding, effect: Finding): boolean {
  if (effect.startS === null || !EXPLAINS[cause.code]!.includes(effect.code)) return false;
  if (!sharesChannel(cause, effect)) return false;
  const inside = effect.endS! <= cause.endS! + BESIDE_S;
  return inside && effect.startS >= cause.startS! - BESIDE_S;
}

function sharesChannel(a: Finding, b: Finding): boolean {
  return a.channel === b.channel || !isSide(a) || !isSide(b);
}

function isSide({ channel }: Finding): boolean {
  return channel === 'left' || channel === 'right';
}
