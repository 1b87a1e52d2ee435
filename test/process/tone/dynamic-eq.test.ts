// The dynamic equaliser: its curve, its times, what it listens to, what it leaves alone.
import { describe, expect, it } from 'vitest';
import {
  analogueBell,
  analogueDb,
  analogueHighShelf,
  analogueLowShelf,
} from '../../../src/dsp/analogue-band.ts';
import { DYNAMIC_EQ } from '../../../src/process/tone/dynamic-eq.ts';
import { checkParams, type ParamRecord } from '../../../src/process/params.ts';
import { expectSameBits, processorContract, runProcessor } from '../../contracts/processor.ts';
import { musicLike, noise, sine } from '../../signals.ts';

const RATE = 48000;

processorContract(DYNAMIC_EQ, [
  {
    bands: [
      { type: 'bell', hz: 3000, q: 2, thresholdDb: -40, rangeDb: -8, attackMs: 2, releaseMs: 60, link: 0.5 },
      { type: 'low-shelf', hz: 120, q: 0.7, gainDb: 2, thresholdDb: -30, rangeDb: 4, channel: 'mid' },
      { type: 'high-shelf', hz: 8000, q: 0.7, thresholdDb: -50, rangeDb: -6, mode: 'below', channel: 'side' },
      { type: 'bell', hz: 300, q: 6, thresholdDb: -30, rangeDb: -9, detectorHz: 90, channel: 'right' },
    ],
  },
  { bands: [{ type: 'bell', hz: 15000, q: 0.5, gainDb: -4, thresholdDb: -60, rangeDb: 8, ratio: 4 }] },
]);

function made(bands: ParamRecord[], channels = 2, rate = RATE) {
  const params = checkParams(DYNAMIC_EQ.params, { bands }, 'dynamic-eq');
  return DYNAMIC_EQ.create(params, { sampleRateHz: rate, channels });
}

const run = (sound: Float64Array[], ...bands: ParamRecord[]): Float64Array[] =>
  runProcessor(made(bands, sound.length), sound);

const tone = (hz: number, db: number, frames = RATE): Float64Array => sine(hz, 10 ** (db / 20), frames, RATE);

function rms(x: Float64Array, from = x.length / 2, to = x.length): number {
  let sum = 0;
  for (let n = from; n < to; n++) sum += x[n]! ** 2;
  return Math.sqrt(sum / (to - from));
}

/** What the second half of a sine gains, in dB. */
function gainDb(hz: number, db: number, ...bands: ParamRecord[]): number {
  const x = tone(hz, db);
  return 20 * Math.log10(rms(run([x], ...bands)[0]!) / rms(x));
}

const BELL = { type: 'bell', hz: 1000, q: 1, thresholdDb: -20, kneeDb: 0, attackMs: 5, releaseMs: 50 };

describe('the static curve at the centre of a band', () => {
  it.each([
    ['cut above', -30, { rangeDb: -12, ratio: 2 }, 0],
    ['cut above', -20, { rangeDb: -12, ratio: 2 }, 0],
    ['cut above', -12, { rangeDb: -12, ratio: 2 }, -4],
    ['cut above', -6, { rangeDb: -12, ratio: 4 }, -10.5],
    ['cut above', -2, { rangeDb: -5, ratio: 4 }, -5],
    ['boost above', -12, { rangeDb: 12, ratio: 2 }, 4],
    ['boost below', -30, { rangeDb: 12, ratio: 2, mode: 'below' }, 5],
    ['boost below', -12, { rangeDb: 12, ratio: 2, mode: 'below' }, 0],
    ['cut below', -60, { rangeDb: -9, ratio: 2, mode: 'below' }, -9],
    ['cut above, from a boost', -12, { gainDb: 6, rangeDb: -12, ratio: 2 }, 2],
    ['a knee of 12 dB at the threshold', -20, { rangeDb: -12, ratio: 2, kneeDb: 12 }, -0.75],
  ])('%s, a sine at %i dB', (_, level, given, wanted) => {
    for (const hz of [80, 1000, 9000]) {
      expect(Math.abs(gainDb(hz, level, { ...BELL, ...given, hz }) - wanted)).toBeLessThan(0.1);
    }
  });

  it('of a shelf holds far inside it', () => {
    const low = { ...BELL, type: 'low-shelf', hz: 1000, q: 0.7, rangeDb: -12, ratio: 4 };
    expect(Math.abs(gainDb(100, -8, low) + 9)).toBeLessThan(0.1);
    const high = { ...BELL, type: 'high-shelf', hz: 1000, q: 0.7, rangeDb: -12, ratio: 4 };
    expect(Math.abs(gainDb(9000, -8, high) + 9)).toBeLessThan(0.1);
  });

  it('scales in dB with its strength', () => {
    const params = checkParams(DYNAMIC_EQ.params, { bands: [{ ...BELL, rangeDb: -12 }] }, 'dynamic-eq');
    const [half] = DYNAMIC_EQ.atStrength(params, 0.5).bands as readonly ParamRecord[];
    expect(Math.abs(gainDb(1000, -8, half!) + 3)).toBeLessThan(0.1);
  });
});

