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
  const tone = sine(hz, 0.1, RATE / 2, RATE);
  const out = equalise([tone, tone.map((v) => right * v)], params)[0]!.subarray(RATE / 4);
  const reference = tone.subarray(RATE / 4);
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
  ['band-pass', { type: 'band-pass', hz: 900, q: 0.4 }],
  ['notch', { type: 'notch', hz: 2500, q: 1 }],
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

  it.each(['6', '12', '18', '24', '36', '48'])('cuts of %s dB an octave are Butterworth', (slope) => {
    const cut = eq({ type: 'low-cut', hz: 200, slope });
    expect(response(cut, 200)).toBeCloseTo(-3.01, 2);
    expect(response(cut, 25) - response(cut, 50)).toBeCloseTo(-Number(slope), 0);
    const order = Number(slope) / 6;
    const high = eq({ type: 'high-cut', hz: 12000, slope });
    for (const hz of [8000, 12000, 18000, 20000]) {
      const wanted = -10 * Math.log10(1 + (hz / 12000) ** (2 * order));
      expect(Math.abs(response(high, hz) - wanted)).toBeLessThan(0.04);
    }
  });

  it('a notch takes its frequency out, a band-pass leaves it', () => {
    const notch = eq({ type: 'notch', hz: 1000, q: 4 });
    expect(measuredDb(notch, 1000)).toBeLessThan(-100);
    expect(response(notch, 2000)).toBeGreaterThan(-0.2);
    const pass = eq({ type: 'band-pass', hz: 1000, q: 4 });
    expect(response(pass, 1000)).toBeCloseTo(0, 2);
    expect(response(pass, 1000 * 2 ** 0.18)).toBeCloseTo(-3, 0);
    expect(response(pass, 100)).toBeLessThan(-30);
  });

  it('above Nyquist: a bell brings its skirt, a notch nothing', () => {
    expect(response(eq({ hz: 30000, gainDb: 6, q: 0.5 }), 15000)).toBeGreaterThan(1);
    expect(response(eq({ type: 'notch', hz: 30000 }), 15000)).toBeCloseTo(0, 9);
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

  it('a band on one channel leaves the other to the last bit', () => {
    const sound = musicLike(4000, RATE, 3);
    const [left, right] = equalise(
      sound,
      eq({ hz: 1000, gainDb: 6, channel: 'left' }, { hz: 1000, channel: 'right' }),
    );
    expectSameBits([right!], [sound[1]!]);
    const alone = equalise(sound.slice(0, 1), eq({ hz: 1000, gainDb: 6 }));
    expectSameBits([left!], alone);
  });

  it('left and right first, then middle and sides', () => {
    const sound = musicLike(4000, RATE, 3);
    const left = { hz: 400, gainDb: 3, channel: 'left' };
    const both = { hz: 1000, gainDb: -3 };
    const sides = { type: 'high-shelf', hz: 5000, gainDb: 4, channel: 'side' };
    const apart = equalise(equalise(sound, eq(both, left)), eq(sides));
    expectSameBits(equalise(sound, eq(sides, both, left)), apart);
  });

  it('the response of bands on one channel counts half its power', () => {
    const one = eq({ type: 'low-shelf', hz: 5000, gainDb: 6, channel: 'left' });
    expect(response(one, 20)).toBeCloseTo(10 * Math.log10((10 ** 0.6 + 1) / 2), 2);
    expect(response(eq({ hz: 900, gainDb: 6, channel: 'side' }), 900)).toBe(0);
  });

  it('more channels are each done as mono is', () => {
    const sound = musicLike(3000, RATE, 3);
    const params = eq(
      { hz: 1000, gainDb: 6, channel: 'mid' },
      { hz: 90, gainDb: 3 },
      { gainDb: 5, channel: 'left' },
    );
    const three = equalise([sound[0]!, sound[1]!, sound[0]!], params);
    const alone = sound.map((x) => equalise([x], params)[0]!);
    expectSameBits(three, [alone[0]!, alone[1]!, alone[0]!]);
  });

  it('mono has no sides, and is all middle', () => {
    const sound = musicLike(4000, RATE, 1).slice(0, 1);
    expectSameBits(equalise(sound, side), sound);
    const stereo = eq({ hz: 1000, gainDb: 6 });
    expectSameBits(equalise(sound, mid), equalise(sound, stereo));
  });
});

describe('a cut', () => {
  it('is exactly the inverse of the boost', () => {
    const bands: (ParamRecord & { readonly gainDb: number })[] = [
      { hz: 15000, gainDb: 12, q: 4 },
      { type: 'high-shelf', hz: 9000, gainDb: 9 },
      { type: 'low-shelf', hz: 70, gainDb: 6 },
      { type: 'tilt', hz: 700, gainDb: 5 },
    ];
    const sound = musicLike(20000, RATE, 6);
    const there = equalise(sound, eq(...bands));
    const back = equalise(there, eq(...bands.map((band) => ({ ...band, gainDb: -band.gainDb }))));
    back.forEach((x, c) => {
      const worst = x.reduce((most, v, n) => Math.max(most, Math.abs(v - sound[c]![n]!)), 0);
      expect(worst).toBeLessThan(1e-9);
    });
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

  it('widens a band-pass and narrows a notch', () => {
    const params = eq({ type: 'band-pass', q: 1 }, { type: 'notch', q: 1 });
    const [pass, notch] = EQ.atStrength(params, 0.25).bands as ParamRecord[];
    expect(pass!.q).toBe(0.25);
    expect(notch!.q).toBe(4);
  });

  it('bands without gain touch nothing, on any channel', () => {
    const sound = musicLike(4000, RATE, 1);
    expectSameBits(equalise(sound, eq({ channel: 'mid' }, { type: 'tilt', channel: 'side' })), sound);
  });
});
