// Passport: read again it is the same; what is odd about one from outside is refused by its place; signatures hold or do not.
import { describe, expect, it } from 'vitest';
import { checksumList } from '../../../src/deliver/passport/checksum-list.ts';
import { passportFromBytes } from '../../../src/deliver/passport/check-passport.ts';
import {
  checkPassportSignature,
  signatureFromBytes,
  signPassport,
  type PassportSignature,
} from '../../../src/deliver/passport/passport-signature.ts';
import { Fault } from '../../../src/signal/fault.ts';
import { passportPage } from '../../../src/report/delivery/passport-page.ts';
import { readmeText } from '../../../src/report/delivery/readme-text.ts';
import { madeFolder, text } from './made-passport.ts';

const { passport } = await madeFolder();
const bytesOf = (value: unknown): Uint8Array => text(JSON.stringify(value, null, 2));

async function refusedAt(value: unknown): Promise<Fault['facts']> {
  const fault = await passportFromBytes(bytesOf(value), 'passport.json').then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(fault).toBeInstanceOf(Fault);
  expect((fault as Fault).code).toBe('bad-passport');
  return (fault as Fault).facts;
}

describe('a passport from outside', () => {
  it('is what it was', async () => {
    expect(await passportFromBytes(bytesOf(passport), 'passport.json')).toEqual(passport);
  });

  it('is refused where a field is missing, odd or unknown, with its line', async () => {
    expect(await refusedAt({ ...passport, seed: 1 })).toMatchObject({ where: 'seed' });
    expect(await refusedAt({ ...passport, date: 7 })).toMatchObject({ where: 'date', line: 7 });
    expect(await refusedAt({ ...passport, version: 0 })).toMatchObject({ where: 'version', line: 2 });
  });

  it.each(['../etc/passwd', '/etc/passwd', 'a/../../b', 'C:\\x', 'a\\b', 'a//b', './a'])(
    'leads nowhere outside its folder: %s',
    async (path) => {
      const recipe = { ...passport.recipe, path };
      expect(await refusedAt({ ...passport, recipe })).toMatchObject({ where: 'recipe.path' });
    },
  );
});

describe('a signature', () => {
  const KEY = 'ab'.repeat(32);
  const maker = {
    publicKey: KEY,
    sign: async (bytes: Uint8Array) => 'cd'.repeat(63) + (bytes.length % 10) + '0',
  };
  /** Believes what the maker above signs. */
  const checker = {
    verify: async (_: Uint8Array, signature: Uint8Array, bytes: Uint8Array) =>
      signature[63]! >> 4 === bytes.length % 10,
  };

  it('is good, of another key, or broken', async () => {
    const bytes = bytesOf(passport);
    const told = await signPassport(bytes, maker);
    expect(await checkPassportSignature(bytes, told, null, checker)).toBe('good');
    expect(await checkPassportSignature(bytes, told, KEY, checker)).toBe('good');
    expect(await checkPassportSignature(bytes, told, 'ef'.repeat(32), checker)).toBe('other-key');
    expect(await checkPassportSignature(bytes.subarray(1), told, null, checker)).toBe('broken');
  });

  it.each([
    ['algorithm', { algorithm: 'rsa' }],
    ['publicKey', { publicKey: 'AB'.repeat(32) }],
    ['signature', { signature: 'cd' }],
  ])('with an odd %s is refused', async (where, odd) => {
    const told: PassportSignature = await signPassport(bytesOf(passport), maker);
    await expect(signatureFromBytes(bytesOf({ ...told, ...odd }), 's.json')).rejects.toMatchObject({
      code: 'bad-signature-file',
      facts: { where },
    });
  });
});

describe('the papers', () => {
  it('list checksums as sha256sum reads them', () => {
    const hash = '0'.repeat(64);
    const list = checksumList([
      { path: 'b.wav', sha256: hash },
      { path: 'a b/ü.wav', sha256: hash },
      { path: 'c\nd', sha256: hash },
    ]);
    expect(list).toBe(`${hash} *a b/ü.wav\n${hash} *b.wav\n\\${hash} *c\\nd\n`);
  });

  it('tell every file, code and doubt, and are no markup of what they name', () => {
    for (const words of [readmeText(passport), passportPage(passport)]) {
      expect(words).toContain('shop/01 Song.wav');
      expect(words).toContain('4006381333931');
      expect(words).toContain('official word');
    }
    expect(passportPage(passport)).toContain('Album &lt;ü&gt;');
    expect(passportPage(passport)).not.toContain('Album <ü>');
    expect(
      readmeText(passport)
        .split('\r\n')
        .every((line) => line.length <= 100 && !line.includes('\n')),
    ).toBe(true);
  });
});
