// Plot sounds: short sounds with the shapes of real ones, of portable mathematics: the same bits on every machine.
import { cos, exp, sin } from '../../src/dsp/math.ts';
import { type Random, seededRandom } from '../../src/signal/random.ts';

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
  const sum = sounds[0]!.slice();
  for (const x of sounds.slice(1)) for (let n = 0; n < Math.min(sum.length, x.length); n++) sum[n]! += x[n]!;
  return sum;
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

interface Partial {
  readonly hz: number;
  readonly level: number;
  readonly phase: number;
  /** In which it falls to 37 %. */
  readonly tauS: number;
}

/** level · sin(2π hz t + phase) · e^(-t/tauS), `count` samples of it, each from the two before. */
function ring({ hz, level, phase, tauS }: Partial, count: number, rate: number): Float64Array {
  const turn = (2 * Math.PI * hz) / rate;
  const fall = exp(-1 / (tauS * rate));
  const ahead = 2 * fall * cos(turn);
  const back = fall * fall;
  const out = new Float64Array(count);
  let now = level * sin(phase);
  let before = (level * sin(phase - turn)) / fall;
  for (let n = 0; n < count; n++) {
    out[n] = now;
    const next = ahead * now - back * before;
    before = now;
    now = next;
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
    const count = Math.min(Math.floor(0.9 * rate), frames - start);
    for (const k of [1, 2, 3, 4, 5, 6, 8]) {
      const partial = { hz: k * hz, level: 0.22 / k, phase: 6 * random(), tauS: 1 / (2 + 1.5 * k) };
      ring(partial, count, rate).forEach((v, n) => {
        out[start + n]! += v * Math.min(1, n / (0.003 * rate), (0.9 - n / rate) / 0.1);
      });
    }
  }
  return out;
}

/** Vowels (a glottal tone under three formants) and sibilants by turns, as `parts` say: seconds of each, vowel first. */
export function voice(parts: readonly number[], rate: number): Float64Array {
  const random = seededRandom(11);
  const sounds = parts.map((part, p) => {
    const count = Math.round(part * rate);
    const sound = p % 2 === 0 ? vowel(count, rate) : sibilant(count, rate, random);
    return sound.map((v, n) => v * Math.min(1, n / (0.015 * rate), (count - n) / (0.015 * rate)));
  });
  return Float64Array.from(sounds.flatMap((sound) => [...sound]));
}

const FORMANTS = [700, 1200, 2600];

function vowel(count: number, rate: number): Float64Array {
  const partials = Array.from({ length: 24 }, (_, i): Float64Array => {
    const k = i + 1;
    const near = FORMANTS.map((f) => 1 / (1 + ((140 * k - f) / 150) * ((140 * k - f) / 150)));
    const level = (0.13 * Math.max(0.04, ...near)) / Math.sqrt(k);
    return ring({ hz: 140 * k, level, phase: k * k, tauS: Infinity }, count, rate);
  });
  return mixed(...partials);
}

/** Noise about 7 kHz. */
function sibilant(count: number, rate: number, random: Random): Float64Array {
  const carrier = mixed(
    tone(7000, 0.35, count, rate, 1.6),
    tone(6100, 0.35, count, rate, 2.6),
    tone(8100, 0.35, count, rate, 3.6),
  );
  return carrier.map((v) => v * (random() - 0.5));
}

/** The samples from `from` to `to` seconds, over milliseconds from there on. */
export function cutOut(
  x: Float64Array,
  from: number,
  to: number,
  rate: number,
): { x: number[]; y: number[] } {
  const first = Math.round(from * rate);
  const count = Math.round((to - from) * rate) + 1;
  return {
    x: Array.from({ length: count }, (_, n) => (1000 * n) / rate),
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
