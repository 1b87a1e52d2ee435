// Places from findings: what the check finds can be given to repair as it is, and brings the sound closer to what it was.
import { describe, expect, it } from 'vitest';
import { DROPOUTS as DROPOUT_DETECTOR } from '../../../src/inspect/broken/dropouts.ts';
import { IMPULSES } from '../../../src/inspect/broken/impulses.ts';
import { LEVEL_DIPS } from '../../../src/inspect/broken/level-dips.ts';
import type { DetectorKind, Finding } from '../../../src/inspect/finding.ts';
import { Hearing, UNKNOWN_ORIGIN } from '../../../src/inspect/hearing.ts';
import { CLIPPING } from '../../../src/inspect/level/clipping.ts';
import { checkParams, type ParamRecord } from '../../../src/process/params.ts';
import type { ProcessorKind } from '../../../src/process/processor.ts';
import { DECLICK } from '../../../src/process/repair/declick.ts';
import { DECLIP } from '../../../src/process/repair/declip.ts';
import { DECRACKLE } from '../../../src/process/repair/decrackle.ts';
import { DROPOUTS } from '../../../src/process/repair/dropout-repair.ts';
import { UNDIP } from '../../../src/process/repair/undip.ts';
import { seededRandom } from '../../../src/signal/random.ts';
import { expectSameBits, padded, runProcessor } from '../../contracts/processor.ts';
import { musicLike } from '../../signals.ts';

const FORMAT = { sampleRateHz: 44100, channels: 2 };
const FRAMES = 3 * FORMAT.sampleRateHz;

function findings(kind: DetectorKind, sound: readonly Float64Array[]): Finding[] {
  const hearing = new Hearing(FORMAT, UNKNOWN_ORIGIN);
  const detector = kind.create(hearing);
  for (let at = 0; at < FRAMES; at += 4096) {
    const end = Math.min(FRAMES, at + 4096);
    const block = { channels: sound.map((x) => x.slice(at, end)), frames: end - at };
    hearing.push(block);
    detector.push(block);
  }
  hearing.finish();
  return detector.result();
}

const placesOf = (found: readonly Finding[]): ParamRecord[] =>
  found.map(({ startS, endS, channel }) => ({ startS: startS!, endS: endS!, channel: channel ?? 'both' }));

function repaired(
  kind: ProcessorKind,
  places: readonly ParamRecord[],
  sound: readonly Float64Array[],
): Float64Array[] {
  const processor = kind.create(checkParams(kind.params, { places }, kind.id), FORMAT);
  const { latencyFrames } = processor;
  return runProcessor(processor, padded(sound, latencyFrames)).map((x) => x.subarray(latencyFrames));
}

const error = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, v, n) => sum + (v - b[n]!) ** 2, 0);

type Fault = (x: Float64Array) => void;
const FAULTS: readonly [string, DetectorKind, string, ProcessorKind, number, number, Fault][] = [
  ['a click', IMPULSES, 'click', DECLICK, 1, 40, (x) => (x[90000]! += 0.3)],
  ['a hole', DROPOUT_DETECTOR, 'dropout', DROPOUTS, 1, 12, (x) => x.fill(0, 90000, 90300)],
  [
    'a dip',
    LEVEL_DIPS,
    'level-dip',
    UNDIP,
    1,
    12,
    (x) => {
      for (let n = 0; n < 4000; n++) x[90000 + n]! *= 0.1;
    },
  ],
  [
    'cut crests',
    CLIPPING,
    'clipping',
    DECLIP,
    4,
    3,
    (x) => {
      const peak = x.reduce((most, v) => Math.max(most, Math.abs(v)), 0) / 1.6;
      for (let n = 0; n < x.length; n++) x[n] = Math.max(-peak, Math.min(peak, x[n]!));
    },
  ],
  [
    'crackle',
    IMPULSES,
    'crackle',
    DECRACKLE,
    1,
    5,
    (x) => {
      const random = seededRandom(5);
      for (let n = 30000; n < 110000; n += 500 + Math.floor(2000 * random())) {
        const height = 0.01 + 0.05 * random() ** 2;
        for (let k = 0; k < 6; k++) x[n + k]! += height * (-0.6) ** k;
      }
    },
  ],
];

describe('places from findings', () => {
  it.each(FAULTS)(
    '%s is found, and mended where it was found',
    (_, detector, code, kind, gain, least, damage) => {
      const clean = musicLike(FRAMES, FORMAT.sampleRateHz, 9).map((x) => x.map((v) => gain * v));
      const damaged = [clean[0]!.slice(), clean[1]!];
      damage(damaged[0]!);
      const found = findings(detector, damaged).filter((each) => each.code === code);
      expect(found.length).toBeGreaterThan(0);
      const out = repaired(kind, placesOf(found), damaged);
      expect(10 * Math.log10(error(damaged[0]!, clean[0]!) / error(out[0]!, clean[0]!))).toBeGreaterThan(
        least,
      );
      expectSameBits([out[1]!], [clean[1]!]);
    },
  );
});
