// A disc opened in any form: its image is the same sound, to the last bit, whether it lies in one file, in one a track, packed or bare.
import { describe, expect, it } from 'vitest';
import { cueText, type CueLayout } from '../../../src/deliver/cd/cue-write.ts';
import { createSums } from '../../../src/deliver/cd/ddp-checksums.ts';
import { ddpTables } from '../../../src/deliver/cd/ddp-write.ts';
import { trackFileSpans } from '../../../src/deliver/cd/disc-spans.ts';
import { openDisc } from '../../../src/deliver/cd/open-disc.ts';
import { createSectorImage } from '../../../src/deliver/cd/sector-image.ts';
import { tocText } from '../../../src/deliver/cd/toc-write.ts';
import { memoryPlace } from '../../../src/files/memory-place.ts';
import { createAudio } from '../../../src/files/save.ts';
import type { Fault } from '../../../src/signal/fault.ts';
import { collect } from '../../../src/signal/stream.ts';
import { madeDisc, madeTrack } from './made-disc.ts';

const SECTOR_FRAMES = 588;
/** Short, for the sake of the clock: a real one has four seconds a track. */
const disc = madeDisc({
  leadOutSector: 172,
  tracks: [
    madeTrack(1, 150, { pauseSector: 0, isrc: 'USABC2600001' }),
    madeTrack(2, 160, { pauseSector: 157 }),
    madeTrack(3, 166),
  ],
});
const frames = disc.leadOutSector * SECTOR_FRAMES;
const silent = 150 * SECTOR_FRAMES;

/** Every sample another one, so that none can be lost or shifted unseen. */
const image = [0, 1].map((c) =>
  Float64Array.from({ length: frames }, (_, i) =>
    i < silent ? 0 : (((i * 7919 + c * 31) % 65536) - 32768) / 32768,
  ),
);
const cut = (from: number, to: number): Float64Array[] =>
  image.map((samples) => samples.slice(from * SECTOR_FRAMES, to * SECTOR_FRAMES));

const files = new Map<string, Uint8Array>();
const place = memoryPlace(files);

async function put(
  path: string,
  kind: 'wav' | 'flac',
  channels: Float64Array[],
  sampleRateHz = 44100,
): Promise<void> {
  const format = { sampleRateHz, channels: 2, encoding: 'pcm', bits: 16 } as const;
  const length = channels[0]!.length;
  const sink = await createAudio(place, path, kind, { ...format, frames: length });
  await sink.write({ channels, frames: length });
  await sink.close();
}

const putText = (path: string, text: string): unknown => files.set(path, new TextEncoder().encode(text));
const putCue = (path: string, layout: CueLayout): unknown => putText(path, cueText(disc, layout));

/** 16 bits, bare. */
function bare(bigEndian: boolean): Uint8Array {
  const bytes = new DataView(new ArrayBuffer((frames - silent) * 4));
  for (let i = silent; i < frames; i++)
    image.forEach((samples, c) => bytes.setInt16(4 * (i - silent) + 2 * c, samples[i]! * 32768, !bigEndian));
  return new Uint8Array(bytes.buffer);
}

const FORMS: Record<string, { path: string; make: () => Promise<unknown> | unknown }> = {
  'a cue sheet and a WAV': {
    path: 'a/album.cue',
    make: async () => {
      await put('a/album.wav', 'wav', cut(150, 172));
      putCue('a/album.cue', { kind: 'image', file: 'album.wav', type: 'WAVE' });
    },
  },
  'a cue sheet that names a WAV, since packed, found by its folder': {
    path: 'b',
    make: async () => {
      await put('b/ALBUM.flac', 'flac', cut(150, 172));
      putCue('b/x.cue', { kind: 'image', file: 'album.wav', type: 'WAVE' });
    },
  },
  'one file a track': {
    path: 'c/tracks.cue',
    make: async () => {
      const spans = trackFileSpans(disc);
      const names = spans.map((_, i) => `0${i + 1}.wav`);
      for (const [i, { fromSector, toSector }] of spans.entries())
        await put(`c/${names[i]!}`, 'wav', cut(fromSector, toSector));
      putCue('c/tracks.cue', { kind: 'tracks', files: names, type: 'WAVE' });
    },
  },
  'bare sectors, low byte first': {
    path: 'd',
    make: () => {
      files.set('d/album.bin', bare(false));
      putCue('d/album.cue', { kind: 'image', file: 'album.bin', type: 'BINARY' });
    },
  },
  'a TOC file and bare sectors, high byte first': {
    path: 'e',
    make: () => {
      files.set('e/album.bin', bare(true));
      putText('e/album.toc', tocText(disc, { file: 'album.bin', fromSector: 150 }));
    },
  },
  'a DDP set': {
    path: 'f',
    make: async () => {
      const long = { ...disc, leadOutSector: 1200, tracks: disc.tracks.slice(0, 1) };
      for (const { name, bytes } of ddpTables(long)) files.set(`f/${name}`, bytes);
      const sink = await createSectorImage(place, 'f/IMAGE.DAT', 1200, await createSums());
      await sink.write({ channels: image, frames });
      await sink.close();
    },
  },
};

describe('the image of a disc', () => {
  it.each(Object.entries(FORMS))('is the sound that was put in: %s', async (_, { path, make }) => {
    await make();
    const opened = await openDisc(place, path);
    expect(opened.bits).toBe(16);
    const source = await opened.openImage();
    const found = await collect(source);
    await source.close();
    expect(found[0]!.length).toBe(opened.disc.leadOutSector * SECTOR_FRAMES);
    found.forEach((samples, c) => {
      expect(samples.subarray(0, frames).every((value, i) => value === image[c]![i])).toBe(true);
      expect(samples.subarray(frames).every((value) => value === 0)).toBe(true);
    });
  });

  it('is refused by name where a file is missing, or several sheets stand there, or none', async () => {
    putCue('g/album.cue', { kind: 'image', file: 'gone.wav', type: 'WAVE' });
    putText('h/a.cue', '');
    putText('h/b.toc', '');
    putText('i/a.txt', '');
    const codes: string[] = [];
    for (const path of ['g', 'h', 'i', 'i/a.txt'])
      await openDisc(place, path).catch((reason: unknown) => codes.push((reason as Fault).code));
    expect(codes).toEqual(['sheet-file-missing', 'which-disc', 'no-disc', 'no-disc']);
  });

  it('is refused where files differ in rate or a set has lost its sound', async () => {
    await put('j/1.wav', 'wav', cut(150, 160));
    await put('j/2.wav', 'wav', cut(150, 160), 48000);
    putText(
      'j/x.cue',
      'FILE 1.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nFILE 2.wav WAVE\nTRACK 02 AUDIO\nINDEX 01 00:00:00',
    );
    await expect(openDisc(place, 'j')).rejects.toMatchObject({ code: 'sheet-files-differ' });
    for (const { name, bytes } of ddpTables({
      ...disc,
      leadOutSector: 1200,
      tracks: disc.tracks.slice(0, 1),
    }))
      files.set(`k/${name}`, bytes);
    await expect(openDisc(place, 'k')).rejects.toMatchObject({
      code: 'disc-not-whole',
      facts: { reason: 'ddp-no-file' },
    });
  });
});
