// Forged recipes: one that its passport vouches for all the same is refused in a sentence, before anything is rendered.
import { beforeAll, describe, expect, it } from 'vitest';
import { portableSha256 } from '../../src/deliver/accept/digest.ts';
import type { Passport } from '../../src/deliver/passport/passport.ts';
import { textHash } from '../../src/deliver/passport/verify-papers.ts';
import { checkProfile } from '../../src/deliver/profiles/check-delivery-profile.ts';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { faultWords } from '../../src/report/words.ts';
import { Fault } from '../../src/signal/fault.ts';
import { deliverAlbum } from '../../src/tasks/deliver-album.ts';
import { readRecipe } from '../../src/tasks/read-recipe.ts';
import { readPassport } from '../../src/tasks/verify-deliveries.ts';
import { madeAlbum } from '../tasks/made-songs.ts';

const OUT = 'album/release';
const PLAIN = checkProfile({
  version: 1,
  id: 'plain',
  title: 'Plain',
  kind: 'digital',
  purpose: 'One file a song, for this test.',
  digital: { container: 'wav', ratesHz: [44100], bits: [16], fileName: '{title}', tags: 'clean' },
  sources: {},
});

let recipe: unknown;
let passport: Passport;

beforeAll(async () => {
  const at = await madeAlbum(1, { intent: { amount: 0, loudness: 'keep' } });
  await deliverAlbum(at, [PLAIN], OUT, { date: '2026-01-02T03:04:05.000Z' });
  recipe = JSON.parse(new TextDecoder().decode(at.files.get(`${OUT}/album-plan.json`)));
  passport = (await readPassport(at.place, OUT)).passport;
});

/** What is said of the recipe with `value` at `path`; null: it is believed. */
async function said(path: string, value: unknown): Promise<string | null> {
  const forged = structuredClone(recipe) as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop()!;
  const holder = names.reduce<Record<string, unknown>>(
    (at, name) => at[name] as Record<string, unknown>,
    forged,
  );
  holder[last] = value;
  const text = JSON.stringify(forged);
  const place = memoryPlace(new Map([['out/album-plan.json', new TextEncoder().encode(text)]]));
  const sha256 = await textHash(text, portableSha256);
  const own = { ...passport, recipe: { ...passport.recipe, sha256 } };
  try {
    await readRecipe(place, 'out', own, portableSha256);
    return null;
  } catch (reason) {
    if (!(reason instanceof Fault)) throw reason;
    return faultWords(reason).text;
  }
}

describe('a forged recipe', () => {
  it('is believed as it was written', async () => {
    expect(await said('seed', 7)).toBeNull();
  });

  it.each<[string, unknown, string]>([
    ['version', 2, 'newer'],
    ['sources', [], 'sources'],
    ['passages', [], 'passages'],
    ['timelines', [], 'timelines'],
    ['profiles', [], 'profiles'],
    ['album.songs', [], 'album.songs'],
    ['album.title', 5, 'album.title'],
    ['album.artists', 5, 'album.artists'],
    ['album.songs.0.credits', null, 'credits'],
    ['album.songs.0.alternates', {}, 'alternates'],
    ['passages.0.origin', null, 'origin'],
    ['passages.0.pieces.0.file', '../../../../etc/passwd', 'sources'],
    ['passages.0.pieces.0.file', '/etc/passwd', 'sources'],
    ['timelines.0.clips.0.passage', 'nope', 'passages'],
    ['timelines.0.tracks.0.songs', ['nope'], 'songs of the album'],
    ['timelines.0.tracks.0.endSector', 9e15, 'endSector'],
    ['timelines.0.sectors', 9e15, 'sectors'],
  ])('%s: %j', async (path, value, words) => {
    expect(await said(path, value)).toContain(words);
  });

  it('has no shop twice', async () => {
    const [profile] = (recipe as { profiles: unknown[] }).profiles;
    expect(await said('profiles', [profile, profile])).toContain('profiles[1].id');
  });
});
