// The equaliser does to sound what its response says, band by band, on the channels it is told.
import { describe, expect, it } from 'vitest';
import { EQ } from '../../../src/process/tone/eq.ts';
import { checkParams, type ParamRecord } from '../../../src/process/params.ts';
import { expectSameBits, runProcessor } from '../../contracts/processor.ts';
import { musicLike, sine } from '../../signals.ts';

const RATE = 44100;
const eq = (...bands: ParamRecord[]): ParamRecord => checkParams(EQ.params, { bands }, 'eq');
const response = (params: ParamRecord, hz: number, rate = RATE): number => EQ.responseDb!(params, hz, rate);

function equalise(channels: Float64Array[], params: ParamRecord): Float64Array[] {
  return runProcessor(EQ.create(params, { sampleRateHz: RATE, channels: channels.length }), channels);
}

/** Level change in dB of a settled sine. */
function measuredDb(params: ParamRecord, hz: number, right = 1): number {
  const tone = sine(hz, 0.1, RATE, RATE);
  const out = equalise([tone, tone.map((v) => right * v)], params)[0]!.subarray(RATE / 2);
  const reference = tone.subarray(RATE / 2);
  const energy = (x: Float64Array): number => x.reduce((sum, v) => sum + v * v, 0);
  return 10 * Math.log10(energy(out) / energy(reference));
}

const BANDS: [string, ParamRecord][] = [
  ['bell', { type: 'bell', hz: 2000, gainDb: 6, q: 1.4 }],
  ['bell near Nyquist', { type: 'bell', hz: 16000, gainDb: -6, q: 1 }],
  ['low shelf', { type: 'low-shelf', hz: 200, gainDb: 4 }],
  ['high shelf', { type: 'high-shelf', hz: 6000, gainDb: -3 }],
  ['low cut', { type: 'low-cut', hz: 100, slope: '24' }],
  ['high cut', { type: 'high-cut', hz: 9000, slope: '48' }],
  ['tilt', { type: 'tilt', hz: 900, gainDb: 4 }],
];

describe('each band', () => {
  it.each(BANDS)('%s: sound is changed by what the response says', (_, band) => {
    const params = eq(band);
    for (const hz of [60, 300, 1000, 5000, 12000]) {
      expect(Math.abs(measuredDb(params, hz) - response(params, hz))).toBeLessThan(0.01);
    }
  });

  it('bells and shelves reach their gain', () => {
    expect(response(eq({ hz: 2000, gainDb: 6 }), 2000)).toBeCloseTo(6, 2);
    expect(response(eq({ type: 'low-shelf', hz: 500, gainDb: -5 }), 5)).toBeCloseTo(-5, 2);
    expect(response(eq({ type: 'high-shelf', hz: 1000, gainDb: 5 }), 20000)).toBeCloseTo(5, 1);
  });

  it.each(['12', '24', '36', '48'])('cuts of %s dB an octave are Butterworth', (slope) => {
    const cut = eq({ type: 'low-cut', hz: 200, slope });
    expect(response(cut, 200)).toBeCloseTo(-3.01, 1);
    expect(response(cut, 25) - response(cut, 50)).toBeCloseTo(-Number(slope), 0);
    expect(response(cut, 2000)).toBeCloseTo(0, 2);
  });

  it('tilt turns around its frequency', () => {
    const tilt = eq({ type: 'tilt', hz: 1000, gainDb: 4 });
    expect(response(tilt, 1000)).toBeCloseTo(0, 1);
    expect(response(tilt, 20)).toBeLessThan(-1.7);
    expect(response(tilt, 20000)).toBeGreaterThan(1.7);
  });
});

describe('channels', () => {
  const side = eq({ type: 'low-cut', hz: 300, channel: 'side', slope: '48' });
  const mid = eq({ hz: 1000, gainDb: 6, channel: 'mid' });

  it('a band on the sides leaves the middle, and the other way round', () => {
    expect(Math.abs(measuredDb(side, 60, 1))).toBeLessThan(1e-6);
    expect(measuredDb(side, 60, -1)).toBeLessThan(-60);
    expect(measuredDb(mid, 1000, 1)).toBeCloseTo(6, 2);
    expect(Math.abs(measuredDb(mid, 1000, -1))).toBeLessThan(1e-6);
  });

  it('mono has no sides, and is all middle', () => {
    const sound = musicLike(4000, RATE, 1).slice(0, 1);
    expectSameBits(equalise(sound, side), sound);
    const stereo = eq({ hz: 1000, gainDb: 6 });
    expectSameBits(equalise(sound, mid), equalise(sound, stereo));
  });
});

describe('strength', () => {
  it('scales gains and moves cuts out of the way', () => {
    const params = eq({ hz: 1000, gainDb: 6 }, { type: 'low-cut', hz: 100 });
    const half = EQ.atStrength(params, 0.5);
    expect(response(half, 1000)).toBeCloseTo(3, 1);
    expect((half.bands as ParamRecord[])[1]!.hz).toBeCloseTo(Math.sqrt(1000), 6);
    expect(EQ.atStrength(params, 0).bands).toEqual([]);
  });

  it('bands without gain touch nothing, on any channel', () => {
    const sound = musicLike(4000, RATE, 1);
    expectSameBits(equalise(sound, eq({ channel: 'mid' }, { type: 'tilt', channel: 'side' })), sound);
  });
});
