// PCM: decoding and encoding are each other's inverse, to the bit, in every layout.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePcm, type SampleLayout } from '../../../src/files/pcm/pcm.ts';
import { encodePcm } from '../../../src/files/pcm/pcm-encode.ts';
import { createPcmPacker, plainPacker, swiftPacker } from '../../../src/files/pcm/pcm-packer.ts';
import { createPcmRoom, plainRoom, swiftRoom } from '../../../src/files/pcm/pcm-room.ts';
import { seededRandom } from '../../../src/signal/random.ts';

const layouts: SampleLayout[] = [
  { encoding: 'unsigned', bytes: 1, littleEndian: true },
  { encoding: 'signed', bytes: 1, littleEndian: true },
  ...[2, 3, 4].map((bytes): SampleLayout => ({ encoding: 'signed', bytes, littleEndian: true })),
  { encoding: 'float', bytes: 4, littleEndian: true },
  { encoding: 'float', bytes: 8, littleEndian: true },
];

function planes(channels: number, frames: number): Float64Array[] {
  return Array.from({ length: channels }, () => new Float64Array(frames).fill(9));
}

/** Decodes one sample at a time through DataView: slow and plain. */
function plainDecode(
  bytes: Uint8Array,
  at: number,
  { encoding, bytes: width, littleEndian }: SampleLayout,
): number {
  const sample = [...bytes.subarray(at, at + width)];
  if (littleEndian) sample.reverse();
  const view = new DataView(Uint8Array.from([...sample, 0, 0, 0, 0, 0, 0, 0]).buffer);
  if (encoding === 'float') return width === 4 ? view.getFloat32(0) : view.getFloat64(0);
  if (encoding === 'unsigned') return (view.getUint8(0) - 128) / 128;
  return view.getInt32(0) / 2147483648;
}

describe('PCM', () => {
  it.each(layouts)('encodes back to the same bytes: %o', (layout) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.uint8Array({ maxLength: 400 }), (channels, raw) => {
        const frames = Math.floor(raw.length / (layout.bytes * channels));
        const bytes = raw.slice(0, frames * layout.bytes * channels);
        const sound = planes(channels, frames);
        const replaced = decodePcm(bytes.slice(), frames, layout, sound);
        fc.pre(replaced === 0);
        const out = new Uint8Array(bytes.length);
        expect(encodePcm(sound, 0, frames, layout, out)).toBe(bytes.length);
        expect(out).toEqual(bytes);
      }),
      { numRuns: 150, seed: 30 },
    );
  });

  it('decodes as the plain definition says, either byte order, from any place in memory', () => {
    const orders = fc.boolean();
    const layout = fc.constantFrom(...layouts);
    const offset = fc.integer({ min: 0, max: 7 });
    fc.assert(
      fc.property(
        layout,
        orders,
        offset,
        fc.integer({ min: 1, max: 3 }),
        fc.uint8Array({ minLength: 8, maxLength: 300 }),
        (base, littleEndian, shift, channels, raw) => {
          const chosen = { ...base, littleEndian };
          const stride = chosen.bytes * channels;
          const frames = Math.floor((raw.length - shift) / stride);
          fc.pre(frames > 0);
          const sound = planes(channels, frames);
          decodePcm(raw.slice().subarray(shift, shift + frames * stride), frames, chosen, sound);
          for (let n = 0; n < frames; n++) {
            for (let c = 0; c < channels; c++) {
              const plain = plainDecode(raw, shift + n * stride + c * chosen.bytes, chosen);
              expect(sound[c]![n]).toBe(Math.abs(plain) <= 3.4028234663852886e38 ? plain : 0);
            }
          }
        },
      ),
      { numRuns: 600, seed: 31 },
    );
  });

  it('rounds to nearest and holds at full scale', () => {
    const sound = [
      Float64Array.of(1, 2, -1, -3, 0.4 / 32768, 0.6 / 32768, -0.6 / 32768, Number.POSITIVE_INFINITY),
    ];
    const out = new Uint8Array(16);
    encodePcm(sound, 0, 8, { encoding: 'signed', bytes: 2, littleEndian: true }, out);
    expect([...new Int16Array(out.buffer)]).toEqual([32767, 32767, -32768, -32768, 0, 1, -1, 32767]);
  });

  it('touches nothing beyond the frames asked for', () => {
    const sound = planes(2, 5);
    decodePcm(new Uint8Array(5 * 6).fill(1), 3, { encoding: 'signed', bytes: 3, littleEndian: true }, sound);
    expect(sound.map((samples) => [...samples.subarray(3)])).toEqual([
      [9, 9],
      [9, 9],
    ]);
  });
});

