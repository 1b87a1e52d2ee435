// Pitch range: a span of frequencies as a musician calls it.
import { hertz } from './figures.ts';

interface Region {
  readonly upToHz: number;
  readonly name: string;
  /** How a mix sounds with too much, and with too little of it. */
  readonly tooMuch: string;
  readonly tooLittle: string;
}

const REGIONS: readonly Region[] = [
  {
    upToHz: 60,
    name: 'the deepest bass',
    tooMuch: 'it rumbles and eats loudness',
    tooLittle: 'it lacks weight',
  },
  { upToHz: 140, name: 'the bass', tooMuch: 'it booms', tooLittle: 'it feels thin' },
  {
    upToHz: 400,
    name: 'the low middle, where bass, guitars, keyboards and voices overlap',
    tooMuch: 'it sounds thick or boxy',
    tooLittle: 'it lacks warmth',
  },
  { upToHz: 900, name: 'the middle', tooMuch: 'it sounds nasal', tooLittle: 'it sounds hollow' },
  {
    upToHz: 2200,
    name: 'the upper middle, where voices and guitars speak',
    tooMuch: 'it sounds hard',
    tooLittle: 'voices step back',
  },
  {
    upToHz: 5500,
    name: 'the presence, where attacks and consonants lie',
    tooMuch: 'it tires the ear',
    tooLittle: 'it sounds far away',
  },
  {
    upToHz: Infinity,
    name: 'the treble, where cymbals and breath lie',
    tooMuch: 'it hisses and stings',
    tooLittle: 'it sounds dull',
  },
];

/** The region around the geometric middle of the span. */
export function pitchRegion(lowHz: number, highHz: number): Region {
  const middle = Math.sqrt(lowHz * highHz);
  return REGIONS.find(({ upToHz }) => middle < upToHz)!;
}

/** `160 Hz to 400 Hz`. */
export function spanWords(lowHz: number, highHz: number): string {
  return `${hertz(lowHz)} to ${hertz(highHz)}`;
}

/** Reads `tone-160-400`; null for any other measurement key. */
export function toneSpan(measurement: string): { readonly lowHz: number; readonly highHz: number } | null {
  const found = /^tone-(\d+)-(\d+)$/.exec(measurement);
  return found === null ? null : { lowHz: Number(found[1]), highHz: Number(found[2]) };
}
