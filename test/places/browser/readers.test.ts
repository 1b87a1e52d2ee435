// Readers in a worker of the page: the samples known for every file, and AAC through the browser's own decoder.
import { afterAll, describe, expect, it } from 'vitest';
import { memoryPlace } from '../../../src/files/memory-place.ts';
import { openAudio } from '../../../src/files/open.ts';
import { collect } from '../../../src/signal/stream.ts';
import { DECODED_SOUNDS } from '../../files/decoded-sounds.ts';
import { fixture } from '../../fixture.ts';
import type { ReadAnswer } from './read-worker.ts';

const startReader = (): Worker =>
  new Worker(new URL('./read-worker.ts', import.meta.url), { type: 'module' });

const reader = startReader();
afterAll(() => reader.terminate());

function read(bytes: Uint8Array, worker = reader): Promise<ReadAnswer> {
  return new Promise((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<ReadAnswer>) => resolve(data);
    worker.postMessage(bytes);
  });
}

describe('every reader, in a worker, from the origin private storage', () => {
  it.each(DECODED_SOUNDS)('decodes $name to the samples known for it', async ({ bytes, hash }) => {
    const answer = await read(await bytes());
    expect(answer.message ?? answer.fault).toBeUndefined();
    expect(answer.hash).toBe(hash);
  });
});

const isAacThere = await AudioDecoder.isConfigSupported({
  codec: 'mp4a.40.2',
  sampleRate: 44100,
  numberOfChannels: 2,
}).then(
  ({ supported }) => supported === true,
  () => false,
);

/** Root mean square of the difference when `found` is moved by `lag`, the ends left out. */
function errorAt(found: Float64Array, wanted: Float64Array, lag: number): number {
  let sum = 0;
  let count = 0;
  for (let n = 100; n < wanted.length - 100; n++) {
    if (found[n + lag] === undefined) continue;
    sum += (found[n + lag]! - wanted[n]!) ** 2;
    count++;
  }
  return Math.sqrt(sum / count);
}

function bestLag(found: Float64Array, wanted: Float64Array): number {
  const lags = Array.from({ length: 101 }, (_, i) => i - 50);
  const errors = lags.map((lag) => errorAt(found, wanted, lag));
  return lags[errors.indexOf(Math.min(...errors))]!;
}

/** How much of a tone of `hz` is in `samples`: its amplitude. */
function toneIn(samples: Float64Array, hz: number, sampleRateHz: number): number {
  let re = 0;
  let im = 0;
  samples.forEach((value, n) => {
    re += value * Math.cos((2 * Math.PI * hz * n) / sampleRateHz);
    im += value * Math.sin((2 * Math.PI * hz * n) / sampleRateHz);
  });
  return (2 * Math.hypot(re, im)) / samples.length;
}

/** `sines.aac`, decoded by another program (ffmpeg), rounded to 16 bits. */
async function otherDecode(): Promise<Float64Array[]> {
  const place = memoryPlace(new Map([['sound', fixture('sines-aac-decoded.flac')]]));
  return collect((await openAudio(place, 'sound')).source);
}

describe.runIf(isAacThere)('AAC through WebCodecs', () => {
  it('loses no frame and moves none: within rounding of another decoder’s sound', async () => {
    const { channels, format, notes, message } = await read(fixture('sines.aac'));
    expect(message).toBeUndefined();
    expect(format).toMatchObject({ container: 'adts', codec: 'aac', sampleRateHz: 44100, channels: 2 });
    expect(notes).toEqual([]);
    const wanted = await otherDecode();
    wanted.forEach((samples, c) => {
      expect(channels![c]!.length).toBe(samples.length);
      expect(bestLag(channels![c]!, samples)).toBe(0);
      expect(errorAt(channels![c]!, samples, 0)).toBeLessThan(2 ** -15);
    });
  });

  it('is cut to the music by the edit list of an M4A', async () => {
    const { channels, format } = await read(fixture('sines.m4a'));
    expect(format).toMatchObject({ container: 'mp4', frames: 11025 });
    const sine = (hz: number, level: number): Float64Array =>
      Float64Array.from({ length: 11025 }, (_, n) =>
        n < 1000 ? 0 : level * Math.sin((2 * Math.PI * hz * n) / 44100),
      );
    [sine(1000, 0.5), sine(440, 0.4)].forEach((wanted, c) => {
      expect(channels![c]!.length).toBe(11025);
      expect(bestLag(channels![c]!, wanted)).toBe(0);
      // 128 kbit/s: the coding noise of an onset
      expect(errorAt(channels![c]!, wanted, 0)).toBeLessThan(0.03);
    });
  });

  it('gives six channels in the order of WAV', async () => {
    const { channels, format } = await read(fixture('six-tones.aac'));
    expect(format).toMatchObject({ sampleRateHz: 48000, channels: 6 });
    const tones = [400, 700, 1000, 60, 1900, 2600];
    tones.forEach((hz, c) => expect(toneIn(channels![c]!, hz, 48000)).toBeGreaterThan(0.3));
  });

  it('ends in a Fault when the stream is spoiled', async () => {
    const bytes = fixture('sines.aac');
    for (let i = 1500; i < bytes.length; i++) if (bytes[i] !== 0xff) bytes[i] = (i * 31) & 0x7f;
    expect((await read(bytes)).fault).toMatchObject({
      code: 'damaged-file',
      kind: 'input',
      // the first spoiled frame is the fourth or fifth
      facts: { timeS: expect.closeTo(0.07, 1) },
    });
  });

  it('says what is missing where the browser has no decoder', async () => {
    const worker = startReader();
    worker.postMessage('no WebCodecs');
    expect((await read(fixture('sines.aac'), worker)).fault).toMatchObject({
      code: 'needs-decoder',
      kind: 'input',
      facts: { codec: 'aac', machine: 'browser' },
    });
    worker.terminate();
  });
});
