// Verify deliveries: a folder of deliveries read again, every byte of it, and held against its passport and its signature.
import { type DigestFactory, portableSha256 } from '../deliver/accept/digest.ts';
import type { Refusal } from '../deliver/finish/written-files.ts';
import { passportFromBytes } from '../deliver/passport/check-passport.ts';
import {
  checkPassportSignature,
  signatureFromBytes,
  type SignatureState,
} from '../deliver/passport/passport-signature.ts';
import { PASSPORT_FILE, SIGNATURE_FILE, type Passport } from '../deliver/passport/passport.ts';
import { verifyFiles } from '../deliver/passport/verify-files.ts';
import type { Place } from '../files/place.ts';
import type { SignatureChecker } from '../files/signing.ts';
import { Fault } from '../signal/fault.ts';
import { readSmallFile } from './read-record.ts';
import { SILENT_RUN, type Run } from './run.ts';

/** More than the passport of any box of records. */
const MOST_PASSPORT_BYTES = 64 << 20;
const MOST_SIGNATURE_BYTES = 1 << 12;

export interface VerifyRequest {
  readonly createDigest?: DigestFactory;
  readonly checker: SignatureChecker;
  /** The key that it should be signed with, 64 hexadecimal digits; null: any, or none. */
  readonly key: string | null;
}

/** What was found; plain JSON. */
export interface Verified {
  readonly version: 1;
  readonly folder: string;
  readonly passport: Passport;
  readonly signature: { readonly state: SignatureState; readonly publicKey: string | null };
  /** Files and bytes that were read. */
  readonly files: number;
  readonly bytes: number;
  /** Empty: everything is as it left. */
  readonly refusals: readonly Refusal[];
}

/**
 * Stage: `reread`. Faults: those of the place `no-passport`, `bad-passport`, `bad-signature-file`,
 * `cancelled`.
 */
export async function verifyDeliveries(
  place: Place,
  folder: string,
  request: VerifyRequest,
  run: Run = SILENT_RUN,
): Promise<Verified> {
  const { createDigest = portableSha256, signal } = { ...request, signal: run.signal };
  const { bytes, passport } = await readPassport(place, folder);
  const signature = await signatureOf(place, folder, bytes, request);
  const found = await verifyFiles(place, folder, passport, {
    createDigest,
    progress: (share) => run.progress('reread', share),
    ...(signal ? { signal } : {}),
  });
  const refusals = [...signatureRefusals(signature, request.key), ...found.refusals];
  return { version: 1, folder, passport, signature, files: found.checked, bytes: found.bytes, refusals };
}

/** Faults: those of the place, `no-passport`, `bad-passport`. */
export async function readPassport(
  place: Place,
  folder: string,
): Promise<{ readonly bytes: Uint8Array; readonly passport: Passport }> {
  const path = `${folder}/${PASSPORT_FILE}`;
  if (!(await place.exists(path))) throw new Fault('no-passport', 'input', { file: folder });
  const bytes = await readSmallFile(place, path, MOST_PASSPORT_BYTES, 'bad-passport');
  return { bytes, passport: await passportFromBytes(bytes, path) };
}

async function signatureOf(
  place: Place,
  folder: string,
  passport: Uint8Array,
  { checker, key }: VerifyRequest,
): Promise<Verified['signature']> {
  const path = `${folder}/${SIGNATURE_FILE}`;
  if (!(await place.exists(path))) return { state: 'none', publicKey: null };
  if (!(await place.exists(path))) throw new Fault('no-passport', 'input', { file: folder });
  const bytes = await readSmallFile(place, path, MOST_SIGNATURE_BYTES, 'bad-signature-file');
  const told = await signatureFromBytes(bytes, path);
  const state = await checkPassportSignature(passport, told, key, checker);
  return { state, publicKey: told.publicKey };
}

/** No signature is no fault, unless a key was asked for. */
function signatureRefusals({ state, publicKey }: Verified['signature'], key: string | null): Refusal[] {
  if (state === 'broken') return [{ code: 'broken-signature', facts: { file: SIGNATURE_FILE } }];
  if (state === 'other-key') return [{ code: 'other-key', facts: { publicKey: publicKey ?? '' } }];
  return state === 'none' && key !== null ? [{ code: 'not-signed', facts: {} }] : [];
}
