import { describe, expect, it } from 'vitest';
import { DC_STEPS } from '../../../src/inspect/broken/dc-steps.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike, sine } from '../../signals.ts';

const RATE = 44100;

/** Two seconds at most of `sound` at every time of `timesS`. */
function played(lengthS: number, sound: (s: number) => number, timesS: readonly number[]): Float64Array {
  const out = new Float64Array(lengthS * RATE);
  const once = Float64Array.from({ length: 2 * RATE }, (_, n) => sound(n / RATE));
  for (const startS of timesS) {
    const start = Math.round(startS * RATE);
    for (let n = 0; n < once.length && start + n < out.length; n++) out[start + n]! += once[n]!;
  }
  return out;
}

/** Driven into a curve that bends more on one side than on the other. */
const driven = (x: number) => 0.5 * (Math.tanh(2.5 * (x + 0.3)) - Math.tanh(0.75));

/** Its tone falls from 190 Hz to 45 Hz. */
const kick = (s: number) =>
  driven(0.6 * Math.sin(2 * Math.PI * (45 * s + 5.2 * (1 - Math.exp(-s / 0.035)))) * Math.exp(-s / 0.37));

const bassNote = (heldS: number, hz: number) => (s: number) =>
  s > heldS ? 0 : driven(0.7 * Math.sin(2 * Math.PI * hz * s) * Math.exp(-s / 1.2));

/** Beats of half a second, some left out. */
const KICKS = Array.from({ length: 32 }, (_, n) => 0.55 * n).filter((_, n) => (n * n + 3 * n) % 7 < 4);

function shifted(startS: number, endS: number, offset: number, channels: readonly number[]): Float64Array[] {
  const sound = musicLike(5 * RATE, RATE, 81);
  for (const c of channels)
    for (let n = Math.round(startS * RATE); n < endS * RATE; n++) sound[c]![n]! += offset;
  return sound;
}

detectorContract(DC_STEPS, [
  {
    name: 'a hundredth of full scale for two seconds',
    code: 'dc-step',
    channels: shifted(1.5, 3.5, 0.01, [0, 1]),
    startS: 1.5,
    endS: 3.5,
    channel: 'both',
  },
  {
    name: 'a step down on the right',
    code: 'dc-step',
    channels: shifted(1.2, 2.3, -0.05, [1]),
    startS: 1.2,
    endS: 2.3,
    channel: 'right',
  },
]);

describe('DC steps', () => {
  it('tells how far and when, within a tenth of a second', () => {
    const [step] = detect(DC_STEPS, shifted(1.5, 3.5, 0.03, [0]));
    expect(step!.value).toBeCloseTo(3, 1);
    expect(Math.abs(step!.startS! - 1.5)).toBeLessThan(0.1);
    expect(Math.abs(step!.endS! - 3.5)).toBeLessThan(0.1);
  });
  it('leaves an offset of the whole song to others', () => {
    expect(detect(DC_STEPS, shifted(0, 5, 0.05, [0, 1]))).toEqual([]);
  });
  it('is not fooled by kick drums that move the middle themselves', () => {
    const drums = played(18, kick, KICKS);
    expect(detect(DC_STEPS, [drums, drums.map((x) => 0.7 * x)])).toEqual([]);
  });
  it('is not fooled by bass notes that lean to one side, many or one alone', () => {
    const many = played(14, bassNote(0.8, 41), [0, 1, 3, 4.5, 6, 8, 9, 11, 12]);
    expect(detect(DC_STEPS, [many])).toEqual([]);
    expect(detect(DC_STEPS, [played(14, bassNote(1.1, 55), [7])])).toEqual([]);
  });
  it('tells two steps in a row as two, and no stretch of a channel twice', () => {
    const [sound] = musicLike(9 * RATE, RATE, 82);
    for (const [startS, endS] of [
      [1.5, 3],
      [5, 7],
    ])
      for (let n = startS! * RATE; n < endS! * RATE; n++) sound![n]! += 0.03;
    const steps = detect(DC_STEPS, [sound!]);
    expect(steps.map(({ startS }) => Math.round(2 * startS!) / 2)).toEqual([1.5, 5]);
    expect(steps[0]!.endS!).toBeLessThan(steps[1]!.startS!);
  });
  it('hears a step under kick drums that is well beyond what they do', () => {
    const drums = played(18, kick, KICKS).map((x) => 0.15 * x);
    for (let n = 5 * RATE; n < 8 * RATE; n++) drums[n]! += 0.08;
    const steps = detect(DC_STEPS, [drums]);
    expect(steps).toHaveLength(1);
    expect(Math.abs(steps[0]!.startS! - 5)).toBeLessThan(0.1);
  });
  it('is not fooled by the deepest bass coming and going', () => {
    const bass = sine(28, 0.6, 5 * RATE, RATE).map((x, n) => (Math.floor(n / 40000) % 2 === 0 ? x : 0));
    expect(detect(DC_STEPS, [bass])).toEqual([]);
  });
});
