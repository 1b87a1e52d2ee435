import { describe, expect, it } from 'vitest';
import { DC_STEPS } from '../../../src/inspect/broken/dc-steps.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike, sine } from '../../signals.ts';

const RATE = 44100;

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
  it('is not fooled by the deepest bass coming and going', () => {
    const bass = sine(28, 0.6, 5 * RATE, RATE).map((x, n) => (Math.floor(n / 40000) % 2 === 0 ? x : 0));
    expect(detect(DC_STEPS, [bass])).toEqual([]);
  });
});
