import { describe, expect, it } from 'vitest';
import { EDGES } from '../../../src/inspect/broken/edges.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike, sine } from '../../signals.ts';

const RATE = 44100;

function padded(leadS: number, trailS: number): Float64Array[] {
  return musicLike(2 * RATE, RATE, 31).map((samples) => {
    const whole = new Float64Array(Math.round((leadS + 2 + trailS) * RATE));
    whole.set(samples, Math.round(leadS * RATE));
    return whole;
  });
}

const cosine = sine(200, 0.5, RATE, RATE, Math.PI / 2);
const fadedIn = cosine.map((value, n) => value * Math.min(1, n / 2000));
const fadedOut = cosine.map((value, n) => value * Math.min(1, (RATE - 1 - n) / 2000));

detectorContract(EDGES, [
  {
    name: 'a start cut into the sound',
    code: 'abrupt-start',
    channels: [fadedOut, fadedOut],
    startS: 0,
    endS: 0,
  },
  { name: 'an end cut into the sound', code: 'abrupt-end', channels: [fadedIn, fadedIn], startS: 1, endS: 1 },
  {
    name: 'three seconds of silence before',
    code: 'leading-silence',
    channels: padded(3, 0),
    startS: 0,
    endS: 3,
  },
  {
    name: 'six seconds of silence after',
    code: 'trailing-silence',
    channels: padded(0, 6),
    startS: 2,
    endS: 8,
  },
]);

describe('edges', () => {
  it('is sure of music that is cut, and not of rumble or an offset under silence', () => {
    const rumble = sine(8, 0.06, RATE, RATE, Math.PI / 2);
    const severities = (sound: Float64Array) => detect(EDGES, [sound]).map(({ severity }) => severity);
    expect(severities(fadedOut)).toEqual(['warning']);
    expect(severities(fadedIn)).toEqual(['warning']);
    expect(severities(rumble)).toEqual(['note', 'note']);
    expect(severities(new Float64Array(RATE).fill(0.06))).toEqual(['note', 'note']);
  });
  it('is not sure of music that fades in over an offset', () => {
    const lifted = musicLike(RATE, RATE, 32).map((samples) => samples.map((x) => x + 0.1));
    for (const { severity } of detect(EDGES, lifted)) expect(severity).toBe('note');
  });
  it('says nothing of ordinary pauses', () => {
    expect(detect(EDGES, padded(0.3, 2))).toEqual([]);
  });
  it('says nothing of silence: there is no music to have an edge', () => {
    expect(detect(EDGES, [new Float64Array(10 * RATE)])).toEqual([]);
  });
});
