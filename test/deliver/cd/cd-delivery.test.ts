// CD delivery: all four sets from one rendering, accepted as written, refused when spoiled, and null against the sound.
import { describe, expect, it } from 'vitest';
import { layTimelines } from '../../../src/album/lay-timeline.ts';
import { CD_DELIVERY } from '../../../src/deliver/cd/cd-delivery.ts';
import { openDisc } from '../../../src/deliver/cd/open-disc.ts';
import { discOfAlbum } from '../../../src/deliver/cd/disc-of-album.ts';
import { discSource } from '../../../src/deliver/cd/write-disc.ts';
import type { Album } from '../../../src/album/album.ts';
import type { CdRules, Profile } from '../../../src/deliver/profiles/profile.ts';
import { collect } from '../../../src/signal/stream.ts';
import { madeAlbum, madeSong } from '../../album/made-album.ts';
import { deliveryContract, type DeliveredBytes } from '../../contracts/delivery.ts';
import { codedAlbum, FOLDER, madeRoom } from '../made-room.ts';

const RULES: CdRules = {
  sets: ['ddp', 'cue-wav', 'cue-bin', 'toc'],
  mostSectors: 359_775,
  mostTracks: 99,
  requires: ['album', 'artist', 'title'],
  cdText: true,
};
const profileOf = (cd: Partial<CdRules> = {}): Profile => ({
  version: 1,
  id: 'made-cd',
  title: 'Made CD',
  kind: 'cd',
  purpose: 'tests',
  sources: {},
  digital: null,
  cd: { ...RULES, ...cd },
  vinyl: null,
  playback: null,
});

/** Made once: it is measured, which takes longer than all the rest. */
const MADE = await madeRoom();

const flip =
  (name: string, at: number) =>
  ({ bytes, put }: DeliveredBytes): void => {
    const copy = bytes(name).slice();
    copy[at < 0 ? copy.length + at : at]! ^= 1;
    put(name, copy);
  };
const cut =
  (name: string, less: number) =>
  ({ bytes, put }: DeliveredBytes): void =>
    put(name, bytes(name).slice(0, -less));
/** The place of a text in a file of plain letters. */
const replace =
  (name: string, from: string | RegExp, to: string) =>
  ({ bytes, put }: DeliveredBytes): void => {
    const text = new TextDecoder('latin1').decode(bytes(name));
    put(
      name,
      Uint8Array.from(text.replace(from, to), (letter) => letter.charCodeAt(0)),
    );
  };

deliveryContract('cd', {
  kind: CD_DELIVERY,
  profile: profileOf(),
  room: async () => MADE,
  spoilt: [
    { what: 'a flipped bit of the image', code: 'cd-sound-differs', spoil: flip('ddp/IMAGE.DAT', 900_001) },
    { what: 'sound in the first pause', code: 'cd-sound-differs', spoil: flip('ddp/IMAGE.DAT', 10) },
    { what: 'no image', code: 'missing-file', spoil: ({ put }) => put('ddp/IMAGE.DAT', null) },
    {
      what: 'an ISRC that lost a digit',
      code: 'cd-isrc',
      spoil: replace('ddp/PQDESCR', 'USABC2600002', 'USABC260002 '),
    },
    {
      what: 'another ISRC',
      code: 'ddp-disc-differs',
      spoil: replace('ddp/PQDESCR', 'USABC2600002', 'USABC2600003'),
    },
    {
      what: 'a short first pause',
      code: 'cd-first-pause',
      spoil: replace('ddp/PQDESCR', 'VVVS0101  000200', 'VVVS0101  000100'),
    },
    { what: 'a wrong sum', code: 'ddp-checksum', spoil: replace('ddp/CHECKSUM.MD5', /^..../, '0000') },
    { what: 'a stray file', code: 'stray-file', spoil: ({ put }) => put('ddp/NOTES.TXT', Uint8Array.of(1)) },
    { what: 'a changed cue sheet', code: 'changed-file', spoil: replace('wav/disc.cue', '00:', '01:') },
    { what: 'no cue sheet', code: 'missing-file', spoil: ({ put }) => put('bin/disc.cue', null) },
    { what: 'a changed TOC', code: 'changed-file', spoil: flip('wav/disc.toc', -3) },
    { what: 'a flipped bit of the WAV', code: 'cd-sound-differs', spoil: flip('wav/disc.wav', 500_001) },
    {
      what: 'another rate in the WAV',
      code: 'wrong-shape',
      spoil: ({ bytes, put }) => {
        const copy = bytes('wav/disc.wav').slice();
        const format = String.fromCharCode(...copy.subarray(0, 2000)).indexOf('fmt ');
        new DataView(copy.buffer).setUint32(format + 12, 48_000, true);
        put('wav/disc.wav', copy);
      },
    },
    { what: 'a WAV cut short', code: 'odd-file', spoil: cut('wav/disc.wav', 400) },
    {
      what: 'a WAV that is none',
      code: 'unreadable-file',
      spoil: ({ put }) => put('wav/disc.wav', new Uint8Array(100)),
    },
    { what: 'a flipped bit of the BIN', code: 'cd-sound-differs', spoil: flip('bin/disc.bin', 400_000) },
  ],
});

