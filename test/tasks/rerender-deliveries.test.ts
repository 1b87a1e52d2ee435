// Rerender deliveries: made again it is the same to the byte; a changed mix, recipe or file is told, and nothing is left lying about.
import { beforeAll, describe, expect, it } from 'vitest';
import { portableSha256 } from '../../src/deliver/accept/digest.ts';
import type { Passport } from '../../src/deliver/passport/passport.ts';
import { checkProfile } from '../../src/deliver/profiles/check-delivery-profile.ts';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { deliverAlbum } from '../../src/tasks/deliver-album.ts';
import { inlineErrands } from '../../src/tasks/errands/errand.ts';
import { rerenderDeliveries } from '../../src/tasks/rerender-deliveries.ts';
import { readPassport, verifyDeliveries } from '../../src/tasks/verify-deliveries.ts';
import { madeAlbum } from './made-songs.ts';

const OUT = 'album/release';
const SONG = `${OUT}/plain/One.wav`;

const PLAIN = checkProfile({
  version: 1,
  id: 'plain',
  title: 'Plain',
  kind: 'digital',
  purpose: 'One file a song, for this test.',
  digital: { container: 'wav', ratesHz: [44100], bits: [16], fileName: '{title}', tags: 'clean' },
  sources: {},
});

let files: Map<string, Uint8Array>;
let passport: Passport;

beforeAll(async () => {
  // judged for loudness alone: what is proved here is the rendering
  const at = await madeAlbum(1, { intent: { amount: 0, loudness: 'keep' } });
  await deliverAlbum(at, [PLAIN], OUT, { date: '2026-01-02T03:04:05.000Z' });
  files = at.files;
  passport = (await readPassport(at.place, OUT)).passport;
});

/** What a second rendering says, with `spoil` done to the files before it; and whether it left them alone. */
async function again(
  spoil: (files: Map<string, Uint8Array>) => void = () => {},
  sources: string | null = null,
): Promise<readonly [string, unknown][]> {
  const copy = new Map([...files].map(([path, bytes]) => [path, bytes.slice()]));
  spoil(copy);
  const before = [...copy.keys()].sort();
  const place = memoryPlace(copy);
  const errands = inlineErrands({ place, createDigest: portableSha256 });
  try {
    const { refusals } = await rerenderDeliveries(place, OUT, passport, {
      createDigest: portableSha256,
      errands,
      sources,
    });
    return refusals.map(({ code, facts }) => [code, facts.file]);
  } finally {
    expect([...copy.keys()].sort()).toEqual(before);
  }
}

describe('rerenderDeliveries', () => {
  it('makes the same bytes, finding the mixes above the deliveries', async () => {
    expect(await again()).toEqual([]);
    expect(await again(() => {}, 'album')).toEqual([]);
  });

  it('tells a delivery that its passport never was of', async () => {
    const [delivery] = passport.deliveries;
    const [first, ...others] = delivery!.files;
    const odd = {
      ...passport,
      deliveries: [{ ...delivery!, files: [{ ...first!, sha256: '0'.repeat(64) }, ...others] }],
    };
    const place = memoryPlace(new Map(files));
    const errands = inlineErrands({ place, createDigest: portableSha256 });
    const { refusals } = await rerenderDeliveries(place, OUT, odd, {
      createDigest: portableSha256,
      errands,
      sources: null,
    });
    expect(refusals).toEqual([{ code: 'rendered-otherwise', facts: { file: first!.path } }]);
  });

  it.each<[string, string, (files: Map<string, Uint8Array>) => void]>([
    ['a mix that was changed', 'source-changed', (copy) => void (copy.get('album/one.wav')![5000]! ^= 1)],
    ['a mix that is gone', 'sources-not-found', (copy) => void copy.delete('album/two.wav')],
    ['another recipe', 'recipe-changed', (copy) => void (copy.get(`${OUT}/album-plan.json`)![20]! ^= 1)],
  ])('refuses %s: %s', async (_, code, spoil) => {
    await expect(again(spoil)).rejects.toMatchObject({ code });
  });

  it('verifies what it delivered, and sees a flipped bit', async () => {
    const checker = { verify: async () => false };
    const asked = { checker, createDigest: portableSha256, key: null };
    expect((await verifyDeliveries(memoryPlace(files), OUT, asked)).refusals).toEqual([]);
    const spoilt = new Map(files).set(
      SONG,
      files.get(SONG)!.map((byte, i) => (i === 3000 ? byte ^ 1 : byte)),
    );
    const { refusals } = await verifyDeliveries(memoryPlace(spoilt), OUT, asked);
    expect(refusals).toEqual([{ code: 'other-sound', facts: { file: 'plain/One.wav' } }]);
    expect(
      (await verifyDeliveries(memoryPlace(files), OUT, { ...asked, key: 'a'.repeat(64) })).refusals,
    ).toEqual([{ code: 'not-signed', facts: {} }]);
  });
});
