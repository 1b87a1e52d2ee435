// Album schema: the published file is today's, it takes what the check takes, and refuses what no field may be.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { albumSchema } from '../../../src/album/album-file/album-schema.ts';
import { checkAlbum } from '../../../src/album/album-file/check-album.ts';
import published from '../../../docs/schema/album.schema.json' with { type: 'json' };

let valid: ValidateFunction;

beforeAll(() => {
  valid = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(albumSchema());
});

const albumOf = (song: object): object => ({
  title: 'T',
  artists: 'B',
  songs: ['a.wav', { file: 'b.wav', ...song }],
});
const taken = (album: unknown): boolean => {
  try {
    checkAlbum(album);
    return true;
  } catch {
    return false;
  }
};

describe('the schema of albums', () => {
  it('is published as it is made: node scripts/print-album-schema.mjs --write', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(albumSchema())));
  });

  it.each([
    [{}],
    [{ gap: 2 }],
    [{ gap: '2.5 s' }],
    [{ gap: ' 4 beats ' }],
    [{ gap: 'decay' }],
    [{ gap: '1:30.5' }],
    [{ fadeOut: '0:08 log' }],
    [{ gap: { unit: 'decay', value: 1.5 } }],
    [{ crossfade: '3 s linear' }],
    [{ crossfade: 3 }],
    [{ crossfade: { length: '2 beats', curve: 'log' } }],
    [{ gapless: true }],
    [{ fadeIn: '500 ms', fadeOut: { length: 8 } }],
    [{ indexes: ['1:02:03.5', 4000], trim: { start: '0:01', end: null } }],
    [{ isrc: 'ISRC GB-ABC-26-00001', iswc: 'T-034.524.680-1', language: 'de-CH' }],
    [{ artists: 'A', composers: ['C', 'D'], copyright: '2026 Me' }],
    [{ intent: { loudness: -14, style: 'rock', only: ['tone'], budget: { crestLossDb: 2 } } }],
    [{ intent: { loudness: { mode: 'target', lufs: -14 } } }],
    [{ intent: { loudness: 'auto' } }],
    [{ asIs: true, disc: 2, explicit: 'clean', version: null }],
    [{ alternates: [{ kind: 'instrumental', file: 'i.wav', isrc: 'GBABC2600002' }] }],
  ])('takes what the check takes: %j', (song) => {
    expect(taken(albumOf(song))).toBe(true);
    valid(albumOf(song));
    expect(valid.errors).toBe(null);
  });

  it.each([
    [{ barcode: 4006381333931 }, true],
    [{ barcode: '4 006381 333931' }, true],
    [{ date: 2026 }, true],
    [{ $schema: 'album.schema.json' }, true],
    [{ balance: { rule: 'anchor', anchor: '01-a' }, markOffsets: { start: 5 }, copyPermitted: true }, true],
    [{ version: 2 }, false],
    [{ title: 7 }, false],
    [{ artists: undefined }, false],
    [{ songs: 'a.wav' }, false],
    [{ songs: [{ title: 'x' }] }, false],
    [{ songs: [{ file: 'a.wav', gpa: 2 }] }, false],
    [{ songs: [{ file: 'a.wav', explicit: 'cleen' }] }, false],
    [{ songs: [{ file: 'a.wav', gap: -2 }] }, false],
    [{ songs: [{ file: 'a.wav', gap: '2 bets!' }] }, false],
    [{ songs: [{ file: 'a.wav', fadeOut: { curve: 'log' } }] }, false],
    [{ songs: [{ file: 'a.wav', intent: { locks: ['drums'] } }] }, false],
    [{ balance: { rule: 'loudest' } }, false],
    [{ markOffsets: { start: 1.5 } }, false],
  ])('agrees with the check about %j', (change, good) => {
    const album: unknown = JSON.parse(JSON.stringify({ ...albumOf({}), ...change }));
    expect(taken(album)).toBe(good);
    expect(valid(album)).toBe(good);
  });
});
