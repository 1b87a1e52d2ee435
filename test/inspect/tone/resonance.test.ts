import { describe, expect, it } from 'vitest';
import { bell } from '../../../src/dsp/biquad-design.ts';
import { BiquadCascade } from '../../../src/dsp/biquad.ts';
import { RESONANCE } from '../../../src/inspect/tone/resonance.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { dullBeats, sine } from '../../signals.ts';

const RATE = 44100;

function ringing(hz: number, gainDb: number): Float64Array[] {
  const channels = dullBeats(5 * RATE, RATE, 81);
  new BiquadCascade([bell(hz, gainDb, 9, RATE)], 2).process(channels, 5 * RATE);
  return channels;
}

detectorContract(RESONANCE, [
  { name: 'a room that rings', code: 'resonance', channels: ringing(1500, 12), startS: null, endS: null },
  { name: 'a whistling plate', code: 'resonance', channels: ringing(4200, 14), startS: null, endS: null },
]);

describe('resonance', () => {
  it('tells where, and is never more than a note', () => {
    const [finding] = detect(RESONANCE, ringing(2400, 13));
    expect(finding!.severity).toBe('note');
    expect(Math.abs((finding!.facts!.hz as number) / 2400 - 1)).toBeLessThan(0.05);
  });
  it('says nothing of an even sound, and of a note that is held', () => {
    const channels = dullBeats(5 * RATE, RATE, 82);
    expect(detect(RESONANCE, channels)).toEqual([]);
    const note = sine(1318.5, 0.05, 5 * RATE, RATE);
    expect(
      detect(
        RESONANCE,
        channels.map((samples) => samples.map((value, n) => value + note[n]!)),
      ),
    ).toEqual([]);
  });
});
