// Heard song: a small song of notes, a beat and a bass, heard by the meters, and what a decider is asked about it.
import { bell, highCut } from '../../src/dsp/biquad-design.ts';
import type { Coefficients } from '../../src/dsp/biquad.ts';
import type { Finding } from '../../src/inspect/finding.ts';
import { questionFor } from '../../src/master/decide.ts';
import type { Question } from '../../src/master/decider.ts';
import type { Move } from '../../src/master/plan.ts';
import { renderMoves } from '../../src/master/render.ts';
import { styleById } from '../../src/master/style/styles.ts';
import type { Measurements } from '../../src/measure/measurements.ts';
import { createSongMeter } from '../../src/measure/song-meter.ts';
import { collect, sourceOf } from '../../src/signal/stream.ts';
import { musicLike, noise } from '../signals.ts';
import { analysisOf, intentOf } from './analyses.ts';

export const RATE = 44100;
export type Sound = readonly Float64Array[];

/** Every frequency sounds in it, as cymbals and voices make it, and no two hits are alike. */
export function song(seconds = 3.5, seed = 3): Float64Array[] {
  const music = musicLike(Math.round(seconds * RATE), RATE, seed);
  const length = Math.round(0.2 * RATE);
  for (let start = 0; start + length < music[0]!.length; start += Math.round(0.25 * RATE)) {
    const hit = noise(0.25, length, seed + start);
    for (const channel of music) {
      hit.forEach((value, n) => (channel[start + n]! += value * Math.exp(-n / (0.04 * RATE))));
    }
  }
  return music.map((channel) => channel.map((value) => 0.4 * value));
}

export function filtered(samples: Float64Array, { b0, b1, b2, a1, a2 }: Coefficients): Float64Array {
  let [s1, s2] = [0, 0];
  return samples.map((x) => {
    const y = b0 * x + s1;
    s1 = b1 * x - a1 * y + s2;
    s2 = b2 * x - a2 * y;
    return y;
  });
}

export const ringing = (sound: Sound, hz: number, gainDb: number, q: number): Float64Array[] =>
  sound.map((samples) => filtered(samples, bell(hz, gainDb, q, RATE)));

/** Middle and sides of the sound, where `change` gives new sides from both. */
export function withSides(
  [left, right]: Sound,
  change: (middle: Float64Array, side: Float64Array) => Float64Array,
): Float64Array[] {
  const middle = left!.map((x, n) => 0.5 * (x + right![n]!));
  const side = change(
    middle,
    left!.map((x, n) => 0.5 * (x - right![n]!)),
  );
  return [middle.map((x, n) => x + side[n]!), middle.map((x, n) => x - side[n]!)];
}

/** What lies under a frequency, 24 dB an octave. */
export function low(samples: Float64Array, hz: number): Float64Array {
  const cut = highCut(hz, Math.SQRT1_2, RATE);
  return filtered(filtered(samples, cut), cut);
}

export function heard(sound: Sound): Measurements {
  const meter = createSongMeter({ sampleRateHz: RATE, channels: sound.length }, { rendered: 'master' });
  meter.push({ channels: [...sound], frames: sound[0]!.length });
  return meter.result();
}

/** `told` replaces what follows from the sound. */
export function asked(
  sound: Sound,
  findings: readonly Finding[] = [],
  told: Partial<Question> = {},
  style = 'balanced',
): Question {
  const analysis = { ...analysisOf({ findings }), measurements: heard(sound) };
  const planned = { name: 'song', sampleRateHz: RATE, channels: sound.length, frames: sound[0]!.length };
  const blank = { intent: intentOf({ style }), song: planned, moves: [] as readonly Move[] };
  return { ...questionFor(blank as never, analysis, styleById(style)), ...told };
}

export const through = (sound: Sound, moves: readonly Move[]): Promise<Float64Array[]> =>
  collect(renderMoves(sourceOf([...sound], RATE), moves));
