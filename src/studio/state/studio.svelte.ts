// Studio: the songs, the one in hand, the engine and the deck; the only place of the page that talks to either.
import { untrack } from 'svelte';
import type { Wish } from '../../master/wish.ts';
import { randomId } from '../../places/browser/random-id.ts';
import { faultWords } from '../../report/words.ts';
import { Fault } from '../../signal/fault.ts';
import { EngineClient } from '../engine/engine-client.ts';
import type { FaultRecord } from '../engine/protocol.ts';
import type { SaveAs } from '../engine/save-files.ts';
import { AdviceDesk } from './advice-desk.svelte.ts';
import { DeckView } from './deck-view.svelte.ts';
import { droppedFiles } from './dropped-files.ts';
import { keepInHand, keptInHand } from './in-hand.ts';
import { FindingDesk } from './finding-desk.svelte.ts';
import { listenFromS, placesInTime, type FindingPlace } from './finding-places.ts';
import { askToKeep } from './keep-storage.ts';
import { SongErrands } from './song-errands.ts';
import { Song } from './song.svelte.ts';
import { RECOMMENDED, withStrength } from './wish-edit.ts';
import { Zoom } from './zoom.svelte.ts';

/** Built as a file of its own, fetched when it is asked for. */
const EXAMPLE = new URL('../../../examples/first-light/first-light.flac', import.meta.url);

export type OpenDialog = 'download' | 'help' | null;

/** A fader in motion is not followed by a render at every step. */
const SETTLED_MS = 260;
/** How long a removed song can be brought back. */
const UNDO_MS = 8000;

