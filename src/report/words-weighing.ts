// Words for weighing: how sure a move is, what it did where it was tried, what it cost, what else was thought of.
import { measurementName } from './words-moves.ts';
import type { Damage, Move, Plan, Trial } from '../master/plan.ts';
import { clock, fixed, level, quantity } from './figures.ts';
import { restraintWords } from './words-restraints.ts';

/** Shares 0…1 from which one is sure, and fairly sure. */
const SURE = 0.85;
const FAIRLY_SURE = 0.6;
/** Less than this of punch is nobody's loss. */
const LEAST_CREST_DB = 0.05;
const LEAST_TONE_DB = 0.05;
/** A residue this far under the sound is nothing that was found by ear, however it was listened for. */
const CLEAN_DB = -50;

export function confidenceWords({ confidence }: Move): string {
  if (confidence >= SURE) return 'sure';
  return confidence >= FAIRLY_SURE ? 'fairly sure' : 'worth a listen';
}

/** What the move did on the telling sections, and its price; empty for what was not weighed. */
export function trialWords({ tried }: Move): string {
  if (tried === null) return '';
  const { without, with: now, unit } = tried;
  return `Tried on the telling parts: ${measurementName(tried.measurement)} ${quantity(without, unit)} without it, ${quantity(now, unit)} with it. ${costWords(tried)}`;
}

function costWords({ cost }: Trial): string {
  const parts = damageParts(cost);
  return parts.length === 0 ? 'It costs nothing that can be measured.' : `Its price: ${parts.join(', ')}.`;
}

/** `0.3 dB of punch`, `distortion at −42.1 dB`, `the tone changed by 0.6 dB`. */
function damageParts({ crestLossDb, distortionDb, toneChangeDb }: Damage): string[] {
  return [
    Math.abs(crestLossDb) < LEAST_CREST_DB
      ? ''
      : crestLossDb > 0
        ? `${level(crestLossDb, 'dB')} of punch`
        : `punch gained: ${level(-crestLossDb, 'dB')}`,
    distortionDb === null || distortionDb < CLEAN_DB ? '' : `distortion at ${level(distortionDb, 'dB')}`,
    toneChangeDb < LEAST_TONE_DB ? '' : `the tone changed by ${level(toneChangeDb, 'dB')} on average`,
  ].filter((words) => words !== '');
}

/** The same in a line, for terminals. */
export function trialLine({ tried }: Move): string {
  if (tried === null) return '';
  const { measurement, without, with: now, unit, cost } = tried;
  const parts = damageParts(cost);
  const price = parts.length === 0 ? 'costs nothing' : `price: ${parts.join(', ')}`;
  return `Tried: ${measurementName(measurement)} ${quantity(without, unit)} without, ${quantity(now, unit)} with it; ${price}.`;
}

/** One sentence for each alternative that was not taken. */
export function rejectedWords({ rejected }: Move): string[] {
  return rejected.map(restraintWords);
}

/** What all moves together cost, and where they were tried; empty where not several were: one has told its own price. */
export function damageWords({ damage, weighedOn, moves }: Plan): string {
  const weighed = moves.filter(({ tried }) => tried !== null);
  if (damage === null || weighedOn.length === 0 || weighed.length < 2) return '';
  const where = weighedOn.map(({ startS, endS }) => `${clock(startS, 0)} to ${clock(endS, 0)}`).join(' and ');
  const parts = damageParts(damage);
  const price = parts.length === 0 ? 'nothing that can be measured' : parts.join(', ');
  return `All moves were tried together on ${where}. What they take in all: ${price}.`;
}

/** `80 %`: how sure, in figures. */
export function confidencePercent({ confidence }: Move): string {
  return `${fixed(100 * confidence, 0)}\u00a0%`;
}
