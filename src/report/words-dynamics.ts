// Words for dynamics and colour: a bass that jumps, a mix pressed flat, a top that is missing, and why some of it was left alone.
import type { Because, Move } from '../master/plan.ts';
import { hertz, level } from './figures.ts';
import type { Facts } from './phrase.ts';

const db = (value: number): string => level(value, 'dB');
const fact = (facts: Facts, name: string): number => Number(facts[name]);

function places(count: number): string {
  return count === 1 ? '1 place' : `${count} places`;
}

/** The first band of the move's equaliser. */
function firstBand(move?: Move): { hz: number; gainDb: number } | null {
  const bands = move?.params.bands as readonly { hz: number; gainDb: number }[] | undefined;
  return bands?.[0] ?? null;
}

function lowJumps(b: Because, move?: Move): string {
  const what = `The bass does not keep its place: where the same music comes back, it differs by about ${db(b.value)}, while all above it is alike; up to ${db(b.target)} is how people play.`;
  const band = firstBand(move);
  if (move === undefined || band === null) return what;
  const where = places(move.spans.length);
  const done =
    band.gainDb < 0
      ? `where it stands too high (${where}) it is turned down by ${db(-band.gainDb)}`
      : `where it stands too low (${where}) it is turned up by ${db(band.gainDb)}`;
  return `${what} Below about ${hertz(band.hz)} ${done}; elsewhere nothing is touched, and the notes keep their own shape.`;
}

function crushed(b: Because, how: string): string {
  return `${how}: from moment to moment peaks stand only ${db(b.value)} above the loudness, where ${db(b.target)} would be open. Onsets that were cut get some of their height back. What was crushed cannot be given back whole; if you can, send a mix without the limiter or compressor on its bus.`;
}

export const DYNAMICS_WORDS: Readonly<Record<string, (because: Because, move?: Move) => string>> = {
  'low-jumps': lowJumps,
  'crushed-limited': (b) => crushed(b, 'The mix has been limited hard: its peaks end at one height'),
  'crushed-flat': (b) => crushed(b, 'The mix has been pressed flat: its drums no longer stand out'),
  'crushed-pumping': (b) =>
    crushed(b, 'The mix has been compressed hard: notes that sound duck whenever something loud comes in'),
};

export const DYNAMICS_RESTRAINT_WORDS: Readonly<Record<string, (facts: Facts) => string>> = {
  'low-jumps-arranged': (f) =>
    `Bass: it steps by ${db(fact(f, 'stepDb'))} in ${places(fact(f, 'places'))}. That is too much, or too often, to be an accident, so it is left as it was arranged. If it is none, mend it in the mix.`,
  'low-jumps-locked': (f) =>
    `Bass: it steps by ${db(fact(f, 'stepDb'))} where the music repeats, but you locked it, so it stays.`,
  'openness-locked': (f) =>
    `Dynamics: the mix is pressed flat (peaks ${db(fact(f, 'psrDb'))} above the loudness, ${db(fact(f, 'targetDb'))} would be open). Opening it would touch what you locked, so it stays.`,
  'openness-expander': () =>
    'An expander would have lifted all that is loud together with the peaks, and given back less than half of them.',
  'top-missing': (f) =>
    `Treble: from ${hertz(fact(f, 'fromHz'))} upwards there is next to nothing; it falls by ${db(fact(f, 'fallDb'))} at once, as behind a filter, a lossy file or a low sample rate. An exciter would give back a third of it at most, and that as distortion, so nothing is added. Look at how the mix was exported.`,
  'low-jumps-compressor': () =>
    'A compressor on the bass would press every note in order to catch the steps, and still leave half of them.',
};

export const DYNAMICS_TITLES: Readonly<Record<string, string>> = {
  'open-up': 'Opened up',
  'low-jumps-down': 'Bass too high',
  'low-jumps-up': 'Bass too low',
};

export const DYNAMICS_NAMES: Readonly<Record<string, string>> = {
  'band-jumps-28-112': 'bass against itself, where the music repeats',
};
