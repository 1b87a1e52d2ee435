// Ed25519: signatures by the machine's own code, and keys in files that only their owner can read (Node).
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { Place } from '../files/place.ts';
import type { SignatureChecker, SignatureMaker } from '../files/signing.ts';
import { readWhole } from '../files/whole-file.ts';
import { Fault } from '../signal/fault.ts';
import { diskFault } from './disk-error.ts';

/** No key file is a hundredth as long. */
const MOST_BYTES = 1 << 16;
const OWNER_ONLY = 0o600;

/** Faults: those of the place; `bad-key` for what is no private Ed25519 key in PEM. */
export async function signatureMaker(place: Place, path: string): Promise<SignatureMaker> {
  const key = privateKey(await readWhole(place, path), path);
  return {
    publicKey: publicHex(key),
    sign: async (bytes) => sign(null, bytes, key).toString('hex'),
  };
}

export const SIGNATURE_CHECKER: SignatureChecker = {
  async verify(publicKey, signature, bytes) {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') };
    try {
      return verify(null, bytes, createPublicKey({ key: jwk, format: 'jwk' }), signature);
    } catch {
      return false; // no point of the curve
    }
  },
};

/** A new private key (PEM, PKCS 8) at `path`; gives its public half, hexadecimal. Faults: those of a disk; `exists`. */
export async function makeKey(path: string): Promise<string> {
  const { privateKey: key } = generateKeyPairSync('ed25519');
  const pem = key.export({ format: 'pem', type: 'pkcs8' });
  try {
    await writeFile(path, pem, { mode: OWNER_ONLY, flag: 'wx' });
  } catch (error) {
    throw diskFault(error, path, 'output');
  }
  return publicHex(key);
}

function privateKey(bytes: Uint8Array, file: string): KeyObject {
  try {
    if (bytes.length > MOST_BYTES) throw new Error('too long');
    const key = createPrivateKey(new TextDecoder().decode(bytes));
    if (key.asymmetricKeyType === 'ed25519') return key;
    throw new Error(String(key.asymmetricKeyType));
  } catch (reason) {
    throw new Fault('bad-key', 'usage', { file }, reason);
  }
}

function publicHex(key: KeyObject): string {
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  return Buffer.from(x!, 'base64url').toString('hex');
}
