// Passport signature: who stands for a passport: an Ed25519 signature (RFC 8032) over its bytes, beside it as plain JSON.
import { decodeHex } from '../../dsp/hex.ts';
import type { SignatureChecker, SignatureMaker } from '../../files/signing.ts';
import { checkFields } from '../../records/check-fields.ts';
import { recordFromBytes, type RecordCodes } from '../../records/record-text.ts';
import type { Field, FieldsOf } from '../../records/record-shape.ts';
import { Fault } from '../../signal/fault.ts';

export interface PassportSignature {
  readonly version: 1;
  readonly algorithm: 'ed25519';
  /** 32 bytes, lower-case hexadecimal. */
  readonly publicKey: string;
  /** 64 bytes, lower-case hexadecimal. */
  readonly signature: string;
}

/**
 * `none`: there is no signature; `good`: signed by the key that it names; `other-key`: good, and by another than the one that was
 * asked for; `broken`: these are not the bytes that were signed.
 */
export type SignatureState = 'none' | 'good' | 'other-key' | 'broken';

const CODES: RecordCodes = { 'bad-record': 'bad-signature-file', 'unknown-field': 'bad-signature-file' };
const text = (most: number, caption: string): Field => ({ shape: { type: 'text', most }, caption });

const SIGNATURE_FIELDS = {
  version: { shape: { type: 'exactly', value: 1 }, caption: 'of this form of signature' },
  algorithm: text(16, 'ed25519'),
  publicKey: text(64, 'whose'),
  signature: text(128, 'over the bytes of passport.json'),
} satisfies FieldsOf<PassportSignature>;

export async function signPassport(bytes: Uint8Array, maker: SignatureMaker): Promise<PassportSignature> {
  const signature = await maker.sign(bytes);
  return { version: 1, algorithm: 'ed25519', publicKey: maker.publicKey, signature };
}

/** Faults of kind `usage`: `bad-signature-file`. */
export async function signatureFromBytes(bytes: Uint8Array, file: string): Promise<PassportSignature> {
  return recordFromBytes(bytes, file, CODES, (value) => {
    const told = checkFields(SIGNATURE_FIELDS, value, '') as unknown as PassportSignature;
    refuseOdd('algorithm', told.algorithm, /^ed25519$/, 'ed25519, the only one that is known');
    refuseOdd('publicKey', told.publicKey, /^[0-9a-f]{64}$/, '64 hexadecimal digits');
    refuseOdd('signature', told.signature, /^[0-9a-f]{128}$/, '128 hexadecimal digits');
    return told;
  });
}

/** `askedKey`: hexadecimal; null: whoever signed it. */
export async function checkPassportSignature(
  passport: Uint8Array,
  told: PassportSignature,
  askedKey: string | null,
  checker: SignatureChecker,
): Promise<SignatureState> {
  const isGood = await checker.verify(decodeHex(told.publicKey), decodeHex(told.signature), passport);
  if (!isGood) return 'broken';
  return askedKey === null || askedKey === told.publicKey ? 'good' : 'other-key';
}

function refuseOdd(where: string, value: string, form: RegExp, what: string): void {
  if (form.test(value)) return;
  throw new Fault('bad-record', 'usage', { where, what: `${where} must be ${what}`, nearest: null });
}
