// Trial room: the telling sections heard through moves: everything that is measured of a song, and how dense it is at its loudest.
import { createDynamicsMeter } from '../../measure/dynamics.ts';
import { bandChangesDb, crestLossDb, distortionDb, toneChangeDb } from '../../measure/damage.ts';
import type { DynamicsResult, Measurements } from '../../measure/measurements.ts';
import { createSongMeter } from '../../measure/song-meter.ts';
import type { Listening } from '../../measure/measure.ts';
import { BURST_FRAMES } from '../../signal/stream.ts';
import type { Damage, Move } from '../plan.ts';
import { excerptAfter, soundOf, type Excerpt } from './excerpts.ts';

/** One rendering of the telling sections. */
export interface Heard {
  readonly excerpts: readonly Excerpt[];
  /** Of all of them, one after the other as if they were one song. */
  readonly measurements: Measurements;
  /** Of the loudest alone. */
  readonly loud: DynamicsResult;
}

/**
 * Processors that work by moving the gain fast or by bending the wave: what no slow gain explains is what they cost. The
 * others change the spectrum, the sides or the place of sounds on purpose, or give crushed peaks back, and would be charged
 * for doing what they are for.
 */
const BENDS: ReadonlySet<string> = new Set([
  'compressor',
  'expander',
  'multiband',
  'low-end-focus',
  'transient-shaper',
  'saturation',
  'exciter',
  'clipper',
  'limiter',
]);

export function bends({ kind }: Move): boolean {
  return BENDS.has(kind);
}

/** The sections as moves leave them; those that do nothing cost nothing. */
export function through(excerpts: readonly Excerpt[], moves: readonly Move[]): readonly Excerpt[] {
  return excerpts.map((excerpt) => excerptAfter(excerpt, moves));
}

/** Figures that are read from how a song goes on, and cost as much as all the others together. */
const OF_THE_WHOLE = /^band-jumps-/;

/** Whether one of the moves is there for a figure that is read from how a song goes on. */
export function needsTheWhole(moves: readonly Move[]): boolean {
  return moves.some(({ expects }) => expects.some(({ measurement }) => OF_THE_WHOLE.test(measurement)));
}

/** `loudest`: which of the excerpts is. `whole`: figures too that are read from how a song goes on. */
export function hear(excerpts: readonly Excerpt[], loudest: number, whole = false): Heard {
  const { format } = excerpts[0]!;
  const meter = createSongMeter(format, { rendered: whole ? 'master' : 'trial' });
  for (const excerpt of excerpts) feed(meter, excerpt);
  const measurements = meter.result();
  const loud = excerpts.length === 1 ? measurements.dynamics : dynamicsOf(excerpts[loudest]!);
  return { excerpts, measurements, loud };
}

/** Of all of them at once, by their loudness; the first of equals. */
export function loudestOf(excerpts: readonly Excerpt[]): number {
  if (excerpts.length === 1) return 0;
  const levels = excerpts.map((one) => loudnessOf(one));
  return levels.reduce((most, lufs, i) => (lufs > levels[most]! ? i : most), 0);
}

/** LUFS; -Infinity where there is none. */
export function loudnessOf(excerpt: Excerpt): number {
  const meter = createSongMeter(excerpt.format, { quick: true });
  feed(meter, excerpt);
  return meter.result().loudness.integratedLufs ?? -Infinity;
}

function dynamicsOf(excerpt: Excerpt): DynamicsResult {
  const meter = createDynamicsMeter(excerpt.format);
  feed(meter, excerpt);
  return meter.result();
}

/** The excerpt itself, without its lead, burst by burst. */
export function feed(meter: Listening, excerpt: Excerpt): void {
  const channels = soundOf(excerpt);
  const all = channels[0]!.length;
  for (let at = 0; at < all; at += BURST_FRAMES) {
    const end = Math.min(all, at + BURST_FRAMES);
    meter.push({ channels: channels.map((samples) => samples.subarray(at, end)), frames: end - at });
  }
}

/** `bent`: whether distortion is asked for; the sounds must then differ by nothing but moves that bend. */
export function damageBetween(before: Heard, after: Heard, bent: boolean): Damage {
  return {
    distortionDb: bent ? distortionBetween(before.excerpts, after.excerpts) : null,
    crestLossDb: crestLossDb(before.loud, after.loud),
    toneChangeDb: toneChangeDb(before.measurements.spectrum, after.measurements.spectrum),
  };
}

/** Of the worse of the sections. */
export function distortionBetween(before: readonly Excerpt[], after: readonly Excerpt[]): number | null {
  const told = before.map((excerpt, i) =>
    distortionDb(soundOf(excerpt), soundOf(after[i]!), excerpt.format.sampleRateHz),
  );
  return told.reduce((worst, db) => (worst === null || (db !== null && db > worst) ? db : worst), null);
}

/** Most that any third-octave between two frequencies rises or falls, dB. */
export function mostChangeDb(before: Heard, after: Heard, lowHz: number, highHz: number): number {
  const spectrum = before.measurements.spectrum;
  return bandChangesDb(spectrum, after.measurements.spectrum).reduce<number>((most, change, i) => {
    const hz = spectrum!.bandsHz[i]!;
    return change !== null && hz >= lowHz && hz <= highHz ? Math.max(most, Math.abs(change)) : most;
  }, 0);
}
