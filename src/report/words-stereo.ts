// Words for stereo: phase, width, balance and how much survives on a single loudspeaker.
import type { Finding } from '../inspect/finding.ts';
import { hertz, quantity } from './figures.ts';
import { aside, side, type FindingTable } from './phrase.ts';

export const STEREO_WORDS: FindingTable = {
  polarity: (f) => ({
    text: `${f.severity === 'note' ? 'For a while left and right work against each other' : 'One channel is upside down'}${aside(f)}: when left pushes, right pulls${f.severity === 'note' ? ', as if one channel were upside down' : ''}. On a phone or a club system in mono the middle of the mix vanishes.`,
    cure: 'Flip the polarity (Ø) of one channel on the mix bus, listen in mono, and export again.',
  }),
  antiphase: (f) => ({
    text: `Left and right work against each other${aside(f)}. It sounds wide but hollow, and grows thin on one loudspeaker.`,
    cure: 'Play the mix in mono; narrow or turn off the widener on whatever disappears.',
  }),
  'low-antiphase': (f) => ({
    text: `In the bass, left and right work against each other${aside(f)}. The low end goes missing on one loudspeaker and is hard to cut to vinyl.`,
    cure: 'Keep bass and kick in the middle: take wideners and stereo chorus off everything below about 120 Hz.',
  }),
  'dead-channel': (f) => ({
    text: `${side(f)} carries nothing of the song${aside(f)}. On headphones the song plays in one ear only.`,
    cure: 'Check pan, routing and cables; if the song is meant to be mono, export it as a mono file.',
  }),
  imbalance: (f) => ({
    text: `The mix leans to one side: ${leaning(f)}. The singer seems to stand beside the middle.`,
    cure: 'If it is not intended, check the pan and level of the main instruments and the mix bus balance.',
  }),
  'dual-mono': (f) => ({
    text: `Left and right carry the same sound${aside(f)}: this is a mono mix in a stereo file. Nothing is wrong with that if you meant it.`,
    cure: 'If you expected stereo, look for a mono switch left on the mix bus or in the export window.',
  }),
  'channel-delay': (f) => ({
    text: `One channel comes later than the other${aside(f)}. The picture leans to one side, and mono sounds hollow.`,
    cure: 'Line the two channels up in the session; a plug-in on one side only is the usual cause.',
  }),
  'mono-loss': (f) => ({
    text: `Played on one loudspeaker, ${lost(f)} more than usual${aside(f)}. Phones, kitchens and clubs will hear less of it.`,
    cure: 'Listen in mono and narrow what disappears; wide keyboards, doubled guitars and stereo effects come first.',
  }),
  'swapped-channels': () => ({
    text: 'In this part the stereo picture looks like the mirror of the rest: what stood left stands right. It may be meant; a crossed pair of cables or tracks sounds the same.',
    cure: 'Listen on headphones across the change; if the instruments change sides, exchange left and right in this part and export again.',
  }),
  'wide-bass': (f) => ({
    text: `The bass is wide${aside(f)}: much of the low end differs between left and right. It feels soft, and loses weight on one loudspeaker.`,
    cure: 'Bring bass and kick to the middle below about 120 Hz; stereo belongs to the notes above.',
  }),
};

/** What mono takes away: the song as a whole, or one range of it. */
function lost(f: Finding): string {
  const { lowHz, highHz } = f.facts ?? {};
  if (typeof lowHz !== 'number' || typeof highHz !== 'number') return 'this song loses';
  return `the range from ${hertz(lowHz)} to ${hertz(highHz)} loses`;
}

/** `channel` is the side that `value` speaks of: quieter where negative. */
function leaning(f: Finding): string {
  if (f.value === null) return 'one channel is louder than the other';
  const amount = quantity(Math.abs(f.value), f.unit);
  if (f.channel !== 'left' && f.channel !== 'right') return `the two channels differ by ${amount}`;
  return `the ${f.channel} channel is ${f.value < 0 ? 'quieter' : 'louder'} by ${amount}`;
}
