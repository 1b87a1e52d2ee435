import { describe, expect, it } from 'vitest';
import { NOISE_GATE } from '../../../src/inspect/level/noise-gate.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike, noise, sine } from '../../signals.ts';

const RATE = 44100;

/** Beats that die away by `fallDb` a second, twice a second. */
function beats(fallDb: number): Float64Array[] {
  const [left, right] = musicLike(5 * RATE, RATE, 41) as [Float64Array, Float64Array];
  const loudness = (n: number): number => 10 ** (-(fallDb / 20) * ((n / RATE) % 0.5));
  return [left, right].map((samples) => samples.map((value, n) => value * loudness(n)));
}

/** Shut, with a fade of a millisecond, wherever the beat has sunk for more than `openS`. */
function gated(sound: Float64Array[], openS: number): Float64Array[] {
  return sound.map((samples) =>
    samples.map((value, n) => {
      const inBeat = (n / RATE) % 0.5;
      const gain = Math.max(0, Math.min(1, 1 - (inBeat - openS) / 0.001));
      return Math.round(value * gain * 32768) / 32768;
    }),
  );
}

detectorContract(NOISE_GATE, [
  {
    name: 'tails shut off ten times',
    code: 'noise-gate',
    channels: gated(beats(30), 0.3),
    startS: 0.3,
    endS: 4.9,
    channel: 'both',
  },
]);

describe('a noise gate', () => {
  it('is not seen in beats that die away to nothing by themselves', () => {
    const dying = beats(240).map((samples) => samples.map((value) => Math.round(value * 32768) / 32768));
    expect(detect(NOISE_GATE, dying)).toEqual([]);
  });

  it('is not seen in ticks out of silence', () => {
    const ticks = noise(0.8, 5 * RATE, 3).map((value, n) => (n % 22050 < 900 ? value : 0));
    expect(detect(NOISE_GATE, [ticks])).toEqual([]);
  });

  it('is not seen in a hole or two at full level', () => {
    const tone = sine(330, 0.4, 5 * RATE, RATE);
    tone.fill(0, RATE, RATE + 2000);
    tone.fill(0, 3 * RATE, 3 * RATE + 2000);
    expect(detect(NOISE_GATE, [tone])).toEqual([]);
  });
});
