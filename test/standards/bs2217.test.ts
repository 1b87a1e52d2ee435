// ITU-R BS.2217-2: the compliance cases that can be built from their description, multichannel included; tolerance 0.1 LKFS.
import { describe, expect, it } from 'vitest';
import { createLoudnessMeter } from '../../src/measure/loudness-meter.ts';
import { measure } from '../contracts/meter.ts';
import { stereo, ToneListener, type Stretch } from './tones.ts';

const RATE = 48000;
const TOLERANCE_LU = 0.1;
const TARGETS_LKFS = [-24, -23] as const;

/** BS.1770-5 tables 1 and 2: b0, b1, b2, a1, a2, so that the levels do not lean on our own filter. */
const SHELF = [1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585];
const HIGH_PASS = [1, -2, 1, -1.99004745483398, 0.99007225036621];
/** Weights of BS.1770-5, in the orders of BS.2051: null for the low frequency effects. */
const LAYOUTS: readonly (readonly [number, readonly (number | null)[]])[] = [
  [6, [1, 1, 1, null, 1.41, 1.41]],
  [8, [1, 1, 1, null, 1.41, 1.41, 1, 1]],
  [10, [1, 1, 1, null, 1.41, 1.41, 1, 1, 1, 1]],
  [12, [1, 1, 1, null, 1.41, 1.41, 1, 1, 1, 1, 1, 1]],
  [24, [1.41, 1.41, 1, null, 1, 1, 1, 1, 1, null, 1.41, 1.41, ...Array.from({ length: 12 }, () => 1)]],
];
const NAMES = ['Left', 'Right', 'Centre', 'LFE', 'Ls', 'Rs'];

/** Power gain of the two sections at a frequency. */
function weighting(hz: number): number {
  const w = (2 * Math.PI * hz) / RATE;
  return [SHELF, HIGH_PASS].reduce((power, [b0, b1, b2, a1, a2]) => {
    const above = squared(b0!, b1!, b2!, w);
    return (power * above) / squared(1, a1!, a2!, w);
  }, 1);
}

/** |c0 + c1 z⁻¹ + c2 z⁻²|². */
function squared(c0: number, c1: number, c2: number, w: number): number {
  const re = c0 + c1 * Math.cos(w) + c2 * Math.cos(2 * w);
  const im = c1 * Math.sin(w) + c2 * Math.sin(2 * w);
  return re * re + im * im;
}

/** Amplitude of a sine that alone, weighted 1, has this loudness. */
function amplitude(lkfs: number, hz: number): number {
  return Math.sqrt((2 * 10 ** ((lkfs + 0.691) / 10)) / weighting(hz));
}

function tone(hz: number, level: number, seconds = 5): Float64Array {
  return Float64Array.from(
    { length: seconds * RATE },
    (_, n) => level * Math.sin((2 * Math.PI * hz * n) / RATE),
  );
}

function near(channels: readonly Float64Array[], expected: number): void {
  const { integratedLufs } = measure(createLoudnessMeter, channels, RATE);
  expect(Math.abs(integratedLufs! - expected), `${integratedLufs}`).toBeLessThanOrEqual(TOLERANCE_LU);
}

describe.each(TARGETS_LKFS)('at %i LKFS', (lkfs) => {
  it.each([25, 100, 500, 1000, 2000, 10000])('%i Hz in two channels', (hz) => {
    const each = tone(hz, amplitude(lkfs - 10 * Math.log10(2), hz));
    near([each, each], lkfs);
  });

  it.each(['Left', 'Right', 'Centre', 'Ls', 'Rs'])('ChannelCheck%s', (name) => {
    const lit = NAMES.indexOf(name);
    const weight = LAYOUTS[0]![1][lit]!;
    const sound = tone(1000, amplitude(lkfs - 10 * Math.log10(weight), 1000));
    const silence = new Float64Array(sound.length);
    near(
      NAMES.map((_, c) => (c === lit ? sound : silence)),
      lkfs,
    );
  });

  it('SummingTest: five channels at five levels', () => {
    const shares = [0.35, 0.05, 0.2, null, 0.3, 0.1];
    const channels = shares.map((share, c) => {
      if (share === null) return tone(1000, 0.5);
      const weight = LAYOUTS[0]![1][c]!;
      return tone(1000, amplitude(lkfs + 10 * Math.log10(share / weight), 1000));
    });
    near(channels, lkfs);
  });

  it.each(LAYOUTS)(
    'Conf-%ichannels: every channel as loud as its weight allows, and its own',
    (_, weights) => {
      const counted = weights.filter((weight) => weight !== null);
      const total = counted.reduce((sum, _weight, i) => sum + i + 1, 0);
      let next = 0;
      const channels = weights.map((weight) => {
        if (weight === null) return tone(60, 0.5, 2);
        const share = ++next / total;
        return tone(1000, amplitude(lkfs + 10 * Math.log10(share / weight), 1000), 2);
      });
      near(channels, lkfs);
    },
  );
});

describe('the other cases', () => {
  it('ChannelCheckLFE: no loudness', () => {
    const silence = new Float64Array(3 * RATE);
    const channels = NAMES.map((name) => (name === 'LFE' ? tone(1000, 0.5, 3) : silence));
    expect(measure(createLoudnessMeter, channels, RATE).integratedLufs).toBeNull();
  });

  it('FrequencySweep: one channel, as loud at every frequency', () => {
    const seconds = 20;
    let phase = 0;
    const sweep = Float64Array.from({ length: seconds * RATE }, (_, n) => {
      const hz = 20 * 1000 ** (n / (seconds * RATE));
      phase += (2 * Math.PI * hz) / RATE;
      return amplitude(-18, hz) * Math.sin(phase);
    });
    near([sweep], -18);
  });

  const gates: readonly (readonly [string, readonly Stretch[], number])[] = [
    ['RelGateTest', [stereo(20, -10), stereo(40, -25), stereo(20, -10)], -10],
    ['AbsGateTest', [stereo(20, -69.5), stereo(60, -71), stereo(20, -69.5)], -69.5],
  ];
  it.each(gates)('%s', (_, stretches, expected) => {
    const reading = new ToneListener(RATE, 2).feed(stretches).loudness.result().integratedLufs;
    expect(Math.abs(reading! - expected)).toBeLessThanOrEqual(TOLERANCE_LU);
  });
});
