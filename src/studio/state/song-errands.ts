// Song errands: takes songs through the engine: hearing in one lane, plans and renders in another, the song in hand past both.
import type { CallOptions, EngineClient } from '../engine/engine-client.ts';
import type { FaultRecord } from '../engine/protocol.ts';
import { createLane } from './lane.ts';
import type { Song } from './song.svelte.ts';
import { WaveformFetcher } from './waveforms.ts';

interface Desk {
  /** The song in hand first, then the others in order. */
  inOrder(): readonly Song[];
  /** Said aloud to those who listen instead of looking. */
  say(words: string): void;
}

/** As the engine says it; it may have been done a moment too early to say so. */
const STOPPED: FaultRecord = { code: 'cancelled', kind: 'output', facts: {} };

export class SongErrands {
  readonly #engine: EngineClient;
  readonly #desk: Desk;
  readonly #wakeHearing: () => void;
  readonly #wakeMaking: () => void;
  /** The engine puts all else off for it; it need not wait for a lane either. */
  readonly #wakeInHand: () => void;
  /** In one lane at a time. */
  readonly #underway = new Set<Song>();
  readonly #fetchers = new WeakMap<Song, Record<'mix' | 'master', WaveformFetcher>>();

  constructor(engine: EngineClient, desk: Desk) {
    this.#engine = engine;
    this.#desk = desk;
    this.#wakeHearing = createLane(() => this.#next((song) => !song.heard));
    this.#wakeMaking = createLane(() => this.#next((song) => song.heard !== null));
    this.#wakeInHand = createLane(() => this.#next((song) => song === desk.inOrder()[0]));
  }

  wake(): void {
    this.#wakeHearing();
    this.#wakeMaking();
    this.#wakeInHand();
  }

  /** The wish has changed: what is being made for the old one is stopped. */
  remake(song: Song): void {
    song.outdated = true;
    song.settling = false;
    song.fault = null;
    if (!song.heard) return;
    song.phase = 'queued';
    song.share = 0;
    song.abort?.abort();
    this.wake();
  }

  /** Waveforms of a song that was restored. */
  showWaveforms(song: Song): void {
    this.#fetcher(song).mix.grown();
    if (song.master) this.#fetcher(song).master.grown();
  }

  #next(fits: (song: Song) => boolean): (() => Promise<void>) | null {
    const waits = (song: Song): boolean =>
      song.phase === 'queued' && song.outdated && !this.#underway.has(song);
    const song = this.#desk.inOrder().find((each) => waits(each) && fits(each));
    return song ? () => this.#work(song) : null;
  }

  async #work(song: Song): Promise<void> {
    this.#underway.add(song);
    await (song.heard ? this.#make(song) : this.#hear(song));
    this.#underway.delete(song);
    this.wake();
  }

  readonly #hear = async (song: Song): Promise<void> => {
    const options = this.#begin(song, song.file ? 'copy' : 'listen');
    this.#desk.say(`Listening to ${song.title}`);
    try {
      const record = await this.#engine.call('hear', { id: song.id, file: song.file }, options);
      song.heard = record.heard;
      song.file = null;
      const stopped = options.signal.aborted && song.phase !== 'queued';
      song.phase = stopped ? 'cancelled' : 'queued';
      this.#fetcher(song).mix.whole();
    } catch (reason) {
      this.#failed(song, reason as FaultRecord);
    }
  };

  readonly #make = async (song: Song): Promise<void> => {
    const options = this.#begin(song, 'decide');
    song.outdated = false;
    try {
      song.plan = await this.#engine.call('plan', { id: song.id, wish: song.wish }, options);
      if (options.signal.aborted) throw STOPPED;
      song.tell('render', 0);
      song.master = await this.#engine.call('render', { id: song.id, plan: song.plan }, options);
      song.plan = song.master.plan;
      song.masterFront = null;
      if (song.phase !== 'queued') song.phase = 'ready'; // else wished anew while the last word was on its way
      this.#fetcher(song).master.whole();
      this.#desk.say(`The master of ${song.title} is ready`);
    } catch (reason) {
      song.outdated = true;
      this.#failed(song, reason as FaultRecord);
    }
  };

  #begin(song: Song, stage: string): CallOptions & { readonly signal: AbortSignal } {
    song.abort = new AbortController();
    song.fault = null;
    song.tell(stage, 0);
    const { signal } = song.abort;
    return {
      signal,
      onProgress: (told, share) => {
        if (!signal.aborted) song.tell(told, share);
      },
      onFront: (front) => {
        if (signal.aborted) return;
        if (front.side === 'mix') song.mixFront = front;
        else song.masterFront = front;
        this.#fetcher(song)[front.side].grown();
      },
    };
  }

  #failed(song: Song, fault: FaultRecord): void {
    if (song.phase === 'queued') return; // taken up again before it had stopped
    song.fail(fault);
    this.#desk.say(song.phase === 'failed' ? `${song.title} could not be mastered` : `Stopped ${song.title}`);
  }

  #fetcher(song: Song): Record<'mix' | 'master', WaveformFetcher> {
    const known = this.#fetchers.get(song);
    if (known) return known;
    const fetch = (side: 'mix' | 'master') => () => this.#engine.call('pyramid', { id: song.id, side });
    const made = {
      mix: new WaveformFetcher(fetch('mix'), (pyramid) => (song.mixPyramid = pyramid)),
      master: new WaveformFetcher(fetch('master'), (pyramid) => (song.masterPyramid = pyramid)),
    };
    this.#fetchers.set(song, made);
    return made;
  }
}
