// Player protocol: what deck worker and player worklet say to one another over their own channel.
import type { PlayerState } from '../../preview/ab-player.ts';
import type { Chunk } from '../../preview/chunk-queue.ts';
import type { DeckCommand, Side } from './deck-protocol.ts';

export type PlayerCommand =
  | { readonly do: 'jump'; readonly epoch: number; readonly songFrame: number }
  | { readonly do: 'chunk'; readonly chunk: Chunk }
  | { readonly do: 'play' }
  | { readonly do: 'pause' }
  | { readonly do: 'side'; readonly side: Side }
  | { readonly do: 'match'; readonly on: boolean };

/** About 60 a second while anything moves, and after every change. */
export type PlayerReport = PlayerState;

/** From the page to the deck worker: commands, and what it has to know of the sound card. */
export type DeckRequest =
  | DeckCommand
  /** A newborn player, or none any more. */
  | { readonly do: 'connect'; readonly port: MessagePort | null; readonly sampleRateHz: number }
  /** From rendering to the ear. */
  | { readonly do: 'latency'; readonly seconds: number };
