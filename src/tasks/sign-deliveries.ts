// Sign deliveries: puts the user's name under a passport: a signature beside it, for whoever knows the public key.
import { passportFromBytes } from '../deliver/passport/check-passport.ts';
import { signPassport, type PassportSignature } from '../deliver/passport/passport-signature.ts';
import { PASSPORT_FILE, SIGNATURE_FILE } from '../deliver/passport/passport.ts';
import type { Place } from '../files/place.ts';
import type { SignatureMaker } from '../files/signing.ts';
import { readWhole, writeWhole } from '../files/whole-file.ts';
import { Fault } from '../signal/fault.ts';

/** Replaces a signature that stands there. Faults: those of the place, `no-passport`, `bad-passport`: nothing unread is signed. */
export async function signDeliveries(
  place: Place,
  folder: string,
  maker: SignatureMaker,
): Promise<PassportSignature> {
  const path = `${folder}/${PASSPORT_FILE}`;
  if (!(await place.exists(path))) throw new Fault('no-passport', 'input', { file: folder });
  const bytes = await readWhole(place, path);
  await passportFromBytes(bytes, path);
  const signature = await signPassport(bytes, maker);
  const text = new TextEncoder().encode(`${JSON.stringify(signature, null, 2)}\n`);
  await writeWhole(place, `${folder}/${SIGNATURE_FILE}`, {}, (sink) => sink.write(text));
  return signature;
}
