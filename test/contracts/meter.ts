// The meter contract: the same result for any cutting, sane answers for odd sounds, and blocks left as they were.
import { describe, expect, it } from 'vitest';
import type { MeterFactory } from '../../src/measure/meter.ts';
import { musicLike, noise, sine } from '../signals.ts';

export interface MeterContractOptions {
  readonly sampleRateHz?: number;
  /** Channel counts the meter is tried with. */
  readonly channelCounts?: readonly number[];
  /** Length of the music-like sound. */
  readonly seconds?: number;
}

/** Feeds `channels` to a new meter, in blocks of the sizes given in turn, and reads it. */
export function measure<Result>(
  factory: MeterFactory<Result>,
  channels: readonly Float64Array[],
  sampleRateHz: number,
  sizes: readonly number[] = [4096],
): Result {
  const meter = factory({ sampleRateHz, channels: channels.length });
  const frames = channels[0]!.length;
  for (let at = 0, turn = 0; at < frames; turn++) {
    const end = Math.min(frames, at + sizes[turn % sizes.length]!);
    meter.push({ channels: channels.map((samples) => samples.subarray(at, end)), frames: end - at });
    at = end;
  }
  return meter.result();
}

/** Every number anywhere in a record. */
function numbersIn(record: unknown): number[] {
  if (typeof record === 'number') return [record];
  if (record === null || typeof record !== 'object') return [];
  return Object.values(record).flatMap(numbersIn);
}

const CUTTINGS = [[1], [128], [4096], [997, 1, 331], [131072]];

/** What every Meter owes; `seconds` should be long enough for the meter to have something to tell. */
export function meterContract<Result>(
  name: string,
  factory: MeterFactory<Result>,
  options: MeterContractOptions = {},
): void {
  const { sampleRateHz = 44100, channelCounts = [1, 2], seconds = 3.55 } = options;
  const frames = Math.round(seconds * sampleRateHz);
  describe(`${name} keeps the meter contract`, () => {
    it.each(channelCounts)('the same result for any cutting into blocks, %i channels', (count) => {
      const channels = musicChannels(count, frames, sampleRateHz);
      const whole = measure(factory, channels, sampleRateHz, [frames]);
      for (const sizes of CUTTINGS) {
        expect(measure(factory, channels, sampleRateHz, sizes), `blocks of ${sizes}`).toStrictEqual(whole);
      }
    });

    it('does not take what lies behind the last frame of a block', () => {
      const channels = musicChannels(channelCounts[0]!, 1000, sampleRateHz);
      const longer = channels.map((samples) =>
        Float64Array.from({ length: 1500 }, (_, n) => samples[n] ?? 0.9),
      );
      const meter = factory({ sampleRateHz, channels: channels.length });
      meter.push({ channels: longer, frames: 1000 });
      expect(meter.result()).toStrictEqual(measure(factory, channels, sampleRateHz));
    });

    it('leaves the block as it was', () => {
      const channels = musicChannels(channelCounts[0]!, frames, sampleRateHz);
      const before = channels.map((samples) => samples.slice());
      measure(factory, channels, sampleRateHz);
      const changed = channels.map(
        (samples, c) => samples.filter((x, n) => !Object.is(x, before[c]![n])).length,
      );
      expect(changed).toEqual(channels.map(() => 0));
    });

    it.each(Object.entries(oddSounds(sampleRateHz)))('is finite and plain JSON for %s', (_, sound) => {
      for (const count of channelCounts) {
        const result = measure(
          factory,
          Array.from({ length: count }, () => sound),
          sampleRateHz,
        );
        expect(numbersIn(result).filter((value) => !Number.isFinite(value))).toEqual([]);
        expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      }
    });
  });
}

function musicChannels(count: number, frames: number, sampleRateHz: number): Float64Array[] {
  const [left, right] = musicLike(frames, sampleRateHz);
  return Array.from({ length: count }, (_, c) => (c < 2 ? [left!, right!][c]! : noise(0.05, frames, c)));
}

function oddSounds(rate: number): Record<string, Float64Array> {
  return {
    'no sound at all': new Float64Array(0),
    'one sample': Float64Array.of(0.5),
    'two samples': Float64Array.of(-1, 1),
    '100 ms': sine(440, 0.5, Math.round(rate / 10), rate),
    silence: new Float64Array(4 * rate),
    DC: new Float64Array(4 * rate).fill(0.25),
    'a full-scale square': Float64Array.from({ length: 4 * rate }, (_, n) => (n % 100 < 50 ? 1 : -1)),
    denormals: Float64Array.from({ length: rate }, (_, n) => (n % 2 ? 5e-324 : -3e-310)),
    'sound under the last bit': sine(440, 1e-12, 4 * rate, rate),
    'sound far over full scale': sine(440, 1e30, 4 * rate, rate),
  };
}
