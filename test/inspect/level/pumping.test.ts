import { describe, expect, it } from 'vitest';
import { PUMPING } from '../../../src/inspect/level/pumping.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { noise, sine } from '../../signals.ts';

const RATE = 44100;
const BEAT_S = 0.5;

/** A held chord under a drum twice a second; at every stroke the chord ducks by `duckDb` and comes back in 0.3 s. */
function chordAndDrum(duckDb: number, drumGain = 0.5): Float64Array[] {
  const frames = 5 * RATE;
  const chord = new Float64Array(frames);
  [220, 331, 441, 555, 663, 882].forEach((hz, i) => {
    sine(hz, 0.03, frames, RATE, i).forEach((value, n) => (chord[n]! += value));
  });
  const drum = noise(1, frames, 7);
  return [0, 1].map(() =>
    chord.map((value, n) => {
      const inBeat = (n / RATE + 0.25) % BEAT_S;
      const gain = 10 ** ((-duckDb / 20) * Math.exp(-inBeat / 0.3));
      return value * gain + drumGain * drum[n]! * Math.exp(-60 * inBeat);
    }),
  );
}

detectorContract(PUMPING, [
  {
    name: 'a chord that ducks under the drum',
    code: 'pumping',
    channels: chordAndDrum(9),
    startS: null,
    endS: null,
  },
]);

describe('pumping', () => {
  it('is only ever a note, with the depth it was heard at', () => {
    const [finding] = detect(PUMPING, chordAndDrum(9));
    expect(finding!.severity).toBe('note');
    expect(finding!.value!).toBeGreaterThan(1);
    expect(finding!.value!).toBeLessThan(9);
  });

  it('is heard from a few strokes, where the level stands even and what is held ducks', () => {
    const few = chordAndDrum(2, 0.24).map((channel) => channel.subarray(0, 2.7 * RATE));
    expect(detect(PUMPING, few).map(({ code }) => code)).toEqual(['pumping']);
    const held = chordAndDrum(0, 0.24).map((channel) => channel.subarray(0, 2.7 * RATE));
    expect(detect(PUMPING, held)).toEqual([]);
  });

  it('is not heard where the chord holds its level', () => {
    expect(detect(PUMPING, chordAndDrum(0))).toEqual([]);
  });
});
