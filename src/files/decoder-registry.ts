// Decoder registry: where a machine lends the core a decoder that the product does not bring itself.
import type { SignalFormat } from '../signal/signal.ts';

/**
 * Decodes AAC: takes ADTS frames in order, gives interleaved float32 in WAV channel order, a frame of 1024 (HE: 2048)
 * for each, nothing cut. Throws the Fault `needs-decoder` when it finds that it cannot run.
 */
export type AacDecoder = (
  frames: AsyncIterable<Uint8Array>,
  stream: SignalFormat & { readonly name: string },
) => AsyncIterable<Float32Array>;

let lent: AacDecoder | null = null;

/** Called once by the face that starts the program, before anything is opened. */
export function lendAacDecoder(decoder: AacDecoder): void {
  lent = decoder;
}

/** Null where nobody lent one. */
export const lentAacDecoder = (): AacDecoder | null => lent;
