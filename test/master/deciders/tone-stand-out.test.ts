// Tone stand-out: planted bumps and dull tops are named and mostly taken back; their clean twins, and locks, stay untouched.
import { describe, expect, it } from 'vitest';
import { TONE } from '../../../src/master/deciders/tone.ts';
import { toneResponseDb, type ToneBand } from '../../../src/master/deciders/tone-fit.ts';
import type { Move } from '../../../src/master/plan.ts';
import { tonePicture } from '../../../src/master/style/tone-picture.ts';
import { styleById } from '../../../src/master/style/styles.ts';
import { seededRandom } from '../../../src/signal/random.ts';
import { BANDS_HZ, intentOf, questionOf, spectrumOf } from '../analyses.ts';

const RATE = 44100;
const BOOM: ToneBand = { type: 'bell', hz: 300, gainDb: 4, q: 1 };
const DULL: ToneBand = { type: 'high-shelf', hz: 8000, gainDb: -5, q: Math.SQRT1_2 };

/** Even songs near the middle: each with a tilt and a ripple of its own. */
const SONGS = Array.from({ length: 8 }, (_, seed) => {
  const random = seededRandom(seed + 1);
  const ripple = BANDS_HZ.map(() => 0.6 * random());
  const tilt = 0.35 * random();
  return (hz: number): number => ripple[BANDS_HZ.indexOf(hz)]! + tilt * Math.log2(hz / 800);
});

function planted(song: (hz: number) => number, band: ToneBand | null): (hz: number) => number {
  const response = band ? toneResponseDb([band], BANDS_HZ, RATE) : [];
  return (hz) => song(hz) + (response[BANDS_HZ.indexOf(hz)] ?? 0);
}

const responseOf = (moves: readonly Move[]): number[] =>
  toneResponseDb(
    moves.flatMap((move) => move.params.bands as unknown as ToneBand[]),
    BANDS_HZ,
    RATE,
  );

/** RMS over the bands where most of the weakness is. */
function left(band: ToneBand, moves: readonly Move[]): number {
  const plant = toneResponseDb([band], BANDS_HZ, RATE);
  const answer = responseOf(moves);
  const there = plant.map((db, i) => Math.abs(db) > 0.6 * Math.abs(band.gainDb) && BANDS_HZ[i]! < 13000);
  const rms = (db: readonly number[]): number =>
    Math.sqrt(db.reduce((sum, one, i) => (there[i] ? sum + one * one : sum), 0));
  return rms(plant.map((db, i) => db + answer[i]!)) / rms(plant);
}

function covers(move: Move | undefined, hz: number): boolean {
  return (move?.because ?? []).some(({ measurement }) => {
    const [, low, high] = measurement.split('-').map(Number);
    return low! <= hz && hz <= high!;
  });
}

describe('what stands out of its own neighbourhood', () => {
  it('nothing is invented on eight even songs', () => {
    for (const song of SONGS) expect(TONE.decide(questionOf({ offset: song })).moves).toEqual([]);
  });

  it.each([
    ['4 dB at 300 Hz', BOOM, 300, /too-much/],
    ['5 dB less above 8 kHz', DULL, 10000, /too-little/],
  ] as const)('%s: named, and three fifths of it gone, on nearly all', (_, band, hz, code) => {
    const mended = SONGS.filter((song) => {
      const { moves } = TONE.decide(questionOf({ offset: planted(song, band) }));
      const isNamed = covers(moves[0], hz) && code.test(moves[0]!.because[0]!.code);
      return isNamed && left(band, moves) <= 0.4;
    });
    expect(mended.length).toBeGreaterThanOrEqual(7);
  });

  it('a result judged again is left alone', () => {
    for (const band of [BOOM, DULL]) {
      const offset = planted(SONGS[0]!, band);
      const answer = responseOf(TONE.decide(questionOf({ offset })).moves);
      const again = TONE.decide(questionOf({ offset: (hz) => offset(hz) + answer[BANDS_HZ.indexOf(hz)]! }));
      expect(Math.max(...responseOf(again.moves).map(Math.abs))).toBeLessThan(0.3);
    }
  });

  it('a ragged song is given more, few instruments all of it', () => {
    const ragged = (hz: number): number => 3.5 * Math.sin(5 * Math.log2(hz));
    const few = (hz: number): number => (hz < 250 || hz > 3500 ? -50 : 0);
    expect(TONE.decide(questionOf({ offset: ragged })).moves).toEqual([]);
    expect(TONE.decide(questionOf({ offset: planted(few, BOOM) })).moves).toEqual([]);
  });

  it('a locked range does not change, and the report says so', () => {
    const offset = planted(SONGS[0]!, { ...BOOM, gainDb: 9 });
    const question = questionOf({ offset });
    const { moves, restraints } = TONE.decide({ ...question, intent: intentOf({ locks: ['middle'] }) });
    const response = responseOf(moves);
    BANDS_HZ.forEach((hz, i) => {
      if (hz > 160 && hz < 4000) expect(Math.abs(response[i]!)).toBeLessThan(0.35);
    });
    expect(restraints.map(({ code }) => code)).toContain('tone-locked');
  });

  it('a picture knows the song against the style, band by band', () => {
    const { spectrum } = styleById('balanced');
    const picture = tonePicture(
      spectrumOf((hz) => (hz === 1000 ? 2 : 0)),
      spectrum,
    )!;
    expect(picture.awayDb[BANDS_HZ.indexOf(1000)]).toBeCloseTo(2, 0);
  });
});