export class Studio {
  songs = $state.raw<readonly Song[]>([]);
  current = $state.raw<Song | null>(null);
  /** The songs of the last visit are being looked up. */
  restoring = $state(true);
  dialog = $state<OpenDialog>(null);
  /** Said to those who listen instead of looking. */
  saying = $state('');
  /** Something that did not work and belongs to no song. */
  notice = $state<string | null>(null);
  /** Taken away, and not forgotten yet. */
  removed = $state.raw<{ readonly song: Song; readonly index: number } | null>(null);
  chosenPin = $state<string | null>(null);
  readonly deck = new DeckView((what) => this.#tellTrouble(new Fault('no-sound', 'output', { what })));
  readonly zoom = new Zoom(() => ({ frame: this.deck.frame, frames: this.current?.frames ?? 0 }));

  readonly #engine = new EngineClient();
  readonly advice = new AdviceDesk(this.#engine, this);
  readonly findings = new FindingDesk(this.#engine, {
    inHand: () => this.current,
    say: (words) => (this.saying = words),
    tellTrouble: (fault) => this.#tellTrouble(fault),
  });
  readonly #work = new SongErrands(this.#engine, {
    inOrder: () =>
      this.current ? [this.current, ...this.songs.filter((s) => s !== this.current)] : this.songs,
    say: (words) => (this.saying = words),
  });
  readonly #settling = new WeakMap<Song, number>();
  #forgetting = 0;
  /** The song that lies on the deck. */
  #laid: Song | null = null;

  constructor() {
    void this.#restore();
  }

  add(files: Iterable<File>): void {
    const added = [...files].map((file) => new Song(randomId(), file.name, file));
    if (added.length === 0) return;
    this.notice = null;
    this.songs = [...this.songs, ...added];
    this.choose(added[0]!);
    void askToKeep();
  }

  /** Files and whole folders. */
  async addDropped(data: DataTransfer): Promise<void> {
    const files = await droppedFiles(data).catch(() => []);
    if (files.length > 0) this.add(files);
    else this.notice = 'There is no sound in what you dropped that could be read.';
  }

  async tryExample(): Promise<void> {
    try {
      const answer = await fetch(EXAMPLE);
      if (!answer.ok) throw new Error(answer.statusText);
      this.add([new File([await answer.blob()], 'first-light.flac')]);
    } catch {
      this.notice =
        'The example could not be fetched. Try again when you are online, or drop a mix of your own.';
    }
  }

  choose(song: Song): void {
    if (song === this.current) return;
    this.current = song;
    keepInHand(song.id);
    this.chosenPin = null;
    this.zoom.whole();
    void this.#engine.call('attend', { id: song.id }).catch(() => {});
    this.#work.wake();
  }

  /** Stops the running work of a song. */
  cancel(song: Song): void {
    if (song.busy) song.abort?.abort();
    else song.stop();
  }

  /** Takes up what was stopped or failed. */
  retry(song: Song): void {
    song.fault = null;
    song.outdated = true;
    song.phase = 'queued';
    this.#work.wake();
  }

  remove(song: Song): void {
    this.#forget();
    const index = this.songs.indexOf(song);
    this.songs = this.songs.filter((each) => each !== song);
    this.removed = { song, index };
    this.cancel(song);
    if (song === this.current) this.#chooseNear(index);
    this.#forgetting = window.setTimeout(() => this.#forget(), UNDO_MS);
    this.saying = `${song.title} removed`;
  }

  bringBack(): void {
    if (!this.removed) return;
    clearTimeout(this.#forgetting);
    const { song, index } = this.removed;
    this.songs = this.songs.toSpliced(index, 0, song);
    this.removed = null;
    this.choose(song);
    if (!song.master) this.retry(song);
    else this.#work.wake();
  }

  /** Changes the wish of the song in hand; heard as soon as it is rendered. */
  wish(change: (wish: Wish) => Wish, control: string): void {
    const song = this.current;
    if (song?.wishes.change(change(song.wish), control)) this.#settle(song);
  }

  strength(moveId: string, strength: number | null): void {
    this.wish((wish) => withStrength(wish, moveId, strength), `strength ${moveId}`);
  }

  resetWish(): void {
    this.wish(() => RECOMMENDED, 'reset');
  }

  undo(): void {
    if (this.removed) this.bringBack();
    else if (this.current?.wishes.undo()) this.#settle(this.current);
  }

  redo(): void {
    if (this.current?.wishes.redo()) this.#settle(this.current);
  }

  listenTo(place: FindingPlace): void {
    const rate = this.current?.sampleRateHz;
    if (!rate) return;
    this.chosenPin = place.pin;
    this.deck.seek(listenFromS(place) * rate);
    this.zoom.reveal(place.startS * rate);
    void this.deck.play();
  }

  /** The finding before or after the playhead. */
  listenToNext(step: 1 | -1): void {
    const places = placesInTime(this.findings.kinds);
    const at = places.findIndex(({ pin }) => pin === this.chosenPin);
    const next = at < 0 ? (step > 0 ? 0 : places.length - 1) : at + step;
    const place = places[Math.max(0, Math.min(places.length - 1, next))];
    if (place) this.listenTo(place);
  }

  openDownload(): void {
    if (this.current?.master) this.dialog = 'download';
  }

  makeDelivery(song: Song): void {
    void song.delivery.make(this.#engine);
  }

  save(song: Song, as: SaveAs, index?: number): void {
    void song.delivery.save(this.#engine, as, index);
  }

  openReport(song: Song): void {
    void song.delivery.openReport();
  }

  /** Keeps the deck as the song in hand is; called in an effect. */
  layOnDeck(): void {
    const song = this.current;
    const onDeck = song?.onDeck ?? null;
    const sameSong = song === this.#laid;
    this.#laid = song;
    untrack(() => this.deck.lay(onDeck, sameSong));
  }

  /** From the first touch on, the master is not what is wished. */
  #settle(song: Song): void {
    song.outdated = true;
    song.settling = true;
    clearTimeout(this.#settling.get(song));
    this.#settling.set(
      song,
      window.setTimeout(() => this.#work.remake(song), SETTLED_MS),
    );
  }

  #tellTrouble(fault: Pick<FaultRecord, 'code' | 'facts'>): void {
    const { text, cure } = faultWords(fault);
    this.notice = `${text} ${cure}`.trim();
  }

  #chooseNear(index: number): void {
    const next = this.songs[Math.min(index, this.songs.length - 1)];
    if (next) this.choose(next);
    else this.current = null;
  }

  #forget(): void {
    clearTimeout(this.#forgetting);
    const song = this.removed?.song;
    this.removed = null;
    if (song) void this.#engine.call('forget', { id: song.id }).catch(() => {});
  }

  async #restore(): Promise<void> {
    const records = await this.#engine.call('restore', undefined).catch((fault: FaultRecord) => {
      this.#tellTrouble(fault);
      return [];
    });
    const songs = records.map((record) => new Song(record.id, record.fileName, null, record));
    this.songs = [...songs, ...this.songs];
    this.restoring = false;
    for (const song of songs) if (song.heard) this.#work.showWaveforms(song);
    const inHand = songs.find(({ id }) => id === keptInHand()) ?? songs[0];
    if (!this.current && inHand) this.choose(inHand);
    this.#work.wake();
  }
}
