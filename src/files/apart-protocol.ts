// Apart protocol: what a reader that runs apart and whoever asked for it say to each other; plain records and arrays.
import type { Fault } from '../signal/fault.ts';
import type { SignalFormat } from '../signal/signal.ts';
import type { FileFormat, ReadNote } from './format.ts';

/** A Fault on its way. */
export type FaultLetter = Pick<Fault, 'code' | 'kind' | 'facts'>;

/** To the reader. One file at a time: `open`, any number of `pull`, `close`. */
export type ToReader =
  | { readonly what: 'open'; readonly kindId: string; readonly name: string; readonly bytes: number }
  /** `room`: arrays of the last block, given back to be filled again. */
  | { readonly what: 'pull'; readonly maxFrames: number; readonly room: readonly Float64Array[] }
  | { readonly what: 'close' }
  /** The answer to `read`; null where the place failed. */
  | { readonly what: 'bytes'; readonly bytes: Uint8Array | null };

/** From the reader. Every request has one answer: `opened`, `block`, `end`, `closed`, `fault` or `mistake`; `read` in between. */
export type FromReader =
  | { readonly what: 'read'; readonly offset: number; readonly length: number }
  | {
      readonly what: 'opened';
      readonly format: FileFormat;
      readonly sound: SignalFormat;
      readonly frames: number | null;
      readonly notes: readonly ReadNote[];
    }
  | {
      readonly what: 'block';
      readonly channels: readonly Float64Array[];
      readonly frames: number;
      readonly notes: readonly ReadNote[];
    }
  | { readonly what: 'end'; readonly notes: readonly ReadNote[] }
  | { readonly what: 'closed' }
  | { readonly what: 'fault'; readonly fault: FaultLetter }
  | { readonly what: 'mistake'; readonly stack: string };