describe('its shape', () => {
  // Resting at whole and at broken decibels: the second lie between two designs.
  it.each([
    ['bell', analogueBell],
    ['low-shelf', analogueLowShelf],
    ['high-shelf', analogueHighShelf],
  ] as const)('is the analogue %s up to 18 kHz', (type, prototype) => {
    for (const gain of [6, -5.5, 0.5]) {
      for (const hz of [100, 1000, 8000]) {
        const band = { type, hz, q: 0.9, gainDb: gain, rangeDb: 1, thresholdDb: 0 };
        for (const probe of [50, 300, 1000, 4000, 9000, 18000]) {
          const wanted = analogueDb(prototype(hz, gain, 0.9), probe);
          expect(Math.abs(gainDb(probe, -50, band) - wanted)).toBeLessThan(0.15);
        }
      }
    }
  });
});

describe('its times', () => {
  /** Gain of the band over time, seen through a quiet probe at its centre in the other, linked channel. */
  it('are attack and release, 63 % of the way', () => {
    for (const [attackMs, releaseMs] of [
      [20, 100],
      [80, 400],
    ] as const) {
      const hz = 5000;
      const burst = tone(hz, -4, 2 * RATE);
      burst.fill(0, RATE);
      const probe = tone(hz, -70, 2 * RATE);
      const out = run([burst, probe], { ...BELL, hz, attackMs, releaseMs, rangeDb: -12, ratio: 4 })[1]!;
      const share = (frame: number): number => {
        const span = 48;
        const now =
          20 * Math.log10(rms(out, frame - span, frame + span) / rms(probe, frame - span, frame + span));
        return now / -12;
      };
      const reached = (from: number, is: (share: number) => boolean): number => {
        let frame = from;
        while (!is(share(frame))) frame += 24;
        return ((frame - from) / RATE) * 1000;
      };
      expect(Math.abs(reached(48, (s) => s >= 0.632) - attackMs)).toBeLessThan(0.05 * attackMs + 3);
      expect(Math.abs(reached(RATE, (s) => s <= 0.368) - releaseMs)).toBeLessThan(0.05 * releaseMs + 6);
    }
  });
});

