// Native digest: SHA-256 by the machine's own code (Node).
import { createHash, type Hash } from 'node:crypto';

export async function nativeSha256(): Promise<Hash> {
  return createHash('sha256');
}
