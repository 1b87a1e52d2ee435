// Plot sounds: short sounds with the shapes of real ones, of portable mathematics: the same bits on every machine.
import { cos, exp, sin } from '../../src/dsp/math.ts';
import { seededRandom } from '../../src/signal/random.ts';

export function tone(hz: number, amplitude: number, frames: number, rate: number, phase = 0): Float64Array {
  return Float64Array.from(
    { length: frames },
    (_, n) => amplitude * sin((2 * Math.PI * hz * n) / rate + phase),
  );
}

/** Full of harmonics and never 0, so that what multiplies it can be read off every sample. */
export function square(hz: number, amplitude: number, frames: number, rate: number): Float64Array {
  const half = Math.round(rate / hz / 2);
  return Float64Array.from({ length: frames }, (_, n) =>
    Math.floor(n / half) % 2 === 0 ? amplitude : -amplitude,
  );
}

export function hiss(amplitude: number, frames: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from({ length: frames }, () => amplitude * (2 * random() - 1));
}

/** `sounds` one over the other. */
export function mixed(...sounds: readonly Float64Array[]): Float64Array {
  return sounds[0]!.map((_, n) => sounds.reduce((sum, x) => sum + (x[n] ?? 0), 0));
}

/** A snare of noise and two skins of its drum, hit at each of `hits` seconds. Peaks near 1. */
export function snares(hits: readonly number[], frames: number, rate: number, seed = 1): Float64Array {
  const random = seededRandom(seed, 3);
  const out = new Float64Array(frames);
  for (const hit of hits) {
    const start = Math.round(hit * rate);
    let bright = 0;
    let dull = 0;
    for (let n = 0; n < Math.min(0.4 * rate, frames - start); n++) {
      const t = n / rate;
      const white = 2 * random() - 1;
      dull += 0.25 * (white - dull);
      bright += 0.5 * (dull - bright);
      const skin =
        0.55 * sin(2 * Math.PI * 190 * t) * exp(-t / 0.05) +
        0.3 * sin(2 * Math.PI * 330 * t) * exp(-t / 0.03);
      out[start + n]! += Math.min(1, t / 0.0006) * (skin + 0.8 * bright * exp(-t / 0.045));
    }
  }
  return out;
}

/** A drum struck on its rim, at each of `hits` seconds: hardest at once. Peaks near 1. */
export function rims(hits: readonly number[], frames: number, rate: number): Float64Array {
  const out = new Float64Array(frames);
  for (const hit of hits) {
    const start = Math.round(hit * rate);
    for (let n = 0; n < Math.min(0.3 * rate, frames - start); n++) {
      const t = n / rate;
      const rim = 0.7 * sin(2 * Math.PI * 1100 * t) * exp(-t / 0.004);
      const skin = 0.5 * sin(2 * Math.PI * 230 * t) * exp(-t / 0.025);
      out[start + n]! += Math.min(1, t / 0.0003) * (rim + skin);
    }
  }
  return out;
}

/** A kick that falls from 130 to `hz` Hz and dies away, at each of `hits` seconds. Peaks near 1. */
export function kicks(hits: readonly number[], hz: number, frames: number, rate: number): Float64Array {
  const out = new Float64Array(frames);
  for (const hit of hits) {
    const start = Math.round(hit * rate);
    let phase = 0;
    for (let n = 0; n < Math.min(0.6 * rate, frames - start); n++) {
      const t = n / rate;
      phase += (2 * Math.PI * (hz + (130 - hz) * exp(-t / 0.012))) / rate;
      out[start + n]! += sin(phase) * Math.min(1, t / 0.001) * exp(-t / 0.13);
    }
  }
  return out;
}

/** Plucked notes, one every `stepS`, over a little hiss: something for models that foretell. Peaks near 0.6. */
export function plucks(frames: number, rate: number, stepS = 0.25, seed = 1): Float64Array {
  const random = seededRandom(seed, 5);
  const out = hiss(0.0006, frames, seed);
  const notes = [110, 164.8, 220, 277.2, 329.6];
  for (let start = 0; start < frames; start += Math.round(stepS * rate)) {
    const hz = notes[Math.floor(random() * notes.length)]!;
    const partials = [1, 2, 3, 4, 5, 6, 8].map((k) => ({ k, phase: 6 * random(), level: 0.22 / k }));
    for (let n = 0; n < Math.min(0.9 * rate, frames - start); n++) {
      const t = n / rate;
      let sum = 0;
      for (const { k, phase, level } of partials)
        sum += level * exp(-t * (2 + 1.5 * k)) * sin(2 * Math.PI * k * hz * t + phase);
      out[start + n]! += sum * Math.min(1, t / 0.003, (0.9 - t) / 0.1);
    }
  }
  return out;
}

/** Vowels (a glottal tone under three formants) and sibilants by turns, as `parts` say: seconds of each, vowel first. */
export function voice(parts: readonly number[], rate: number): Float64Array {
  const frames = Math.round(parts.reduce((sum, part) => sum + part, 0) * rate);
  const out = new Float64Array(frames);
  const random = seededRandom(11);
  let at = 0;
  parts.forEach((part, p) => {
    const count = Math.round(part * rate);
    for (let n = 0; n < count && at + n < frames; n++) {
      const edge = Math.min(1, n / (0.015 * rate), (count - n) / (0.015 * rate));
      out[at + n] = edge * (p % 2 === 0 ? vowel(n / rate) : sibilant(n / rate, random() - 0.5));
    }
    at += count;
  });
  return out;
}

const FORMANTS = [700, 1200, 2600];

function vowel(t: number): number {
  let sum = 0;
  for (let k = 1; k <= 24; k++) {
    const hz = 140 * k;
    const level = FORMANTS.reduce(
      (most, f) => Math.max(most, 1 / (1 + ((hz - f) / 150) * ((hz - f) / 150))),
      0.04,
    );
    sum += (level / Math.sqrt(k)) * sin(2 * Math.PI * hz * t + k * k);
  }
  return 0.13 * sum;
}

/** Noise about 7 kHz. */
function sibilant(t: number, white: number): number {
  return (
    0.35 *
    white *
    (cos(2 * Math.PI * 7000 * t) + cos(2 * Math.PI * 6100 * t + 1) + cos(2 * Math.PI * 8100 * t + 2))
  );
}

/** Seconds of every `step`-th frame from `from` to `to` seconds, and the samples there, beside `zeroS`. */
export function cutOut(
  x: Float64Array,
  from: number,
  to: number,
  rate: number,
  unit = 1000,
): { x: number[]; y: number[] } {
  const first = Math.round(from * rate);
  const count = Math.round((to - from) * rate) + 1;
  return {
    x: Array.from({ length: count }, (_, n) => (unit * n) / rate),
    y: Array.from({ length: count }, (_, n) => x[first + n]!),
  };
}

/** Falls by 24 dB an octave above some 1.5 kHz. */
export function dulled(x: Float64Array, rate: number): Float64Array {
  const share = 1 - exp((-2 * Math.PI * 1500) / rate);
  const memory = [0, 0, 0, 0];
  return x.map((value) => {
    let v = value;
    for (let k = 0; k < memory.length; k++) v = memory[k] = memory[k]! + share * (v - memory[k]!);
    return v;
  });
}
