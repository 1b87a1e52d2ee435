import { describe, expect, it } from 'vitest';
import { HybridBank } from '../../../src/dsp/hybrid-bank.ts';
import { kaiserBesselDerived, sineWindow, vorbisWindow } from '../../../src/dsp/mdct.ts';
import { UNKNOWN_ORIGIN } from '../../../src/inspect/hearing.ts';
import { LOSSY_ORIGIN } from '../../../src/inspect/origin/lossy-origin.ts';
import { codedHybrid, codedLapped } from '../../coded.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike, noise } from '../../signals.ts';

const RATE = 44100;
const FRAMES = 20000;
/** A lead of odd length: frames are found wherever they lie. */
const LEAD = 1234;

/** Bright music, and the part of it that a codec then rounds. */
function bright(seed: number): Float64Array {
  const hiss = noise(0.05, FRAMES, seed);
  return musicLike(FRAMES, RATE, seed)[0]!.map((value, n) => value + hiss[n]!);
}

function late(sound: Float64Array): Float64Array {
  const out = new Float64Array(sound.length + LEAD);
  out.set(sound, LEAD);
  return out;
}

const aac = late(codedLapped(bright(1), kaiserBesselDerived(2048, 4), 1.5));
const mp3 = late(codedHybrid(bright(2), new HybridBank(7, 25), 1.5));

detectorContract(
  LOSSY_ORIGIN,
  [{ name: 'AAC', code: 'lossy-origin', channels: [aac], startS: null, endS: null }],
  // Twice what is enough to find it.
  [1, 2, 3].map((seed) => musicLike(2 * RATE, RATE, seed)),
);

describe('lossy origin', () => {
  it.each([
    ['MP3', mp3],
    ['AAC', late(codedLapped(bright(3), sineWindow(2048), 1.5))],
    ['Vorbis', late(codedLapped(bright(4), vorbisWindow(1024), 1.5))],
  ])('names %s', (codec, sound) => {
    const [finding] = detect(LOSSY_ORIGIN, [sound]);
    expect(finding).toMatchObject({ code: 'lossy-origin', severity: 'warning', facts: { codec } });
  });

  it('finds it after the level was changed, and in the sides where the middle is empty', () => {
    const quiet = aac.map((value) => Math.round(32768 * 0.2 * value) / 32768);
    expect(detect(LOSSY_ORIGIN, [quiet, quiet.map((value) => -value)])).toHaveLength(1);
  });

  it('says nothing of a file that says itself that it is lossy', () => {
    expect(detect(LOSSY_ORIGIN, [aac], [4096], RATE, { ...UNKNOWN_ORIGIN, lossy: true })).toEqual([]);
  });

  it('says nothing of bright sound that was never coded, rounded or repeated', () => {
    const rounded = bright(5).map((value) => Math.round(128 * value) / 128);
    const repeated = Float64Array.from({ length: FRAMES }, (_, n) => bright6[n % 4410]!);
    for (const sound of [bright(7), rounded, repeated]) expect(detect(LOSSY_ORIGIN, [sound])).toEqual([]);
  });
});

const bright6 = bright(6);
