import { describe, expect, it } from 'vitest';
import { WHINE } from '../../../src/inspect/noise/whine.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike, sine } from '../../signals.ts';

const RATE = 44100;

function whining(hz: number, amplitude: number, seconds = 4): Float64Array[] {
  const tone = sine(hz, amplitude, seconds * RATE, RATE);
  return musicLike(seconds * RATE, RATE, 41).map((samples) => samples.map((value, n) => value + tone[n]!));
}

detectorContract(WHINE, [
  { name: 'the line of a screen', code: 'whine', channels: whining(15625, 0.001), startS: null, endS: null },
  { name: 'a computer at 3 kHz', code: 'whine', channels: whining(3000, 0.002), startS: null, endS: null },
]);

describe('whine', () => {
  it('tells pitch and level', () => {
    const [finding] = detect(WHINE, whining(8137, 0.002));
    expect(finding).toMatchObject({ code: 'whine', severity: 'warning', unit: 'dBFS' });
    expect(Math.abs((finding!.facts!.hz as number) - 8137)).toBeLessThanOrEqual(2);
    expect(Math.abs(finding!.value! - 20 * Math.log10(0.002))).toBeLessThan(1);
  });
  it('finds the stretch that whines in a longer song', () => {
    const song = [musicLike(32 * RATE, RATE, 42)[0]!];
    const tone = sine(12000, 0.002, 12 * RATE, RATE);
    song.forEach((samples) => tone.forEach((value, n) => (samples[12 * RATE + n]! += value)));
    const [finding] = detect(WHINE, song);
    expect(finding!.startS).toBeGreaterThan(3);
    expect(finding!.startS).toBeLessThan(20);
    expect(finding!.endS).toBeLessThan(32);
  });
  it('takes a note of two seconds for a note', () => {
    const song = musicLike(6 * RATE, RATE, 43);
    const note = sine(1760, 0.05, 2 * RATE, RATE);
    song.forEach((samples) => note.forEach((value, n) => (samples[RATE + n]! += value)));
    expect(detect(WHINE, song)).toEqual([]);
  });
});
