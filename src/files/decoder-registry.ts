// Decoder registry: what a machine lends the core: a decoder that the product does not bring, and a place apart for those it does.
import type { SignalFormat } from '../signal/signal.ts';
import type { AudioFile } from './format.ts';
import type { ByteSource } from './place.ts';

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

/**
 * Reads as the FormatKind of that id does, but where a decoder that hangs, dies or eats the memory can be thrown away: a thread
 * of its own. Takes ownership of `bytes`. Faults: those of the kind, `decoder-stuck`, `decoder-died`.
 */
export type ReadApart = (kindId: string, bytes: ByteSource) => Promise<AudioFile>;

let apart: ReadApart | null = null;

/** Called once by the face that starts the program; null takes it back. */
export function lendReadApart(read: ReadApart | null): void {
  apart = read;
}

/** Null where nobody lent one: the kinds then read where they are called. */
export const lentReadApart = (): ReadApart | null => apart;
