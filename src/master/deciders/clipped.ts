// Clipped: crests that were cut off are drawn anew above the ceiling, as long as enough is left to draw them by.
import { isOfOneSide, type Finding } from '../../inspect/finding.ts';
import { alone, hundredth, NOTHING, type Decider, type Decision, type Question } from '../decider.ts';
import { sureFindings } from '../sure-findings.ts';
import { mended } from './places-of-findings.ts';

/** Of all samples of the worse channel, in %: labelled pieces up to 4 % came 3 to 16 dB nearer to the truth; beyond nobody measured. */
const MOST_FLAT_PERCENT = 5;
/** From here on crests touch each other, and the drawn ones are lower than they were. */
const MUCH_FLAT_PERCENT = 1;
/** Beats pressed flat before they were clipped gained nothing: so sure that it helps, and from much clipping on. */
const SURE = 0.85;
const LESS_SURE = 0.65;

/** Before anything turns the flat tops: they are known by their one level. */
export const CLIPPED: Decider = { id: 'clipped', stage: 'repair', decide };

function decide({ analysis, song }: Question): Decision {
  const found = sureFindings(analysis, 'clipping');
  if (found.length === 0) return NOTHING;
  const flatPercent = (100 * Math.max(...SIDES.map((side) => flatSamples(found, side)))) / song.frames;
  if (flatPercent > MOST_FLAT_PERCENT)
    return alone('clipping-heavy', { flatPercent: hundredth(flatPercent), mostPercent: MOST_FLAT_PERCENT });
  const { moves, restraints } = mended(analysis, { id: 'declip', codes: ['clipping'] });
  const confidence = flatPercent > MUCH_FLAT_PERCENT ? LESS_SURE : SURE;
  return { moves: moves.map((move) => ({ ...move, confidence })), restraints };
}

const SIDES = ['left', 'right'] as const;

function flatSamples(found: readonly Finding[], side: 'left' | 'right'): number {
  return found
    .filter((finding) => !isOfOneSide(finding) || finding.channel === side)
    .reduce((sum, { value }) => sum + (value ?? 0), 0);
}
