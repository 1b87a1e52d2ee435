// WebCodecs AAC: the stream is not read ahead of its listener, and what is not as the file says is told.
import { describe, expect, it } from 'vitest';
import { adtsFrameBytes } from '../../../src/files/mp4/adts-header.ts';
import { webCodecsAacDecoder } from '../../../src/places/browser/webcodecs-aac.ts';
import { fixture } from '../../fixture.ts';

const STREAM = { sampleRateHz: 44100, channels: 2, name: 'song.aac' };

const { supported = false } = await AudioDecoder.isConfigSupported({
  codec: 'mp4a.40.2',
  sampleRate: 44100,
  numberOfChannels: 2,
});

/** The ADTS frames of the fixture, without end. */
function* frames(): Generator<Uint8Array> {
  const bytes = fixture('sines.aac');
  for (let at = 0; ; ) {
    const length = adtsFrameBytes(bytes, at, bytes.length);
    yield bytes.slice(at, at + length);
    at = at + length < bytes.length ? at + length : 0;
  }
}

/** `count` of them; `onTaken` hears of each. */
async function* stream(count: number, onTaken: () => void = () => {}): AsyncGenerator<Uint8Array> {
  const source = frames();
  for (let i = 0; i < count; i++) {
    onTaken();
    yield source.next().value!;
  }
}

async function decodedFrames(format: typeof STREAM, count: number): Promise<number> {
  let samples = 0;
  for await (const run of webCodecsAacDecoder()(stream(count), format)) samples += run.length;
  return samples / format.channels;
}

describe.runIf(supported)('the WebCodecs decoder', () => {
  it('gives 1024 frames for each of the stream', async () => {
    expect(await decodedFrames(STREAM, 1)).toBe(1024);
    expect(await decodedFrames(STREAM, 3000)).toBe(3000 * 1024);
    expect(await decodedFrames(STREAM, 0)).toBe(0);
  });

  it('takes no more than a few frames before what came of them was heard', async () => {
    let taken = 0;
    let heard = 0;
    let mostAhead = 0;
    for await (const run of webCodecsAacDecoder()(
      stream(600, () => taken++),
      STREAM,
    )) {
      if (heard % (50 * 1024) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      heard += run.length / 2;
      mostAhead = Math.max(mostAhead, taken - heard / 1024);
    }
    expect(heard).toBe(600 * 1024);
    expect(mostAhead).toBeLessThan(64);
  });

  it('lets go of a stream that nobody hears to its end', async () => {
    let isLetGo = false;
    async function* watched(): AsyncGenerator<Uint8Array> {
      try {
        yield* stream(10_000);
      } finally {
        isLetGo = true;
      }
    }
    for await (const run of webCodecsAacDecoder()(watched(), STREAM)) if (run.length > 0) break;
    expect(isLetGo).toBe(true);
  });

  it.each([
    ['twice the rate', { ...STREAM, sampleRateHz: 22050 }],
    ['twice the channels', { ...STREAM, channels: 1 }],
  ])('tells that a bare stream turns out to have %s, as HE-AAC does', async (_, format) => {
    await expect(decodedFrames(format, 20)).rejects.toMatchObject({
      code: 'unsupported-codec',
      kind: 'input',
      facts: { file: 'song.aac', codec: 'HE-AAC' },
    });
  });

  it('passes on the failure of what feeds it', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield* stream(30);
      throw new Error('the disk is gone');
    }
    const hearing = (async () => {
      for await (const run of webCodecsAacDecoder()(failing(), STREAM)) expect(run.length).toBeGreaterThan(0);
    })();
    await expect(hearing).rejects.toThrow('the disk is gone');
  });

  it('tells what kind of AAC the browser cannot decode', async () => {
    await expect(decodedFrames({ ...STREAM, channels: 99 }, 1)).rejects.toMatchObject({
      code: 'needs-decoder',
      facts: { file: 'song.aac', codec: 'aac', machine: 'browser' },
    });
  });
});
