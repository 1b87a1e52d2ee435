// Mix notes: each is given for the mix that deserves it, at its place, and for no ordinary one.
import { describe, expect, it } from 'vitest';
import type { DetectorKind } from '../../../src/inspect/finding.ts';
import { BASS_WEIGHT } from '../../../src/inspect/mix/bass-weight.ts';
import { BUS_COMPRESSION } from '../../../src/inspect/mix/bus-compression.ts';
import { HARSH_MOMENTS } from '../../../src/inspect/mix/harsh-moments.ts';
import { LOW_PHASE } from '../../../src/inspect/mix/low-phase.ts';
import { MASKED_VOICE } from '../../../src/inspect/mix/masked-voice.ts';
import { recordLevelDb } from '../../../src/inspect/heard/record-tone.ts';
import { seededRandom } from '../../../src/signal/random.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { sine } from '../../signals.ts';

const RATE = 44100;
const SECONDS = 12;
const FRAMES = SECONDS * RATE;

/** Six tones a third octave at the levels of records: a steady full band. `gainDb` by frequency and channel. */
function band(seed: number, gainDb: (hz: number) => number, loud = 0.02): Float64Array {
  const random = seededRandom(seed, 3);
  const sound = new Float64Array(FRAMES);
  for (let k = -14; k <= 12; k++) {
    for (let n = 0; n < 2; n++) {
      const hz = 1000 * 2 ** ((k + random() - 0.5) / 3);
      const amplitude = loud * 10 ** ((recordLevelDb(hz) + gainDb(hz)) / 20);
      const step = (2 * Math.PI * hz) / RATE;
      let [re, im] = [Math.cos(6 * random()) * amplitude, amplitude];
      const [c, s] = [Math.cos(step), Math.sin(step)];
      for (let i = 0; i < FRAMES; i++) {
        sound[i]! += re;
        [re, im] = [re * c - im * s, re * s + im * c];
      }
    }
  }
  return sound;
}

const during = (from: number, to: number, inside: Float64Array, outside: Float64Array): Float64Array =>
  inside.map((value, n) => (n >= from * RATE && n < to * RATE ? value : outside[n]!));
const NEUTRAL = band(1, () => 0);
const WIDE = band(2, () => 0);
const HEAVY = during(
  4,
  9,
  band(1, (hz) => (hz < 140 ? 16 : 0)),
  NEUTRAL,
);
const CLEAN = [[NEUTRAL, NEUTRAL], [NEUTRAL, NEUTRAL.map((v, n) => v + 0.3 * WIDE[n]!)], [NEUTRAL]];

function planted(
  kind: DetectorKind,
  name: string,
  code: string,
  channels: Float64Array[],
  place: [number, number],
) {
  detectorContract(kind, [{ name, code, channels, startS: place[0], endS: place[1] }], CLEAN);
}

planted(BASS_WEIGHT, 'bass that overpowers', 'mix-bass-heavy', [HEAVY, HEAVY], [4, 9]);

describe('bass weight', () => {
  it('places the stretch to half a second', () => {
    const [note] = detect(BASS_WEIGHT, [HEAVY, HEAVY]);
    expect(Math.abs(note!.startS! - 4)).toBeLessThan(0.5);
    expect(Math.abs(note!.endS! - 9)).toBeLessThan(0.5);
    expect(note!.severity).toBe('note');
  });

  it('notes bass that is played and not heard, but not a song without any', () => {
    const thin = band(1, (hz) => (hz < 140 ? -12 : 0));
    const none = band(1, (hz) => (hz < 140 ? -40 : 0));
    expect(detect(BASS_WEIGHT, [thin, thin])[0]).toMatchObject({ code: 'mix-bass-thin' });
    expect(detect(BASS_WEIGHT, [none, none])).toEqual([]);
  });
});

describe('other notes', () => {
  it('tell harsh moments at their place, and not where it is quiet', () => {
    const bite = band(1, (hz) => (hz > 1900 && hz < 5700 ? 11 : 0));
    const harsh = during(5, 8, bite, NEUTRAL);
    const [note, ...more] = detect(HARSH_MOMENTS, [harsh, harsh]);
    expect(note).toMatchObject({ code: 'mix-harsh' });
    expect(note!.startS!).toBeGreaterThan(4.2);
    expect(note!.endS!).toBeLessThan(8.8);
    expect(more).toEqual([]);
    const quiet = during(
      5,
      8,
      bite.map((v) => 0.03 * v),
      NEUTRAL,
    );
    expect(detect(HARSH_MOMENTS, [quiet, quiet])).toEqual([]);
    for (const channels of CLEAN) expect(detect(HARSH_MOMENTS, channels)).toEqual([]);
  });

  it('tell where words would be covered, and by what', () => {
    const hollow = band(1, (hz) => (hz > 900 && hz < 4500 ? -12 : 0));
    expect(detect(MASKED_VOICE, [hollow, hollow])[0]).toMatchObject({ facts: { by: 'neighbours' } });
    const sides = band(3, (hz) => (hz > 900 && hz < 4500 ? 8 : -60));
    const wide = [NEUTRAL.map((v, n) => v + sides[n]!), NEUTRAL.map((v, n) => v - sides[n]!)];
    expect(detect(MASKED_VOICE, wide)[0]).toMatchObject({ code: 'mix-masked-voice', facts: { by: 'sides' } });
    for (const channels of CLEAN) expect(detect(MASKED_VOICE, channels)).toEqual([]);
  });

  it('tell bass that one loudspeaker loses', () => {
    const other = band(1, (hz) => (hz < 140 ? 0 : -60));
    const apart = during(2, 7, other, new Float64Array(FRAMES));
    const found = detect(LOW_PHASE, [NEUTRAL, NEUTRAL.map((v, n) => v - 1.6 * apart[n]!)]);
    expect(found).toEqual([expect.objectContaining({ code: 'mix-low-phase' })]);
    expect(Math.abs(found[0]!.startS! - 2)).toBeLessThan(0.5);
    for (const channels of CLEAN) expect(detect(LOW_PHASE, channels)).toEqual([]);
  });

  it('tell a flattened bus from drums that are free and from a held tone', () => {
    const beat = (depth: number) => (v: number, n: number) =>
      v * (1 - depth + depth * Math.exp((-10 * (n % 22050)) / RATE));
    const pressed = WIDE.map(beat(0.9))
      .map((v) => 0.4 * Math.tanh(60 * v))
      .map(beat(0.5));
    expect(detect(BUS_COMPRESSION, [pressed, pressed])[0]).toMatchObject({ code: 'mix-over-compressed' });
    const free = WIDE.map(beat(0.9));
    expect(detect(BUS_COMPRESSION, [free, free])).toEqual([]);
    const tone = sine(220, 0.5, FRAMES, RATE);
    expect(detect(BUS_COMPRESSION, [tone, tone])).toEqual([]);
  });
});
