// Signals: seeded test sounds; everything repeats.
import { seededRandom } from '../src/signal/random.ts';

/** A sine of `amplitude` at `hz`, starting at `phase` radians. */
export function sine(
  hz: number,
  amplitude: number,
  frames: number,
  sampleRateHz: number,
  phase = 0,
): Float64Array {
  return Float64Array.from(
    { length: frames },
    (_, n) => amplitude * Math.sin((2 * Math.PI * hz * n) / sampleRateHz + phase),
  );
}

/** White noise, uniform in ±amplitude. */
export function noise(amplitude: number, frames: number, seed = 1): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from({ length: frames }, () => amplitude * (2 * random() - 1));
}

/**
 * Something like music: plucked notes of a few partials over a bass and brushed noise, different in both channels.
 * Stereo, peaks near 0.5, no two alike for different seeds.
 */
export function musicLike(frames: number, sampleRateHz: number, seed = 1): Float64Array[] {
  const random = seededRandom(seed, 7);
  const left = new Float64Array(frames);
  const right = new Float64Array(frames);
  const step = Math.round(0.22 * sampleRateHz);
  for (let start = 0; start < frames; start += step) {
    const hz = 110 * 2 ** (Math.floor(random() * 30) / 12);
    const pan = 0.25 + 0.5 * random();
    const level = 0.08 + 0.1 * random();
    const tau = (0.15 + 0.5 * random()) * sampleRateHz;
    const length = Math.min(frames - start, Math.round(4 * tau));
    for (let n = 0; n < length; n++) {
      const w = (2 * Math.PI * hz * n) / sampleRateHz;
      const attack = Math.min(1, n / (0.004 * sampleRateHz));
      const release = Math.min(1, (length - n) / (0.02 * sampleRateHz));
      const tone =
        Math.sin(w) + 0.5 * Math.sin(2 * w + 0.3) + 0.25 * Math.sin(3 * w + 1) + 0.12 * Math.sin(5 * w);
      const value = level * attack * release * Math.exp(-n / tau) * tone;
      left[start + n]! += value * (1 - pan);
      right[start + n]! += value * pan;
    }
  }
  const bass = sine(55, 0.12, frames, sampleRateHz);
  const hissLeft = noise(0.004, frames, seed + 100);
  const hissRight = noise(0.004, frames, seed + 200);
  const fade = Math.round(0.02 * sampleRateHz);
  for (let n = 0; n < frames; n++) {
    const edge = Math.min(1, n / fade, (frames - 1 - n) / fade);
    left[n] = edge * (left[n]! + bass[n]! + hissLeft[n]!);
    right[n] = edge * (right[n]! + bass[n]! + hissRight[n]!);
  }
  return [left, right];
}

/** Two beats a second of noise that falls by 6 dB an octave above 500 Hz: full of sound, dull and full of peaks. */
export function dullBeats(frames: number, sampleRateHz: number, seed = 1): Float64Array[] {
  const share = Math.min(1, (2 * Math.PI * 500) / sampleRateHz);
  const middle = noise(1, frames, 10 * seed);
  return [1, 2].map((side) => {
    const own = noise(1, frames, 10 * seed + side);
    let low = 0;
    return own.map((value, n) => {
      const inBeat = ((2 * n) / sampleRateHz) % 1;
      low += share * (middle[n]! + 0.3 * value - low);
      return (0.05 + 0.9 * Math.exp(-8 * inBeat)) * low;
    });
  });
}
