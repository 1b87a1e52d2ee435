// Bands: -6 dB at the crossovers, 24 dB an octave beyond, and together the input itself or its allpass.
import { describe, expect, it } from 'vitest';
import { createBandSplit, SPLIT_FRAMES, type BandSplit } from '../../src/dsp/band-split.ts';
import { createRealFft } from '../../src/dsp/fft.ts';
import { expectSameBits } from '../contracts/processor.ts';
import { musicLike, sine } from '../signals.ts';

const RATE = 44100;
const CROSSOVERS = [120, 1000, 6000];

interface Told {
  readonly bands: Float64Array[][];
  readonly whole: Float64Array[];
}

/** Everything that `split` tells of `sound`, cut into stretches of the sizes given in turn. */
function told(split: BandSplit, sound: readonly Float64Array[], sizes: readonly number[] = [2048]): Told {
  const frames = sound[0]!.length;
  const bands = split.bands.map((band) => band.map(() => new Float64Array(frames)));
  const whole = sound.map(() => new Float64Array(frames));
  for (let at = 0, turn = 0; at < frames; turn++) {
    const end = Math.min(frames, at + sizes[turn % sizes.length]!);
    split.split(sound, at, end);
    bands.forEach((band, b) => {
      band.forEach((x, c) => x.set(split.bands[b]![c]!.subarray(0, end - at), at));
    });
    whole.forEach((x, c) => split.whole && x.set(split.whole[c]!.subarray(0, end - at), at));
    at = end;
  }
  return { bands, whole };
}

function expectSame(got: Told, wanted: Told): void {
  expectSameBits(got.bands.flat(), wanted.bands.flat());
  expectSameBits(got.whole, wanted.whole);
}

/** Magnitude of every band and of their sum at `hz`, in dB, from the answers to an impulse. */
function responses(split: BandSplit): (hz: number) => number[] {
  const size = 65536;
  const impulse = new Float64Array(size);
  impulse[0] = 1;
  const bands = told(split, [impulse]).bands.map((band) => band[0]!);
  const all = bands[0]!.map((_, n) => bands.reduce((sum, x) => sum + x[n]!, 0));
  const spectra = [...bands, all].map((x) => {
    const re = new Float64Array(size / 2 + 1);
    const im = new Float64Array(size / 2 + 1);
    createRealFft(size).forward(x, re, im);
    return re.map((r, k) => 10 * Math.log10(r * r + im[k]! * im[k]!));
  });
  return (hz) => spectra.map((db) => db[Math.round((hz / RATE) * size)]!);
}

describe.each(['linear', 'minimum'] as const)('bands of %s phase', (phase) => {
  it('meet at -6 dB, fall by 24 dB an octave, and sum to 0 dB', () => {
    const at = responses(createBandSplit(CROSSOVERS, phase, RATE, 1));
    CROSSOVERS.forEach((hz, i) => {
      expect(at(hz)[i]).toBeCloseTo(-6.02, 1);
      expect(at(hz)[i + 1]).toBeCloseTo(-6.02, 1);
    });
    expect(at(480)[0]).toBeCloseTo(-48.2, 0);
    expect(at(2000)[1]).toBeCloseTo(-24.6, 0);
    expect(at(250)[2]).toBeCloseTo(-48.2, 0);
    // The bilinear transform makes the highest band steeper below.
    expect(Math.abs(at(1500)[3]! + 50)).toBeLessThan(2);
    for (let hz = 20; hz < 20000; hz *= 1.1) expect(Math.abs(at(hz)[4]!)).toBeLessThan(1e-6);
  });

  it('are the same bits for any cutting', () => {
    const sound = musicLike(20000, RATE, 4);
    const wanted = told(createBandSplit(CROSSOVERS, phase, RATE, 2), sound);
    for (const sizes of [[1, 700, 3], [997], [128]]) {
      expectSame(told(createBandSplit(CROSSOVERS, phase, RATE, 2), sound, sizes), wanted);
    }
  });

  it('are newborn after reset, and one band is the sound itself', () => {
    const split = createBandSplit(CROSSOVERS, phase, RATE, 2);
    const first = told(split, musicLike(15000, RATE, 1));
    split.reset();
    expectSame(told(split, musicLike(15000, RATE, 1)), first);
    const one = createBandSplit([], phase, RATE, 1);
    const x = sine(440, 0.3, 5000, RATE);
    const late = told(one, [x]).bands[0]![0]!;
    expect(late.subarray(one.latencyFrames)).toEqual(x.subarray(0, x.length - one.latencyFrames));
  });
});

describe('bands of linear phase', () => {
  it('stand around the input later by the latency, which `whole` is to the last bit', () => {
    const split = createBandSplit(CROSSOVERS, 'linear', RATE, 2);
    const sound = musicLike(30000, RATE, 2);
    const { whole } = told(split, sound);
    sound.forEach((x, c) => {
      expect(whole[c]!.subarray(split.latencyFrames)).toEqual(x.subarray(0, x.length - split.latencyFrames));
    });
  });

  it('ring alike before and after, within the pre-ring', () => {
    const split = createBandSplit(CROSSOVERS, 'linear', RATE, 1);
    const impulse = new Float64Array(20000);
    impulse[100] = 1;
    const middle = 100 + split.latencyFrames;
    for (const [x] of told(split, [impulse]).bands) {
      for (let d = 1; d < 3000; d++) expect(Math.abs(x![middle - d]! - x![middle + d]!)).toBeLessThan(1e-15);
      const outside = [...x!.subarray(0, middle - split.preRingFrames)];
      expect(Math.max(...outside.map(Math.abs))).toBeLessThan(1e-15);
    }
  });

  it('are made at any rate, of any crossovers', () => {
    for (const rate of [8000, 192000]) {
      for (const hz of [[20000, 20], [30], [5000, 5000]]) {
        for (const phase of ['linear', 'minimum'] as const) {
          const split = createBandSplit(hz, phase, rate, 1);
          split.split([sine(100, 0.5, SPLIT_FRAMES, rate)], 0, SPLIT_FRAMES);
          expect(split.bands.length).toBe(hz.length + 1);
          expect(split.bands.every(([x]) => x!.every(Number.isFinite))).toBe(true);
        }
      }
    }
  });
});
