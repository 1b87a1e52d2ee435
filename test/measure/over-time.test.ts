// Over time: the rows of a song stand at their places, and agree with the figures of the whole.
import { describe, expect, it } from 'vitest';
import { createSongMeter } from '../../src/measure/song-meter.ts';
import { measure } from '../contracts/meter.ts';
import { noise, sine } from '../signals.ts';

const RATE = 16000;

function joined(...parts: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

const tone = (seconds: number, level: number, hz = 997) => sine(hz, level, seconds * RATE, RATE);
const song = (channels: readonly Float64Array[]) => measure(createSongMeter, channels, RATE);

describe('loudness over time', () => {
  const sound = joined(tone(6, 0.1), tone(6, 0.5), new Float64Array(2 * RATE));
  const record = song([sound, sound]);
  const { momentaryLufs, shortTermLufs, truePeakDbtp, rmsDbfs, psrDb, stepS } = record.overTime!;

  it('has a value every 100 ms from start to end', () => {
    expect(stepS).toBe(0.1);
    for (const row of [momentaryLufs, shortTermLufs, truePeakDbtp, rmsDbfs, psrDb])
      expect(row).toHaveLength(140);
  });

  it('has its maxima in its rows', () => {
    const most = (row: readonly (number | null)[]) => Math.max(...row.map((value) => value ?? -Infinity));
    expect(most(momentaryLufs)).toBeCloseTo(record.loudness.maxMomentaryLufs!, 1);
    expect(most(shortTermLufs)).toBeCloseTo(record.loudness.maxShortTermLufs!, 1);
    expect(most(truePeakDbtp)).toBeCloseTo(record.peak.truePeakDbtp!, 1);
  });

  it('rises within 400 ms and within 3 s of the louder part, and ends in silence', () => {
    expect(Math.abs(momentaryLufs[50]! - -20)).toBeLessThan(0.1);
    expect(Math.abs(momentaryLufs[63]! - -6)).toBeLessThan(0.1);
    expect(shortTermLufs[70]!).toBeLessThan(-6.5);
    expect(Math.abs(shortTermLufs[90]! - -6)).toBeLessThan(0.1);
    expect([momentaryLufs[139], rmsDbfs[139], shortTermLufs[10], psrDb[10]]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(rmsDbfs[30]).toBeCloseTo(-23.01, 1);
  });

  it('tells a peak over its three seconds, for as long as they last', () => {
    const quiet = tone(10, 0.1);
    quiet[5 * RATE] = 0.5;
    const psr = song([quiet, quiet]).overTime!.psrDb;
    expect(psr[48]!).toBeLessThan(1);
    for (const hop of [51, 60, 78]) expect(psr[hop]!).toBeGreaterThan(13);
    expect(psr[82]!).toBeLessThan(1);
  });

  it('grows coarser, not longer', () => {
    const { overTime, bandsOverTime } = measure(createSongMeter, [noise(0.1, 400 * 8000, 1)], 8000);
    expect(overTime!.stepS).toBe(0.4);
    expect(overTime!.momentaryLufs).toHaveLength(1000);
    expect(bandsOverTime!.stepS).toBeGreaterThan(1.6);
    for (const { levelDb } of bandsOverTime!.bands) expect(levelDb.length).toBeLessThanOrEqual(240);
    for (const { levelDb } of bandsOverTime!.bands)
      expect(levelDb.length * bandsOverTime!.stepS).toBeGreaterThan(398);
  });
});

describe('bands over time', () => {
  it('tell when each octave sounds, and how wide', () => {
    const low = joined(tone(6, 0.5, 125), new Float64Array(6 * RATE));
    const high = joined(new Float64Array(6 * RATE), tone(6, 0.5, 4000));
    const right = joined(tone(6, 0.5, 125), tone(6, -0.25, 4000));
    const { stepS, bands } = song([low.map((x, n) => x + high[n]!), right]).bandsOverTime!;
    const band = (hz: number) => bands.find(({ lowHz, highHz }) => lowHz < hz && hz < highHz)!;
    const [early, late] = [Math.round(3 / stepS), Math.round(9 / stepS)];
    expect(Math.abs(band(125).levelDb[early]! - -9.03)).toBeLessThan(0.2);
    expect(band(125).levelDb[late] ?? -140).toBeLessThan(-80);
    expect(band(125).stereo!.correlation[early]).toBe(1);
    expect(band(125).stereo!.monoLossDb[early]).toBe(0);
    expect(band(4000).levelDb[early] ?? -140).toBeLessThan(-80);
    expect(band(4000).stereo!.correlation[late]).toBe(-1);
    expect(Math.abs(band(4000).stereo!.balanceDb[late]! - 6.02)).toBeLessThan(0.1);
    // ((1 + 1/4) · 2) / (1 - ½)² of the power.
    expect(Math.abs(band(4000).stereo!.monoLossDb[late]! - 10)).toBeLessThan(0.1);
    expect(Math.abs(band(4000).stereo!.sideToMidDb[late]! - 9.54)).toBeLessThan(0.1);
  });

  it('have no image in mono', () => {
    expect(song([tone(3, 0.5)]).bandsOverTime!.bands.every(({ stereo }) => stereo === null)).toBe(true);
  });
});

describe('sections', () => {
  const record = song([joined(tone(20, 0.02), tone(30, 0.3), tone(10, 0.02), tone(2, 0.3), tone(12, 0.02))]);
  const { loudest15S, quietest15S, parts } = record.sections!;

  it('are the parts one hears, short swells left out', () => {
    expect(parts.map(({ kind }) => kind)).toEqual(['quiet', 'loud', 'quiet']);
    expect(Math.abs(parts[1]!.startS - 20)).toBeLessThan(1.6);
    expect(Math.abs(parts[1]!.endS - 50)).toBeLessThan(1.6);
    expect([parts[0]!.startS, parts[2]!.endS]).toEqual([0, record.durationS]);
    expect(Math.abs(parts[1]!.lufs! - -13.5)).toBeLessThan(1);
  });

  it('have a loudest and a quietest quarter of a minute', () => {
    expect(loudest15S!.startS).toBeGreaterThanOrEqual(20);
    expect(loudest15S!.endS).toBeLessThanOrEqual(50.1);
    expect(Math.abs(loudest15S!.lufs - -13.47)).toBeLessThan(0.1);
    expect(quietest15S!.endS).toBeLessThanOrEqual(20.1);
  });

  it('are none of silence', () => {
    expect(song([new Float64Array(20 * RATE)]).sections).toEqual({
      loudest15S: null,
      quietest15S: null,
      parts: [],
    });
  });
});

describe('the K-System', () => {
  it('reads a sine of full scale as 12, 14 and 20', () => {
    const { kSystem, maxRmsDbfs } = song([
      joined(new Float64Array(100), sine(1000, 1, 4 * RATE, RATE)),
    ]).dynamics;
    expect(
      [kSystem!.k12Db, kSystem!.k14Db, kSystem!.k20Db].map((value) => Math.round(value * 10) / 10),
    ).toEqual([12, 14, 20]);
    expect(maxRmsDbfs).toBeCloseTo(-3.01, 2);
  });
});

describe('the ERB spectrum', () => {
  it('puts a tone into its band and noise into all', () => {
    const { erb } = song([tone(4, 0.5, 1000)]).spectrum!;
    const loudest = erb.levelDb.indexOf(Math.max(...erb.levelDb.map((value) => value ?? -Infinity)));
    expect(Math.abs(erb.bandsHz[loudest]! - 1000)).toBeLessThan(70);
    expect(Math.abs(erb.levelDb[loudest]! - -9.03)).toBeLessThan(0.1);
    const white = song([noise(0.3, 4 * RATE, 2)]).spectrum!;
    const total = (row: readonly (number | null)[]) =>
      row.reduce((sum: number, db) => sum + 10 ** (db! / 10), 0);
    // Both cut the same noise into bands, up to 7 kHz and a little more.
    expect(Math.abs(10 * Math.log10(total(white.erb.levelDb) / total(white.levelDb)))).toBeLessThan(0.4);
  });
});
