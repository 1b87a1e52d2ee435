// Any tags: whatever texts people put into the fields, every carrier gives them back; the guide names every field.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memorySource } from '../../../src/files/memory-place.ts';
import { TAG_CARRIERS } from '../../../src/files/tags/tag-carriers.ts';
import { MULTIPLE_FIELDS, SINGLE_FIELDS, type Tags } from '../../../src/files/tags/tags.ts';
import { copied } from '../../contracts/tag-carrier.ts';
import { fixture } from '../../fixture.ts';
import GUIDE from '../../../docs/guide/tags.md?raw';
import { aiffFile, cafFile, mp3File, wavFile, wavpackFile } from './tag-samples.ts';

const FILES: Readonly<Record<string, Uint8Array>> = {
  wav: wavFile(),
  aiff: aiffFile(),
  caf: cafFile(),
  flac: fixture('wide.flac'),
  mp3: mp3File(),
  adts: fixture('sines.aac'),
  mp4: fixture('sines.m4a'),
  ogg: fixture('sines.ogg'),
  wavpack: wavpackFile(),
};

/** Fields whose values have a form of their own are tried elsewhere. */
const FREE_SINGLE = SINGLE_FIELDS.filter(
  (field) => !['date', 'originalDate', 'language', 'isrc', 'barcode', 'iswc'].includes(field),
);
/** Numbers in genres are the numbers of ID3's list, in every player. */
const FREE_MULTIPLE = MULTIPLE_FIELDS.filter((field) => field !== 'genres');

/** Any text of whole characters but NUL, without space around it: fields are trimmed. */
const text = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
    fc.string({ unit: 'grapheme', minLength: 1 }),
  )
  .map((each) => each.replaceAll('\0', '').trim())
  .filter((each) => each !== '');
const count = fc.integer({ min: 1, max: 65535 });
const place = fc.record({ number: count, of: fc.option(count) });
/** Foreign names, and those that every object has. */
const other = fc.tuple(
  fc.oneof(
    fc.stringMatching(/^[A-Z][A-Z ]{1,12}[A-Z]Q$/),
    fc.constantFrom('constructor', '__proto__', 'toString'),
  ),
  text,
);

const tags = fc.record(
  {
    ...Object.fromEntries(FREE_SINGLE.map((field) => [field, text])),
    ...Object.fromEntries(
      FREE_MULTIPLE.map((field) => [field, fc.uniqueArray(text, { minLength: 1, maxLength: 3 })]),
    ),
    track: place,
    disc: place,
    explicit: fc.constantFrom('explicit', 'clean', 'none'),
    other: fc.uniqueArray(other, { minLength: 1, maxLength: 3, selector: ([name]) => name }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Tags>;

describe('any tags', () => {
  it.each(TAG_CARRIERS)('come back from $format as they went', async (carrier) => {
    const property = fc.asyncProperty(tags, async (given) => {
      const { file } = await copied(carrier, FILES[carrier.format]!, given);
      const reading = await carrier.read(memorySource('song', file));
      expect(reading.tags).toEqual(given);
      expect(reading.notes).toEqual([]);
    });
    await fc.assert(property, { numRuns: 15, seed: 5 });
  });
});

describe('the guide to tags', () => {
  it.each([
    ...SINGLE_FIELDS,
    ...MULTIPLE_FIELDS,
    'track',
    'disc',
    'explicit',
    'artwork',
    'replayGain',
    'other',
  ])('says what %s is', (field) => {
    expect(GUIDE).toMatch(new RegExp(`^\\|[^|]*\`${field}\``, 'm'));
  });
});
