// Words for vinyl: how a record was divided and treated for the groove's sake, what the groove will not forgive, what cannot be cut.
import { fixed, level, signed, spokenHertz } from '../figures.ts';
import type { Facts, Phrase } from '../phrase.ts';
import { fileName } from '../words-file-faults.ts';

type Sentences = Readonly<Record<string, (facts: Facts) => string>>;

const told = (facts: Facts, name: string): string => String(facts[name]);
const number = (facts: Facts, name: string): number => Number(facts[name]);
const decibels = (facts: Facts, name: string): string => level(number(facts, name), 'dB');
const hertz = (facts: Facts, name = 'hz'): string => spokenHertz(number(facts, name));
const under = (f: Facts): string => level(Math.abs(number(f, 'value')), 'dB');
const disc = (f: Facts): string => `${told(f, 'inches')}-inch disc at ${told(f, 'rpm')}`;
const places = (f: Facts): string =>
  number(f, 'count') === 1
    ? `at ${told(f, 'at')} (${told(f, 'label')})`
    : `in ${told(f, 'count')} places, worst at ${told(f, 'at')} (${told(f, 'label')})`;

/** Why a move is there; facts: value and target of its reason, and its parameters. */
const REASONS: Sentences = {
  'vinyl-mono-lows': (f) =>
    `Below ${hertz(f, 'monoBelowHz')} the sides stand only ${under(f)} under the middle in the widest song. What differs between the channels down there lifts the needle, so it goes to the middle.`,
  'vinyl-lows-out-of-phase': (f) =>
    `In the lows the sides are stronger than the middle in the widest song (by ${decibels(f, 'value')}): the groove would rise and sink instead of swinging. Below ${hertz(f)} they are turned down to ${told(f, 'widthPercent')} %.`,
  'vinyl-below': (f) =>
    `What lies below ${hertz(f)} is only ${under(f)} under the whole; it takes room on the disc and is not heard, so it is cut.`,
  'vinyl-above': (f) =>
    `What lies above ${hertz(f)} is only ${under(f)} under the whole; the cutter head pays for it with heat, and no stylus reads it on the inside, so it is cut.`,
  'vinyl-sibilants': (f) =>
    `S sounds or cymbals bend the groove ${decibels(f, 'value')} more sharply than an elliptical stylus can follow. A de-esser about ${hertz(f)} of up to ${decibels(f, 'rangeDb')} would mend that; it was not used, for it is heard in the music too.`,
  'vinyl-turned-down': (f) =>
    `All sides are turned by ${signed(number(f, 'gainDb'))} dB so that no peak passes the plant’s limit. The cutting engineer sets the level on the disc, so nothing is lost by it.`,
};

/** What was weighed and left alone. */
const RESTRAINTS: Sentences = {
  'vinyl-no-lows': (f) => `Below ${hertz(f)} there is next to nothing, so nothing had to be moved.`,
  'vinyl-lows-in-middle': (f) =>
    `Below ${hertz(f)} everything is in the middle already (sides ${level(number(f, 'sideToMidDb'), 'dB')} against it), so it was left alone.`,
  'vinyl-lows-in-phase': (f) => `Below ${hertz(f)} the channels agree already, so they were left alone.`,
  'vinyl-nothing-below': (f) => `Below ${hertz(f)} there is nothing worth a filter.`,
  'vinyl-nothing-above': (f) => `Above ${hertz(f)} there is nothing worth a filter.`,
};

