// Merge tags: what is given goes over what was there, nothing else is lost; the door to tags of any file.
import { describe, expect, it } from 'vitest';
import { memoryPlace } from '../../../src/files/memory-place.ts';
import { copyWithTags, readTags } from '../../../src/files/tag-files.ts';
import { mergedTags } from '../../../src/files/tags/merge-tags.ts';
import { contentOfTags } from '../../../src/files/tags/values-of-tags.ts';
import { tagsOfContent } from '../../../src/files/tags/tags-of-values.ts';
import type { TagNote } from '../../../src/files/tags/tag-carrier.ts';
import type { NamedValue } from '../../../src/files/tags/named-values.ts';
import { fixture, sameBytes } from '../../fixture.ts';
import { FULL, wavFile } from './tag-samples.ts';

describe('merging', () => {
  it('replaces fields, takes fields away, and keeps all others', () => {
    const merged = mergedTags(FULL, {
      title: 'New',
      artists: ['One'],
      isrc: null,
      album: undefined,
      other: [['bpm', '99']],
    });
    expect(merged).toEqual({
      ...Object.fromEntries(Object.entries(FULL).filter(([field]) => field !== 'isrc')),
      title: 'New',
      artists: ['One'],
      other: [
        ['MY FIELD', 'mine'],
        ['MY FIELD', 'mine too'],
        ['LYRICS', 'la la\nла'],
        ['CONDUCTOR', 'Con Ductor'],
        ['bpm', '99'],
      ],
    });
    expect(mergedTags({ other: [['A', 'x']] }, { other: [['a', '']] })).toEqual({});
    expect(mergedTags({ title: 'T', other: [['A', 'x']] }, { other: null })).toEqual({ title: 'T' });
  });
});

describe('named values', () => {
  const read = (...values: NamedValue[]) => {
    const notes: TagNote[] = [];
    return { tags: tagsOfContent({ values, artwork: [] }, notes), codes: notes.map(({ code }) => code) };
  };

  it('are known by the names that others give them', () => {
    const { tags } = read(
      ['album artist', 'AA'],
      ['Year', '2020'],
      ['TRACK', '03/11'],
      ['totaldiscs', '2'],
      ['discnumber', '1'],
      ['EAN/UPC', '4006381333931'],
      ['Organization', 'L'],
      ['DESCRIPTION', 'C'],
      ['itunesadvisory', '4'],
      ['replaygain_track_gain', '-3.5 dB'],
      ['REPLAYGAIN_REFERENCE_LOUDNESS', '89.0 dB'],
    );
    expect(tags).toEqual({
      albumArtists: ['AA'],
      date: '2020',
      track: { number: 3, of: 11 },
      disc: { number: 1, of: 2 },
      barcode: '4006381333931',
      label: 'L',
      comments: ['C'],
      explicit: 'explicit',
      replayGain: { trackGainDb: -3.5, trackPeak: null, albumGainDb: null, albumPeak: null },
    });
  });

  it('that are none of their field are kept, and told', () => {
    const odd: NamedValue[] = [
      ['ISRC', 'unknown'],
      ['DATE', 'last May'],
      ['REPLAYGAIN_TRACK_GAIN', 'loud'],
      ['TRACKNUMBER', 'A1'],
      ['TRACKTOTAL', '11'],
      ['REPLAYGAIN_REFERENCE_LOUDNESS', '83.0 dB'],
    ];
    const { tags, codes } = read(...odd);
    expect(new Map(tags.other)).toEqual(new Map(odd));
    expect(Object.keys(tags)).toEqual(['other']);
    expect(codes).toEqual(['value-refused', 'value-refused', 'value-refused']);
  });

  it('of gains that are no numbers are refused', () => {
    const notes: TagNote[] = [];
    const replayGain = { trackGainDb: Number.NaN, trackPeak: Infinity, albumGainDb: 500, albumPeak: -1 };
    expect(contentOfTags({ replayGain }, notes).values).toEqual([]);
    expect(notes.map(({ code }) => code)).toEqual(Array.from({ length: 4 }, () => 'value-refused'));
  });

  it('say one thing twice but count once; a second title stays beside the first', () => {
    expect(
      read(['TITLE', 'A'], ['TITLE', 'A'], ['title', 'B'], ['ARTIST', 'X'], ['ARTIST', 'X']).tags,
    ).toEqual({
      title: 'A',
      artists: ['X'],
      other: [['title', 'B']],
    });
    expect(
      read(['R128_TRACK_GAIN', '-1280'], ['REPLAYGAIN_TRACK_GAIN', '3 dB']).tags.replayGain?.trackGainDb,
    ).toBe(0);
    expect(read(['TRACKNUMBER', '0'], ['DISCNUMBER', '0/0']).tags).toEqual({});
  });
});

describe('the door to tags', () => {
  const files = (): Map<string, Uint8Array> =>
    new Map([
      ['a.mp3', wavFile()],
      ['b', fixture('sines.ogg')],
      ['text', new Uint8Array(100).fill(32)],
    ]);

  it('knows a file by its content, and writes the whole copy or none', async () => {
    const map = files();
    const place = memoryPlace(map);
    await copyWithTags(place, 'a.mp3', 'c', { title: 'T' });
    expect(await readTags(place, 'c')).toEqual({ format: 'wav', tags: { title: 'T' }, notes: [] });
    expect((await readTags(place, 'b')).format).toBe('ogg');
    await expect(copyWithTags(place, 'text', 'd', null)).rejects.toMatchObject({ code: 'unknown-format' });
    await expect(copyWithTags(place, 'b', 'c', null)).rejects.toMatchObject({ code: 'exists' });
    const other = [['HUGE', 'x'.repeat(1 << 24)]] as const;
    map.set('f', fixture('wide.flac'));
    await expect(copyWithTags(place, 'f', 'd', { other })).rejects.toMatchObject({ code: 'tags-too-large' });
    expect(map.has('d')).toBe(false);
  });

  it('replaces a file by itself where it is told to', async () => {
    const map = files();
    const place = memoryPlace(map);
    const before = map.get('b')!;
    await copyWithTags(place, 'b', 'b', { title: 'T' }, { replace: true });
    expect(sameBytes(map.get('b')!, before)).toBe(false);
    expect((await readTags(place, 'b')).tags).toEqual({ title: 'T' });
  });
});
