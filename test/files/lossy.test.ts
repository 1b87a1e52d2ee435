// Lossy formats: exact length, first sample in its place, noise refused, damage survived and told.
import { afterEach, describe, expect, it } from 'vitest';
import { ADTS } from '../../src/files/mp4/adts.ts';
import { lendAacDecoder, type AacDecoder } from '../../src/files/decoder-registry.ts';
import type { FormatKind } from '../../src/files/format.ts';
import { memorySource } from '../../src/files/memory-place.ts';
import { MP3 } from '../../src/files/mpeg/mp3.ts';
import { MP4 } from '../../src/files/mp4/mp4.ts';
import { OGG } from '../../src/files/ogg/ogg.ts';
import { collect } from '../../src/signal/stream.ts';
import { seededRandom } from '../../src/signal/random.ts';
import { fixture } from '../fixture.ts';

/** What all fixtures hold: a quarter of a second, silent for the first 1000 frames of 44.1 kHz, then two sines. */
const FRAMES = 11025;
const ONSET = 1000;
function original(sampleRateHz: number): Float64Array[] {
  const frames = (FRAMES * sampleRateHz) / 44100;
  const tone = (hz: number, level: number): Float64Array =>
    Float64Array.from({ length: frames }, (_, n) => {
      const early = (n * 44100) / sampleRateHz < ONSET;
      return early ? 0 : level * Math.sin((2 * Math.PI * hz * n) / sampleRateHz);
    });
  return [tone(1000, 0.5), tone(440, 0.4)];
}

async function read(kind: FormatKind, bytes: Uint8Array) {
  const file = await kind.read(memorySource('song', bytes));
  const channels = await collect(file.source);
  await file.source.close();
  return { ...file, channels };
}

/** Root mean square of the difference between sound and original, from `from` on, when the sound is moved by `lag`. */
function errorAt(found: Float64Array, wanted: Float64Array, lag: number, from: number): number {
  let sum = 0;
  let count = 0;
  for (let n = from; n < wanted.length - 200; n++) {
    if (found[n + lag] === undefined) continue;
    sum += (found[n + lag]! - wanted[n]!) ** 2;
    count++;
  }
  return Math.sqrt(sum / count);
}

/** The sound lies where the original does: no other lag within ±40 fits better, and it fits well. */
function expectAligned(found: readonly Float64Array[], wanted: readonly Float64Array[], lag = 0): void {
  wanted.forEach((samples, c) => {
    const lags = Array.from({ length: 81 }, (_, i) => lag - 40 + i);
    const errors = lags.map((each) => errorAt(found[c]!, samples, each, 3000));
    expect(lags[errors.indexOf(Math.min(...errors))]).toBe(lag);
    // 96 to 128 kbit/s: sines at 0.3 RMS stand 22 dB above the coding noise even where the sound breaks off
    expect(Math.min(...errors)).toBeLessThan(0.025);
  });
}

describe('MP3', () => {
  it('is cut to the sample by its LAME tag', async () => {
    const { format, notes, channels } = await read(MP3, fixture('sines-lame.mp3'));
    expect(format).toMatchObject({
      codec: 'mp3',
      frames: FRAMES,
      bits: null,
      lossy: true,
      sampleRateHz: 44100,
    });
    expect(notes).toEqual([]);
    expect(channels[0]!.length).toBe(FRAMES);
    expectAligned(channels, original(44100));
  });

  it('keeps everything when there is no tag', async () => {
    const { format, channels } = await read(MP3, fixture('sines-plain.mp3'));
    expect(format.frames).toBeNull();
    expect(channels[0]!.length % 1152).toBe(0);
    // the usual delay of encoder and decoder together
    expectAligned(channels, original(44100), 1105);
  });

  it('is known by several frames, not by one', () => {
    expect(MP3.sniff(fixture('sines-plain.mp3').subarray(0, 4096))).toBeGreaterThan(0.5);
    const syncs = Uint8Array.from({ length: 4096 }, (_, i) => (i % 2 === 0 ? 0xff : 0xfb));
    expect(MP3.sniff(syncs)).toBe(0);
    const random = seededRandom(1);
    expect(MP3.sniff(Uint8Array.from({ length: 4096 }, () => 256 * random()))).toBe(0);
  });

  it('finds its way again behind damaged bytes, and says so', async () => {
    const bytes = fixture('sines-lame.mp3');
    bytes.fill(0, 2000, 2300);
    const { notes, channels } = await read(MP3, bytes);
    expect(notes.map((note) => note.code)).toContain('resynchronised');
    expect(channels[0]!.length).toBeGreaterThan(FRAMES / 2);
    expect(channels[0]!.every(Number.isFinite)).toBe(true);
  });

  it('tells when it is cut, and refuses noise', async () => {
    const { notes } = await read(MP3, fixture('sines-lame.mp3').slice(0, 3000));
    expect(notes.map((note) => note.code)).toContain('truncated');
    const syncs = Uint8Array.from({ length: 40000 }, (_, i) => (i % 2 === 0 ? 0xff : 0xfb));
    await expect(read(MP3, syncs)).rejects.toMatchObject({ code: 'no-audio', kind: 'input' });
  });
});

