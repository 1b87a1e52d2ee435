// Finding desk: what was found in the song in hand, what of it is for the mix, what is meant to be so; and its page to keep.
import type { EngineClient } from '../engine/engine-client.ts';
import type { FaultRecord } from '../engine/protocol.ts';
import { findingKinds, waivedKinds } from './finding-places.ts';
import type { Song } from './song.svelte.ts';

interface Desk {
  inHand(): Song | null;
  /** Said aloud to those who listen instead of looking. */
  say(words: string): void;
  tellTrouble(fault: FaultRecord): void;
}

export class FindingDesk {
  readonly #engine: Pick<EngineClient, 'call'>;
  readonly #desk: Desk;
  readonly #analysis = $derived.by(() => this.#desk.inHand()?.heard?.analysis ?? null);
  /** Worst first. */
  readonly kinds = $derived.by(() => findingKinds(this.#analysis?.findings ?? []));
  /** What only the mix can change. */
  readonly mixKinds = $derived.by(() => findingKinds(this.#analysis?.mixNotes ?? [], 'mix-'));
  readonly waived = $derived.by(() =>
    waivedKinds([...(this.#analysis?.findings ?? []), ...(this.#analysis?.mixNotes ?? [])]),
  );

  constructor(engine: Pick<EngineClient, 'call'>, desk: Desk) {
    this.#engine = engine;
    this.#desk = desk;
  }

  /** Marks what was found as meant to be so: all of a code, or what begins at these places; `note` null takes the mark back. */
  async waive(code: string, startsS: readonly number[] | null, note: string | null): Promise<void> {
    const song = this.#desk.inHand();
    if (!song?.heard) return;
    try {
      song.heard = await this.#engine.call('waive', { id: song.id, code, startsS, note });
      this.#desk.say(note === null ? 'It counts again' : 'Marked as meant to be so');
    } catch (fault) {
      this.#desk.tellTrouble(fault as FaultRecord);
    }
  }

  /** The check as a page, to read, print and send. */
  async savePage(): Promise<void> {
    const song = this.#desk.inHand();
    if (!song?.heard) return;
    const { saveCheckPage } = await import('./check-page-file.ts');
    saveCheckPage(song.fileName, song.heard);
  }
}