export const VINYL_NOTES: Sentences = {
  ...REASONS,
  ...RESTRAINTS,
  'vinyl-sides': (f) =>
    number(f, 'sides') === 1
      ? `All on one side of a ${disc(f)}: ${told(f, 'lengths')}.`
      : `Divided into ${told(f, 'sides')} sides for a ${disc(f)}, as even as the songs allow in their order: ${told(f, 'lengths')}.`,
  'vinyl-your-sides': (f) => `Sides as your album file has them, for a ${disc(f)}: ${told(f, 'lengths')}.`,
  'vinyl-short-sides': (f) =>
    `No side is longer than ${fixed(number(f, 'minutes'))} minutes: they would fit at 45 turns a minute too (up to ${fixed(number(f, 'bestMinutes'))} here), where treble and hits have it easier.`,
  'vinyl-long-side': (f) =>
    `Side ${told(f, 'side')} runs ${fixed(number(f, 'minutes'))} minutes; this plant likes ${fixed(number(f, 'bestMinutes'))}. By its length the whole record gets ${signed(number(f, 'levelDb'))} dB against the reference level; every further minute costs about one more, and surface noise is heard the sooner.`,
  'vinyl-uneven-sides': (f) =>
    `Side ${told(f, 'longest')} is ${fixed(number(f, 'minutes'))} minutes longer than side ${told(f, 'shortest')}, and every side is cut at the level of the longest. Evener sides would be louder.`,
  'vinyl-wide-grooves': (f) =>
    `The music takes more room than its length tells: its grooves fit at ${signed(number(f, 'roomDb'))} dB, where its length alone would allow ${signed(number(f, 'lengthDb'))} dB. Deep bass and wide lows cost the most.`,
  'vinyl-steep-grooves': (f) =>
    `Hits are steeper than length and room would ask for: they can be cut at ${signed(number(f, 'slopeDb'))} dB, where ${signed(number(f, 'otherDb'))} dB would fit. The cutting engineer may catch single hits and cut louder.`,
  'vinyl-before-limiting': (f) =>
    `The limiting that makes the digital master loud was left out, so that peaks stand where the mixes have them (this plant wants them ${decibels(f, 'leastDb')} above the loudness). A disc’s level is a matter of its grooves, not of full scale, and who cuts it catches what is too steep.`,
  'vinyl-little-peaks': (f) =>
    `Peaks on side ${told(f, 'side')} stand only ${decibels(f, 'plrDb')} above its loudness (this plant wants ${decibels(f, 'leastDb')}). They were flattened before the songs came here, and will not cut louder for it: ask for mixes with less limiting.`,
  'vinyl-out-of-phase': (f) =>
    `The channels of side ${told(f, 'side')} agree by ${fixed(number(f, 'correlation'), 2)}, under this plant’s ${fixed(number(f, 'least'), 2)}. Hear it in mono before you send it.`,
  'vinyl-spot-slew': (f) =>
    `Side ${told(f, 'side')}: the groove is steeper than it can be cut, by ${decibels(f, 'overDb')}, ${places(f)}, ${told(f, 'radiusMm')} mm from the middle. The cutter will have to turn down there.`,
  'vinyl-spot-bend': (f) =>
    `Side ${told(f, 'side')}: treble bends the groove more sharply than a common stylus can follow, by ${decibels(f, 'overDb')} at about ${hertz(f)}, ${places(f)}, ${told(f, 'radiusMm')} mm from the middle. It will sound rough there.`,
  'vinyl-spot-vertical': (f) =>
    `Side ${told(f, 'side')}: the groove rises further than its depth, by ${decibels(f, 'overDb')}, ${places(f)}. A needle may skip there; the lows need less width.`,
  'vinyl-inner-song': (f) =>
    `Side ${told(f, 'side')} ends with “${told(f, 'title')}”, whose treble asks ${decibels(f, 'overDb')} more of the groove than “${told(f, 'calmer')}” does. If the order may change, the calmer song is better last.`,
};

export const VINYL_REFUSALS: Sentences = {
  'vinyl-other-cut': (f) =>
    `${fileName(f)} tells of another record: its ${told(f, 'what')} are not those of this album and this plant.`,
};

export const VINYL_FAULTS: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  'no-such-disc': (f) => ({
    text: `The profile “${told(f, 'profile')}” has no lengths for a ${disc(f)}.`,
    cure: 'Choose a size and speed among its sides, or add this one with the lengths that your plant names.',
  }),
  'no-vinyl-rate': (f) => ({
    text: `The profile “${told(f, 'profile')}” takes no sample rate.`,
    cure: 'Name the rates that your plant takes, such as 44100, 48000 and 96000.',
  }),
  'side-too-long': (f) => ({
    text: `“${told(f, 'side')}” takes ${fixed(number(f, 'minutes'))} minutes, and a side of a ${disc(f)} holds ${fixed(number(f, 'mostMinutes'))} at most here.`,
    cure: 'Move a song to another side, choose a larger disc or the slower speed, or a plant that cuts longer sides.',
  }),
  'side-in-seam': (f) => ({
    text: `Side ${told(f, 'side')} would begin at “${told(f, 'song')}”, which sounds on from “${told(f, 'before')}” without a pause.`,
    cure: 'Begin the side at a song that has a gap before it, or give this one a gap.',
  }),
  'sides-out-of-order': (f) => ({
    text: `The song “${told(f, 'song')}” is on side ${told(f, 'side')}, which had ended before.`,
    cure: 'Put the songs of a side together, in the order in which they are heard.',
  }),
};
