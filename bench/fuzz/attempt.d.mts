// Attempt, as the tests see it.
import type { AacDecoder } from '../../src/files/decoder-registry.ts';
export const silentAac: AacDecoder;
export function attemptSound(house: object, bytes: Uint8Array, kindId: string | null): Promise<string>;
export function attemptTags(house: object, bytes: Uint8Array, kindId: string | null): Promise<string>;
