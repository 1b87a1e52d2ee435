// Keeps time: whether places that look like faults come on a beat, to the sample, as only whoever programmed them would place them.
import type { Finding } from '../../inspect/finding.ts';

/** Two distances say nothing to the sample; three places have two. */
const LEAST_PLACES = 3;
/** A sixteenth note is not shorter than this, even at 240 beats a minute; engines lose buffers up to 4096 frames, 0.09 s. */
const LEAST_BEAT_S = 0.06;
/** The shortest distance may hold so many beats. */
const MOST_BEATS = 16;
/** Places are told to the sample, the beat need not be a whole number of them. */
const SLACK_FRAMES = 1.5;
/** Whatever lies on whole buffers of sound hardware or of a program keeps the time of the machine. */
const BUFFER_FRAMES = 256;

/** Who programs three of four places does not lose the fourth: it is one that only just looked like the others. */
const MOST_ASTRAY = 0.25;

/** Seconds from beat to beat, where the beginnings, or the ends, of all places but a stray one lie on it; null elsewhere. */
export function keepsTime(places: readonly Finding[], rate: number): number | null {
  const together = allKeepTime(places, rate);
  if (together !== null || places.length * MOST_ASTRAY < 1) return together;
  for (const stray of places) {
    const rest = places.filter((place) => place !== stray);
    const beat = allKeepTime(rest, rate);
    if (beat !== null) return beat;
  }
  return null;
}

function allKeepTime(places: readonly Finding[], rate: number): number | null {
  if (places.length < LEAST_PLACES) return null;
  const frames = (time: (place: Finding) => number | null): number[] =>
    places.map((place) => Math.round((time(place) ?? 0) * rate)).sort((a, b) => a - b);
  const beat =
    beatOf(
      frames(({ startS }) => startS),
      rate,
    ) ??
    beatOf(
      frames(({ endS }) => endS),
      rate,
    );
  return beat === null ? null : Math.round((1000 * beat) / rate) / 1000;
}

/** The longest beat on which all lie, frames. */
function beatOf(frames: readonly number[], rate: number): number | null {
  const distances = frames.slice(1).map((frame, i) => frame - frames[i]!);
  const least = Math.min(...distances);
  for (let beats = 1; beats <= MOST_BEATS; beats++) {
    const beat = refined(distances, least / beats);
    if (beat < LEAST_BEAT_S * rate) return null;
    if (isOn(distances, beat)) return isBuffers(beat) ? null : beat;
  }
  return null;
}

/** Fitted over all of the distances together. */
function refined(distances: readonly number[], beat: number): number {
  const whole = distances.reduce((sum, distance) => sum + distance, 0);
  const beats = distances.reduce((sum, distance) => sum + Math.round(distance / beat), 0);
  return beats > 0 ? whole / beats : beat;
}

function isOn(distances: readonly number[], beat: number): boolean {
  return distances.every(
    (distance) => Math.abs(distance - beat * Math.round(distance / beat)) <= SLACK_FRAMES,
  );
}

function isBuffers(beat: number): boolean {
  return Math.abs(beat - BUFFER_FRAMES * Math.round(beat / BUFFER_FRAMES)) <= SLACK_FRAMES;
}
