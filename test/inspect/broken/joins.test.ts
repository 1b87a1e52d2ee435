import { describe, expect, it } from 'vitest';
import { JOINS } from '../../../src/inspect/broken/joins.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { dullBeats, musicLike } from '../../signals.ts';

const RATE = 44100;
const STRETCH = 4 * RATE;

/** Music out of which `missing` frames are cut at `atS`, in both channels. */
function cut(atS: number, missing: number): Float64Array[] {
  const at = Math.round(atS * RATE);
  return musicLike(STRETCH + missing, RATE, 41).map((x) => {
    const joined = new Float64Array(STRETCH);
    joined.set(x.subarray(0, at));
    joined.set(x.subarray(at + missing), at);
    return joined;
  });
}

/** Music whose left channel is upside down for 30 ms, where the wave is high. */
function patched(atS: number): Float64Array[] {
  const sound = musicLike(STRETCH, RATE, 42);
  const left = sound[0]!;
  let at = Math.round(atS * RATE);
  while (Math.abs(left[at]!) < 0.15) at++;
  for (let n = at; n < at + 1323; n++) left[n]! *= -1;
  return sound;
}

detectorContract(JOINS, [
  {
    name: 'ten milliseconds lost',
    code: 'skip',
    channels: cut(1.83, 441),
    startS: 1.83,
    endS: 1.83,
    channel: 'both',
  },
  {
    name: 'an edit without a crossfade',
    code: 'discontinuity',
    channels: patched(2.4),
    startS: 2.4,
    endS: 2.43,
    channel: 'left',
  },
]);

describe('joins', () => {
  it('are found on their very sample', () => {
    const [join] = detect(JOINS, cut(1.83, 441));
    expect(Math.abs(join!.startS! - Math.round(1.83 * RATE) / RATE)).toBeLessThanOrEqual(2 / RATE);
  });

  it('are not drums', () => {
    expect(detect(JOINS, dullBeats(6 * RATE, RATE, 4))).toEqual([]);
  });

  it('are not the edges of a saw', () => {
    const saw = Float64Array.from({ length: 2 * RATE }, (_, n) => 0.6 * (((n * 110.3) / RATE) % 1) - 0.3);
    expect(detect(JOINS, [saw])).toEqual([]);
  });

  it('are not told twice where sound is lost: the hole has a detector of its own', () => {
    const sound = musicLike(STRETCH, RATE, 44);
    for (const x of sound) x.fill(0, 2 * RATE, 2 * RATE + 512);
    expect(detect(JOINS, sound)).toEqual([]);
  });

  it('are not called a skip where only one channel breaks', () => {
    expect(detect(JOINS, patched(2.4)).map(({ code }) => code)).not.toContain('skip');
  });
});
