// The contract of lossy writers: what is read again has the length of what was written, and lies where it lay.
import { describe, expect, it } from 'vitest';
import type { AudioFile, FormatKind, WriteFormat } from '../../src/files/format.ts';
import { memoryPlace, memorySource } from '../../src/files/memory-place.ts';
import type { WriterKind } from '../../src/files/writer.ts';
import { seededRandom } from '../../src/signal/random.ts';
import { collect } from '../../src/signal/stream.ts';
import { sameBytes } from '../fixture.ts';
import { writtenBytes } from './format.ts';

export interface LossyWriterOptions {
  readonly reader: FormatKind;
  readonly sampleRateHz: number;
  /** Frames to write, the longest last. */
  readonly lengths: readonly number[];
  /** Least likeness (normalised correlation) of music read again at the best quality. */
  readonly likeness: number;
  /** Does this machine decode what is written? Where not, lengths are still looked at. */
  readonly decodes?: boolean;
  /** Do the bytes of the head lie elsewhere when the length was foreseen? Then only the same foresight gives the same bytes. */
  readonly foreseenMatters?: boolean;
}

/** Filtered noise with a gliding tone: its place in time cannot be mistaken by a single frame. */
export function gliding(frames: number, channels: number, level: number): Float64Array[] {
  return Array.from({ length: channels }, (_, c) => {
    const random = seededRandom(31, c);
    let slow = 0;
    return Float64Array.from({ length: frames }, (__, n) => {
      slow = 0.8 * slow + 0.2 * (2 * random() - 1);
      return level * (0.7 * Math.sin(0.03 * n + 2e-7 * (c + 1) * n * n) + 0.6 * slow);
    });
  });
}

/** Normalised correlation of `found`, moved by `lag`, with `wanted`; ends left out. */
function likenessAt(found: Float64Array, wanted: Float64Array, lag: number): number {
  let both = 0;
  let first = 0;
  let second = 0;
  for (let n = 40; n < wanted.length - 40; n++) {
    const value = found[n + lag]!;
    both += value * wanted[n]!;
    first += value * value;
    second += wanted[n]! * wanted[n]!;
  }
  return both / Math.sqrt(first * second);
}

/** Every channel lies where it lay, and is at least so like what it was. */
export function expectInPlace(
  found: readonly Float64Array[],
  wanted: readonly Float64Array[],
  likeness: number,
): void {
  wanted.forEach((samples, c) => {
    const lags = Array.from({ length: 61 }, (_, i) => i - 30);
    const alike = lags.map((lag) => likenessAt(found[c]!, samples, lag));
    expect(lags[alike.indexOf(Math.max(...alike))]).toBe(0);
    expect(Math.max(...alike)).toBeGreaterThan(likeness);
  });
}

export const floatFormat = (channels: number, sampleRateHz: number, frames: number): WriteFormat => ({
  encoding: 'float',
  bits: 32,
  channels,
  sampleRateHz,
  frames,
});

/** Call it inside a test file. */
export function lossyWriterContract(writer: WriterKind, options: LossyWriterOptions): void {
  const { reader, sampleRateHz, lengths, likeness, decodes = true, foreseenMatters = false } = options;
  const write = (
    channels: readonly Float64Array[],
    format: Partial<WriteFormat> = {},
    blockFrames = 4096,
  ) => {
    const plain = floatFormat(channels.length, sampleRateHz, channels[0]!.length);
    return writtenBytes(writer, channels, { ...plain, ...format }, blockFrames);
  };
  const open = (bytes: Uint8Array): Promise<AudioFile> => reader.read(memorySource('song', bytes));
  const read = async (bytes: Uint8Array): Promise<Float64Array[]> => {
    const file = await open(bytes);
    const channels = await collect(file.source);
    expect(file.notes).toEqual([]);
    await file.source.close();
    return channels;
  };

  describe(`${writer.id} keeps the contract of lossy writers`, () => {
    it.each([1, 2])('gives back every frame in its place, %i channels', async (count) => {
      for (const frames of lengths) {
        const wanted = gliding(frames, count, 0.5);
        const bytes = await write(wanted);
        expect(reader.sniff(bytes.subarray(0, 4096))).toBeGreaterThan(0.5);
        const { format, source } = await open(bytes);
        await source.close();
        expect(format).toMatchObject({
          container: writer.container,
          channels: count,
          sampleRateHz,
          frames,
          lossy: true,
        });
        if (!decodes) continue;
        const found = await read(bytes);
        expect(found.map((samples) => samples.length)).toEqual(wanted.map(() => frames));
        if (frames < 1000) continue;
        expectInPlace(found, wanted, likeness);
      }
    });

    it('is silent about no sound, and says so on reading', async () => {
      await expect(
        open(await write([new Float64Array(0)])).then(({ source }) => collect(source)),
      ).rejects.toMatchObject({
        code: 'no-audio',
      });
    });

    it('writes the same bytes for any blocks and any foreseen length', async () => {
      const channels = gliding(5003, 2, 0.5);
      const wanted = await write(channels, { frames: 0 });
      for (const [frames, block] of foreseenMatters
        ? [[0, 129]]
        : [
            [0, 5003],
            [20000, 129],
          ]) {
        expect(sameBytes(await write(channels, { frames }, block), wanted)).toBe(true);
      }
    });

    it('does not turn round what lies beyond full scale', async () => {
      if (!decodes) return;
      const wanted = gliding(lengths.at(-1)!, 1, 3);
      expect(Math.max(...wanted[0]!)).toBeGreaterThan(2);
      expect(likenessAt((await read(await write(wanted)))[0]!, wanted[0]!, 0)).toBeGreaterThan(0.9);
    });

    it('makes smaller files of its lesser qualities', async () => {
      const channels = gliding(lengths.at(-1)!, 2, 0.5);
      const sizes: number[] = [];
      for (const { id } of writer.qualities) sizes.push((await write(channels, { quality: id })).length);
      expect(sizes[0]!).toBeGreaterThan(1.2 * sizes.at(-1)!);
      expect(new Set(sizes).size).toBe(sizes.length);
    });

    it('leaves nothing after abort, and refuses what it does not have', async () => {
      const files = new Map<string, Uint8Array>();
      const format = floatFormat(1, sampleRateHz, 0);
      const sink = await writer.write(await memoryPlace(files).create('song'), format);
      await sink.write({ channels: [new Float64Array(5000)], frames: 5000 });
      await sink.abort();
      expect(files.size).toBe(0);
      const rates = writer.ratesHz!;
      expect(rates).toContain(sampleRateHz);
      for (const odd of [{ quality: 'best' }, { channels: 3 }, { sampleRateHz: rates.at(-1)! + 1 }]) {
        const refused = writer.write(await memoryPlace(files).create('song'), { ...format, ...odd });
        await expect(refused).rejects.toMatchObject({ code: 'unwritable-format', kind: 'usage' });
      }
    });
  });
}
