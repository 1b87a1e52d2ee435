// Digital songs: the stretch, the rate and the word length of each file; nothing is made to look like more than it is.
import { describe, expect, it } from 'vitest';
import { layTimelines } from '../../../src/album/lay-timeline.ts';
import type { AlbumSong } from '../../../src/album/album.ts';
import { alternateId, type MasteredAlbum, type Passage } from '../../../src/album/mastered-album.ts';
import { digitalSongs, stretchFrames } from '../../../src/deliver/digital/digital-songs.ts';
import { truthNotes, truthsOf } from '../../../src/deliver/digital/truth-label.ts';
import { houseProfile } from '../../../src/deliver/profiles/house-profiles.ts';
import type { DigitalRules, Profile } from '../../../src/deliver/profiles/profile.ts';
import type { Finding } from '../../../src/inspect/finding.ts';
import { madeAlbum, madePassage, madeSong } from '../../album/made-album.ts';

const MEASURED = { loudness: { integratedLufs: -14 }, peak: { truePeakDbtp: -2 } } as Passage['measurements'];

function passage(id: string, changes: Partial<Passage> = {}): Passage {
  return {
    ...madePassage(id, 10, changes),
    path: id,
    channels: 2,
    plan: { moves: [] } as unknown as Passage['plan'],
    ceilingDbtp: -1,
    origin: { bits: 24, lossy: false, codec: 'pcm', findings: [] },
    measurements: MEASURED,
    ...changes,
  } as Passage;
}

function mastered(songs: readonly AlbumSong[], passages: readonly Passage[]): MasteredAlbum {
  const album = madeAlbum(songs);
  const ofSongs = passages.filter(({ id }) => songs.some((song) => song.id === id));
  const timelines = layTimelines(album, ofSongs);
  return { version: 1, album, passages, timelines, integratedLufs: -14, truePeakDbtp: -2, seed: 1 };
}

function profile(id: string, rules: Partial<DigitalRules> = {}): Profile {
  const house = houseProfile(id);
  return { ...house, digital: { ...house.digital!, ...rules } };
}

const one = (changes: Partial<Passage>, to: Profile): ReturnType<typeof digitalSongs>[number] =>
  digitalSongs(mastered([madeSong('a')], [passage('a', changes)]), to)[0]!;

describe('the rate of a file', () => {
  it.each([
    [44100, 'spotify', 44100],
    [96000, 'spotify', 96000],
    [96000, 'youtube', 48000],
    [88200, 'youtube', 44100],
    [192000, 'distributor', 96000],
    [176400, 'distributor', 44100],
    [48000, 'distributor-16-44', 44100],
    [44100, 'listening-opus', 48000],
    [32000, 'listening-mp3', 44100],
    [44100, 'broadcast-r128', 48000],
  ])('of %i Hz for %s is %i Hz', (sampleRateHz, id, expected) => {
    expect(one({ sampleRateHz }, profile(id)).sampleRateHz).toBe(expected);
  });

  it('is never brought up for a lossless shop', () => {
    expect(() => one({ sampleRateHz: 32000 }, profile('spotify'))).toThrow(
      expect.objectContaining({ code: 'rate-too-low', facts: expect.objectContaining({ rateHz: 32000 }) }),
    );
  });
});

describe('the word length of a file', () => {
  const CD = { plan: null, origin: { bits: 16, lossy: false, codec: 'pcm', findings: [] } } as const;
  it.each<[string, Partial<Passage>, Partial<DigitalRules>, number]>([
    ['of a mastered song', {}, {}, 24],
    ['of a song of 16 bits taken as it is', CD, {}, 16],
    ['of 16 bits where the shop takes 24 alone', CD, { bits: [24] }, 24],
    ['of 16 bits that must be turned down', CD, { ceilingDbtp: -3 }, 24],
    ['of 16 bits at another rate', { ...CD, sampleRateHz: 48000 }, { ratesHz: [44100] }, 24],
    ['of a lossy source', { ...CD, origin: { ...CD.origin, lossy: true, bits: null } }, {}, 24],
  ])('%s', (_, changes, rules, bits) => {
    expect(one(changes, profile('bandcamp', rules)).bits).toBe(bits);
  });
});

