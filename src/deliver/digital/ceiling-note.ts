// Ceiling note: in a line, how a delivery's lossy files came under their ceiling.
import { writerById } from '../../files/writers.ts';
import type { DeliveryNote } from '../delivery.ts';
import type { DigitalRules } from '../profiles/profile.ts';
import type { CeilingProof } from './digital-paper.ts';

/** Of the song that came out highest before it was turned down; none for silence and lossless files. */
export function ceilingNote(proofs: readonly CeilingProof[], { container }: DigitalRules): DeliveryNote[] {
  const over = ({ beforeDbtp, ceilingDbtp }: CeilingProof): number => (beforeDbtp ?? -Infinity) - ceilingDbtp;
  const [worst] = proofs.toSorted((a, b) => over(b) - over(a));
  if (worst === undefined || worst.beforeDbtp === null) return [];
  const { ceilingDbtp, beforeDbtp, gainDb, name } = worst;
  const afterDbtp = proofs.reduce((most, proof) => Math.max(most, proof.afterDbtp ?? -Infinity), -Infinity);
  const code = over(worst) > 0 ? 'ceiling-proved-lower' : 'ceiling-proved';
  const kind = writerById(container)!.title;
  return [{ code, facts: { kind, ceilingDbtp, beforeDbtp, afterDbtp, gainDb, file: name } }];
}
