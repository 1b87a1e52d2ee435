// Words for conversions: every change that was made to a sound or to what the file says of it, as a sentence.
import type { ConvertChange } from './convert-record.ts';
import { change, count, fixed, level, rate } from './figures.ts';
import { unworded, type Facts } from './phrase.ts';

const number = (facts: Facts, name: string): number => Number(facts[name]);
const told = (facts: Facts, name: string): string => String(facts[name]);

const SHAPES: Readonly<Record<string, string>> = {
  tpdf: 'triangular dither (tpdf)',
  shaped: 'dither shaped to where the ear hears it least (shaped)',
  'shaped-light': 'lightly shaped dither (shaped-light)',
  none: 'rounding, without dither',
};
const shape = (f: Facts): string => SHAPES[told(f, 'shape')] ?? `dither (${told(f, 'shape')})`;

export const CONVERT_WORDS: Readonly<Record<string, (facts: Facts) => string>> = {
  exact: () => 'Every sample is the same as before, to the bit.',
  'rate-changed': (f) =>
    f.because === 'kind'
      ? `${rate(number(f, 'fromHz'))} became ${rate(number(f, 'toHz'))}, since ${told(f, 'kind')} does not hold ${rate(number(f, 'fromHz'))}.`
      : `${rate(number(f, 'fromHz'))} became ${rate(number(f, 'toHz'))}.`,
  'made-mono': () => 'Stereo became mono: (left + right) / 2.',
  'made-stereo': () => 'Mono became stereo: the same on both sides.',
  'word-shortened': (f) =>
    `Brought to ${told(f, 'bits')} bits once, by ${shape(f)}; ${fixed((100 * number(f, 'dithered')) / Math.max(1, number(f, 'samples')), 0)} % of the samples needed it.`,
  'float-rounded': (f) => `Rounded to floats of ${told(f, 'bits')} bits.`,
  'peaks-held': (f) =>
    `${count(number(f, 'overs'))} samples would have passed full scale, by up to ${change(number(f, 'overDb'))}; the limiter held them at ${level(number(f, 'ceilingDbtp'), 'dBTP')}.`,
  'ceiling-held': (f) => `The true peak was held at ${level(number(f, 'ceilingDbtp'), 'dBTP')}.`,
  'peaks-kept': (f) =>
    `${count(number(f, 'overs'))} samples lie beyond full scale, by up to ${change(number(f, 'overDb'))}; floats hold them, players will cut them off.`,
  'lossy-source': () => 'The source is a lossy file: what its encoder left out does not come back.',
  encoded: (f) => `Encoded as ${told(f, 'kind')}, ${told(f, 'quality')}.`,
  'level-changed': (f) =>
    `The encoder changed the level by ${change(number(f, 'changeDb'))}: at this quality it leaves some of such a sound out.`,
  'not-opened': (f) =>
    `It could not be opened again to be compared: this machine has no decoder for ${told(f, 'codec')}.`,
  'tags-left-out': () => 'Tags were left out, as you asked.',
  'clean-twin': () => 'It holds nothing but its sound.',
  'no-place-for-tags': (f) => `${told(f, 'kind')} has no place for tags; they were left out.`,
  'tags-not-read': (f) =>
    `The tags of the source could not be read (${told(f, 'reason')}); they were left out.`,
  'tag-changed': (f) => `${told(f, 'field')}: read again, it is not what was written.`,
  'loudness-tags-left-out': () =>
    'What the tags said of loudness and peaks was left out: the sound is no longer the one it was measured on.',
};

/** A change of a conversion as a sentence. */
export function convertWords({ code, facts }: ConvertChange): string {
  return CONVERT_WORDS[code]?.(facts) ?? unworded(code, facts);
}
