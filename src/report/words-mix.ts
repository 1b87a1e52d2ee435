// Words for the mix: what only the mix can change, said as one would to whoever sits at it.
import type { Finding } from '../inspect/finding.ts';
import { quantity } from './figures.ts';
import { aside, type FindingTable } from './phrase.ts';

/** ` (7.8 dB above most records)`, or nothing where there is no figure. */
function measured(f: Finding, against: string): string {
  return f.value === null ? '' : ` (${quantity(f.value, f.unit)} ${against})`;
}

export const MIX_WORDS: FindingTable = {
  'mix-bass-heavy': (f) => ({
    text: `The bass overpowers the song here${measured(f, 'above most records')}: what else plays is heard through it, and small loudspeakers strain.`,
    cure: 'Lower bass or kick by 2 to 3 dB, or duck one under the other; mastering can only turn down both, and everything near them.',
  }),
  'mix-bass-thin': (f) => ({
    text: `A full band plays here, but its bass is hardly there${measured(f, 'against most records')}. The song feels light, and loses to others in a club or a car.`,
    cure: 'Raise bass or kick by 2 to 4 dB and check that they do not cancel each other; what is not in the mix no equaliser brings back.',
  }),
  'mix-harsh': (f) => ({
    text: `The range from 2 to 5 kHz stands out here${measured(f, 'above most records')}. At a good level it bites.`,
    cure: 'Find the part that does it (a bright synth, a cymbal, a shouted line) and ease it for these bars; mastering would darken everything.',
  }),
  'mix-masked-voice': (f) =>
    f.facts?.by === 'sides'
      ? {
          text: `Between 1 and 4 kHz the sides are louder than the middle here${aside(f)}. If someone sings in the middle, the words will be hard to follow.`,
          cure: 'Bring the wide parts (doubled guitars, keyboards) down by a dB or two while the voice sings, or cut them a little at 2 to 3 kHz.',
        }
      : {
          text: `The range in which words are understood, 1 to 4 kHz, is hollow here${measured(f, 'against what is below')}. If someone sings, the words will be hard to follow.`,
          cure: 'Thin out what fills 200 to 500 Hz, and soften cymbals and synths above; then the voice needs no extra level.',
        },
  'mix-low-phase': (f) => ({
    text: `Left and right differ in the bass here${measured(f, 'of side against middle')}. On one loudspeaker, and on vinyl, the low end goes missing.`,
    cure: 'Keep what lies below about 120 Hz in the middle: take stereo effects off bass and kick, or make their low end mono.',
  }),
  'mix-over-compressed': (f) => ({
    text: `Drums and peaks hardly stand above the rest here${measured(f, 'from average to peak')}. It is dense already; mastering for loudness would only add distortion.`,
    cure: 'Take limiter and compressor off the mix bus, or halve what they do, and send that mix; loudness comes last.',
  }),
};
