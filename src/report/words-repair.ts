// Words for repair: what was mended and where, why some of it was left, and what only the mix can mend.
import type { Because, Move } from '../master/plan.ts';
import { clock, count, level, quantity } from './figures.ts';
import { placesText } from './finding-groups.ts';
import type { Facts } from './phrase.ts';

type BecauseWords = (because: Because, move?: Move) => string;

/** Places that are named one by one. */
const MOST_NAMED = 6;

/** What a reason counts: its places stand in the move in the order of the reasons; empty where somebody changed them. */
function where(because: Because, move?: Move): string {
  const places = (move?.params.places ?? []) as readonly { startS: number; channel: string }[];
  const counts = move?.because.map(({ value }) => value) ?? [];
  if (places.length === 0 || counts.reduce((sum, count) => sum + count, 0) !== places.length) return '';
  const before = counts.slice(0, move!.because.indexOf(because)).reduce((sum, count) => sum + count, 0);
  const own = places.slice(before, before + because.value).sort((a, b) => a.startS - b.startS);
  const named = own.map(
    ({ startS, channel }) => `${clock(startS)}${channel === 'both' ? '' : ` ${channel}`}`,
  );
  return named.length === 0 ? '' : ` (${placesText(named, MOST_NAMED)})`;
}

/** `3 clicks`, with their places. */
function mended(one: string, many: string, done: string): BecauseWords {
  return (because, move) => {
    const what = because.value === 1 ? `One ${one}` : `${count(Math.abs(because.value))} ${many}`;
    return `${what}${where(because, move)}: ${done}`;
  };
}

/** Of a level against the loudness of the song. */
function against(db: number): string {
  return db < 0 ? `${level(-db, 'dB')} below the music` : `${level(db, 'dB')} above the music`;
}

const hum =
  (hz: number): BecauseWords =>
  (b) =>
    `A hum of ${hz}\u00a0Hz and its multiples goes on whatever is played (${against(b.value)}): the mains, by a ground loop or a bad cable. Its lines, and they alone, are followed and taken out.`;

export const REPAIR_WORDS: Readonly<Record<string, BecauseWords>> = {
  'mend-click': mended(
    'click',
    'clicks',
    'a few samples jump out of the music. They are drawn anew from what is around them; nothing else is touched.',
  ),
  'mend-pop': mended(
    'pop',
    'pops',
    'the wave leaves its course for less than a thousandth of a second. It is drawn anew from what is around it.',
  ),
  'mend-bit-error': mended(
    'stretch of wrong samples',
    'stretches of wrong samples',
    'single samples are wildly off, as after a damaged transfer. They are drawn anew one by one.',
  ),
  'mend-crackle': mended(
    'stretch of crackle',
    'stretches of crackle',
    'many small clicks close together. Those that stand out are drawn anew; the music between them stays.',
  ),
  'mend-dropout': mended(
    'dropout',
    'dropouts',
    'the sound vanishes for an instant. The hole is filled with what goes on from both of its sides.',
  ),
  'mend-gap': mended(
    'short gap',
    'short gaps',
    'silence inside the music. It is filled from both of its sides, which fade into each other.',
  ),
  'mend-channel-dropout': mended(
    'hole in one channel',
    'holes in one channel',
    'one side vanishes while the other plays on. It is filled from what that side played before and after.',
  ),
  'mend-buffer-glitch': mended(
    'stretch of stutter',
    'stretches of stutter',
    'the computer lost the same bit of sound again and again. Every one of the small holes is filled.',
  ),
  'mend-level-dip': mended(
    'dip of the level',
    'dips of the level',
    'all of the sound sinks and comes back. It is turned up again by as much as it sank.',
  ),
  'mend-clipping': mended(
    'clipped stretch',
    'clipped stretches',
    'peaks were cut flat, which sounds hard. Each is drawn again as round as the wave on both sides of it says.',
  ),
  'mend-hum-50': hum(50),
  'mend-hum-60': hum(60),
  'rumble-noise': (b) =>
    `Under the lowest notes a rumble goes on whatever is played (${against(b.value)}): traffic, wind, a turntable or a stand that was bumped. Nobody hears it as music, and it costs loudness, so it is cut off.`,
};

/** `Three places`, `one place at 0:12.3`. */
function at(facts: Facts, place = 'place'): string {
  const [many, firstS] = [Number(facts.count), Number(facts.firstS)];
  if (!(firstS >= 0)) return '';
  return many === 1 ? ` (at ${clock(firstS)})` : ` (${count(many)} ${place}s, the first at ${clock(firstS)})`;
}

export const REPAIR_RESTRAINT_WORDS: Readonly<Record<string, (facts: Facts) => string>> = {
  'rumble-locked': () =>
    'Rumble: there is some below the lowest notes, but you asked to leave the bass alone.',
  'hum-locked': (f) =>
    `Hum: there is one of ${quantity(Number(f.hz), 'Hz')}, but you asked to leave the part of the tone alone where its lines lie.`,
  'dc-of-step': () =>
    'Offset: the middle of the wave moves at once and comes back later. Taking the constant away would leave a thump at either end; find the channel that does it in the mix.',
  'mend-more': (f) =>
    `Repair: the check names ${count(Number(f.count))} places of one kind at most, and all of these were mended. There may be more: check the master again, or clean the track they come from.`,
  'holes-keep-time': (f) =>
    `Holes: ${count(Number(f.count))} short silences look like lost sound, but they come on a beat of ${quantity(1000 * Number(f.everyS), 'ms')}, to the sample. Somebody programmed them, so they stay.`,
  'holes-too-long': (f) =>
    `Holes: sound is missing for up to ${quantity(Number(f.longestMs), 'ms')}${at(f, 'place')}. Nobody can know what was there; export the mix again.`,
  'holes-guessed': (f) =>
    `Holes: silences of up to ${quantity(Number(f.longestMs), 'ms')}${at(f, 'place')} are long for a filling. What stands there now is likely, not what was played; a new export is better.`,
  'clipping-heavy': (f) =>
    `Clipping: ${level(Number(f.flatPercent), '%')} of the samples are cut flat. Beyond ${quantity(Number(f.mostPercent), '%')} new peaks would be invented rather than found, so they stay as they are. Turn the mix bus down and export again.`,
  'beyond-lossy': () =>
    'Repair: the treble was cut by an MP3, AAC or Opus encoder. What it took does not come back; master from the original export.',
  'beyond-rate': () =>
    'Repair: the file was converted from a lower sample rate. What was above is not there; master from an export at the session’s own rate.',
  'beyond-speed': () =>
    'Repair: pitch or speed are off. Bending them back here would cost more than it mends; go back to the transfer or the export.',
  'beyond-lost': (f) =>
    `Repair: sound is missing, doubled or broken${at(f)} in a way that nothing can draw again. Export the mix again.`,
  'beyond-wrapped': (f) =>
    `Repair: peaks wrap round from one extreme to the other${at(f)}. Turn down what overflows in the mix and export again.`,
  'beyond-distorted': () =>
    'Repair: the sound was bent or rounded throughout, and nobody can tell that from how it was meant. If it was not, look for an overloaded track in the mix.',
  'beyond-gated': () =>
    'Repair: tails are shut off, or the mix breathes with its loud notes. What a gate or a compressor took is gone; ease it in the mix.',
};
