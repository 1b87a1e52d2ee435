// What moves in the studio's pictures: quick up, slow down, held, and the same at any frame rate.
import { describe, expect, it } from 'vitest';
import type { LiveReading } from '../../../src/measure/live-meter.ts';
import { eased } from '../../../src/studio/draw/easing.ts';
import { createLiveTone } from '../../../src/studio/draw/live-tone.ts';
import { createMeterBallistics } from '../../../src/studio/draw/meter-ballistics.ts';
import { fittingRange, waveLanes } from '../../../src/studio/draw/wave-lanes.ts';
import { createWaveScale } from '../../../src/studio/draw/wave-scale.ts';

const reading = (changes: Partial<LiveReading>): LiveReading => ({
  momentaryLufs: -14,
  shortTermLufs: -14,
  truePeakDbtp: -6,
  correlation: 0.5,
  bandsHz: [100, 1000, 10000],
  levelDb: [-30, -30, -30],
  ...changes,
});

describe('easing', () => {
  it('goes the same way in many small steps as in one', () => {
    let small = 0;
    for (let i = 0; i < 10; i++) small = eased(small, 1, 10, 80, 0);
    expect(small).toBeCloseTo(eased(0, 1, 100, 80, 0), 12);
    expect(small).toBeCloseTo(1 - Math.exp(-100 / 80), 12);
  });

  it('arrives', () => {
    expect(eased(0.999, 1, 16, 80, 0.01)).toBe(1);
    expect(eased(0, 1, 16, 0, 0)).toBe(1);
    expect(eased(0.3, 1, 0, 80, 0)).toBeCloseTo(0.3, 12);
  });
});

describe('meter ballistics', () => {
  it('show a peak at once, let it fall 20 dB in 1.7 s and hold it for 1.5 s', () => {
    const meter = createMeterBallistics();
    meter.step(reading({ truePeakDbtp: -1 }), 16);
    const soon = meter.step(reading({ truePeakDbtp: -40 }), 850);
    expect(soon.truePeakDbtp).toBeCloseTo(-11, 9);
    expect(soon.heldDbtp).toBe(-1);
    const later = meter.step(reading({ truePeakDbtp: -40 }), 850);
    expect(later.truePeakDbtp).toBeCloseTo(-21, 9);
    expect(later.heldDbtp).toBeCloseTo(-21, 9);
    expect(later.highestDbtp).toBe(-1);
  });

  it('never show less than the peak that is there', () => {
    const meter = createMeterBallistics();
    meter.step(reading({ truePeakDbtp: -20 }), 16);
    expect(meter.step(reading({ truePeakDbtp: -0.5 }), 16)).toMatchObject({
      truePeakDbtp: -0.5,
      heldDbtp: -0.5,
      highestDbtp: -0.5,
    });
  });

  it('renew the written figure four times a second, the bar always', () => {
    const meter = createMeterBallistics();
    meter.step(reading({ shortTermLufs: -20 }), 16);
    const between = meter.step(reading({ shortTermLufs: -10 }), 100);
    expect(between.shortTermFigure).toBe(-20);
    expect(between.shortTermLufs!).toBeGreaterThan(-20);
    expect(meter.step(reading({ shortTermLufs: -10 }), 200).shortTermFigure).toBe(-10);
  });

  it('show silence as nothing, keep the last picture without a reading, and forget with the song', () => {
    const meter = createMeterBallistics();
    const last = meter.step(reading({}), 16);
    expect(meter.step(null, 16)).toBe(last);
    expect(meter.step(reading({ momentaryLufs: null, correlation: null }), 16)).toMatchObject({
      momentaryLufs: null,
      correlation: null,
    });
    meter.reset();
    expect(meter.step(null, 16).highestDbtp).toBeNull();
  });
});

describe('the live tone', () => {
  it('is drawn around its own mean and keeps its shape, however quiet the moment', () => {
    const loud = createLiveTone().step(reading({ levelDb: [-20, -30, -40] }), 16);
    const quiet = createLiveTone().step(reading({ levelDb: [-60, -70, -80] }), 16);
    expect(loud?.db).toEqual([10, 0, -10]);
    expect(quiet?.db).toEqual(loud?.db);
  });

  it('follows the shape at once, its height slowly: a drum is seen to stand out', () => {
    const tone = createLiveTone();
    tone.step(reading({}), 16);
    const { db } = tone.step(reading({ levelDb: [-15, -30, -30] }), 200)!;
    expect(db[0]!).toBeGreaterThan(13);
    expect(db[1]!).toBeLessThan(0);
    expect(db[1]!).toBeGreaterThan(-2);
  });

  it('lets a band without sound lie at the bottom, also in a quiet moment', () => {
    const { db } = createLiveTone().step(reading({ levelDb: [-80, -80, null] }), 16)!;
    expect(db[2]).toBe(-90);
  });

  it('is nothing in silence', () => {
    expect(createLiveTone().step(reading({ levelDb: [null, null, null] }), 16)).toBeNull();
    expect(createLiveTone().step(null, 16)).toBeNull();
  });
});

describe('the scale of the waveform', () => {
  it('is there at once, follows a change, arrives, and leaps for those who want calm', () => {
    const scale = createWaveScale();
    const plain = { mix: 1, master: 1, range: 1 };
    const matched = { mix: 1, master: 0.5, range: 0.6 };
    expect(scale.step(plain, 16, false)).toEqual({ shown: plain, moving: false });
    const { shown, moving } = scale.step(matched, 50, false);
    expect(moving).toBe(true);
    expect(shown.master).toBeGreaterThan(0.5);
    expect(shown.master).toBeLessThan(1);
    for (let i = 0; i < 100; i++) scale.step(matched, 16, false);
    expect(scale.step(matched, 16, false)).toEqual({ shown: matched, moving: false });
    expect(scale.step(plain, 16, true)).toEqual({ shown: plain, moving: false });
  });

  it('fits the highest peak', () => {
    expect(fittingRange([0.25, 0.5])).toBeCloseTo(0.52, 12);
    expect(fittingRange([0])).toBe(1);
    expect(fittingRange([])).toBe(1);
    expect(fittingRange([1e-6])).toBe(0.01);
  });

  it('shares its height out without a gap or an overlap', () => {
    const { pins, limiter, wave, time } = waveLanes(300, true, true);
    expect(limiter?.top).toBe(pins.bottom);
    expect(wave.top).toBeGreaterThanOrEqual(limiter!.bottom);
    expect([wave.bottom, time.bottom]).toEqual([time.top, 300]);
    expect(waveLanes(300, false, false).wave.top).toBeLessThan(waveLanes(300, true, false).wave.top);
  });
});
