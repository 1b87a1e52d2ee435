// Words for resonance, sibilance, low end and width: what rings, hisses or leaves the middle, and why some of it was left alone.
import type { Because, Move } from '../master/plan.ts';
import { clock, count, hertz, level } from './figures.ts';
import type { Facts } from './phrase.ts';
import { spanWords } from './pitch-range.ts';

const db = (value: number): string => level(value, 'dB');
const fact = (facts: Facts, name: string): number => Number(facts[name]);

/** The frequencies that a key names: `resonance-3000`, `mono-loss-282-4467`. */
function namedHz(measurement: string): number[] {
  return (/(?:-\d+)+$/.exec(measurement)?.[0] ?? '').split('-').slice(1).map(Number);
}

function span(measurement: string): string {
  const [low = 20, high = 20000] = namedHz(measurement);
  return spanWords(low, high);
}

/** What the move leaves at its strength: a reason's target is that of the whole move, which may have been turned down. */
function left({ measurement, target }: Because, move?: Move): number {
  return move?.expects.find((one) => one.measurement === measurement)?.after ?? target;
}

function resonance(b: Because, move: Move | undefined, how: string): string {
  const hz = hertz(namedHz(b.measurement)[0] ?? 0);
  return `One narrow range at ${hz} rings through everything that is played, in the notes and between them: it stands ${db(b.value)} above what lies beside it; after this ${db(left(b, move))} is left. It sounds hard or like a whistle, on every instrument alike. ${how}`;
}

/** Sides against the middle, as one would say it. */
function sides(sideToMidDb: number): string {
  if (Math.abs(sideToMidDb) < 0.05) return 'as strong as the middle';
  return sideToMidDb < 0 ? `${db(-sideToMidDb)} under the middle` : `${db(sideToMidDb)} over the middle`;
}

const REPAIR = 'It becomes clearly quieter by this, so take it for a repair and listen whether it was meant.';

function wideBass(b: Because, move: Move | undefined): string {
  return `Below ${hertz(namedHz(b.measurement)[1] ?? 0)} left and right differ: the sides are ${sides(b.value)}, while the rest of the song stands together. Such a bass is weak on one loudspeaker and hard to place on two. It goes to the middle (${sides(left(b, move))}), up to the least frequency that serves.`;
}

function vinylBass(b: Because, move: Move | undefined): string {
  return `A needle swings up and down where left and right differ in the bass; here the sides are ${sides(b.value)}. For a record they go to ${sides(left(b, move))}.`;
}

function monoUnsafe(b: Because, move: Move | undefined): string {
  return `On one loudspeaker (a phone, a club, a shop) ${span(b.measurement)} loses ${db(b.value)}, because its sides are stronger than its middle. It is narrowed until ${db(left(b, move))} is lost; the rest of the picture stays.`;
}

function sibilance(b: Because, move: Move | undefined, how: string): string {
  return `S sounds jump out of the song again and again: at times the treble stands ${db(b.value)} above where it usually is against the middle, as when a voice hisses into the microphone. ${how} About ${db(left(b, move))} is left.`;
}

export const PICTURE_WORDS: Readonly<Record<string, (because: Because, move?: Move) => string>> = {
  'resonance-eased': (b, move) => resonance(b, move, 'A cut as narrow as itself takes it back.'),
  'resonance-repair': (b, move) =>
    resonance(
      b,
      move,
      'A cut of its own shape takes it back: a repair, for it is deeper than tone control would go.',
    ),
  'sibilance-held': (b, move) =>
    sibilance(b, move, 'They alone are held back, for as long as they last, and never by more than 4 dB.'),
  'sibilance-repair': (b, move) =>
    sibilance(b, move, 'They alone are held back, for as long as they last: so far that it is a repair.'),
  'bass-wide': wideBass,
  'bass-wide-repair': (b, move) => `${wideBass(b, move)} ${REPAIR}`,
  'bass-vinyl': vinylBass,
  'bass-vinyl-repair': (b, move) => `${vinylBass(b, move)} ${REPAIR}`,
  'mono-unsafe': monoUnsafe,
  'mono-repair': (b, move) => `${monoUnsafe(b, move)} ${REPAIR}`,
  'picture-narrow': (b) =>
    `From ${span(b.measurement)} the sides are ${sides(b.value)}; on records of this kind they are ${sides(b.target)}. They are raised a little, as far as one loudspeaker bears it, and not in the bass.`,
};