describe('the stretch of a file', () => {
  const gap = { kind: 'gap', length: { unit: 'seconds', value: 2 } } as const;
  const songs = [madeSong('a'), madeSong('b', { join: gap })];
  const album = mastered(songs, [
    passage('a', { frames: 441_001, songs: [{ id: 'a', fromFrame: 0, toFrame: 441_001 }] }),
    passage('b'),
  ]);

  it('ends with the sound, to the frame, or where the next song begins', () => {
    const dropped = digitalSongs(album, profile('bandcamp', { gaps: 'drop' }));
    expect(dropped.map(({ stretch }) => stretchFrames(stretch))).toEqual([441_001, 441_000]);
    const appended = digitalSongs(album, profile('bandcamp', { gaps: 'append' }));
    const [first, second] = appended.map(({ stretch }) => stretch as { fromFrame: number; toFrame: number });
    expect(first!.toFrame).toBe(second!.fromFrame);
    expect(first!.toFrame - first!.fromFrame).toBeGreaterThanOrEqual(441_001 + 2 * 44100);
    expect(first!.fromFrame % 588).toBe(0);
  });

  it('is a passage of its own for an alternate that was rendered', () => {
    const alternates = [
      { kind: 'instrumental', file: 'i.wav', title: null, isrc: 'USABC2600009' },
      { kind: 'clean', file: 'c.wav', title: 'Clean one', isrc: null },
    ] as const;
    const all = mastered(
      [madeSong('a', { title: 'Sun', alternates })],
      [passage('a'), passage(alternateId('a', 0))],
    );
    const files = digitalSongs(all, profile('dj-pool'));
    expect(files.map(({ name }) => name)).toEqual(['Band - Sun.mp3', 'Band - Sun (Instrumental).mp3']);
    expect(files[1]!.stretch).toEqual({ passage: 'a--1', frames: 441_000 });
    expect(digitalSongs(all, profile('spotify'))).toHaveLength(1);
  });
});

describe('what a file was before', () => {
  const finding = (code: string, value: number, facts = {}): Finding => ({
    code,
    severity: 'warning',
    confidence: 0.9,
    channel: 'both',
    startS: null,
    endS: null,
    value,
    unit: null,
    facts,
  });
  const origin = (changes: Partial<Passage['origin']>): Partial<Passage> => ({
    origin: { bits: 24, lossy: false, codec: 'pcm', findings: [], ...changes },
  });
  it.each<[string, Partial<Passage>, string[]]>([
    ['nothing to say', {}, []],
    ['a lossy file', origin({ lossy: true, codec: 'mp3', bits: null }), ['Made from a lossy file (mp3).']],
    [
      'lossy once',
      origin({ findings: [finding('lossy-origin', 16000)] }),
      ['Made from sound that was lossy before.'],
    ],
    [
      'upsampled',
      { sampleRateHz: 96000, ...origin({ findings: [finding('upsampled', 21_950, { wasHz: 44100 })] }) },
      ['Upsampled before it came to mastering, probably from 44.1 kHz; nothing sounds above 21.9 kHz.'],
    ],
    [
      'a high rate with nothing at its top',
      {
        sampleRateHz: 96000,
        measurements: { ...MEASURED, bandwidth: { highestHz: 24_200 } } as Passage['measurements'],
      },
      ['Nothing sounds above 24.2 kHz.'],
    ],
    [
      'a high rate that is full',
      {
        sampleRateHz: 96000,
        measurements: { ...MEASURED, bandwidth: { highestHz: 48_000 } } as Passage['measurements'],
      },
      [],
    ],
    [
      'lossy, of which bits say nothing',
      origin({ bits: 16, findings: [finding('lossy-origin', 16000)] }),
      ['Made from sound that was lossy before.'],
    ],
    ['of a CD', origin({ bits: 16 }), ['Mastered from 16 bits.']],
    ['of a CD, as it is', { plan: null, ...origin({ bits: 16 }) }, ['Padded from 16 bits.']],
    ['padded', origin({ findings: [finding('padded-bits', 16)] }), ['Mastered from 16 bits.']],
  ])('%s', (_, changes, labels) => {
    const song = one(changes, profile('hires'));
    expect(truthsOf(song).map(({ label }) => label)).toEqual(labels);
    expect(truthNotes([song, song], { tags: 'full' }).map(({ facts }) => facts.songs)).toEqual(
      labels.map(() => 2),
    );
  });
});
