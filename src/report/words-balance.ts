// Words for balance: how the two channels were set right, and what about them is left to the mix.
import type { Because } from '../master/plan.ts';
import { clock, count, level, quantity } from './figures.ts';
import type { Facts } from './phrase.ts';

const leans =
  (louder: string, other: string) =>
  (b: Because): string =>
    `The whole mix leans to the ${louder} by ${level(Math.abs(b.value), 'dB')}, from bass to treble and all the way through, as when a fader or a cable is off. The ${other} is raised and the ${louder} lowered by half of it each, so that the middle is in the middle again.`;

const late =
  (channel: string) =>
  (b: Because): string =>
    `The ${channel} channel comes ${quantity(b.value, 'ms')} after the other, all through the song: the picture leans and mono sounds hollow. The two are put in step again.`;

export const BALANCE_WORDS: Readonly<Record<string, (because: Because) => string>> = {
  'balance-left': leans('left', 'right'),
  'balance-right': leans('right', 'left'),
  'channel-inverted': (b) =>
    `One channel is upside down against the other throughout (${quantity(b.value, 'correlation')}): the bass is thin, and in mono nearly nothing is left. The right one is turned over.`,
  'channel-late-left': late('left'),
  'channel-late-right': late('right'),
};

const at = (f: Facts): string =>
  Number(f.count) === 1
    ? `at ${clock(Number(f.firstS))}`
    : `at ${count(Number(f.count))} places, the first at ${clock(Number(f.firstS))}`;

export const BALANCE_RESTRAINT_WORDS: Readonly<Record<string, (facts: Facts) => string>> = {
  'balance-instruments': (f) =>
    `Balance: the ${String(f.side)} is louder by ${level(Number(f.leanDb), 'dB')}, but not everything leans, or not all the time. Instruments stand where you put them, so the balance stays.`,
  'balance-fader': (f) =>
    `Turning one side down by ${level(Number(f.leanDb), 'dB')} alone would do the same and change the loudness.`,
  'balance-beyond': (f) =>
    `Balance: the mix leans to the ${String(f.side)} by ${level(Number(f.leanDb), 'dB')}. ${level(Number(f.mostDb), 'dB')} of it were set right; more is no slip of a fader, so look for what is missing on the other side.`,
  'polarity-regions': (f) =>
    `Polarity: one channel is upside down for a while (${at(f)}). Turning it there would click at either end; turn the track over in the mix.`,
  'polarity-partly': () =>
    'Polarity: left and right oppose each other, but not in all of the spectrum. Turning one channel over would only move the hole; look for a widener or a filter on one side of the mix.',
  'channel-dead': (f) =>
    `Channels: the ${String(f.side)} one is all but silent. Nothing here can bring back what was on it; look for a muted side or a broken cable and export again.`,
  'channels-swapped': (f) =>
    `Channels: left and right seem to be exchanged for a part of the song (from ${clock(Number(f.firstS))}). Only you know the stage, so they stay.`,
  'channels-equal': () =>
    'Channels: left and right are the same, so this is a mono song in a stereo file. It stays mono.',
  'lows-opposed': (f) =>
    `Channels: in the bass left and right oppose each other (${at(f)}), so it is lost in mono. Look for a widener or a microphone turned over in the mix.`,
};
