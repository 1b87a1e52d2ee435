// Deck client: the page's hold on the player: one AudioContext at the song's own rate, its worklet and the deck worker.
import type { DeckSong, DeckState, Side } from './deck-protocol.ts';

export class Deck {
  constructor(_onState: (state: DeckState) => void) {}
  load(_song: DeckSong | null): void {}
  update(_song: DeckSong): void {}
  async play(): Promise<void> {}
  pause(): void {}
  seek(_frame: number): void {}
  setSide(_side: Side): void {}
  setMatch(_on: boolean): void {}
  setLoop(_range: { readonly startFrame: number; readonly endFrame: number } | null): void {}
  close(): void {}
}
