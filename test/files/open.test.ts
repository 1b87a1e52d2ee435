// Open: files are known by what they hold; save: they appear whole or not at all.
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/files/formats.ts';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { openAudio } from '../../src/files/open.ts';
import type { Place } from '../../src/files/place.ts';
import { createAudio } from '../../src/files/save.ts';
import { collect } from '../../src/signal/stream.ts';
import { stepNoise } from '../contracts/format.ts';
import { chunkFile, commChunk, ssndChunk } from './chunk-file.ts';

const FORMAT = { encoding: 'pcm', bits: 24, sampleRateHz: 48000, channels: 1, frames: 1000 } as const;
const SOUND = stepNoise(1000, FORMAT, 1);

/** A memory place that counts how many files were opened and closed. */
function countingPlace(files: Map<string, Uint8Array>): Place & { open_: number; closed: number } {
  const inner = memoryPlace(files);
  return {
    ...inner,
    open_: 0,
    closed: 0,
    async open(path) {
      this.open_++;
      const source = await inner.open(path);
      return { ...source, close: async () => void this.closed++ };
    },
  };
}

describe('openAudio and createAudio', () => {
  it.each(['wav', 'flac'] as const)('save %s under any name and know it again', async (container) => {
    const place = memoryPlace();
    const sink = await createAudio(place, 'song.mp3', container, FORMAT);
    await sink.write({ channels: [SOUND.slice()], frames: 1000 });
    expect(await place.exists('song.mp3')).toBe(false);
    await sink.close();
    const file = await openAudio(place, 'song.mp3');
    expect(file.format).toMatchObject({ container, bits: 24, frames: 1000, sampleRateHz: 48000 });
    expect(await collect(file.source)).toEqual([SOUND]);
  });

  it('list every kind once, none of which takes noise for its own', () => {
    const ids = FORMATS.map((kind) => kind.id);
    expect(ids).toEqual(
      expect.arrayContaining(['wav', 'aiff', 'caf', 'wave64', 'flac', 'ogg', 'mp4', 'mp3', 'adts']),
    );
    expect(new Set(ids).size).toBe(ids.length);
    const noise = stepNoise(4096, FORMAT, 3).map((value) => 128 + 127 * value);
    for (const kind of FORMATS) expect(kind.sniff(Uint8Array.from(noise)), kind.id).toBeLessThan(0.5);
  });

  it('know an AIFF', async () => {
    const bytes = chunkFile('FORM', 'AIFF', [
      commChunk({ frames: 1 }),
      ssndChunk(Uint8Array.of(64, 0, 0, 0)),
    ]);
    const file = await openAudio(memoryPlace(new Map([['song', bytes]])), 'song');
    expect(file.format.container).toBe('aiff');
  });

  it('tell what is no sound, and close it', async () => {
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...new Uint8Array(200));
    const broken = chunkFile('RIFF', 'WAVE', []);
    const place = countingPlace(
      new Map([
        ['a.wav', png],
        ['b.wav', new Uint8Array(0)],
        ['c.wav', broken],
      ]),
    );
    await expect(openAudio(place, 'a.wav')).rejects.toMatchObject({
      code: 'unknown-format',
      kind: 'input',
      facts: { file: 'a.wav' },
    });
    await expect(openAudio(place, 'b.wav')).rejects.toMatchObject({ code: 'empty-file', kind: 'input' });
    await expect(openAudio(place, 'c.wav')).rejects.toMatchObject({ code: 'no-format-chunk' });
    await expect(openAudio(place, 'd.wav')).rejects.toMatchObject({ code: 'not-found' });
    expect(place.closed).toBe(3);
  });

  it('refuse word lengths that the container does not have, and leave nothing', async () => {
    const files = new Map<string, Uint8Array>();
    const asked = createAudio(memoryPlace(files), 'song.flac', 'flac', {
      ...FORMAT,
      encoding: 'float',
      bits: 32,
    });
    await expect(asked).rejects.toMatchObject({ code: 'unwritable-format', kind: 'usage' });
    expect(files.size).toBe(0);
  });

  it('ask the place for the room that the sound will need', async () => {
    const asked: (number | undefined)[] = [];
    const inner = memoryPlace();
    const place: Place = {
      ...inner,
      create(path, options) {
        asked.push(options?.expectedBytes);
        return inner.create(path, options);
      },
    };
    for (const frames of [1_000_000, 0]) await createAudio(place, `${frames}`, 'wav', { ...FORMAT, frames });
    await createAudio(place, 'told', 'wav', FORMAT, { expectedBytes: 5 });
    expect(asked[0]).toBeGreaterThanOrEqual(3_000_000);
    expect(asked[0]).toBeLessThan(3_010_000);
    expect(asked.slice(1)).toEqual([0, 5]);
  });
});
