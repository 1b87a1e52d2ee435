// The transient shaper moves onsets and sustain of each band by what is asked, at any level, and nothing else.
import { describe, expect, it } from 'vitest';
import { TRANSIENT_SHAPER } from '../../../src/process/dynamics/transient-shaper.ts';
import { checkParams, type ParamRecord } from '../../../src/process/params.ts';
import { expectSameBits, padded, processorContract, runProcessor } from '../../contracts/processor.ts';
import { musicLike, noise, sine } from '../../signals.ts';

const RATE = 44100;

processorContract(TRANSIENT_SHAPER, [
  { lowAttackDb: 6, midAttackDb: 3, highSustainDb: -6 },
  { bands: '2', lowSustainDb: -9, highAttackDb: -4, speed: 2, lowHz: 60 },
  { bands: '1', midAttackDb: 6, midSustainDb: 3, speed: 0.5 },
]);

function shape(sound: readonly Float64Array[], given: ParamRecord): Float64Array[] {
  const params = checkParams(TRANSIENT_SHAPER.params, given, 'transient-shaper');
  const shaper = TRANSIENT_SHAPER.create(params, { sampleRateHz: RATE, channels: sound.length });
  return runProcessor(shaper, padded(sound, shaper.latencyFrames)).map((x) =>
    x.subarray(shaper.latencyFrames),
  );
}

/** Two struck tones a second, rising in 2 ms and dying away with a time of 150 ms. */
function struck(hz: number, seconds = 3): Float64Array {
  return Float64Array.from({ length: seconds * RATE }, (_, n) => {
    const t = (n % (RATE / 2)) / RATE;
    return 0.4 * Math.min(1, t / 0.002) * Math.exp(-t / 0.15) * Math.sin(2 * Math.PI * hz * t);
  });
}

/** Level in dB of `out` beside `sound` from `fromS` to `toS` after every stroke but the first. */
function changeDb(sound: Float64Array, out: Float64Array, fromS: number, toS: number): number {
  let before = 0;
  let after = 0;
  for (let stroke = RATE / 2; stroke + RATE / 2 <= sound.length; stroke += RATE / 2) {
    for (let n = stroke + Math.round(fromS * RATE); n < stroke + toS * RATE; n++) {
      before += sound[n]! * sound[n]!;
      after += out[n]! * out[n]!;
    }
  }
  return 10 * Math.log10(after / before);
}

const TONES = { low: 70, mid: 700, high: 7000 } as const;
const NAMES = ['low', 'mid', 'high'] as const;

describe('the onset', () => {
  it.each(NAMES)('of the %s band is raised or lowered by nearly all that is asked, the rest left', (band) => {
    const sound = struck(TONES[band]);
    for (const asked of [6, -6]) {
      const [out] = shape([sound], { [`${band}AttackDb`]: asked });
      const early = changeDb(sound, out!, 0, 0.008) * Math.sign(asked);
      expect(early).toBeGreaterThan(4.5);
      expect(early).toBeLessThan(6);
      expect(Math.abs(changeDb(sound, out!, 0.2, 0.4))).toBeLessThan(0.1);
    }
  });

  it.each(NAMES)('of the others is left alone when only the %s band is asked', (band) => {
    for (const other of NAMES.filter((name) => name !== band)) {
      const sound = struck(TONES[other]);
      const [out] = shape([sound], { [`${band}AttackDb`]: 6 });
      // An octave from its crossover a band still holds a seventh of a neighbour's tone.
      expect(Math.abs(changeDb(sound, out!, 0, 0.03))).toBeLessThan(1);
    }
  });
});

describe('the sustain', () => {
  it.each(NAMES)('of the %s band is raised or lowered, the onset left', (band) => {
    const sound = struck(TONES[band]);
    for (const asked of [6, -6]) {
      const [out] = shape([sound], { [`${band}SustainDb`]: asked });
      const late = changeDb(sound, out!, 0.15, 0.4) * Math.sign(asked);
      expect(late).toBeGreaterThan(2);
      expect(late).toBeLessThan(6);
      // A bass takes some milliseconds to be known as a new note.
      expect(Math.abs(changeDb(sound, out!, 0, 0.008))).toBeLessThan(band === 'low' ? 1 : 0.3);
    }
  });
});

describe('what has no onsets', () => {
  it('passes to the last bit once it stands', () => {
    const chord = [60, 900, 9000].map((hz) => sine(hz, 0.2, 3 * RATE, RATE));
    const steady = chord[0]!.map((v, n) => v + chord[1]![n]! + chord[2]![n]!);
    const [out] = shape([steady], { lowAttackDb: 9, midAttackDb: 9, highAttackDb: 9, midSustainDb: -9 });
    expectSameBits([out!.subarray(RATE, 2.9 * RATE)], [steady.subarray(RATE, 2.9 * RATE)]);
  });

  it('passes to the last bit where nothing is asked, whatever the crossovers', () => {
    const song = musicLike(RATE, RATE, 2);
    for (const bands of ['1', '2', '3'])
      expectSameBits(shape(song, { bands, lowHz: 333, highHz: 1234 }), song);
  });
});

describe('any level', () => {
  it('is shaped alike: a song 20 dB lower gives the same, 20 dB lower', () => {
    const song = musicLike(2 * RATE, RATE, 6);
    const given = { lowAttackDb: 4, midAttackDb: -6, midSustainDb: 3, highAttackDb: 6, highSustainDb: -6 };
    const out = shape(song, given);
    const low = shape(
      song.map((x) => x.map((v) => v / 10)),
      given,
    );
    const apart = out.map((x, c) =>
      x.reduce((most, v, n) => Math.max(most, Math.abs(v - 10 * low[c]![n]!)), 0),
    );
    expect(Math.max(...apart)).toBeLessThan(1e-9);
  });

  it('keeps the image: both channels get the same gains', () => {
    const hits = noise(0.3, RATE, 4).map((v, n) => v * Math.exp(-20 * ((n / RATE) % 0.25)));
    const out = shape([hits, hits.map((v) => -0.25 * v)], {
      lowAttackDb: 6,
      midAttackDb: 6,
      highAttackDb: 6,
    });
    const apart = out[0]!.reduce((most, v, n) => Math.max(most, Math.abs(0.25 * v + out[1]![n]!)), 0);
    expect(apart).toBeLessThan(1e-12);
  });
});
