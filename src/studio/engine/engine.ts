// Engine: the verbs of the protocol, over any Place: keeps the session and has the tasks done for it.
import type { Place } from '../../files/place.ts';
import { droppedFileSource } from '../../places/browser/dropped-file.ts';
import { faultRecord } from './fault-record.ts';
import type { EngineVerbs, FaultRecord, SongRecord, Verb } from './protocol.ts';
import { SessionStore } from './session-store.ts';
import { songsFolder } from './song-folder.ts';
import { SongJobs, WORK, type CallWire } from './song-jobs.ts';
import { SongWork } from './song-work.ts';

/** What the machine gives; tests give their own. */
export interface EngineMachine {
  readonly place: Place;
  /** Folder of the session at the place; `''` for all of it. */
  readonly root: string;
  /** Lets waiting messages in: resolves in a later turn of the event loop. */
  breathe(): Promise<void>;
}

type Served = { readonly [V in Verb]: (request: never, wire: CallWire) => ReturnType<EngineVerbs[V]> };

/** One session. Calls of all songs may overlap; the work itself is done one at a time. */
export class Engine {
  readonly #machine: EngineMachine;
  readonly #store: SessionStore;
  readonly #jobs: SongJobs;
  readonly #songs = new Map<string, SongWork>();
  #loaded: Promise<void> | null = null;
  #newest = 0;

  constructor(machine: EngineMachine) {
    this.#machine = machine;
    this.#store = new SessionStore(machine.place, machine.root);
    this.#jobs = new SongJobs(machine.breathe);
  }

  /** Rejects with a FaultRecord. */
  async call<V extends Verb>(
    verb: V,
    request: Parameters<EngineVerbs[V]>[0],
    wire: CallWire,
  ): Promise<Awaited<ReturnType<EngineVerbs[V]>>> {
    const songName = this.#nameOf(request);
    try {
      await this.#whenLoaded();
      return (await this.#verbs[verb](request as never, wire)) as Awaited<ReturnType<EngineVerbs[V]>>;
    } catch (reason) {
      const fault: FaultRecord = faultRecord(reason, songsFolder(this.#machine.root), songName);
      throw fault;
    }
  }

  readonly #verbs: Served = {
    restore: async () => [...this.#songs.values()].map(({ record }) => record),
    attend: async ({ id }: { id: string }) => {
      this.#jobs.inHand = id;
    },
    hear: ({ id, file }: Parameters<EngineVerbs['hear']>[0], wire) =>
      file === null ? this.#hearAgain(id, wire) : this.#takeIn(id, file, wire),
    waive: ({ id, note, ...meant }: Parameters<EngineVerbs['waive']>[0], wire) =>
      this.#jobs.run(id, 'waive', [], wire, () => this.#song(id).waive(meant, note)),
    plan: ({ id, wish }: Parameters<EngineVerbs['plan']>[0], wire) =>
      this.#jobs.run(id, 'plan', ['plan', 'render'], wire, (run) => this.#song(id).plan(wish, run)),
    candidates: ({ id, wish }: Parameters<EngineVerbs['candidates']>[0], wire) =>
      this.#jobs.run(id, 'candidates', ['candidates'], wire, (run) => this.#song(id).candidates(wish, run)),
    understand: ({ id, words }: Parameters<EngineVerbs['understand']>[0]) => {
      const { advice, record } = this.#song(id);
      return advice.understand(record, words);
    },
    render: ({ id, plan }: Parameters<EngineVerbs['render']>[0], wire) =>
      this.#jobs.run(id, 'render', ['render'], wire, (run) => this.#song(id).render(plan, wire, run)),
    deliver: ({ id, plan, date }: Parameters<EngineVerbs['deliver']>[0], wire) =>
      this.#jobs.run(id, 'deliver', ['deliver', 'zip'], wire, (run) =>
        this.#song(id).deliver(plan, date, run),
      ),
    zip: ({ id, name }: Parameters<EngineVerbs['zip']>[0], wire) =>
      this.#jobs.run(id, 'zip', ['zip'], wire, (run) => this.#song(id).zip(name, run)),
    pyramid: ({ id, side }: Parameters<EngineVerbs['pyramid']>[0]) => this.#song(id).pyramid(side),
    forget: async ({ id }: { id: string }) => {
      await this.#jobs.stopAll(id);
      await this.#forget(id);
    },
  };

  /** What failed is tried again with the next call. */
  async #whenLoaded(): Promise<void> {
    this.#loaded ??= this.#load();
    try {
      await this.#loaded;
    } catch (reason) {
      this.#loaded = null;
      throw reason;
    }
  }

  async #load(): Promise<void> {
    for (const { record, order } of await this.#store.restore()) {
      this.#songs.set(record.id, new SongWork(this.#machine.place, this.#store, record));
      this.#newest = Math.max(this.#newest, order);
    }
  }

  /** A song that cannot be heard to its end does not stay. */
  #takeIn(id: string, file: File, wire: CallWire): Promise<SongRecord> {
    return this.#jobs.run(id, 'hear', WORK, wire, async (run) => {
      try {
        await this.#forget(id);
        const song = SongWork.newborn(this.#machine.place, this.#store, id, file.name);
        await song.takeIn(droppedFileSource(file), ++this.#newest, run);
        this.#songs.set(id, song);
        return await song.hear(wire, run);
      } catch (reason) {
        await this.#forget(id);
        throw reason;
      }
    });
  }

  #hearAgain(id: string, wire: CallWire): Promise<SongRecord> {
    return this.#jobs.run(id, 'hear', WORK, wire, (run) => this.#song(id).hear(wire, run));
  }

  async #forget(id: string): Promise<void> {
    this.#songs.delete(id);
    await this.#store.forget(id);
  }

  #nameOf(request: { readonly id: string; readonly file?: File | null } | undefined): string | null {
    return request?.file?.name ?? this.#songs.get(request?.id ?? '')?.record.fileName ?? null;
  }

  #song(id: string): SongWork {
    const song = this.#songs.get(id);
    if (!song) throw new Error(`no song ${id}`);
    return song;
  }
}
