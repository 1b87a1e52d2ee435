// The Format contract: to the bit and back; cut, spoiled and hostile bytes end in a Fault or in finite sound.
import { describe, expect, it } from 'vitest';
import type { AudioFile, FormatKind, WriteFormat } from '../../src/files/format.ts';
import type { WriterKind } from '../../src/files/writer.ts';
import { memoryPlace, memorySource } from '../../src/files/memory-place.ts';
import type { ByteSource } from '../../src/files/place.ts';
import { Fault } from '../../src/signal/fault.ts';
import { seededRandom, type Random } from '../../src/signal/random.ts';
import { sourceOf, type Source } from '../../src/signal/stream.ts';
import { sameBytes } from '../fixture.ts';

/** A file of the kind, and the sound that it holds. */
export interface FormatCase {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sampleRateHz: number;
  readonly channels: readonly Float64Array[];
}

export interface FormatContractOptions {
  /** What writes files of the kind without loss; absent for kinds that are only read. */
  readonly writer?: WriterKind;
  /** Whole files to read, for kinds that are only read; files that the writer makes are tried anyway. */
  readonly cases?: readonly FormatCase[];
  /** Frames that a byte can stand for at most: 1 for plain samples, more where silence packs well. */
  readonly framesPerByte?: number;
  /** How many of the files are cut and spoiled, from the first; all where absent. Their headers are mostly the same. */
  readonly brokenCases?: number;
  /** The largest single read that any file may provoke. */
  readonly mostBytesAtOnce?: number;
}

const LENGTHS = [0, 1, 2, 587, 588, 589, 10007];
const RATES = [44100, 8000, 96000, 384000];

/** Noise on whole steps of the word length, with both ends of the scale and silence in it. */
export function stepNoise(
  frames: number,
  format: Pick<WriteFormat, 'encoding' | 'bits'>,
  seed: number,
): Float64Array {
  const random = seededRandom(seed, format.bits);
  const scale = 2 ** (format.bits - 1);
  const edges = format.encoding === 'float' ? [1.5, -2.25, 0] : [1 - 1 / scale, -1, 0];
  return Float64Array.from({ length: frames }, (_, n) => {
    if (n < edges.length) return edges[n]!;
    const value = 2 * random() - 1;
    if (format.encoding === 'pcm') return Math.floor(value * scale) / scale;
    return format.bits === 32 ? Math.fround(value) : value;
  });
}

/** Bytes that `writer` makes of `channels`, handed over in blocks of `blockFrames`. */
export async function writtenBytes(
  writer: WriterKind,
  channels: readonly Float64Array[],
  format: WriteFormat,
  blockFrames = 4096,
): Promise<Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const sink = await writer.write(await memoryPlace(files).create('song'), format);
  const source = sourceOf(channels, format.sampleRateHz);
  for (let block = await source.pull(blockFrames); block !== null; block = await source.pull(blockFrames)) {
    await sink.write(block);
  }
  expect(files.size, 'nothing is visible before close').toBe(0);
  await sink.close();
  return files.get('song')!;
}

/** Everything a source gives, asked for in pieces of `pieceFrames`, with what it owes on the way. */
async function drain(source: Source, pieceFrames: number, mostFrames: number): Promise<Float64Array[]> {
  const parts: Float64Array[][] = [];
  let frames = 0;
  for (let block = await source.pull(pieceFrames); block !== null; block = await source.pull(pieceFrames)) {
    expect(block.frames).toBeGreaterThan(0);
    expect(block.frames).toBeLessThanOrEqual(pieceFrames);
    expect(block.channels.length).toBe(source.format.channels);
    const lent = block.channels;
    parts.push(lent.map((samples) => samples.slice(0, block!.frames)));
    frames += block.frames;
    expect(frames).toBeLessThanOrEqual(mostFrames);
  }
  expect(await source.pull(pieceFrames), 'the end stays the end').toBeNull();
  if (source.frames !== null) expect(frames).toBeLessThanOrEqual(source.frames);
  return Array.from({ length: source.format.channels }, (_, c) =>
    join(
      parts.map((part) => part[c]!),
      frames,
    ),
  );
}

