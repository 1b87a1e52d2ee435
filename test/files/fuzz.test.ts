// Fuzz: a short run of `npm run fuzz`, always the same files: each is decoded, or ends in a Fault, with tags and without.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { attemptSound, attemptTags, silentAac } from '../../bench/fuzz/attempt.mjs';
import { mutated, type Seed } from '../../bench/fuzz/mutate.mjs';
import { makeSeeds } from '../../bench/fuzz/seeds.mjs';
import { lendAacDecoder } from '../../src/files/decoder-registry.ts';
import { FORMATS } from '../../src/files/formats.ts';
import { memoryPlace, memorySource } from '../../src/files/memory-place.ts';
import { pageCrc } from '../../src/files/ogg/ogg-pages.ts';
import { kindOf } from '../../src/files/open.ts';
import { createAudio } from '../../src/files/save.ts';
import { TAG_CARRIERS } from '../../src/files/tags/tag-carriers.ts';
import { WRITERS } from '../../src/files/writers.ts';
import { Fault } from '../../src/signal/fault.ts';
import { seededRandom } from '../../src/signal/random.ts';
import { FAULT_WORDS } from '../../src/report/words-faults.ts';
import { fixture } from '../fixture.ts';

const HOUSE = {
  kindOf,
  FORMATS,
  createAudio,
  WRITERS,
  memoryPlace,
  memorySource,
  TAG_CARRIERS,
  pageCrc,
  Fault,
  seededRandom,
};
const SEED = 6;
const FILES = 1500;
const OTHERS = [
  'sines-lame.mp3',
  'sines-plain.mp3',
  'sines.aac',
  'sines.m4a',
  'sines.ogg',
  'sines.opus',
  'alac-16.m4a',
  'wavpack-16.wv',
  'wavpack-hybrid.wv',
  'wavpack-float.wv',
];

let seeds: Seed[];

beforeAll(async () => {
  // libopus and mpg123 complain of every packet.
  vi.spyOn(console, 'error').mockImplementation(() => {});
  lendAacDecoder(silentAac);
  seeds = await makeSeeds(
    HOUSE,
    OTHERS.map((name) => ({ name, bytes: fixture(name) })),
  );
});

afterAll(() => vi.restoreAllMocks());

const spoilt = (file: number): ReturnType<typeof mutated> =>
  mutated(seeds, seededRandom(SEED, file), pageCrc);

describe('spoilt files', () => {
  it('come of seeds that are all read', async () => {
    const outcomes = await Promise.all(seeds.map(({ bytes }) => attemptSound(HOUSE, bytes, null)));
    expect(new Set(outcomes)).toEqual(new Set(['decoded']));
    expect(new Set(seeds.map(({ kind }) => kind)).size).toBe(FORMATS.length);
  });

  it('are the same every time, and not what they were', () => {
    expect(spoilt(7)).toEqual(spoilt(7));
    const asBefore = Array.from({ length: 100 }, (_, file) => spoilt(file)).filter(({ name, bytes }) =>
      seeds.some((seed) => seed.name === name && String(seed.bytes) === String(bytes)),
    );
    expect(asBefore.length).toBeLessThan(15);
  });

  it('end in sound or in a Fault that has words, and so do their tags', async () => {
    const wrong: string[] = [];
    const met = new Set<string>();
    for (let file = 0; file < FILES; file++) {
      const { name, kind, bytes, ways } = spoilt(file);
      const asKind = file % 4 === 0 ? kind : null;
      for (const attempt of [attemptSound, attemptTags]) {
        const outcome = await attempt(HOUSE, bytes, asKind);
        if (outcome.startsWith('MISTAKE')) wrong.push(`${file} (${name}, ${ways.join(', ')}): ${outcome}`);
        else met.add(outcome);
      }
    }
    expect(wrong).toEqual([]);
    const known = new Set([...Object.keys(FAULT_WORDS), 'decoded', 'copied', 'no-carrier']);
    expect([...met].filter((code) => !known.has(code))).toEqual([]);
    expect(met.size).toBeGreaterThan(12);
  }, 60_000);
});
