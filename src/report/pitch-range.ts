// Pitch range: a span of frequencies as a musician calls it.
import { spokenHertz } from './figures.ts';

interface Region {
  readonly upToHz: number;
  readonly name: string;
  /** What a mix with too much, or too little of it does; completes the sentence “such a mix …”. */
  readonly tooMuch: string;
  readonly tooLittle: string;
}

const REGIONS: readonly Region[] = [
  {
    upToHz: 60,
    name: 'the deepest bass',
    tooMuch: 'rumbles and eats loudness',
    tooLittle: 'lacks weight',
  },
  { upToHz: 140, name: 'the bass', tooMuch: 'booms', tooLittle: 'feels thin' },
  {
    upToHz: 400,
    name: 'the low middle, where bass, guitars, keyboards and voices overlap',
    tooMuch: 'sounds thick or boxy',
    tooLittle: 'lacks warmth',
  },
  { upToHz: 900, name: 'the middle', tooMuch: 'sounds nasal', tooLittle: 'sounds hollow' },
  {
    upToHz: 2200,
    name: 'the upper middle, where voices and guitars speak',
    tooMuch: 'sounds hard',
    tooLittle: 'pushes its voices back',
  },
  {
    upToHz: 5500,
    name: 'the presence, where attacks and consonants lie',
    tooMuch: 'tires the ear',
    tooLittle: 'sounds far away',
  },
  {
    upToHz: Infinity,
    name: 'the treble, where cymbals and breath lie',
    tooMuch: 'hisses and stings',
    tooLittle: 'sounds dull',
  },
];

/** The region around the geometric middle of the span. */
export function pitchRegion(lowHz: number, highHz: number): Region {
  const middle = Math.sqrt(lowHz * highHz);
  return REGIONS.find(({ upToHz }) => middle < upToHz)!;
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
