// Sign deliveries: puts the user's name under a passport: a signature beside it, for whoever knows the public key.
import { signPassport, type PassportSignature } from '../deliver/passport/passport-signature.ts';
import { SIGNATURE_FILE } from '../deliver/passport/passport.ts';
import type { Place } from '../files/place.ts';
import type { SignatureMaker } from '../files/signing.ts';
import { writeWhole } from '../files/whole-file.ts';
import { readPassport } from './verify-deliveries.ts';

/** Replaces a signature that stands there. Faults: those of `readPassport`: nothing unread is signed. */
export async function signDeliveries(
  place: Place,
  folder: string,
  maker: SignatureMaker,
): Promise<PassportSignature> {
  const { bytes } = await readPassport(place, folder);
  const signature = await signPassport(bytes, maker);
  const text = new TextEncoder().encode(`${JSON.stringify(signature, null, 2)}\n`);
  await writeWhole(place, `${folder}/${SIGNATURE_FILE}`, {}, (sink) => sink.write(text));
  return signature;
}
