// WavPack: every kind of block to the bit, what is lossy told, damage and cuts told.
import { describe, expect, it } from 'vitest';
import { memorySource } from '../../../src/files/memory-place.ts';
import { fromLog, toLog } from '../../../src/files/wavpack/wavpack-logarithm.ts';
import { WAVPACK } from '../../../src/files/wavpack/wavpack.ts';
import { collect } from '../../../src/signal/stream.ts';
import { formatContract, type FormatCase } from '../../contracts/format.ts';
import { fixture, sha256 } from '../../fixture.ts';
import { floatStepSignal, stepSignal } from '../step-signal.ts';

const CASES: readonly FormatCase[] = [
  { name: 'wavpack-16.wv', sampleRateHz: 44100, channels: stepSignal(900, 2, 16) },
  { name: 'wavpack-32.wv', sampleRateHz: 96000, channels: stepSignal(400, 2, 32) },
  { name: 'wavpack-float.wv', sampleRateHz: 48000, channels: floatStepSignal(500, 2) },
  { name: 'wavpack-six.wv', sampleRateHz: 48000, channels: stepSignal(250, 6, 16) },
  { name: 'wavpack-24.wv', sampleRateHz: 37800, channels: stepSignal(600, 1, 24) },
  { name: 'wavpack-8.wv', sampleRateHz: 8000, channels: stepSignal(500, 1, 8) },
].map((file) => ({ ...file, bytes: fixture(file.name) }));

// A block of silence states up to 131072 frames in a hundred bytes.
formatContract(WAVPACK, { cases: CASES, framesPerByte: 4096, brokenCases: 2 });

const read = async (bytes: Uint8Array) => {
  const file = await WAVPACK.read(memorySource('song.wv', bytes));
  const channels = await collect(file.source);
  return { ...file, channels };
};

/** Where block `index` begins. */
function blockAt(bytes: Uint8Array, index: number): number {
  let at = 0;
  for (let n = 0; n < index; n++)
    at += 8 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(at + 4, true);
  return at;
}

describe('WavPack', () => {
  it('says what the file is', async () => {
    const formats = await Promise.all(CASES.map(async ({ bytes }) => (await read(bytes)).format));
    const [two, long, float, six, odd, short] = formats;
    expect(two).toEqual({
      container: 'wavpack',
      codec: 'wavpack',
      sampleRateHz: 44100,
      channels: 2,
      bits: 16,
      frames: 900,
      lossy: false,
    });
    expect(long).toMatchObject({ bits: 32, sampleRateHz: 96000 });
    expect(float).toMatchObject({ bits: 32, lossy: false });
    expect(six).toMatchObject({ channels: 6, channelMask: 0x3f });
    expect(odd).toMatchObject({ bits: 24, sampleRateHz: 37800, channels: 1 });
    expect(short).toMatchObject({ bits: 8, sampleRateHz: 8000 });
  });

  it('reads the lossy half of a pair as the reference program does, and tells of it', async () => {
    const { format, notes, channels } = await read(fixture('wavpack-hybrid.wv'));
    expect(format).toMatchObject({ lossy: true, frames: 900, bits: 16 });
    expect(notes.map(({ code }) => code)).toEqual(['correction-unused']);
    const words = Int16Array.from({ length: 1800 }, (_, i) => channels[i % 2]![i >> 1]! * 32768);
    // of what `wvunpack -i` makes of the same file without its correction
    expect(await sha256(new Uint8Array(words.buffer))).toBe(HYBRID_SHA);
  });

  it('tells a cut file, with what there is of it', async () => {
    const { bytes } = CASES[3]!;
    const { notes, channels } = await read(twice(CASES[0]!.bytes).subarray(0, CASES[0]!.bytes.length + 60));
    expect(channels[0]!.length).toBe(900);
    expect(notes).toEqual([{ code: 'truncated', facts: { frames: 900, declaredFrames: 1800 } }]);
    const cut = WAVPACK.read(memorySource('song.wv', bytes.subarray(0, 60)));
    await expect(cut).rejects.toMatchObject({ code: 'file-cut-short' });
  });

  it('refuses a block whose sum does not fit, and says from where on', async () => {
    const bytes = twice(CASES[0]!.bytes);
    bytes[blockAt(bytes, 1) + 28]! ^= 1;
    const { source } = await WAVPACK.read(memorySource('song.wv', bytes));
    await expect(collect(source)).rejects.toMatchObject({
      code: 'damaged-file',
      facts: { timeS: 900 / 44100 },
    });
  });

  it('tests the sum over all samples where the file carries one', async () => {
    const bytes = CASES[5]!.bytes.slice();
    expect((await read(bytes)).notes).toEqual([]);
    const at = bytes.findLastIndex((byte, i) => byte === MD5_PART && bytes[i + 1] === 8);
    bytes[at + 2]! ^= 1;
    expect((await read(bytes)).notes).toEqual([{ code: 'checksum-mismatch', facts: {} }]);
  });

  it('names DSD', async () => {
    const bytes = CASES[0]!.bytes.slice();
    bytes[27]! |= 0x80;
    const read = WAVPACK.read(memorySource('song.wv', bytes));
    await expect(read).rejects.toMatchObject({ code: 'unsupported-codec', facts: { codec: 'DSD' } });
  });

  it('reads behind a tag at the front', async () => {
    const tag = [0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 3, 0, 0, 0];
    const tagged = Uint8Array.of(...tag, ...CASES[5]!.bytes);
    expect(WAVPACK.sniff(tagged)).toBe(1);
    expect((await read(tagged)).channels).toEqual(CASES[5]!.channels);
  });

  it('has the logarithm of the format', () => {
    expect([0, 1, 2, 255, 256, 65536, 0x7fffffff].map(toLog)).toEqual(LOGS);
    expect([0, 1, 256, 2048, -2048, 4351, -300].map(fromLog)).toEqual(POWERS);
    for (let value = 200; value < 1e9; value = value * 2 + 57) {
      expect(Math.abs(fromLog(toLog(value)) / value - 1)).toBeLessThan(1 / 225);
    }
  });
});

/** Its number; its length in words follows. */
const MD5_PART = 0x26;

/** Two files as one of twice the length: the second half's frames counted on. */
function twice(bytes: Uint8Array): Uint8Array {
  const both = Uint8Array.of(...bytes, ...bytes);
  const view = new DataView(both.buffer);
  for (const at of [0, bytes.length]) view.setUint32(at + 12, 1800, true);
  view.setUint32(bytes.length + 16, 900, true);
  return both;
}

const HYBRID_SHA = '4fc208ad803d5cfb4c704741e69e2456bb6f6aa744d140c075e240caf6b60015';
const LOGS = [0, 256, 512, 2303, 2304, 4352, 8192];
const POWERS = [0, 0, 1, 128, -128, 65408, -1];
