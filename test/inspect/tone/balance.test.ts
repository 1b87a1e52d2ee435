// Balance: shelves on a spectrum like that of records are told by their names; records themselves are not.
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/inspect/finding.ts';
import { overRecordsDb, recordLevelDb, recordPower } from '../../../src/inspect/heard/record-tone.ts';
import { UNKNOWN_ORIGIN } from '../../../src/inspect/hearing.ts';
import { BALANCE } from '../../../src/inspect/tone/balance.ts';
import { thirdOctaves } from '../../../src/measure/third-octaves.ts';
import type { Measurements } from '../../../src/measure/measurements.ts';

const FORMAT = { sampleRateHz: 44100, channels: 2 };
const bandsHz = thirdOctaves(44100).map(({ centreHz }) => centreHz);

/** What is said of a song with the spectrum of records, changed by `shelf`. */
function findings(shelf: (hz: number) => number, durationS = 60): Finding[] {
  const levelDb = bandsHz.map((hz) => recordLevelDb(hz) - 30 + shelf(hz));
  const spectrum = { bandsHz, levelDb, loudLevelDb: levelDb, tiltDbPerOctave: -2 };
  const measurements = {
    spectrum,
    durationS,
    peak: { samplePeakDbfs: -3, truePeakDbtp: -3, perChannel: [] },
  };
  return BALANCE.judge(measurements as unknown as Measurements, FORMAT, UNKNOWN_ORIGIN);
}

function judged(shelf: (hz: number) => number, durationS = 60): [string, string][] {
  return findings(shelf, durationS).map(({ code, severity }) => [code, severity]);
}

describe('balance', () => {
  it('has nothing to say of records, brighter and darker ones included', () => {
    expect(judged(() => 0)).toEqual([]);
    expect(judged((hz) => 0.6 * Math.log2(hz / 1000))).toEqual([]);
    expect(judged((hz) => -0.6 * Math.log2(hz / 1000))).toEqual([]);
  });

  it('notes what leans and warns of what falls over', () => {
    expect(judged((hz) => (hz > 3000 ? -8 : 0))).toEqual([['dull', 'note']]);
    expect(judged((hz) => (hz < 200 ? 9 : 0))).toEqual([['boomy', 'note']]);
    expect(judged((hz) => (hz < 150 ? 17 : 0))).toEqual([['boomy', 'warning']]);
    expect(judged((hz) => (hz > 2400 ? 8 : 0))).toEqual([['harsh', 'note']]);
    expect(judged((hz) => (hz > 2400 ? 16 : 0))).toEqual([['harsh', 'warning']]);
  });

  it('never warns that a song is dark', () => {
    expect(judged((hz) => (hz > 2000 || hz < 150 ? -18 : 0))).toEqual([['dull', 'note']]);
  });

  it('leaves alone what never had treble, and what merely has strong low notes', () => {
    expect(judged((hz) => (hz > 2200 ? -45 : 0))).toEqual([]);
    expect(judged((hz) => (hz < 700 ? 5 : 0)).map(([code]) => code)).not.toContain('dull');
  });

  it('takes no orchestra for a dull mix, no sub for a boom and no cymbal for harshness', () => {
    expect(judged((hz) => (hz > 2000 ? -14 * Math.log2(hz / 2000) : 0))).toEqual([]);
    expect(judged((hz) => (hz < 55 ? 12 : 0))).toEqual([]);
    expect(judged((hz) => (hz > 7000 ? 8 : hz > 2000 ? -1.5 : 0))).toEqual([]);
  });

  it('is the surer the further it stands off', () => {
    const sure = [6.5, 9, 12].map((db) => findings((hz) => (hz < 150 ? db : 0))[0]!.confidence);
    expect(sure).toEqual(sure.toSorted());
    expect(new Set(sure).size).toBe(3);
  });

  it('hears a raised treble though the body is strong', () => {
    expect(judged((hz) => (hz > 2400 ? 6 : hz < 700 ? 4 : 0))).toEqual([['harsh', 'note']]);
  });

  it('does not judge what is too short or without a spectrum', () => {
    expect(judged((hz) => (hz < 200 ? 20 : 0), 2)).toEqual([]);
    const quick = { spectrum: null, durationS: 60, peak: { samplePeakDbfs: -3 } } as unknown as Measurements;
    expect(BALANCE.judge(quick, FORMAT, UNKNOWN_ORIGIN)).toEqual([]);
  });
});

describe('record tone', () => {
  it('falls by 2 dB an octave from 250 Hz to 4 kHz', () => {
    expect(recordLevelDb(1000)).toBe(0);
    expect(recordLevelDb(500) - recordLevelDb(2000)).toBeCloseTo(4, 9);
    expect(recordLevelDb(10)).toBe(-16);
  });

  it('has a power that adds up', () => {
    const whole = recordPower(250, 4000);
    expect(recordPower(250, 1000) + recordPower(1000, 4000)).toBeCloseTo(whole, 2);
    expect(recordPower(891, 1122)).toBeCloseTo(1, 1);
  });

  it('is distance nought from itself', () => {
    const own = bandsHz.map(recordLevelDb);
    expect(overRecordsDb(bandsHz, own, 100, 5000)).toBeCloseTo(0, 9);
    expect(overRecordsDb(bandsHz, own, 101, 102)).toBeNull();
  });
});
