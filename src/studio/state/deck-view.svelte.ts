// Deck view: the deck as the page sees it: where it is, which side plays, what its meters read.
import { Deck } from '../player/deck-client.ts';
import type { DeckSong, DeckState, Side } from '../player/deck-protocol.ts';

export interface FrameRange {
  readonly startFrame: number;
  readonly endFrame: number;
}

/** Every field is a signal of its own: what follows the playhead is drawn anew, and nothing else. */
export class DeckView {
  frame = $state(0);
  playing = $state(false);
  waiting = $state(false);
  ended = $state(false);
  side = $state<Side>('mix');
  match = $state(true);
  loop = $state.raw<FrameRange | null>(null);
  mix = $state.raw<DeckState['mix']>(null);
  master = $state.raw<DeckState['master']>(null);
  /** Something lies on the deck. */
  loaded = $state(false);

  readonly #deck: Deck;
  #song: DeckSong | null = null;

  /** `onTrouble` hears why nothing can be heard. */
  constructor(onTrouble: (what: string) => void) {
    this.#deck = new Deck((state) => this.#hear(state), onTrouble);
  }

  /** Lays a song on the deck, or with `sameSong` its grown or new tracks. */
  lay(song: DeckSong | null, sameSong: boolean): void {
    const update = sameSong && this.#song !== null;
    const firstMaster = Boolean(song?.master) && !(update && this.#song?.master);
    this.#song = song;
    this.loaded = song !== null;
    if (update && song) this.#deck.update(song);
    else this.#load(song);
    if (firstMaster && !this.playing) this.setSide('master');
    else if (this.side === 'master' && !song?.master) this.setSide('mix');
  }

  toggle(): void {
    if (!this.loaded) return;
    if (this.playing) this.#deck.pause();
    else void this.play();
  }

  async play(): Promise<void> {
    if (!this.loaded) return;
    if (this.ended) this.seek(this.loop?.startFrame ?? 0);
    await this.#deck.play();
  }

  pause(): void {
    this.#deck.pause();
  }

  seek(frame: number): void {
    this.frame = Math.max(0, Math.min(this.#song?.frames ?? 0, Math.round(frame)));
    this.ended = false;
    this.#deck.seek(this.frame);
  }

  setSide(side: Side): void {
    this.side = side;
    this.#deck.setSide(side);
  }

  setMatch(on: boolean): void {
    this.match = on;
    this.#deck.setMatch(on);
  }

  setLoop(range: FrameRange | null): void {
    this.loop = range;
    this.#deck.setLoop(range);
  }

  #load(song: DeckSong | null): void {
    this.frame = 0;
    this.mix = null;
    this.master = null;
    this.setLoop(null);
    this.#deck.load(song);
  }

  #hear(state: DeckState): void {
    this.frame = state.frame;
    this.playing = state.playing;
    this.waiting = state.waiting;
    this.ended = state.ended;
    this.side = state.side;
    this.match = state.match;
    this.mix = state.mix;
    this.master = state.master;
  }
}