describe('PCM rooms', () => {
  const layoutOf = (bytes: number): SampleLayout => ({ encoding: 'signed', bytes, littleEndian: true });

  it.each([2, 3])('hear the same in either memory: %i bytes', (width) => {
    const frames = 1001;
    const swift = swiftRoom(width, frames);
    const plain = plainRoom(layoutOf(width), 2, frames);
    const random = seededRandom(7, width);
    for (const burst of [frames, 1, 2, 0, 500]) {
      for (let i = 0; i < plain.bytes.length; i++) plain.bytes[i] = Math.floor(random() * 256);
      swift.bytes.set(plain.bytes);
      expect(swift.bytes.length).toBe(plain.bytes.length);
      expect(swift.decode(burst)).toBe(plain.decode(burst));
      for (let c = 0; c < 2; c++)
        expect(swift.channels[c]!.subarray(0, burst)).toEqual(plain.channels[c]!.subarray(0, burst));
      expect(swift.bytes).toEqual(plain.bytes);
    }
  });

  it('are swift for long sounds of the common layouts alone', () => {
    const inWasm = (layout: SampleLayout, channels: number, total: number): boolean => {
      const room = createPcmRoom(layout, channels, 64, total);
      return room.bytes.buffer === room.channels[0]!.buffer;
    };
    expect(inWasm(layoutOf(3), 2, 1e7)).toBe(true);
    expect(inWasm(layoutOf(2), 2, 1e7)).toBe(true);
    expect(inWasm(layoutOf(3), 2, 1000)).toBe(false);
    expect(inWasm(layoutOf(3), 1, 1e7)).toBe(false);
    expect(inWasm(layoutOf(4), 2, 1e7)).toBe(false);
    expect(inWasm({ ...layoutOf(3), littleEndian: false }, 2, 1e7)).toBe(false);
  });
});

describe('PCM packers', () => {
  const layoutOf = (bytes: number): SampleLayout => ({ encoding: 'signed', bytes, littleEndian: true });

  it.each([2, 3])('give the same bytes in either memory: %i a sample', (width) => {
    const frames = 1001;
    const random = seededRandom(8, width);
    const scale = 2 ** (8 * width - 1);
    const edges = [
      1,
      -1,
      1.5,
      -7,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      1 - 0.5 / scale,
      0.5 / scale,
    ];
    const noise = (): Float64Array =>
      Float64Array.from({ length: frames }, (_, n) => edges[n] ?? 2.2 * random() - 1.1);
    const channels = [noise(), noise()];
    const swift = swiftPacker(width, frames);
    const plain = plainPacker(layoutOf(width), 2, frames);
    for (const [from, to] of [
      [0, frames],
      [0, 1],
      [3, 5],
      [4, 4],
      [500, 1001],
    ] as const) {
      expect(swift(channels, from, to)).toEqual(plain(channels, from, to));
    }
    channels[1]![700] = Number.NaN;
    expect(() => swift(channels, 0, frames)).toThrow('handed NaN');
    expect(() => plain(channels, 0, frames)).toThrow('handed NaN');
    expect(swift(channels, 0, 700)).toEqual(plain(channels, 0, 700));
  });

  it('are swift for long sounds of the common layouts alone', () => {
    const inWasm = (layout: SampleLayout, channels: number, total: number): boolean =>
      createPcmPacker(
        layout,
        channels,
        64,
        total,
      )([new Float64Array(1), new Float64Array(1)].slice(0, channels), 0, 1).buffer.byteLength > 60000;
    expect(inWasm(layoutOf(3), 2, 1e7)).toBe(true);
    expect(inWasm(layoutOf(2), 2, 1e7)).toBe(true);
    expect(inWasm(layoutOf(3), 2, 1000)).toBe(false);
    expect(inWasm(layoutOf(3), 1, 1e7)).toBe(false);
    expect(inWasm(layoutOf(4), 2, 1e7)).toBe(false);
    expect(inWasm({ ...layoutOf(2), littleEndian: false }, 2, 1e7)).toBe(false);
  });
});
