// Heard through: what a processor makes of a sound, of a tone and of a faint impulse amid a sound, for plots.
import { dbFromGain, dbFromPower, gainFromDb } from '../../src/dsp/decibel.ts';
import { createRealFft } from '../../src/dsp/fft.ts';
import { cos, log, exp, sin } from '../../src/dsp/math.ts';
import { checkParams, type ParamRecord } from '../../src/process/params.ts';
import type { Processor, ProcessorKind } from '../../src/process/processor.ts';

export const RATE = 44100;
const BLOCK = 4096;

export function made(kind: ProcessorKind, given: ParamRecord, channels: number, rate = RATE): Processor {
  return kind.create(checkParams(kind.params, given, kind.id), { sampleRateHz: rate, channels });
}

/** As many frames as came in, each where it was. The input is left alone. */
export function aligned(processor: Processor, sound: readonly Float64Array[]): Float64Array[] {
  const late = processor.latencyFrames;
  const frames = sound[0]!.length + late;
  const out = sound.map((samples) => {
    const longer = new Float64Array(frames);
    longer.set(samples);
    return longer;
  });
  for (let at = 0; at < frames; at += BLOCK) {
    const end = Math.min(frames, at + BLOCK);
    processor.process({ channels: out.map((samples) => samples.subarray(at, end)), frames: end - at });
  }
  return out.map((samples) => samples.subarray(late));
}

export function through(
  kind: ProcessorKind,
  given: ParamRecord,
  sound: readonly Float64Array[],
  rate = RATE,
): Float64Array[] {
  return aligned(made(kind, given, sound.length, rate), sound);
}

/** `count` frequencies from `from` to `to`, even in pitch. */
export function pitches(from: number, to: number, count: number): number[] {
  const step = log(to / from) / (count - 1);
  return Array.from({ length: count }, (_, i) => from * exp(step * i));
}

const PROBE_SIZE = 32768;
/** Far below what any level detector of the sounds here notices. */
const FAINT = 1e-5;

/**
 * Gain in dB at the frequencies, as the processor stands amid `sound` at `frame`: an impulse too faint to be noticed is added
 * there, and what it changes is looked at. `signs`: of the impulse in each channel; looked at in the first.
 */
export function gainsAmid(
  kind: ProcessorKind,
  given: ParamRecord,
  sound: readonly Float64Array[],
  frame: number,
  hz: readonly number[],
  signs: readonly number[] = [1, 1],
): number[] {
  const probed = sound.map((samples, c) => {
    const copy = samples.slice();
    copy[frame] = copy[frame]! + FAINT * (signs[c] ?? 1);
    return copy;
  });
  const plain = through(kind, given, sound)[0]!;
  const answer = through(kind, given, probed)[0]!.map((v, n) => (v - plain[n]!) / FAINT);
  return levelsAt(answer, frame - PROBE_SIZE / 2, hz);
}

/** The same without any sound: of what is a filter alone. `frames` on either side are heard. */
export function gainsAlone(
  kind: ProcessorKind,
  given: ParamRecord,
  hz: readonly number[],
  signs: readonly number[] = [1],
): number[] {
  const impulse = signs.map((sign) => {
    const x = new Float64Array(PROBE_SIZE);
    x[PROBE_SIZE / 2] = sign;
    return x;
  });
  return levelsAt(through(kind, given, impulse)[0]!, 0, hz);
}

/** Spectrum in dB, at `hz`, of what lies in PROBE_SIZE frames from `start` on. */
export function levelsAt(x: Float64Array, start: number, hz: readonly number[], rate = RATE): number[] {
  const piece = new Float64Array(PROBE_SIZE);
  for (let n = 0; n < PROBE_SIZE; n++) piece[n] = x[start + n] ?? 0;
  const re = new Float64Array(PROBE_SIZE / 2 + 1);
  const im = new Float64Array(PROBE_SIZE / 2 + 1);
  createRealFft(PROBE_SIZE).forward(piece, re, im);
  const db = (k: number): number => dbFromPower(re[k]! * re[k]! + im[k]! * im[k]! + 1e-30);
  return hz.map((f) => {
    const at = (f / rate) * PROBE_SIZE;
    const k = Math.min(PROBE_SIZE / 2 - 1, Math.floor(at));
    return db(k) + (at - k) * (db(k + 1) - db(k));
  });
}

/** Mean power spectrum in dB of a long sound under Hann windows, a sine of full scale at 0 dB, smoothed over `octaves` at `hz`. */
export function spectrumDb(
  x: Float64Array,
  hz: readonly number[],
  octaves: number,
  size = 8192,
  rate = RATE,
): number[] {
  const power = new Float64Array(size / 2 + 1);
  const re = new Float64Array(size / 2 + 1);
  const im = new Float64Array(size / 2 + 1);
  const window = Float64Array.from({ length: size }, (_, n) => 0.5 - 0.5 * cos((2 * Math.PI * n) / size));
  const fft = createRealFft(size);
  let count = 0;
  for (let at = 0; at + size <= x.length; at += size / 2, count++) {
    fft.forward(
      x.slice(at, at + size).map((v, n) => v * window[n]!),
      re,
      im,
    );
    for (let k = 0; k < power.length; k++) power[k]! += re[k]! * re[k]! + im[k]! * im[k]!;
  }
  const full = (size / 4) * (size / 4) * count;
  return hz.map((f) => {
    const reach = exp((log(2) * octaves) / 2);
    const from = Math.max(1, Math.round((f / reach / rate) * size));
    const to = Math.min(power.length - 1, Math.max(from, Math.round(((f * reach) / rate) * size)));
    let sum = 0;
    for (let k = from; k <= to; k++) sum += power[k]!;
    return dbFromPower(sum / (to - from + 1) / full + 1e-30);
  });
}

/** Level in dBFS of the first `harmonics` harmonics of a steady sine near `hz`, peak `peakDb`. */
export function harmonicsDb(
  kind: ProcessorKind,
  given: ParamRecord,
  hz: number,
  peakDb: number,
  harmonics: number,
): number[] {
  const size = 8192;
  const line = Math.round((hz * size) / RATE);
  const peak = gainFromDb(peakDb);
  const tone = Float64Array.from(
    { length: 3 * size },
    (_, n) => peak * sin((2 * Math.PI * ((line * n) % size)) / size),
  );
  const out = through(kind, given, [tone])[0]!.slice(size, 2 * size);
  const re = new Float64Array(size / 2 + 1);
  const im = new Float64Array(size / 2 + 1);
  createRealFft(size).forward(out, re, im);
  return Array.from({ length: harmonics }, (_, h) => {
    const k = line * (h + 1);
    return dbFromGain((2 * Math.sqrt(re[k]! * re[k]! + im[k]! * im[k]!)) / size + 1e-20);
  });
}

/** Gain in dB of every frame, from what came in and what came out. Null where the input is too small to tell. */
export function ratioDb(
  before: Float64Array,
  after: Float64Array,
  least = 0.01,
): { frame: number; db: number }[] {
  const gains: { frame: number; db: number }[] = [];
  for (let n = 0; n < before.length; n++) {
    if (Math.abs(before[n]!) < least) continue;
    gains.push({ frame: n, db: dbFromGain(Math.abs(after[n]! / before[n]!)) });
  }
  return gains;
}
