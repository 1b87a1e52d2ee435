// Delivery desk: the finished files of one song: made once for each master, then handed out as often as one likes.
import type { EngineClient } from '../engine/engine-client.ts';
import type { Delivery, FaultRecord, MasterRecord } from '../engine/protocol.ts';
import type { SaveAs } from '../engine/save-files.ts';

/** What is delivered: the song's master as it stands. */
interface Deliverable {
  readonly id: string;
  readonly title: string;
  readonly master: MasterRecord | null;
}

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
    this.#begin();
    try {
      const request = { id, plan: master.plan, date: new Date().toISOString() };
      const delivery = await engine.call('deliver', request, {
        onProgress: (stage, share) => this.#tell(stage, share),
        signal: this.#abort!.signal,
      });
      this.#made = { version: master.version, delivery };
    } catch (reason) {
      const fault = reason as FaultRecord;
      this.fault = fault.code === 'cancelled' ? null : fault;
    } finally {
      this.working = false;
    }
  }

  cancel(): void {
    this.#abort?.abort();
  }

  /** All of it as a zip or into a folder, or one file by its place in the list. */
  async save(engine: EngineClient, as: SaveAs, index?: number): Promise<void> {
    if (!this.delivery) return;
    const { files } = this.delivery;
    try {
      const chosen = index === undefined ? files : files.slice(index, index + 1);
      await engine.download(chosen, as, `${this.#song.title}.zip`);
    } catch (reason) {
      this.fault = saveFault(reason, this.#song.title);
    }
  }

  async openReport(engine: EngineClient): Promise<void> {
    const page = this.delivery?.files.find((file) => file.name.endsWith('.html'));
    if (!page) return;
    const file = await engine.file(page.path);
    const address = URL.createObjectURL(new Blob([file], { type: 'text/html' }));
    window.open(address, '_blank', 'noopener');
    setTimeout(() => URL.revokeObjectURL(address), ADDRESS_LIFE_MS);
  }

  #begin(): void {
    this.fault = null;
    this.#abort = new AbortController();
    this.working = true;
    this.#tell('render', 0);
  }

  #tell(stage: string, share: number): void {
    this.stage = stage;
    this.share = Math.round(100 * share) / 100;
  }
}

function saveFault(reason: unknown, file: string): FaultRecord {
  if (reason instanceof DOMException && reason.name === 'QuotaExceededError')
    return { code: 'disk-full', kind: 'output', facts: { file } };
  return { code: 'not-writable', kind: 'output', facts: { file, reason: String(reason) } };
}