describe('what stands on the disc', () => {
  it('comes back the same from all four: places, codes, accents, and every bit of the sound', async () => {
    const made = MADE;
    const room = made.roomOn(new Map(made.files));
    await CD_DELIVERY.make(room, profileOf());
    const { disc } = discOfAlbum(made.mastered.album, made.mastered.timelines[0]!, true);
    expect(disc.texts).toMatchObject({ title: 'Café Élan', performer: 'Zoë & Band' });
    const set = { timeline: made.mastered.timelines[0]!, number: 1 };
    const sound = await collect(await discSource(room, set));
    expect(sound[0]!.some((sample) => sample !== 0)).toBe(true);
    for (const path of ['ddp', 'wav/disc.cue', 'wav/disc.toc', 'bin/disc.cue']) {
      const found = await openDisc(room.place, `${FOLDER}/${path}`);
      expect(found.refusals, path).toEqual([]);
      expect(found.disc.tracks, path).toEqual(disc.tracks);
      expect([found.disc.barcode, found.disc.leadOutSector]).toEqual([disc.barcode, disc.leadOutSector]);
      expect(found.disc.texts, path).toEqual(disc.texts);
      const image = await collect(await found.openImage());
      for (const c of [0, 1]) expect(sameSamples(image[c]!, sound[c]!), path).toBe(true);
    }
  });

  it('may be a set of several discs, each in its own folder', async () => {
    const [first, second] = codedAlbum().songs;
    const songs = [first!, { ...second!, disc: 2, join: first!.join }];
    const album = { ...codedAlbum(), songs };
    const { passages } = MADE.mastered;
    const mastered = { ...MADE.mastered, album, timelines: layTimelines(album, passages) };
    const room = { ...MADE.roomOn(new Map(MADE.files)), mastered };
    const profile = profileOf({ sets: ['ddp'], cdText: false });
    await CD_DELIVERY.make(room, profile);
    const { refusals, files: told } = await CD_DELIVERY.accept(room, profile);
    expect(refusals).toEqual([]);
    expect(told.map(({ path }) => path)).toContain('disc-2/ddp/IMAGE.DAT');
    expect(told.map(({ path }) => path)).not.toContain('disc-1/ddp/CDTEXT.BIN');
    const { disc } = await openDisc(room.place, `${FOLDER}/disc-2/ddp`);
    expect(disc.masterId).toBe('CAT 001 disc 2 of 2');
  });

  it('is told of what the plant will ask for', async () => {
    const rules = profileOf({ sets: [], requires: ['composer', 'barcode', 'isrc', 'artwork'] });
    const notes = await CD_DELIVERY.make(MADE.roomOn(new Map(MADE.files)), rules);
    expect(notes).toEqual([
      { code: 'cd-not-told', facts: { what: 'composer', songs: 2, song: 'Première' } },
      { code: 'cd-not-told', facts: { what: 'artwork', songs: 0, song: '' } },
    ]);
  });

  it('is refused before a byte is written', async () => {
    const made = MADE;
    const files = new Map(made.files);
    const before = files.size;
    const refused = (rules: Partial<CdRules>) => CD_DELIVERY.make(made.roomOn(files), profileOf(rules));
    await expect(refused({ mostSectors: 700 })).rejects.toMatchObject({
      code: 'disc-refused',
      facts: { reason: 'cd-too-long' },
    });
    await expect(refused({ mostTracks: 1 })).rejects.toMatchObject({ facts: { reason: 'cd-track-count' } });
    expect(files.size).toBe(before);
  });

  it('is not left half-written when the sound ends in a fault', async () => {
    const made = MADE;
    const files = new Map(made.files);
    const room = { ...made.roomOn(files), openTimeline: () => Promise.reject(new Error('unplugged')) };
    await expect(CD_DELIVERY.make(room, profileOf())).rejects.toThrow('unplugged');
    const stopping = {
      ...made.roomOn(files),
      progress: () => {
        throw new Error('enough');
      },
    };
    await expect(CD_DELIVERY.make(stopping, profileOf())).rejects.toThrow('enough');
    expect(files.size).toBe(made.files.size);
  });
});

