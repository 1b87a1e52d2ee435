import { describe, expect, it } from 'vitest';
import { BUFFER_GLITCHES } from '../../../src/inspect/broken/buffer-glitches.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike, noise, sine } from '../../signals.ts';

const RATE = 44100;

/** The first `lost` frames of `count` buffers are nothing, or nothing but dither. */
function lostStarts(buffer: number, lost: number, count: number, ditherLsb = 0): Float64Array[] {
  return musicLike(3 * RATE, RATE, 51).map((samples, c) => {
    for (let k = 0; k < count; k++) samples.fill(0, 40000 + k * buffer, 40000 + k * buffer + lost);
    const dither = noise(ditherLsb / 32768, samples.length, 9 + c);
    return ditherLsb === 0 ? samples : samples.map((x, n) => Math.round((x + dither[n]!) * 32768) / 32768);
  });
}

const planted = (name: string, buffer: number, lost: number, count: number, ditherLsb = 0) => ({
  name,
  code: 'buffer-glitch',
  channels: lostStarts(buffer, lost, count, ditherLsb),
  startS: 40000 / RATE,
  endS: (40000 + buffer * count) / RATE,
  channel: 'both' as const,
});

detectorContract(BUFFER_GLITCHES, [
  planted('8 frames lost of every buffer of 1024', 1024, 8, 20),
  planted('32 frames lost of every buffer of 256', 256, 32, 40),
  planted('8 frames lost under dither', 512, 8, 30, 1),
]);

describe('buffer glitches', () => {
  it('tells the buffer, what was lost of it, and the whole stretch', () => {
    const found = detect(BUFFER_GLITCHES, lostStarts(1024, 8, 20));
    expect(found).toHaveLength(1);
    expect(found[0]!.facts).toMatchObject({ frames: 1024, lost: 8 });
    expect(found[0]!.startS).toBeCloseTo(40000 / RATE, 3);
    expect(found[0]!.endS).toBeCloseTo((40000 + 20 * 1024) / RATE, 2);
  });
  it('does not take two dropouts for a row', () => {
    expect(detect(BUFFER_GLITCHES, lostStarts(1024, 64, 2))).toEqual([]);
  });
  it('is not fooled by waves drawn in coarse steps, nor by pulses with rests', () => {
    const coarse = sine(441, 0.4, 2 * RATE, RATE).map((x) => Math.round(x * 16) / 16);
    const pulses = Float64Array.from({ length: RATE }, (_, n) => [0.4, 0, -0.4, 0][Math.floor(n / 25) % 4]!);
    expect(detect(BUFFER_GLITCHES, [coarse])).toEqual([]);
    expect(detect(BUFFER_GLITCHES, [pulses])).toEqual([]);
  });
});
