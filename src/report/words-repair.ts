// Words for repair and balance: what was mended and where, what was set right, and what only the mix can mend.
import type { Because, Move } from '../master/plan.ts';
import { level } from './figures.ts';
import type { Facts } from './phrase.ts';

/** Of a level against the loudness of the song. */
function against(db: number): string {
  return db < 0 ? `${level(-db, 'dB')} below the music` : `${level(db, 'dB')} above the music`;
}

export const REPAIR_WORDS: Readonly<Record<string, (because: Because, move?: Move) => string>> = {
  'rumble-noise': (b) =>
    `Under the lowest notes a rumble goes on whatever is played (${against(b.value)}): traffic, wind, a turntable or a stand that was bumped. Nobody hears it as music, and it costs loudness, so it is cut off.`,
};

export const REPAIR_RESTRAINT_WORDS: Readonly<Record<string, (facts: Facts) => string>> = {
  'rumble-locked': () =>
    'Rumble: there is some below the lowest notes, but you asked to leave the bass alone.',
  'dc-of-step': () =>
    'Offset: the middle of the wave moves at once and comes back later. Taking the constant away would leave a thump at either end; find the channel that does it in the mix.',
};
