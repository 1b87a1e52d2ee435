// Waveforms: fetches a growing waveform now and then, never two of one side at once.
import type { Pyramid } from '../../measure/pyramid.ts';

/** Often enough to see it grow, seldom enough to leave the engine its time. */
const PAUSE_MS = 400;

export class WaveformFetcher {
  readonly #fetch: () => Promise<Pyramid | null>;
  readonly #show: (pyramid: Pyramid | null) => void;
  #running = false;
  #again = false;
  #hurry = (): void => {};

  constructor(fetch: () => Promise<Pyramid | null>, show: (pyramid: Pyramid | null) => void) {
    this.#fetch = fetch;
    this.#show = show;
  }

  /** There is more to see. */
  grown(): void {
    this.#again = true;
    if (!this.#running) void this.#run();
  }

  /** There is all of it to see: no more waiting. */
  whole(): void {
    this.grown();
    this.#hurry();
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#again) {
      this.#again = false;
      const pyramid = await this.#fetch().catch(() => null);
      if (pyramid) this.#show(pyramid);
      await new Promise<void>((resolve) => {
        this.#hurry = resolve;
        setTimeout(resolve, PAUSE_MS);
      });
    }
    this.#running = false;
  }
}