export const PICTURE_RESTRAINT_WORDS: Readonly<Record<string, (facts: Facts) => string>> = {
  'resonance-may-be-notes': (f) =>
    `Resonance: ${hertz(fact(f, 'hz'))} stands ${db(fact(f, 'overDb'))} above what lies beside it, but it comes with the notes, as one pitch that is played often does. An equaliser would take the instrument along, so it stays.`,
  'resonance-locked': (f) =>
    `Resonance: ${hertz(fact(f, 'hz'))} stands ${db(fact(f, 'overDb'))} above what lies beside it; you asked to leave that range as it is.`,
  'resonance-control-not-needed': () =>
    'A filter that moves with the music was not needed: this rings all the time, so one that stands still does the same and cannot be heard working.',
  'resonance-broad-cut': () =>
    'A broad cut was left aside: it would take away what is right on both sides of it.',
  'sibilance-seldom': (f) =>
    `Sibilance: ${f.count === 1 ? 'one s sound stings' : `${count(fact(f, 'count'))} s sounds sting`} (the first at ${clock(fact(f, 'firstS'))}). So few are better turned down by hand in the mix than by something that listens to the whole song.`,
  'sibilance-locked': (f) =>
    `Sibilance: ${count(fact(f, 'count'))} s sounds sting; you asked to leave that range as it is.`,
  'sibilance-static-cut': (f) =>
    `${db(fact(f, 'cutDb'))} less treble about ${hertz(fact(f, 'hz'))} all the time would dull every cymbal for the sake of some consonants.`,
  'bass-mostly-sides': (f) =>
    `Low end: most of the bass is what left and right have opposed (sides ${sides(fact(f, 'sideToMidDb'))}). Bringing it to the middle would take the bass away; it is better mended in the mix, most often by turning one channel of the bass over.`,
  'bass-wide-as-the-rest': (f) =>
    `Low end: the bass is wide (sides ${sides(fact(f, 'sideToMidDb'))}), and so is the rest of the song (${sides(fact(f, 'restDb'))}). That is the room it was made in, so it stays.`,
  'mono-bass-lower': (f) =>
    `Mono only below ${hertz(fact(f, 'hz'))} was not enough: the sides of the bass would still be ${sides(fact(f, 'leftDb'))}.`,
  'band-mostly-sides': (f) =>
    `Width: ${spanWords(fact(f, 'lowHz'), fact(f, 'highHz'))} is nearly all sides (${sides(fact(f, 'sideToMidDb'))}) and vanishes on one loudspeaker. Narrowing would take it from two loudspeakers as well; it is better mended in the mix.`,
  'mono-safety-everywhere': (f) =>
    `The whole picture need not be narrower: only ${spanWords(fact(f, 'lowHz'), fact(f, 'highHz'))} is in danger.`,
  'widen-to-the-usual': () => 'As wide as records usually are: that would be another mix.',
};

export const PICTURE_TITLES: Readonly<Record<string, string>> = {
  resonance: 'Resonance',
  'resonance-2': 'Second resonance',
  'de-ess': 'Sibilance',
  'mono-bass': 'Bass to the middle',
  'mono-safety': 'Safe in mono',
  widen: 'Wider picture',
};

/** null for what is named elsewhere. */
export function pictureName(key: string): string | null {
  const [first, second] = namedHz(key);
  if (key.startsWith('resonance-')) return `${hertz(first ?? 0)} against what lies beside it`;
  if (second === undefined) return null;
  if (key.startsWith('bursts-')) return `how far ${span(key)} jumps out at times`;
  if (key.startsWith('side-to-mid-')) return `sides against the middle, ${span(key)}`;
  if (key.startsWith('mono-loss-')) return `lost on one loudspeaker, ${span(key)}`;
  return null;
}
