// Bombs: small files that claim, or decode to, more than anyone can hear: ended by a Fault, in memory that stays flat.
import { describe, expect, it } from 'vitest';
import { boundedFile } from '../../src/files/bounded-source.ts';
import type { AudioFile } from '../../src/files/format.ts';
import { memoryPlace, memorySource } from '../../src/files/memory-place.ts';
import { openAudio } from '../../src/files/open.ts';
import { createAudio } from '../../src/files/save.ts';
import { MOST_CODED_S, SLOWEST_CLOCK_HZ } from '../../src/files/signal-limits.ts';
import { FLAC_CARRIER } from '../../src/files/tags/carriers/flac-carrier.ts';
import { BURST_FRAMES, type Source } from '../../src/signal/stream.ts';

async function flac(): Promise<Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const format = { sampleRateHz: 44100, channels: 1, encoding: 'pcm', bits: 16, frames: 5000 } as const;
  const sink = await createAudio(memoryPlace(files), 'song', 'flac', format);
  await sink.write({ channels: [new Float64Array(5000)], frames: 5000 });
  await sink.close();
  return files.get('song')!;
}

/** Sound without an end, all of it the same block. */
function endless(frames: number | null, closed: () => void): Source {
  const block = { channels: [new Float64Array(BURST_FRAMES)], frames: BURST_FRAMES };
  const format = { sampleRateHz: 44100, channels: 1 };
  return { format, frames, pull: async () => block, close: async () => closed() };
}

const file = (codec: string, source: Source): AudioFile => ({
  format: {
    container: 'x',
    codec,
    sampleRateHz: source.format.sampleRateHz,
    channels: 1,
    bits: 16,
    frames: source.frames,
    lossy: false,
  },
  notes: [],
  source,
});

describe('coded sound without an end', () => {
  it('stops after a day', async () => {
    const { source } = await boundedFile(
      file(
        'flac',
        endless(null, () => {}),
      ),
      'bomb',
    );
    const most = MOST_CODED_S * 44100;
    let given = 0;
    const pullAll = async (): Promise<void> => {
      for (;;) given += (await source.pull(BURST_FRAMES))!.frames;
    };
    await expect(pullAll()).rejects.toMatchObject({
      code: 'sound-too-long',
      facts: { file: 'bomb', mostHours: 24 },
    });
    expect(given).toBeGreaterThan(most - 2 * BURST_FRAMES);
    expect(given).toBeLessThanOrEqual(most);
  });

  it('is not begun where it says so, and is closed', async () => {
    let closed = 0;
    const bomb = file(
      'mp3',
      endless(2 ** 42, () => closed++),
    );
    await expect(boundedFile(bomb, 'bomb')).rejects.toMatchObject({ code: 'sound-too-long' });
    expect(closed).toBe(1);
    const slow = endless(MOST_CODED_S * SLOWEST_CLOCK_HZ, () => {});
    await boundedFile(
      file('flac', { ...slow, format: { sampleRateHz: 1, channels: 1 } }),
      'a day of slow samples',
    );
  });

  it('is no limit for plain samples: every one of them is in the file', async () => {
    const long = file(
      'pcm',
      endless(2 ** 42, () => {}),
    );
    expect(await boundedFile(long, 'long')).toBe(long);
  });
});

describe('a FLAC file of a few bytes', () => {
  it('that claims 2^36 samples is refused at once', async () => {
    const bytes = await flac();
    const claims = bytes.slice();
    // the total has 36 bits, the last of them in bytes 22 to 25
    claims[21] = claims[21]! | 15;
    claims.fill(255, 22, 26);
    const place = memoryPlace(new Map([['song', claims]]));
    await expect(openAudio(place, 'song')).rejects.toMatchObject({ code: 'sound-too-long' });
  });

  it('whose picture claims 4 GB is read without it, and without the memory', async () => {
    const bytes = await flac();
    const picture = new Uint8Array(4 + 32 + 8);
    picture.set([6, 0, 0, picture.length - 4]);
    // role, then a mime type, a description and a picture whose lengths are all 2^32 - 1
    picture.fill(255, 8);
    const at = 4 + 4 + 34;
    const claims = Uint8Array.from([...bytes.subarray(0, at), ...picture, ...bytes.subarray(at)]);
    const { tags } = await FLAC_CARRIER.read(memorySource('song', claims));
    expect(tags.artwork ?? []).toEqual([]);
    const { source } = await openAudio(memoryPlace(new Map([['song', claims]])), 'song');
    expect((await source.pull(BURST_FRAMES))?.frames).toBe(5000);
    await source.close();
  });
});
