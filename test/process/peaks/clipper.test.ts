// The clipper cuts peaks as its curve says, folds nothing back, takes no more than it may, and leaves the rest to the bit.
import { describe, expect, it } from 'vitest';
import { ClipCurve } from '../../../src/process/peaks/clip-curve.ts';
import { CLIPPER } from '../../../src/process/peaks/clipper.ts';
import { checkParams, type ParamRecord } from '../../../src/process/params.ts';
import { expectSameBits, padded, processorContract, runProcessor } from '../../contracts/processor.ts';
import { musicLike, sine } from '../../signals.ts';
import { sineAnswer } from '../sine-answer.ts';

const RATE = 44100;
const DRIVEN_DB = 12;

processorContract(CLIPPER, [
  {},
  { ceilingDb: -6, kneeDb: 0, mostDb: 24 },
  { ceilingDb: -3, kneeDb: 6, oversample: '8' },
]);

function clip(channels: Float64Array[], given: ParamRecord): Float64Array[] {
  const params = checkParams(CLIPPER.params, given, 'clipper');
  const clipper = CLIPPER.create(params, { sampleRateHz: RATE, channels: channels.length });
  const out = runProcessor(clipper, padded(channels, clipper.latencyFrames));
  return out.map((x) => x.subarray(clipper.latencyFrames));
}

describe('the curve', () => {
  const clipped = (curve: ClipCurve, v: number): number => v - curve.excess(v);

  it('is the ceiling above a hard edge, and the sound below it', () => {
    const curve = new ClipCurve(0.5, 0, 60);
    for (const v of [0, 0.2, 0.5, -0.3]) expect(clipped(curve, v)).toBe(v);
    for (const v of [0.6, 2, 20]) expect(clipped(curve, v)).toBeCloseTo(0.5, 12);
    expect(clipped(curve, -3)).toBeCloseTo(-0.5, 12);
  });

  it('bends without a corner within the knee', () => {
    const curve = new ClipCurve(0.5, 6, 60);
    const slope = (v: number): number => (clipped(curve, v + 1e-7) - clipped(curve, v - 1e-7)) / 2e-7;
    expect(slope(curve.from)).toBeCloseTo(1, 4);
    expect(slope(1 - curve.from)).toBeCloseTo(0, 4);
    expect(clipped(curve, 1 - curve.from)).toBeCloseTo(0.5, 9);
    for (let v = 0.01; v < 3; v += 0.01) expect(slope(v)).toBeGreaterThanOrEqual(-1e-6);
  });

  it.each([0, 1, 6, 12])('takes off no more than asked for, with a knee of %i dB', (kneeDb) => {
    for (const mostDb of [0.1, 1, 3, 12]) {
      const curve = new ClipCurve(0.7, kneeDb, mostDb);
      for (let v = 0.02; v < 20; v *= 1.03) {
        const takenDb = 20 * Math.log10(v / clipped(curve, v));
        expect(takenDb).toBeLessThan(mostDb + 1e-9);
        if (v > 15) expect(takenDb).toBeCloseTo(mostDb, 9);
      }
    }
  });

  it('is read as its mean over all blends of three values in a row', () => {
    const curve = new ClipCurve(0.5, 3, 6);
    for (const [u0, u1, u2] of [
      [0.9, 0.45, 0.1],
      [0.3, 0.8, 0.3],
      [0.52, 0.51, 0.5],
      [2, -2, 1.5],
      [0.7, 0.7, 0.7],
      [0.2, 0.6, 0.6],
    ] as const) {
      // Hermite and Genocchi: twice the integral over the triangle of weights that sum to 1.
      const cells = 300;
      let sum = 0;
      for (let i = 0; i < cells; i++) {
        for (let k = 0; k < cells - i; k++) {
          const [a, b] = [(i + 1 / 3) / cells, (k + 1 / 3) / cells];
          sum += curve.excess(a * u0 + b * u1 + (1 - a - b) * u2);
          const [c, d] = [(i + 2 / 3) / cells, (k + 2 / 3) / cells];
          if (k < cells - i - 1) sum += curve.excess(c * u0 + d * u1 + (1 - c - d) * u2);
        }
      }
      expect(curve.smooth(u0, u1, u2)).toBeCloseTo(sum / cells / cells, 4);
    }
  });
});

describe('what is folded back', () => {
  it.each([
    [0, '8', -105],
    [1, '8', -110],
    [0, '4', -80],
    [3, '4', -90],
  ])('of 5 kHz at full scale driven 12 dB: knee %i dB at %sx is below %i dB', (kneeDb, oversample, most) => {
    const params = { ceilingDb: 0, kneeDb, mostDb: 24, oversample };
    expect(sineAnswer(CLIPPER, params, 5000, DRIVEN_DB).aliasDb).toBeLessThan(most);
  });
});

describe('clipping', () => {
  it('holds the ceiling on a slow wave, and takes 3 dB off where it may take no more', () => {
    const loud = sine(100, 2, 8000, RATE);
    const top = (given: ParamRecord): number => Math.max(...clip([loud], given)[0]!.subarray(1000, 7000));
    expect(20 * Math.log10(top({ ceilingDb: -1, mostDb: 24 }))).toBeCloseTo(-1, 1);
    expect(20 * Math.log10(top({ ceilingDb: -1, mostDb: 3 }))).toBeCloseTo(20 * Math.log10(2) - 3, 1);
  });

  it('passes what is below the knee to the last bit, also beside a clipped peak', () => {
    const sound = musicLike(20000, RATE, 2);
    expectSameBits(clip(sound, {}), sound);
    sound[0]![9000] = 3;
    const out = clip(sound, {});
    expect(Math.abs(out[0]![9000]!)).toBeLessThan(3);
    expectSameBits(
      out.map((x) => x.subarray(9200)),
      sound.map((x) => x.subarray(9200)),
    );
    expect(out[0]!.subarray(0, 8800)).toEqual(sound[0]!.subarray(0, 8800));
    expect(out[1]).toEqual(sound[1]);
  });
});