describe('texts of an album', () => {
  const discOf = (album: Album) => {
    const tracks = album.songs.map(({ id }, i) => ({
      number: i + 1,
      songs: [id],
      pauseSector: i === 0 ? 0 : null,
      startSector: 150 + 400 * i,
      indexSectors: [],
      endSector: 550 + 400 * i,
    }));
    const sectors = 150 + 400 * album.songs.length;
    return discOfAlbum(album, { version: 1, disc: 1, sectors, tracks, clips: [] }, true);
  };

  it('keep the letters of western Europe, give others their nearest, and tell both', () => {
    const album = madeAlbum(
      [
        madeSong('a', { title: 'Crème brûlée à Málaga – “Grüße”' }),
        madeSong('b', { title: 'Dvořák', version: 'živě' }),
        madeSong('c', { title: '夜' }),
      ],
      { title: 'Łódź', artists: ['Æther', 'Ñu'] },
    );
    const { disc, notes } = discOf(album);
    expect(disc.texts).toMatchObject({ title: 'Lódz', performer: 'Æther, Ñu' });
    expect(disc.tracks.map(({ texts }) => texts.title)).toEqual([
      'Crème brûlée à Málaga - "Grüße"',
      'Dvorák (zive)',
      '?',
    ]);
    expect(notes.map(({ code }) => code)).toEqual([
      'cd-text-changed',
      'cd-text-changed',
      'cd-text-changed',
      'cd-text-lost',
    ]);
  });

  it('know languages, genres and rights by their numbers', () => {
    const credits = { language: 'de', genres: ['R&B'], copyright: '2026 Label' };
    const { disc } = discOf(madeAlbum([madeSong('a', {})], { credits }));
    expect([disc.languageCode, disc.genreCode, disc.genreText, disc.copyrighted]).toEqual([
      8,
      24,
      'R&B',
      true,
    ]);
    const other = discOf(madeAlbum([madeSong('a', {})], { credits: { genres: ['Shoegaze'] } })).disc;
    expect([other.languageCode, other.genreCode, other.copyrighted]).toEqual([9, 1, false]);
  });

  it('leave out what is missed least where there is not room for all', () => {
    const long = (kind: string, i: number): string =>
      `${kind} of song ${i}, at some length, as labels like it`;
    const songs = Array.from({ length: 20 }, (_, i) =>
      madeSong(`s${i}`, {
        title: long('title', i),
        credits: { composers: [long('composer', i)], arrangers: [long('arranger', i)] },
      }),
    );
    const { disc, notes } = discOf(madeAlbum(songs, {}));
    expect(notes).toMatchObject([{ code: 'cd-text-left-out', facts: { kind: 'arranger', most: 256 } }]);
    expect(disc.tracks[3]!.texts.composer).toContain('composer of song 3');
  });
});

function sameSamples(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((sample, n) => sample === b[n]);
}
