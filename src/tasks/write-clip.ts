// Write clip: short pieces of sound, faded at their ends, written as a FLAC file of 24 bits and measured as they stand there.
import type { FileRule } from '../deliver/finish/written-files.ts';
import { writeFiles } from '../deliver/finish/write-files.ts';
import { gainFromDb } from '../dsp/decibel.ts';
import { fadeCurve } from '../dsp/fade-curve.ts';
import { openAudio } from '../files/open.ts';
import type { Place } from '../files/place.ts';
import { pump } from '../measure/measure.ts';
import type { Measurements } from '../measure/measurements.ts';
import { createSongMeter } from '../measure/song-meter.ts';
import { fadeFrames } from '../preview/fade-time.ts';
import type { SignalFormat } from '../signal/signal.ts';
import { sourceOf, type Source } from '../signal/stream.ts';
import type { Output } from './outputs.ts';

/** Pieces of sound in a row: each faded in and out, silence between them. */
export interface Clip {
  /** One entry a piece: its channels. They are left as they are. */
  readonly pieces: readonly (readonly Float64Array[])[];
  readonly format: SignalFormat;
  readonly gainDb: number;
}

/** As measured on the sound. */
export interface ClipLevel {
  readonly integratedLufs: number | null;
  readonly truePeakDbtp: number | null;
}

/** Between two pieces. */
const GAP_S = 0.5;
const FINISH = { sampleRateHz: null, bits: 24, dither: 'tpdf' } as const;

/** Writes under the output's hidden name; tells what was written, opened again. */
export async function stageClip(place: Place, output: Output, clip: Clip, seed: number): Promise<ClipLevel> {
  const rule: FileRule = { purpose: 'master', ending: '', container: 'flac' };
  const jobs = [{ finish: FINISH, files: [{ rule, path: output.stagedPath }] }];
  const source = clipSource(clip);
  await writeFiles(place, source, source.frames!, jobs, { ceilingDbtp: null, seed });
  return fileLevel(place, output.stagedPath);
}

/** The pieces as one sound. */
export function clipSource(clip: Clip): Source {
  return sourceOf(joined(clip), clip.format.sampleRateHz);
}

/** The level of a clip before it is written. */
export function clipLevel(clip: Clip): Promise<ClipLevel> {
  return sourceLevel(clipSource(clip));
}

/** Of the file as it was written. */
export async function fileLevel(place: Place, path: string): Promise<ClipLevel> {
  return sourceLevel((await openAudio(place, path)).source);
}

/** Pulls it to its end, and closes it. */
export async function sourceLevel(source: Source): Promise<ClipLevel> {
  try {
    const meter = createSongMeter(source.format, { quick: true });
    await pump(source, [meter]);
    return levelOf(meter.result());
  } finally {
    await source.close();
  }
}

function levelOf({ loudness, peak }: Pick<Measurements, 'loudness' | 'peak'>): ClipLevel {
  return { integratedLufs: loudness.integratedLufs, truePeakDbtp: peak.truePeakDbtp };
}

function joined({ pieces, format, gainDb }: Clip): Float64Array[] {
  const gap = Math.round(GAP_S * format.sampleRateHz);
  const frames = pieces.reduce((sum, piece) => sum + piece[0]!.length, gap * Math.max(0, pieces.length - 1));
  const out = Array.from({ length: format.channels }, () => new Float64Array(frames));
  const gain = gainFromDb(gainDb);
  let at = 0;
  for (const piece of pieces) {
    piece.forEach((samples, c) => place(samples, out[c]!.subarray(at, at + samples.length), gain, format));
    at += piece[0]!.length + gap;
  }
  return out;
}

function place(from: Float64Array, to: Float64Array, gain: number, { sampleRateHz }: SignalFormat): void {
  for (let n = 0; n < from.length; n++) to[n] = gain * from[n]!;
  const frames = Math.min(fadeFrames(sampleRateHz), Math.floor(from.length / 2));
  const curve = fadeCurve(frames);
  for (let n = 0; n < frames; n++) {
    to[n] = to[n]! * curve[n]!;
    to[to.length - 1 - n] = to[to.length - 1 - n]! * curve[n]!;
  }
}
