// Wave peak: the true peak as the tests read it, by an interpolator of their own.

const PHASES = 16;
const TAPS = 96;
/** Frames of silence before and after the sound, so that every tap meets a sample. */
const AROUND = TAPS;

/** True peak of a channel in dB by an interpolator that no processor uses: 16x, Kaiser-windowed sinc, 96 taps, every place where a sample is near. */
export function wavePeakDb(x: Float64Array): number {
  const sound = new Float64Array(x.length + 2 * AROUND);
  sound.set(x, AROUND);
  const top = x.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  const isNear = (n: number): boolean => Math.abs(sound[n]!) >= 0.6 * top;
  let peak = top;
  for (let n = TAPS / 2; n < sound.length - TAPS / 2; n++) {
    if (isNear(n - 1) || isNear(n) || isNear(n + 1) || isNear(n + 2)) peak = between(sound, n, peak);
  }
  return 20 * Math.log10(peak);
}

/** The largest |value| between n and n + 1, or `peak` if that is larger. */
function between(sound: Float64Array, n: number, peak: number): number {
  let most = peak;
  for (let phase = 1; phase < PHASES; phase++) {
    let sum = 0;
    for (let k = 0; k < TAPS; k++) sum += sound[n - TAPS / 2 + 1 + k]! * WEIGHTS[phase * TAPS + k]!;
    if (sum > most) most = sum;
    else if (-sum > most) most = -sum;
  }
  return most;
}

const WEIGHTS = Float64Array.from({ length: PHASES * TAPS }, (_, i) => {
  const t = (i % TAPS) - TAPS / 2 + 1 - Math.floor(i / TAPS) / PHASES;
  const u = t / (TAPS / 2);
  if (Math.abs(u) >= 1) return 0;
  const sinc = t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
  return (sinc * bessel(11 * Math.sqrt(1 - u * u))) / bessel(11);
});

function bessel(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; k < 60; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
