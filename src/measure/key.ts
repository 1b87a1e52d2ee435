// Key: the tonic and mode whose profile the song's pitch classes resemble most, and how its tuning stands to A 440.
import { cos, pow, sin } from '../dsp/math.ts';
import type { KeyResult } from './measurements.ts';
import { STEPS_PER_OCTAVE, STEPS_PER_SEMITONE, type PitchClassListener } from './pitch-classes.ts';
import { rounded } from './rounded.ts';

const TONICS = ['A', 'B♭', 'B', 'C', 'C♯', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭'] as const;
/** How often each degree sounds in music of a key (Albrecht and Shanahan, 2013: 982 pieces). */
const PROFILES = {
  major: [0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.08, 0.008, 0.081],
  minor: [0.22, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052],
} as const;
const MODES = ['major', 'minor'] as const;
/** Under this likeness (correlation) there is no key worth telling. */
const LEAST_LIKENESS = 0.5;
/** So far ahead of the next best key one may be sure. */
const SURE_LEAD = 0.2;
/** Under five seconds of music no key has been established. */
const LEAST_LOOKS = 8;
/** Notes off the middle of a semitone in all directions: noise, drums, glides. */
const LEAST_ORDER = 0.12;

interface Candidate {
  readonly tonic: string;
  readonly mode: 'major' | 'minor';
  readonly likeness: number;
}

/** Null for silence, noise, drums and a few seconds. */
export function readKey(pitches: PitchClassListener): KeyResult | null {
  const { steps, tuning } = pitches;
  const total = tuning.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0) || pitches.sounding < LEAST_LOOKS) return null;
  const [x, y] = direction(tuning);
  if (x * x + y * y < LEAST_ORDER * LEAST_ORDER * total * total) return null;
  const semitones = offTune(x, y);
  const [best, next] = candidates(foldedToNotes(steps, semitones));
  if (best === undefined || best.likeness < LEAST_LIKENESS) return null;
  return {
    tonic: best.tonic,
    mode: best.mode,
    confidence: rounded(Math.min(1, (best.likeness - next!.likeness) / SURE_LEAD), 2),
    tuningHz: rounded(440 * pow(2, semitones / 12), 1),
  };
}

/** The weights as arrows round a circle of one semitone, added up. */
function direction(steps: Float64Array): [x: number, y: number] {
  let x = 0;
  let y = 0;
  steps.forEach((weight, i) => {
    x += weight * cos((2 * Math.PI * i) / STEPS_PER_SEMITONE);
    y += weight * sin((2 * Math.PI * i) / STEPS_PER_SEMITONE);
  });
  return [x, y];
}

/** Semitones from A 440 that the notes lie high, -0.5 … 0.5: the cent whose arrow points the same way. */
function offTune(x: number, y: number): number {
  let best = 0;
  let most = -Infinity;
  for (let cents = -50; cents < 50; cents++) {
    const along = x * cos((2 * Math.PI * cents) / 100) + y * sin((2 * Math.PI * cents) / 100);
    if (along > most) [best, most] = [cents / 100, along];
  }
  return best;
}

/** Weight of each of the twelve notes from A, all taken `semitones` down. */
function foldedToNotes(steps: Float64Array, semitones: number): number[] {
  const notes = Array.from({ length: 12 }, () => 0);
  for (let i = 0; i < STEPS_PER_OCTAVE; i++) {
    const note = Math.floor(i / STEPS_PER_SEMITONE - semitones + 0.5);
    notes[(note + 12) % 12]! += steps[i]!;
  }
  return notes;
}

/** All 24 keys, most like first. */
function candidates(notes: readonly number[]): Candidate[] {
  const all = MODES.flatMap((mode) =>
    TONICS.map((tonic, t) => {
      const turned = notes.map((_, degree) => notes[(t + degree) % 12]!);
      return { tonic, mode, likeness: correlation(turned, PROFILES[mode]) };
    }),
  );
  return all.sort((a, b) => b.likeness - a.likeness);
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [cross, energyA, energyB] = [0, 0, 0];
  a.forEach((value, i) => {
    cross += (value - meanA) * (b[i]! - meanB);
    energyA += (value - meanA) * (value - meanA);
    energyB += (b[i]! - meanB) * (b[i]! - meanB);
  });
  return energyA > 0 ? cross / Math.sqrt(energyA * energyB) : 0;
}
