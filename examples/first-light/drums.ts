// Drums: kick, snare, hats and cymbal from swept sines and filtered noise.
import type { Random } from '../../src/signal/random.ts';
import type { Hit } from './score.ts';
import { decay, RATE_HZ, sine } from './stage.ts';

const frames = (seconds: number): number => Math.round(seconds * RATE_HZ);
const noise = (random: Random): number => 2 * random() - 1;

function kick(random: Random): Float64Array {
  const out = new Float64Array(frames(0.42));
  const fall = decay(0.11);
  const sweepFall = decay(0.028);
  const clickFall = decay(0.002);
  let level = 1;
  let sweep = 150;
  let click = 0.35;
  let phase = 0;
  for (let i = 0; i < out.length; i++) {
    phase += (49 + sweep) / RATE_HZ;
    const fadeOut = Math.min(1, (out.length - i) / 2000);
    out[i] = (level * sine(phase) + click * noise(random)) * fadeOut;
    level *= fall;
    sweep *= sweepFall;
    click *= clickFall;
  }
  return out;
}

/** A hard first millisecond, a drum's two modes, and wires that rattle on. */
function snare(random: Random): Float64Array {
  const out = new Float64Array(frames(0.34));
  const shellFall = decay(0.05);
  const wireFall = decay(0.075);
  const crackFall = decay(0.0016);
  let shell = 0.6;
  let wire = 0.8;
  let crack = 1.1;
  let low = 0;
  let previous = 0;
  for (let i = 0; i < out.length; i++) {
    const white = noise(random);
    low += 0.55 * (white - low);
    const edge = low - 0.7 * previous;
    previous = low;
    const modes = sine((187 * i) / RATE_HZ) + 0.55 * sine((331 * i) / RATE_HZ + 0.1);
    const fadeOut = Math.min(1, (out.length - i) / 2000);
    out[i] = (shell * modes + wire * edge + crack * sine((1900 * i) / RATE_HZ + 0.2)) * fadeOut;
    shell *= shellFall;
    wire *= wireFall;
    crack *= crackFall;
  }
  return out;
}

const METAL_HZ = [3161, 4187, 5333, 6311, 7919, 9377];

/** Inharmonic partials in noise, without lows and without the very top. */
function metal(random: Random, fallS: number, lengthS: number): Float64Array {
  const out = new Float64Array(frames(lengthS));
  const fall = decay(fallS);
  let level = 0.5;
  let first = 0;
  let second = 0;
  let soft = 0;
  let softer = 0;
  for (let i = 0; i < out.length; i++) {
    let partials = 0;
    for (const hz of METAL_HZ) partials += sine((hz * i) / RATE_HZ);
    const raw = 0.07 * partials + 0.9 * noise(random);
    first += 0.45 * (raw - first);
    const once = raw - first;
    second += 0.3 * (once - second);
    soft += 0.6 * (once - second - soft);
    softer += 0.7 * (soft - softer);
    const fadeOut = Math.min(1, (out.length - i) / 4000);
    out[i] = softer * level * fadeOut;
    level *= fall;
  }
  return out;
}

/** Synthesised anew for every hit, so that no two are quite the same. */
export function drumSound(drum: Hit['drum'], random: Random): Float64Array {
  switch (drum) {
    case 'kick':
      return kick(random);
    case 'snare':
      return snare(random);
    case 'hat':
      return metal(random, 0.028, 0.16);
    case 'shaker':
      return metal(random, 0.018, 0.09);
    case 'open-hat':
      return metal(random, 0.14, 0.5);
    case 'cymbal':
      return metal(random, 0.75, 3);
  }
}