describe('what it listens to', () => {
  it('is its own band', () => {
    expect(gainDb(100, -3, { ...BELL, hz: 5000, q: 2, rangeDb: -12, thresholdDb: -30 })).toBeCloseTo(0, 2);
  });

  it('is another band where one is named', () => {
    const low = tone(100, -6);
    const x = tone(5000, -50).map((v, n) => v + low[n]!);
    const out = run([x.slice()], {
      ...BELL,
      hz: 5000,
      q: 4,
      rangeDb: -12,
      ratio: 20,
      thresholdDb: -30,
      detectorHz: 100,
      detectorQ: 2,
    })[0]!;
    const probe = (y: Float64Array): number => {
      let re = 0;
      let im = 0;
      for (let n = RATE / 2; n < RATE; n++) {
        re += y[n]! * Math.cos((2 * Math.PI * 5000 * n) / RATE);
        im += y[n]! * Math.sin((2 * Math.PI * 5000 * n) / RATE);
      }
      return Math.hypot(re, im);
    };
    expect(20 * Math.log10(probe(out) / probe(x))).toBeCloseTo(-12, 0);
  });

  it('is both channels when linked, each its own when not', () => {
    const band = { ...BELL, rangeDb: -12, ratio: 4 };
    const quiet = tone(1000, -40);
    const linked = run([tone(1000, -8), quiet], band)[1]!;
    expect(20 * Math.log10(rms(linked) / rms(quiet))).toBeCloseTo(-9, 0);
    const alone = run([tone(1000, -8), quiet], { ...band, link: 0 });
    expectSameBits([alone[1]!], [quiet]);
    expect(20 * Math.log10(rms(alone[0]!) / rms(tone(1000, -8)))).toBeCloseTo(-9, 0);
  });

  it.each(['mid', 'side', 'left', 'right'])('is the %s alone, and the rest stays as it is', (channel) => {
    const a = tone(1000, -8);
    const b = noise(0.001, RATE, 4);
    const turned = channel === 'mid' || channel === 'side';
    const first = channel === 'mid' || channel === 'left';
    const [own, other] = first ? [a, b] : [b, a];
    const sound = turned
      ? [own.map((v, n) => v + other[n]!), own.map((v, n) => v - other[n]!)]
      : [own, other];
    const out = run(sound, { ...BELL, rangeDb: -12, ratio: 4, channel });
    const back = turned
      ? [out[0]!.map((v, n) => (v + out[1]![n]!) / 2), out[0]!.map((v, n) => (v - out[1]![n]!) / 2)]
      : out;
    const worked = back[first ? 0 : 1]!;
    const rest = back[first ? 1 : 0]!;
    expect(20 * Math.log10(rms(worked) / rms(a))).toBeCloseTo(-9, 0);
    expect(Math.max(...rest.map((v, n) => Math.abs(v - b[n]!)))).toBeLessThan(1e-15);
  });
});

describe('where it rests', () => {
  it('gives back what came, to the last bit, and again after it has worked', () => {
    const quiet = musicLike(RATE, RATE, 5);
    const band = { ...BELL, thresholdDb: 0, rangeDb: -12, releaseMs: 5 };
    expectSameBits(run(quiet, band), quiet);
    const burst = quiet.map((x) => x.map((v, n) => (n < 4000 ? 6 * v : v)));
    const out = run(burst, { ...band, thresholdDb: -12 });
    expect(out[0]!.subarray(0, 4000)).not.toEqual(burst[0]!.subarray(0, 4000));
    expectSameBits(
      out.map((x) => x.subarray(RATE / 2)),
      quiet.map((x) => x.subarray(RATE / 2)),
    );
  });

  it('moves without zipper: beside a sine nothing rises but its own modulation', () => {
    const x = tone(1000, -6, RATE / 2);
    const out = run([x], { ...BELL, attackMs: 30, rangeDb: -12, ratio: 20 })[0]!;
    // Second differences show steps of gain: a step of 0.01 at the hop would be 100 times this.
    let worst = 0;
    for (let n = 2000; n < out.length; n++) {
      const change = out[n]! - 2 * Math.cos((2 * Math.PI * 1000) / RATE) * out[n - 1]! + out[n - 2]!;
      worst = Math.max(worst, Math.abs(change));
    }
    expect(worst).toBeLessThan(3e-4);
  });

  it('stays stable however fast it moves', () => {
    const x = noise(1, RATE, 9).map((v, n) => (Math.floor(n / 300) % 2 === 0 ? v : 1e-6 * v));
    const out = run([x], {
      ...BELL,
      q: 20,
      attackMs: 0.5,
      releaseMs: 5,
      rangeDb: -18,
      ratio: 20,
      gainDb: 18,
    })[0]!;
    expect(Math.max(...out.map(Math.abs))).toBeLessThan(8);
  });
});
