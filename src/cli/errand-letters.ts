// Errand letters: what the command line and its working threads say to each other; plain records.
import type { FaultLetter } from '../files/apart-protocol.ts';

/** To a thread: one errand at a time, and that it is called back. */
export type ToThread =
  | { readonly what: 'do'; readonly id: string; readonly order: unknown }
  | { readonly what: 'cancel' };

/** From a thread: every errand ends with `done`, `fault` or `mistake`. */
export type FromThread =
  | { readonly what: 'progress'; readonly stage: string; readonly share: number }
  | { readonly what: 'done'; readonly result: unknown }
  | { readonly what: 'fault'; readonly fault: FaultLetter }
  | { readonly what: 'mistake'; readonly stack: string };
