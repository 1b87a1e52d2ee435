// Band loudness: how loud third octaves of middle and sides are together, weighted as the ear and BS.1770 do.
import { responseDb } from '../../dsp/biquad.ts';
import { dbFromPower, powerFromDb } from '../../dsp/decibel.ts';
import { kWeighting } from '../../measure/loudness.ts';
import { powerOf, type MiddleAndSides } from '../sides-in.ts';

/** The weighting is read at this rate, whatever the song's: it is the same curve at all. */
const WEIGHING_HZ = 48000;

/** Mean K-weighted level of both channels, dB; null for silence. No gain of a band's own: it moves with any gain. */
export function bandLoudnessDb({ bandsHz, midDb, sideDb }: MiddleAndSides): number | null {
  let power = 0;
  bandsHz.forEach((hz, b) => {
    const weight = weightAt(hz);
    power += weight * (powerOf(midDb[b]) + powerOf(sideDb?.[b]));
  });
  return power > 0 ? dbFromPower(power) : null;
}

const weights = new Map<number, number>();

function weightAt(hz: number): number {
  const known = weights.get(hz);
  if (known !== undefined) return known;
  const weight = powerFromDb(responseDb(kWeighting(WEIGHING_HZ), Math.min(hz, 20000), WEIGHING_HZ));
  weights.set(hz, weight);
  return weight;
}

/** The same sound at a loudness of 0: what is left is tone and width. null for silence. */
export function atLoudnessZero(sound: MiddleAndSides): MiddleAndSides | null {
  const loudness = bandLoudnessDb(sound);
  if (loudness === null) return null;
  const lowered = (levels: readonly (number | null)[]): (number | null)[] =>
    levels.map((level) => (level === null ? null : level - loudness));
  return {
    bandsHz: sound.bandsHz,
    midDb: lowered(sound.midDb),
    sideDb: sound.sideDb && lowered(sound.sideDb),
  };
}
