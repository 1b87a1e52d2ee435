// Ed25519: what is signed holds, for the very bytes and the very key; keys are the owner's alone, and never written over.
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { decodeHex } from '../../src/dsp/hex.ts';
import { diskPlace } from '../../src/places/disk.ts';
import { makeKey, SIGNATURE_CHECKER, signatureMaker } from '../../src/places/ed25519.ts';

const folder = await mkdtemp(join(tmpdir(), 'lacquer-key-'));
afterAll(() => rm(folder, { recursive: true }));
const path = join(folder, 'own.key');

it('signs, and finds what was changed', async () => {
  const publicKey = await makeKey(path);
  const maker = await signatureMaker(diskPlace(), path);
  expect(maker.publicKey).toBe(publicKey);
  const bytes = new TextEncoder().encode('passport');
  const signature = decodeHex(await maker.sign(bytes));
  const key = decodeHex(publicKey);
  expect(signature.length).toBe(64);
  expect(await SIGNATURE_CHECKER.verify(key, signature, bytes)).toBe(true);
  expect(await SIGNATURE_CHECKER.verify(key, signature, bytes.slice(1))).toBe(false);
  expect(
    await SIGNATURE_CHECKER.verify(
      key,
      signature.map((byte, i) => (i === 5 ? byte ^ 1 : byte)),
      bytes,
    ),
  ).toBe(false);
  expect(await SIGNATURE_CHECKER.verify(key.slice(1), signature, bytes)).toBe(false);
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o077).toBe(0);
});

it('of RFC 8032, section 7.1, test 2, is good', async () => {
  const key = decodeHex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');
  const signature = decodeHex(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  );
  expect(await SIGNATURE_CHECKER.verify(key, signature, new Uint8Array([0x72]))).toBe(true);
});

it('never writes over a key, and takes nothing else for one', async () => {
  await expect(makeKey(path)).rejects.toMatchObject({ code: 'exists' });
  const odd = join(folder, 'odd.key');
  await writeFile(odd, 'no key');
  await expect(signatureMaker(diskPlace(), odd)).rejects.toMatchObject({ code: 'bad-key' });
});
