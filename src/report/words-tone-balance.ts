// Words for tone balance: why the equaliser moves what it moves, what else was weighed, and what was left alone.
import type { Because } from '../master/plan.ts';
import { level } from './figures.ts';
import type { Facts } from './phrase.ts';
import { pitchRegion, spanWords, toneSpan, type PitchRegion } from './pitch-range.ts';

function place(because: Because): { span: string; region: PitchRegion } {
  const span = toneSpan(because.measurement) ?? { lowHz: 20, highHz: 20000 };
  return { span: spanWords(span.lowHz, span.highHz), region: pitchRegion(span.lowHz, span.highHz) };
}

const db = (value: number): string => level(Math.abs(value), 'dB');

export const TONE_WORDS: Readonly<Record<string, (because: Because) => string>> = {
  'tone-too-much': (b) => {
    const { span, region } = place(b);
    return `${span} (${region.name}) is ${db(b.value)} above the middle of this style; up to ${db(b.target)} is usual. Such a mix ${region.tooMuch}. Eased towards that edge, no further.`;
  },
  'tone-too-little': (b) => {
    const { span, region } = place(b);
    return `${span} (${region.name}) is ${db(b.value)} below the middle of this style; up to ${db(b.target)} is usual. Such a mix ${region.tooLittle}. Lifted towards that edge, no further.`;
  },
  'tone-too-much-around': (b) => {
    const { span, region } = place(b);
    return `${span} (${region.name}) stands ${db(b.value)} out of what lies around it; in a song as even as this one ${db(b.target)} goes unnoticed. Such a mix ${region.tooMuch}. Most of it is taken back.`;
  },
  'tone-too-little-above': (b) => {
    const { span, region } = place(b);
    return `${span} (${region.name}) lies ${db(b.value)} lower against the middle than records have it; up to ${db(b.target)} is usual. Such a mix ${region.tooLittle}. Most of it is given back.`;
  },
  'tone-too-much-at-times': (b) => {
    const { span, region } = place(b);
    return `${span} (${region.name}) stands ${db(b.value)} out, but only at times; up to ${db(b.target)} is usual. Such a passage ${region.tooMuch}. It is eased there, and left alone the rest of the time.`;
  },
};

const number = (facts: Facts, name: string): number => Number(facts[name]);
const percent = (facts: Facts, name = 'sharePercent'): string => `${number(facts, name)}\u00a0%`;

const NEVER: Readonly<Record<string, string>> = {
  colour: 'Added harmonics',
  width: 'The stereo picture',
  dynamics: 'Dynamics',
  'low-end': 'The bass',
  resonance: 'Resonances',
  tone: 'Tone',
};

/** Both what was left alone and what was weighed instead of a move. */
export const TONE_RESTRAINT_WORDS: Readonly<Record<string, (facts: Facts) => string>> = {
  'tone-unknown': () => 'Tone: there is too little sound to judge it by.',
  'tone-inside': (f) =>
    `Tone: it lies inside what the style “${String(f.style)}” takes for natural from bass to treble. Nothing to mend.`,
  'tone-nothing-there': (f) => {
    const [low, high] = [number(f, 'lowHz'), number(f, 'highHz')];
    return `${spanWords(low, high)} (${pitchRegion(low, high).name}): nothing plays there, so there was nothing to judge and nothing to lift but noise.`;
  },
  'tone-beyond-mastering': (f) =>
    `Part of the tone stands ${db(number(f, 'outsideDb'))} outside the style. Mastering moves ${db(number(f, 'mostDb'))} at most; the rest is better mended in the mix, or it is how you want it.`,
  'tone-locked': (f) =>
    `Tone: up to ${db(number(f, 'wantedDb'))} would have been changed where you asked for no change, so it stays as it is.`,
  'tone-only-at-times': (f) => {
    const [low, high] = [number(f, 'lowHz'), number(f, 'highHz')];
    return `${spanWords(low, high)} (${pitchRegion(low, high).name}) is out of the usual in only ${percent(f)} of the loud seconds: that is the arrangement, so the tone of the whole song stays.`;
  },
  'tone-not-only-at-times': (f) =>
    `A band that moves only at times was not needed: what stands out is there in ${percent(f)} of the loud seconds.`,
  'tone-static-would-thin': (f) =>
    `A still band was not taken: what stands out is there in only ${percent(f)} of the loud seconds, and the rest of the song would be thinned for nothing.`,
  'style-never': (f) =>
    `${NEVER[String(f.stage)] ?? String(f.stage)}: the style “${String(f.style)}” never touches it.`,
};
