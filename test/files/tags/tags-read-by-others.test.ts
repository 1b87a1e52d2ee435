// Tags read by others: what we write, as music-metadata understands it, in every format that it knows.
import { parseBuffer } from 'music-metadata';
import { describe, expect, it } from 'vitest';
import { TAG_CARRIERS } from '../../../src/files/tags/tag-carriers.ts';
import type { CopyOptions } from '../../../src/files/tags/tag-carrier.ts';
import { copied } from '../../contracts/tag-carrier.ts';
import { fixture } from '../../fixture.ts';
import { aiffFile, FRONT, FULL, mp3File, wavFile } from './tag-samples.ts';

interface Sample {
  readonly name: string;
  readonly format: string;
  readonly bytes: Uint8Array;
  readonly mime: string;
  readonly options?: CopyOptions;
}

const SAMPLES: readonly Sample[] = [
  { name: 'WAV', format: 'wav', bytes: wavFile(), mime: 'audio/wav' },
  { name: 'AIFF', format: 'aiff', bytes: aiffFile(), mime: 'audio/aiff' },
  { name: 'FLAC', format: 'flac', bytes: fixture('wide.flac'), mime: 'audio/flac' },
  { name: 'MP3, ID3v2.4', format: 'mp3', bytes: mp3File(), mime: 'audio/mpeg' },
  { name: 'MP3, ID3v2.3', format: 'mp3', bytes: mp3File(), mime: 'audio/mpeg', options: { id3Version: 3 } },
  { name: 'M4A', format: 'mp4', bytes: fixture('sines.m4a'), mime: 'audio/mp4' },
  { name: 'Ogg Vorbis', format: 'ogg', bytes: fixture('sines.ogg'), mime: 'audio/ogg' },
  { name: 'Opus', format: 'ogg', bytes: fixture('sines.opus'), mime: 'audio/opus' },
];

describe.each(SAMPLES)('$name as another program reads it', ({ name, format, bytes, mime, options }) => {
  const carrier = TAG_CARRIERS.find((each) => each.format === format)!;
  /** ID3v2.3 has the year apart, and this reader looks no further. */
  const isOld = options?.id3Version === 3;

  it('has the names, codes, places and the cover', async () => {
    const { file } = await copied(carrier, bytes, FULL, options);
    const { common } = await parseBuffer(file, { mimeType: mime, size: file.length });
    expect(common.title).toBe(FULL.title);
    expect(common.album).toBe(FULL.album);
    expect(common.artists?.join('/')).toContain('Дмитрий');
    expect(common.track).toEqual({ no: 3, of: 11 });
    expect(common.disk).toEqual({ no: 1, of: 2 });
    expect(common.isrc).toContain(FULL.isrc);
    expect(common.barcode).toBe(FULL.barcode);
    expect(common.label).toContain(FULL.label);
    expect(common.catalognumber).toContain(FULL.catalogueNumber);
    expect(isOld ? String(common.year) : common.date).toBe(isOld ? '2026' : FULL.date);
    expect(common.language).toBe('deu');
    expect(common.picture?.map(({ data }) => data.length)).toEqual([FRONT.bytes.length, 300]);
    expect(common.picture?.[0]!.data).toEqual(FRONT.bytes);
    if (name !== 'Opus') expect(common.replaygain_track_gain?.dB).toBe(-6.48);
  });

  it('has none in its clean twin', async () => {
    const tagged = await copied(carrier, bytes, FULL, options);
    const { file } = await copied(carrier, tagged.file, null);
    const { common } = await parseBuffer(file, { mimeType: mime, size: file.length });
    expect(common.title ?? common.artist ?? common.isrc ?? common.picture).toBeUndefined();
  });
});
