// Instruments: electric piano, pad, bass, plucked string and lead, each note synthesised from its pitch and force.
import type { Random } from '../../src/signal/random.ts';
import { decay, keyHz, RATE_HZ, sine } from './stage.ts';

const frames = (seconds: number): number => Math.round(seconds * RATE_HZ);

/** Rises over `attackS`, holds, falls over `releaseS` after `heldS`; raised by squaring so that ends are soft. */
function envelope(i: number, attackS: number, heldS: number, releaseS: number): number {
  const t = i / RATE_HZ;
  const up = Math.min(1, t / attackS);
  const down = t < heldS ? 1 : Math.max(0, 1 - (t - heldS) / releaseS);
  return up * down * down;
}

/** Two-operator FM whose brightness falls with time, and a short bell-like tine. */
export function pianoNote(key: number, heldS: number, velocity: number): Float64Array {
  const hz = keyHz(key) / RATE_HZ;
  const out = new Float64Array(frames(heldS + 0.35));
  const bodyFall = decay(1.5);
  const brightFall = decay(0.45);
  const tineFall = decay(0.09);
  let body = velocity;
  let bright = 2.5 * velocity;
  let tine = 0.5 * velocity * velocity;
  for (let i = 0; i < out.length; i++) {
    const modulator = (bright + 0.22) * sine(hz * i);
    const tone = sine(hz * i + modulator / (2 * Math.PI)) + tine * sine(hz * 7.02 * i);
    out[i] = tone * body * envelope(i, 0.004, heldS, 0.3);
    body *= bodyFall;
    bright *= brightFall;
    tine *= tineFall;
  }
  return out;
}

const PAD_PARTIALS = [1, 0.5, 0.4, 0.28, 0.24, 0.18, 0.15, 0.12];

/** Slow strings: eight partials, detuned by `cents`, swelling in and out. */
export function padNote(
  key: number,
  heldS: number,
  velocity: number,
  cents: number,
  phase: number,
): Float64Array {
  const hz = (keyHz(key) * (1 + cents * 0.00057779)) / RATE_HZ;
  const out = new Float64Array(frames(heldS + 0.9));
  for (let i = 0; i < out.length; i++) {
    const shimmer = 0.5 + 0.5 * sine((0.23 * i) / RATE_HZ + phase);
    let tone = 0;
    for (let n = 0; n < PAD_PARTIALS.length; n++) {
      const share = n < 3 ? 1 : shimmer;
      tone += PAD_PARTIALS[n]! * share * sine(hz * (n + 1) * i + phase * (n + 1));
    }
    out[i] = tone * velocity * envelope(i, 0.7, heldS, 0.9);
  }
  return out;
}

/** A round electric bass: three partials, a finger's noise, gently driven. */
export function bassNote(key: number, heldS: number, velocity: number, random: Random): Float64Array {
  const hz = keyHz(key) / RATE_HZ;
  const out = new Float64Array(frames(heldS + 0.12));
  const fall = decay(1.1);
  const brightFall = decay(0.22);
  let body = velocity;
  let bright = velocity;
  let finger = 0;
  for (let i = 0; i < out.length; i++) {
    finger += 0.08 * (2 * random() - 1 - finger);
    const wave =
      sine(hz * i) + (0.35 + 0.3 * bright) * sine(2 * hz * i + 0.1) + 0.4 * bright * sine(3 * hz * i + 0.2);
    const driven = 1.5 * body * wave + 0.5 * bright * bright * finger;
    out[i] = (driven / (1 + Math.abs(driven))) * envelope(i, 0.006, heldS, 0.12);
    body *= fall;
    bright *= brightFall;
  }
  return out;
}

/** Karplus and Strong's plucked string: noise that runs round a loop and loses its edge on the way. */
export function pluckNote(key: number, velocity: number, random: Random): Float64Array {
  const period = RATE_HZ / keyHz(key) - 0.5;
  const whole = Math.floor(period);
  const part = period - whole;
  const loop = new Float64Array(whole + 2);
  let smooth = 0;
  for (let i = 0; i < loop.length; i++) {
    smooth += (0.4 + 0.5 * velocity) * (2 * random() - 1 - smooth);
    loop[i] = smooth;
  }
  const out = new Float64Array(frames(1.4));
  const size = loop.length;
  let at = 0;
  let last = 0;
  for (let i = 0; i < out.length; i++) {
    const far = loop[at]!;
    const near = loop[at + 1 === size ? 0 : at + 1]!;
    const read = part * far + (1 - part) * near;
    out[i] = read * velocity * envelope(i, 0.001, 1.1, 0.3);
    loop[at] = 0.4982 * (read + last);
    last = read;
    at = at + 1 === size ? 0 : at + 1;
  }
  return out;
}

const LEAD_PARTIALS = [1, 0.62, 0.5, 0.36, 0.27, 0.2, 0.15, 0.1, 0.07];

/** A reed-like lead: glides from the note before it, vibrato that comes in late. */
export function leadNote(key: number, fromKey: number, heldS: number, velocity: number): Float64Array {
  const target = keyHz(key) / RATE_HZ;
  const out = new Float64Array(frames(heldS + 0.25));
  const glide = decay(0.022);
  let away = keyHz(fromKey) / RATE_HZ - target;
  let phase = 0;
  for (let i = 0; i < out.length; i++) {
    const t = i / RATE_HZ;
    const depth = 0.0065 * Math.min(1, Math.max(0, (t - 0.22) / 0.5));
    phase += (target + away) * (1 + depth * sine(5.3 * t));
    away *= glide;
    const breath = 0.85 + 0.15 * sine(5.3 * t + 0.25);
    let tone = 0;
    for (let n = 0; n < LEAD_PARTIALS.length; n++)
      tone += LEAD_PARTIALS[n]! * (n < 2 ? 1 : breath) * sine((n + 1) * phase);
    out[i] = tone * velocity * breath * envelope(i, 0.035, heldS, 0.22);
  }
  return out;
}
