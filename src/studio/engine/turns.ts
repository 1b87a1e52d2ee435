// Turns: one heavy piece of work at a time; what the artist waits for goes first, and the rest pauses where it stands.

/** Lower goes first. */
export type Rank = () => number;

/** One job's place in the row. */
export interface Turn {
  /** Resolves while it is this job's turn, at once where nothing more urgent waits. May be awaited by several at once. */
  take(): Promise<void>;
  /** The job is done, or has given up; the next one goes on. */
  leave(): void;
  /** Whoever waits goes on, turn or no turn: to find that the job was cancelled. */
  release(): void;
}

interface Entrant {
  readonly rank: Rank;
  readonly waiting: (() => void)[];
  released: boolean;
}

/** Ranks are asked anew whenever the turn can change; of equal ones the first that entered goes on. */
export class Turns {
  readonly #row: Entrant[] = [];
  #holder: Entrant | null = null;

  enter(rank: Rank): Turn {
    const place: Entrant = { rank, waiting: [], released: false };
    this.#row.push(place);
    return {
      take: () => this.#take(place),
      leave: () => {
        this.#row.splice(this.#row.indexOf(place), 1);
        this.#wake(place);
        if (this.#holder === place) this.#pass();
      },
      release: () => {
        place.released = true;
        this.#wake(place);
      },
    };
  }

  async #take(place: Entrant): Promise<void> {
    if (place.released) return;
    if (this.#holder === place || this.#holder === null) this.#holder = this.#first();
    if (this.#holder === place) return;
    const turn = new Promise<void>((resolve) => place.waiting.push(resolve));
    if (this.#holder !== null) this.#wake(this.#holder);
    await turn;
  }

  #first(): Entrant | null {
    let best: Entrant | null = null;
    for (const place of this.#row) {
      if (place.released) continue;
      if (best === null || place.rank() < best.rank()) best = place;
    }
    return best;
  }

  #pass(): void {
    this.#holder = this.#first();
    if (this.#holder !== null) this.#wake(this.#holder);
  }

  #wake(place: Entrant): void {
    for (const resolve of place.waiting.splice(0)) resolve();
  }
}
