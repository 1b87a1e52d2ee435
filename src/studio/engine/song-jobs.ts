// Song jobs: what is being done for each song: begun in its turn, stopped by what makes it pointless.
import { Fault } from '../../signal/fault.ts';
import type { Run } from '../../tasks/run.ts';
import type { TrackFront, Verb } from './protocol.ts';
import { Turns } from './turns.ts';

/** Where a call tells what happens, and how it is cancelled. */
export interface CallWire {
  progress(stage: string, share: number): void;
  front(front: TrackFront): void;
  readonly signal: AbortSignal;
}

interface Job {
  readonly id: string;
  readonly verb: Verb;
  readonly stop: AbortController;
  /** Never rejects. */
  settled: Promise<void>;
}

/** Whatever takes its time. */
export const WORK: readonly Verb[] = ['hear', 'waive', 'plan', 'candidates', 'render', 'deliver', 'zip'];

/** What the artist waits for at the knobs, then what leaves, then what is still to be heard. */
const URGENCY: Partial<Record<Verb, number>> = {
  waive: 0,
  plan: 0,
  render: 0,
  candidates: 1,
  deliver: 1,
  zip: 1,
  hear: 2,
};
/** More than any urgency: the song in hand goes before all others. */
const OTHER_SONG = 10;

export class SongJobs {
  readonly #turns = new Turns();
  readonly #jobs = new Set<Job>();
  /** Lets waiting messages in. */
  readonly #breathe: () => Promise<void>;
  /** The song in hand. */
  inHand: string | null = null;

  constructor(breathe: () => Promise<void>) {
    this.#breathe = breathe;
  }

  /**
   * Runs `work` in its turn, after the song's jobs of the verbs in `stops` have been cancelled and have tidied up. Fault
   * `cancelled`.
   */
  async run<T>(
    id: string,
    verb: Verb,
    stops: readonly Verb[],
    wire: CallWire,
    work: (run: Run) => Promise<T>,
  ): Promise<T> {
    const older = this.#stop(id, stops);
    const job: Job = { id, verb, stop: new AbortController(), settled: Promise.resolve() };
    const cancel = (): void => job.stop.abort();
    wire.signal.addEventListener('abort', cancel, { once: true });
    if (wire.signal.aborted) cancel();
    const result = Promise.all(older).then(() => this.#inTurn(job, wire, work));
    job.settled = result.then(
      () => {},
      () => {},
    );
    this.#jobs.add(job);
    try {
      return await result;
    } finally {
      this.#jobs.delete(job);
      wire.signal.removeEventListener('abort', cancel);
    }
  }

  /** Cancels everything of a song and waits until it is tidied up. */
  async stopAll(id: string): Promise<void> {
    await Promise.all(this.#stop(id, WORK));
  }

  #stop(id: string, verbs: readonly Verb[]): Promise<void>[] {
    const jobs = [...this.#jobs].filter((job) => job.id === id && verbs.includes(job.verb));
    for (const job of jobs) job.stop.abort();
    return jobs.map((job) => job.settled);
  }

  async #inTurn<T>(job: Job, wire: CallWire, work: (run: Run) => Promise<T>): Promise<T> {
    const { signal } = job.stop;
    const turn = this.#turns.enter(
      () => (URGENCY[job.verb] ?? 0) + (job.id === this.inHand ? 0 : OTHER_SONG),
    );
    signal.addEventListener('abort', turn.release, { once: true });
    if (signal.aborted) turn.release();
    const run: Run = {
      signal,
      progress: (stage, share) => wire.progress(stage, share),
      breathe: async () => {
        await this.#breathe();
        await turn.take();
      },
    };
    try {
      await turn.take();
      if (signal.aborted) throw new Fault('cancelled', 'output');
      return await work(run);
    } finally {
      turn.leave();
    }
  }
}
