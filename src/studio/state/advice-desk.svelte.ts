// Advice desk: the other ways to master the song in hand, and what is said to its plan in words.
import type { Wish } from '../../master/wish.ts';
import type { EngineClient } from '../engine/engine-client.ts';
import type { CandidateOffer, CandidateOffers, FaultRecord } from '../engine/protocol.ts';
import type { Song } from './song.svelte.ts';
import { commonWish, sameWish, withWords } from './wish-edit.ts';

interface Desk {
  readonly current: Song | null;
  wish(change: (wish: Wish) => Wish, control: string): void;
  /** Said to those who listen instead of looking. */
  saying: string;
}

/** What was asked for a song, and is told only while it is in hand. */
interface Asked<T> {
  readonly song: Song;
  readonly told: T;
}

export class AdviceDesk {
  readonly #engine: Pick<EngineClient, 'call'>;
  readonly #desk: Desk;
  #made = $state.raw<(Asked<CandidateOffers> & { readonly wish: Wish }) | null>(null);
  #looking = $state.raw<Asked<AbortController> | null>(null);
  #lookFault = $state.raw<Asked<FaultRecord> | null>(null);
  #wordsFault = $state.raw<Asked<FaultRecord> | null>(null);
  /** 0…1 of the listening, in whole hundredths. */
  share = $state(0);
  /** The words are being understood. */
  asking = $state(false);

  readonly looking = $derived.by(() => this.#looking !== null && this.#looking.song === this.#desk.current);
  readonly fault = $derived.by(() => this.#inHand(this.#lookFault));
  readonly wordsFault = $derived.by(() => this.#inHand(this.#wordsFault));
  /** null where nobody has looked yet, or style, locks or ceiling have changed since. */
  readonly offers = $derived.by(() => {
    const song = this.#desk.current;
    if (!song || this.#made?.song !== song) return null;
    return sameWish(this.#made.wish, commonWish(song.wish)) ? this.#made.told : null;
  });

  constructor(engine: Pick<EngineClient, 'call'>, desk: Desk) {
    this.#engine = engine;
    this.#desk = desk;
  }

  /** Asks for the ways to master the song in hand. */
  async look(): Promise<void> {
    const song = this.#desk.current;
    if (!song?.heard || this.looking || this.offers) return;
    this.#looking?.told.abort();
    const looking = { song, told: new AbortController() };
    this.#looking = looking;
    this.#lookFault = null;
    this.share = 0;
    const wish = commonWish(song.wish);
    try {
      const { signal } = looking.told;
      const onProgress = (_: string, share: number): void =>
        void (this.share = Math.round(100 * share) / 100);
      const told = await this.#engine.call('candidates', { id: song.id, wish }, { signal, onProgress });
      this.#made = { song, wish, told };
      this.#desk.saying = `${told.offers.length} ways to master ${song.title}`;
    } catch (reason) {
      const told = reason as FaultRecord;
      if (told.code !== 'cancelled') this.#lookFault = { song, told };
    } finally {
      if (this.#looking === looking) this.#looking = null;
    }
  }

  cancel(): void {
    this.#looking?.told.abort();
  }

  take(offer: CandidateOffer): void {
    this.#desk.wish(() => offer.wish, `candidate ${offer.id}`);
  }

  /** Makes a sentence part of the wish, if it is understood; tells whether it was. */
  async say(words: string): Promise<boolean> {
    const song = this.#desk.current;
    if (!song?.plan || this.asking) return false;
    this.asking = true;
    this.#wordsFault = null;
    try {
      await this.#engine.call('understand', { id: song.id, words });
      if (song === this.#desk.current) this.#desk.wish((wish) => withWords(wish, words), `words ${words}`);
      return true;
    } catch (reason) {
      this.#wordsFault = { song, told: reason as FaultRecord };
      return false;
    } finally {
      this.asking = false;
    }
  }

  #inHand<T>(asked: Asked<T> | null): T | null {
    return asked !== null && asked.song === this.#desk.current ? asked.told : null;
  }
}
