// Pitch range: a span of frequencies as a musician calls it.
import { spokenHertz } from './figures.ts';

export interface PitchRegion {
  readonly upToHz: number;
  /** On a chart's axis. */
  readonly short: string;
  readonly name: string;
  /** What a mix with too much, or too little of it does; completes the sentence “such a mix …”. */
  readonly tooMuch: string;
  readonly tooLittle: string;
}

/** From the deepest up. */
export const PITCH_REGIONS: readonly PitchRegion[] = [
  {
    upToHz: 60,
    short: 'sub',
    name: 'the deepest bass',
    tooMuch: 'rumbles and eats loudness',
    tooLittle: 'lacks weight',
  },
  { upToHz: 140, short: 'bass', name: 'the bass', tooMuch: 'booms', tooLittle: 'feels thin' },
  {
    upToHz: 400,
    short: 'low mids',
    name: 'the low middle, where bass, guitars, keyboards and voices overlap',
    tooMuch: 'sounds thick or boxy',
    tooLittle: 'lacks warmth',
  },
  { upToHz: 900, short: 'mids', name: 'the middle', tooMuch: 'sounds nasal', tooLittle: 'sounds hollow' },
  {
    upToHz: 2200,
    short: 'upper mids',
    name: 'the upper middle, where voices and guitars speak',
    tooMuch: 'sounds hard',
    tooLittle: 'pushes its voices back',
  },
  {
    upToHz: 5500,
    short: 'presence',
    name: 'the presence, where attacks and consonants lie',
    tooMuch: 'tires the ear',
    tooLittle: 'sounds far away',
  },
  {
    upToHz: Infinity,
    short: 'treble',
    name: 'the treble, where cymbals and breath lie',
    tooMuch: 'hisses and stings',
    tooLittle: 'sounds dull',
  },
];

/** The region around the geometric middle of the span. */
export function pitchRegion(lowHz: number, highHz: number): PitchRegion {
  const middle = Math.sqrt(lowHz * highHz);
  return PITCH_REGIONS.find(({ upToHz }) => middle < upToHz)!;
}

/** `160 Hz to 400 Hz`. */
export function spanWords(lowHz: number, highHz: number): string {
  return `${spokenHertz(lowHz)} to ${spokenHertz(highHz)}`;
}

/** Reads `tone-160-400`; null for any other measurement key. */
export function toneSpan(measurement: string): { readonly lowHz: number; readonly highHz: number } | null {
  const found = /^tone-(\d+)-(\d+)$/.exec(measurement);
  return found === null ? null : { lowHz: Number(found[1]), highHz: Number(found[2]) };
}
