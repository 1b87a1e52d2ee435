// Delivery desk: the finished files of one song: made once for each master, then handed out as often as one likes.
import type { CallOptions, EngineClient } from '../engine/engine-client.ts';
import type { DeliveredFile, Delivery, FaultRecord, MasterRecord } from '../engine/protocol.ts';
import { downloadFiles, saveIntoFolder, type SaveAs } from '../engine/save-files.ts';
import { storedFile } from '../engine/stored-file.ts';

/** What is delivered: the song's master as it stands. */
interface Deliverable {
  readonly id: string;
  readonly title: string;
  readonly master: MasterRecord | null;
}

/** What is put together faster than this needs no word about it. */
const UNTOLD_MS = 400;
/** Long enough for the slowest tab to open. */
const ADDRESS_LIFE_MS = 60_000;

export class DeliveryDesk {
  readonly #song: Deliverable;
  #made = $state.raw<{ readonly version: number; readonly delivery: Delivery } | null>(null);
  working = $state(false);
  stage = $state('');
  share = $state(0);
  fault = $state.raw<FaultRecord | null>(null);
  #abort: AbortController | null = null;
  #saving = false;

  /** null where the master has changed since, or nothing was made yet. */
  readonly delivery = $derived.by(() =>
    this.#made !== null && this.#made.version === this.#song.master?.version ? this.#made.delivery : null,
  );

  constructor(song: Deliverable) {
    this.#song = song;
  }

  async make(engine: EngineClient): Promise<void> {
    const { id, master } = this.#song;
    if (this.working || this.delivery || !master) return;
    this.working = true;
    try {
      const request = { id, plan: master.plan, date: new Date().toISOString() };
      const delivery = await engine.call('deliver', request, this.#begin('render'));
      this.#made = { version: master.version, delivery };
    } catch (reason) {
      this.#failed(reason);
    } finally {
      this.working = false;
    }
  }

  cancel(): void {
    this.#abort?.abort();
  }

  /** All of it as a zip or into a folder, or one file by its place in the list. */
  async save(engine: EngineClient, as: SaveAs, index?: number): Promise<void> {
    if (!this.delivery || this.#saving) return;
    const { files } = this.delivery;
    this.#saving = true;
    this.fault = null;
    try {
      if (as === 'zip') await downloadFiles([await this.#zip(engine)]);
      else if (as === 'folder') await saveIntoFolder(files, this.#song.title);
      else await downloadFiles(index === undefined ? files : files.slice(index, index + 1));
    } catch (reason) {
      this.#failed(reason);
    } finally {
      this.#saving = false;
    }
  }

  async openReport(): Promise<void> {
    const page = this.delivery?.files.find((file) => file.name.endsWith('.html'));
    if (!page) return;
    const file = await storedFile(page.path).catch((reason: unknown) => {
      this.#failed(reason);
      return null;
    });
    if (!file) return;
    const address = URL.createObjectURL(new Blob([file], { type: 'text/html' }));
    window.open(address, '_blank', 'noopener');
    setTimeout(() => URL.revokeObjectURL(address), ADDRESS_LIFE_MS);
  }

  /** Large ones take minutes: told, and to be cancelled. */
  async #zip(engine: EngineClient): Promise<DeliveredFile> {
    const { id, title } = this.#song;
    const options = this.#begin('zip');
    const telling = setTimeout(() => (this.working = true), UNTOLD_MS);
    try {
      return await engine.call('zip', { id, name: `${title}.zip` }, options);
    } finally {
      clearTimeout(telling);
      this.working = false;
    }
  }

  #begin(stage: string): CallOptions {
    this.fault = null;
    this.#abort = new AbortController();
    this.#tell(stage, 0);
    return { onProgress: (told, share) => this.#tell(told, share), signal: this.#abort.signal };
  }

  /** What is no FaultRecord is the browser's own word. */
  #failed(reason: unknown): void {
    const fault = reason instanceof Error ? saveFault(reason, this.#song.title) : (reason as FaultRecord);
    this.fault = fault.code === 'cancelled' ? null : fault;
  }

  #tell(stage: string, share: number): void {
    this.stage = stage;
    this.share = Math.round(100 * share) / 100;
  }
}

function saveFault({ name }: Error, file: string): FaultRecord {
  const full = name === 'QuotaExceededError';
  const facts = { file, machine: 'browser', ...(full ? {} : { reason: name }) };
  return { code: full ? 'disk-full' : 'not-writable', kind: 'output', facts };
}