describe('Ogg', () => {
  it('Vorbis has the length of its last granule', async () => {
    const { format, notes, channels } = await read(OGG, fixture('sines.ogg'));
    expect(format).toMatchObject({ container: 'ogg', codec: 'vorbis', frames: FRAMES, channels: 2 });
    expect(notes).toEqual([]);
    expect(channels[0]!.length).toBe(FRAMES);
    expectAligned(channels, original(44100));
  });

  it('Opus loses its pre-skip and its end padding', async () => {
    const { format, notes, channels } = await read(OGG, fixture('sines.opus'));
    expect(format).toMatchObject({ codec: 'opus', frames: 12000, sampleRateHz: 48000 });
    expect(notes).toEqual([]);
    expect(channels[0]!.length).toBe(12000);
    expectAligned(channels, original(48000));
  });

  it('Opus is played with the gain in its header', async () => {
    const bytes = fixture('sines.opus');
    const plain = (await read(OGG, bytes)).channels[0]!;
    const head = bytes.findIndex((_, i) => String.fromCharCode(...bytes.subarray(i, i + 8)) === 'OpusHead');
    new DataView(bytes.buffer, bytes.byteOffset).setInt16(head + 16, -6 * 256, true);
    const { channels, notes } = await read(OGG, bytes);
    expect(notes.map((note) => note.code)).toEqual(['damaged-page']);
    // float32 samples: 1e-6
    channels[0]!.forEach((value, n) =>
      expect(Math.abs(value - plain[n]! * 10 ** (-6 / 20))).toBeLessThan(1e-6),
    );
  });

  it('tells of damaged and missing pages', async () => {
    const flipped = fixture('sines.ogg');
    flipped[flipped.length - 60]! ^= 1;
    const { channels } = await read(OGG, flipped);
    expect(channels[0]!.every(Number.isFinite)).toBe(true);
    const endless = fixture('sines.ogg');
    const lastPage = String.fromCharCode(...endless).lastIndexOf('OggS');
    endless[lastPage + 5]! &= ~4;
    expect((await read(OGG, endless)).notes.map((note) => note.code)).toEqual(['damaged-page', 'truncated']);
    await expect(read(OGG, fixture('sines.opus').slice(0, 3000))).rejects.toMatchObject({ code: 'no-audio' });
  });

  it('refuses what is neither', async () => {
    const bytes = fixture('sines.opus');
    bytes.set(new TextEncoder().encode('Speex   '), 28);
    await expect(read(OGG, bytes)).rejects.toMatchObject({ code: 'unknown-codec', kind: 'input' });
  });
});

/** Stands in for a machine's decoder: 1024 frames a packet, each sample its own number. */
const counting: AacDecoder = async function* (frames, { channels }) {
  let at = 0;
  for await (const frame of frames) {
    expect([frame[0], frame[1]! & 0xf6]).toEqual([0xff, 0xf0]);
    expect(((frame[3]! & 3) << 11) | (frame[4]! << 3) | (frame[5]! >>> 5)).toBe(frame.length);
    yield Float32Array.from({ length: 1024 * channels }, (_, i) => at + Math.floor(i / channels));
    at += 1024;
  }
};
const missing: AacDecoder = () => {
  throw new Error('not to be called');
};

describe('AAC', () => {
  afterEach(() => lendAacDecoder(missing));

  it('is cut by the edit list of its M4A', async () => {
    lendAacDecoder(counting);
    const { format, notes, channels } = await read(MP4, fixture('sines.m4a'));
    expect(format).toMatchObject({ container: 'mp4', codec: 'aac', frames: FRAMES, lossy: true });
    expect(notes).toEqual([]);
    expect(channels[1]![0]).toBe(1024);
    expect(channels[0]!.length).toBe(FRAMES);
  });

  it('is kept whole as ADTS', async () => {
    lendAacDecoder(counting);
    const { format, channels } = await read(ADTS, fixture('sines.aac'));
    expect(format).toMatchObject({ container: 'adts', codec: 'aac', sampleRateHz: 44100 });
    expect(channels[0]![0]).toBe(0);
    expect(channels[0]!.length).toBe(format.frames);
  });

  it('is known by its content', () => {
    expect(MP4.sniff(fixture('sines.m4a').subarray(0, 4096))).toBe(1);
    expect(ADTS.sniff(fixture('sines.aac').subarray(0, 4096))).toBeGreaterThan(0.5);
    expect(ADTS.sniff(fixture('sines-plain.mp3').subarray(0, 4096))).toBe(0);
    expect(MP3.sniff(fixture('sines.aac').subarray(0, 4096))).toBe(0);
  });

  it('ends in a Fault when its structure is broken', async () => {
    lendAacDecoder(counting);
    for (const bytes of [fixture('sines.m4a').slice(0, 600), fixture('sines.m4a').fill(0, 100)]) {
      await expect(read(MP4, bytes)).rejects.toMatchObject({ name: 'Fault', kind: 'input' });
    }
  });
});

describe('every lossy reader', () => {
  it('ends in a Fault or finite sound, whatever is spoiled', async () => {
    lendAacDecoder(counting);
    const random = seededRandom(9);
    const files: [FormatKind, string][] = [
      [MP3, 'sines-lame.mp3'],
      [OGG, 'sines.ogg'],
      [OGG, 'sines.opus'],
      [MP4, 'sines.m4a'],
      [ADTS, 'sines.aac'],
    ];
    for (const [kind, name] of files) {
      for (let i = 0; i < 12; i++) {
        const bytes = fixture(name).slice(0, i % 3 === 0 ? Math.floor(random() * 5000) : undefined);
        for (let k = 0; k < 5; k++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
        try {
          const { channels } = await read(kind, bytes);
          for (const samples of channels) expect(samples.every(Number.isFinite)).toBe(true);
        } catch (fault) {
          expect(fault).toMatchObject({ name: 'Fault', kind: 'input' });
        }
      }
    }
  });
});