function join(parts: readonly Float64Array[], frames: number): Float64Array {
  const whole = new Float64Array(frames);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The same numbers bit for bit; fails naming the first frame that differs. */
function expectSame(found: readonly Float64Array[], wanted: readonly Float64Array[], upTo?: number): void {
  expect(found.length).toBe(wanted.length);
  found.forEach((samples, c) => {
    const frames = upTo ?? wanted[c]!.length;
    expect(samples.length).toBe(frames);
    const differs = samples.findIndex((value, n) => value !== wanted[c]![n]);
    expect(differs, `first frame that differs in channel ${c}`).toBe(-1);
  });
}

/** A ByteSource that notes the largest read and whether it was closed. */
function watched(bytes: Uint8Array): ByteSource & { largest: number; closed: number } {
  const inner = memorySource('song', bytes);
  return {
    ...inner,
    largest: 0,
    closed: 0,
    read(offset, length) {
      this.largest = Math.max(this.largest, length);
      return inner.read(offset, length);
    },
    readInto(offset, target) {
      this.largest = Math.max(this.largest, target.length);
      return inner.readInto(offset, target);
    },
    async close() {
      this.closed++;
    },
  };
}

/** Reads what may be broken: the sound, or null for a Fault of kind `input`; anything else fails the test. */
async function readOrFault(
  kind: FormatKind,
  bytes: Uint8Array,
  limits: { mostFrames: number; mostBytesAtOnce: number },
): Promise<Float64Array[] | null> {
  const source = watched(bytes);
  let file: AudioFile | null = null;
  try {
    file = await kind.read(source);
    const channels = await drain(file.source, 4096, limits.mostFrames);
    for (const samples of channels) expect(samples.every(Number.isFinite)).toBe(true);
    return channels;
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    expect(fault.kind).toBe('input');
    return null;
  } finally {
    await file?.source.close();
    expect(source.largest).toBeLessThanOrEqual(limits.mostBytesAtOnce);
  }
}

/** Offsets worth cutting at: all of the first 300, all of the last 40, and some between. */
function cuts(length: number): number[] {
  const dense = Array.from({ length: 300 }, (_, i) => i);
  const sparse = Array.from({ length: 20 }, (_, i) => Math.floor((length * (i + 1)) / 21));
  const last = Array.from({ length: 40 }, (_, i) => length - 1 - i);
  return [...new Set([...dense, ...sparse, ...last])].filter((at) => at >= 0 && at < length);
}

/** A copy with a few bytes changed, most of them near the front, where headers are. */
function spoiled(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = bytes.slice();
  const count = 1 + Math.floor(random() * 6);
  for (let i = 0; i < count; i++) {
    const reach = random() < 0.7 ? Math.min(160, copy.length) : copy.length;
    const extreme = [0, 0xff, 0x80, 0x7f][Math.floor(random() * 4)]!;
    copy[Math.floor(random() * reach)] = random() < 0.5 ? extreme : Math.floor(random() * 256);
  }
  return copy;
}

/** All that a kind of audio file owes; call it inside a test file. */
export function formatContract(kind: FormatKind, options: FormatContractOptions): void {
  const { writer } = options;
  const encodings = writer?.encodings ?? [];
  const limits = (bytes: Uint8Array): { mostFrames: number; mostBytesAtOnce: number } => ({
    mostFrames: (options.framesPerByte ?? 1) * bytes.length,
    mostBytesAtOnce: options.mostBytesAtOnce ?? 8 << 20,
  });

  async function shortCases(): Promise<FormatCase[]> {
    const made = encodings.map(async (encoding, i): Promise<FormatCase> => {
      const channels = [stepNoise(587, encoding, 3 * i), stepNoise(587, encoding, 3 * i + 1)];
      const format = { ...encoding, sampleRateHz: 44100, channels: 2, frames: 587 };
      const name = `${encoding.encoding} ${encoding.bits}`;
      return { name, sampleRateHz: 44100, channels, bytes: await writtenBytes(writer!, channels, format) };
    });
    return [...(await Promise.all(made)), ...(options.cases ?? [])];
  }

  const toBeBroken = async (): Promise<FormatCase[]> => (await shortCases()).slice(0, options.brokenCases);

  describe(`${kind.id} keeps the Format contract`, () => {
    for (const encoding of encodings) {
      it(`gives back ${encoding.bits}-bit ${encoding.encoding} to the bit, mono and stereo, of any length`, async () => {
        for (const [i, frames] of LENGTHS.entries()) {
          for (const count of [1, 2]) {
            const sampleRateHz = RATES[(i + count) % RATES.length]!;
            const channels = Array.from({ length: count }, (_, c) => stepNoise(frames, encoding, 10 * i + c));
            const format = { ...encoding, sampleRateHz, channels: count, frames };
            const bytes = await writtenBytes(writer!, channels, format);
            if (frames === 0) {
              await expect(kind.read(memorySource('song', bytes))).rejects.toMatchObject({
                code: 'no-audio',
              });
              continue;
            }
            const file = await kind.read(memorySource('song', bytes));
            expect(file.format).toMatchObject({ sampleRateHz, channels: count, bits: encoding.bits, frames });
            expect(file.format.lossy).toBe(false);
            expect(file.source.frames).toBe(frames);
            expectSame(await drain(file.source, 4096, frames), channels);
            expect(file.notes).toEqual([]);
            await file.source.close();
          }
        }
      });

      it(`writes the same ${encoding.bits}-bit ${encoding.encoding} bytes for any blocks and any foreseen length`, async () => {
        const channels = [stepNoise(10007, encoding, 1), stepNoise(10007, encoding, 2)];
        const format = { ...encoding, sampleRateHz: 48000, channels: 2, frames: 10007 };
        const wanted = await writtenBytes(writer!, channels, format);
        for (const [frames, block] of [
          [10007, 1001],
          [0, 4096],
          [9000, 10007],
          [20000, 129],
        ] as const) {
          const found = await writtenBytes(writer!, channels, { ...format, frames }, block);
          expect(sameBytes(found, wanted)).toBe(true);
        }
      });
    }

    if (writer !== undefined) {
      it('leaves nothing after abort, and refuses word lengths it does not have', async () => {
        const files = new Map<string, Uint8Array>();
        const format = { ...encodings[0]!, sampleRateHz: 44100, channels: 1, frames: 0 };
        const sink = await writer.write(await memoryPlace(files).create('song'), format);
        await sink.write({ channels: [new Float64Array(5000)], frames: 5000 });
        await sink.abort();
        expect(files.size).toBe(0);
        const odd = writer.write(await memoryPlace(files).create('song'), { ...format, bits: 48 });
        await expect(odd).rejects.toMatchObject({ code: 'unwritable-format', kind: 'usage' });
      });
    }

    it('knows its own files, and looks at any bytes without failing', async () => {
      const random = seededRandom(4);
      for (const { bytes } of await shortCases()) {
        expect(kind.sniff(bytes.subarray(0, 4096))).toBeGreaterThan(0.5);
        for (let length = 0; length < 64; length++)
          expect(kind.sniff(bytes.subarray(0, length))).toBeGreaterThanOrEqual(0);
      }
      for (let i = 0; i < 64; i++) {
        expect(kind.sniff(Uint8Array.from({ length: i }, () => 256 * random()))).toBeLessThan(0.5);
      }
    });

    it('gives the same sound however it is pulled, and closes its file', async () => {
      for (const { bytes, channels, sampleRateHz } of await shortCases()) {
        for (const piece of [1, 7, 588, 131072]) {
          const source = watched(bytes);
          const file = await kind.read(source);
          expect(file.source.format).toEqual({ sampleRateHz, channels: channels.length });
          expectSame(await drain(file.source, piece, bytes.length * (options.framesPerByte ?? 1)), channels);
          await file.source.close();
          await file.source.close();
          expect(source.closed).toBeGreaterThan(0);
        }
      }
    });

    it('gives a beginning or a Fault for a file cut anywhere', async () => {
      for (const { bytes, channels } of await toBeBroken()) {
        for (const at of cuts(bytes.length)) {
          const found = await readOrFault(kind, bytes.slice(0, at), limits(bytes));
          if (found !== null) expectSame(found, channels, Math.min(found[0]!.length, channels[0]!.length));
        }
      }
    });

    it('gives finite sound of sane length or a Fault for spoiled bytes', async () => {
      const random = seededRandom(5);
      for (const { bytes } of await toBeBroken()) {
        for (let i = 0; i < 150; i++) await readOrFault(kind, spoiled(bytes, random), limits(bytes));
      }
    });

    it('gives a Fault or finite sound for noise behind its first bytes', async () => {
      const random = seededRandom(6);
      for (const { bytes } of await toBeBroken()) {
        for (const kept of [4, 12, 40, 80]) {
          const noise = bytes.map((byte, i) => (i < kept ? byte : 256 * random()));
          await readOrFault(kind, noise, limits(bytes));
        }
      }
    });
  });
}
