// Protocol: what the page asks of the engine's worker and what it hears back; plain records.
import type { Plan } from '../../master/plan.ts';
import type { Wish } from '../../master/wish.ts';
import type { Measurements } from '../../measure/measurements.ts';
import type { Pyramid } from '../../measure/pyramid.ts';
import type { TrackFormat } from '../../preview/track.ts';
import type { GainReductionTrace, Corridor, Report, Verification } from '../../report/report.ts';
import type { Facts, FaultKind } from '../../signal/fault.ts';
import type { AnalysedSong } from '../../tasks/analyse-song.ts';
import type { CandidateOffer, CandidateOffers } from '../../tasks/offer-candidates.ts';

export type { CandidateOffer, CandidateOffers, Pyramid, Wish };

/** A song of the session: kept, so that a reload finds it again. */
export interface SongRecord {
  readonly id: string;
  /** The dropped file's own name. */
  readonly fileName: string;
  /** null until it was heard to the end. */
  readonly heard: HeardSong | null;
  /** What was decided for `wish`; null until a plan was made. */
  readonly plan: Plan | null;
  readonly wish: Wish;
  /** null until a master of `plan` was rendered to its end. */
  readonly master: MasterRecord | null;
}

export interface HeardSong extends AnalysedSong {
  readonly track: TrackFormat;
  readonly trackFolder: string;
  /** Of the wish's style when it was heard; `corridorOf` (report) tells it for others. */
  readonly corridor: Corridor | null;
}

/** A rendered master, to be played beside its mix. */
export interface MasterRecord {
  /** Grows with every render of the song. */
  readonly version: number;
  /** As rendered: corrected where the first render missed its promise. */
  readonly plan: Plan;
  readonly trackFolder: string;
  readonly measurements: Measurements;
  readonly verification: Verification;
  readonly gainReduction: GainReductionTrace | null;
}

export interface DeliveredFile {
  readonly name: string;
  readonly bytes: number;
  readonly path: string;
}

export interface Delivery {
  readonly report: Report;
  /** Sound first, then plan and reports. */
  readonly files: readonly DeliveredFile[];
}

/** Each verb: what it takes and what it gives. */
export interface EngineVerbs {
  /** The songs of the last visit, oldest first. */
  restore(): Promise<SongRecord[]>;
  /** This song is in hand: its work goes before that of all others. */
  attend(request: { id: string }): Promise<void>;
  /**
   * Takes the file into the session's own storage and listens to all of it; `file` null: the kept copy of a song that was
   * not heard to its end. Stages: `copy`, `listen`; `front` events while the mix's track grows.
   */
  hear(request: { id: string; file: File | null }): Promise<SongRecord>;
  /**
   * Marks findings as meant to be so, with a note; `note` null takes the mark back. `startsS`: only those that begin there;
   * null: all of the code. Known again by the sound around them, in later exports too. Fault `nothing-to-remember`.
   */
  waive(request: {
    id: string;
    code: string;
    startsS: readonly number[] | null;
    note: string | null;
  }): Promise<HeardSong>;
  /** Decides anew; stops a running `plan` or `render` of the song with `cancelled`. Stages: `decide`, `forecast`. */
  plan(request: { id: string; wish: Wish }): Promise<Plan>;
  /**
   * The ways to master the song, around what `wish` asks for; asked again with the same wish, the same. Stops a running one of
   * the song with `cancelled`. Stages: `decide`, `weigh`, `forecast`.
   */
  candidates(request: { id: string; wish: Wish }): Promise<CandidateOffers>;
  /** Whether the plan as it stands could be revised by these words; the Fault says what is wrong with them. */
  understand(request: { id: string; words: string }): Promise<void>;
  /**
   * Renders into a new track, beside the one that is playing; stops a running `render` of the song with `cancelled`. Stage:
   * `render`; `front` events while it grows, of another folder where the plan had to be corrected.
   */
  render(request: { id: string; plan: Plan }): Promise<MasterRecord>;
  /** Writes, opens again, measures, with the plan as it stands: that of the master record. Stages: `render`, `accept`, `report`. */
  deliver(request: { id: string; plan: Plan; date: string | null }): Promise<Delivery>;
  /**
   * The files of the last delivery as one zip called `name`, ending included; the same again until they are made anew, which
   * stops it with `cancelled`. Stage: `zip`.
   */
  zip(request: { id: string; name: string }): Promise<DeliveredFile>;
  /** The waveform of the mix, or of the master as far as it was rendered; null where there is none. */
  pyramid(request: { id: string; side: 'mix' | 'master' }): Promise<Pyramid | null>;
  forget(request: { id: string }): Promise<void>;
}

export type Verb = keyof EngineVerbs;

/** A Fault, or a mistake of ours (`code` `assertion`), as it crosses the worker's border. */
export interface FaultRecord {
  readonly code: string;
  readonly kind: FaultKind;
  readonly facts: Facts;
}

export type EngineRequest =
  | { readonly call: number; readonly verb: Verb; readonly request: unknown }
  | { readonly cancel: number }
  /** Are you there? Answered at once, between two bursts of whatever is being worked on. */
  | { readonly ping: true };

export type EngineReply =
  | { readonly pong: true }
  | { readonly call: number; readonly progress: { readonly stage: string; readonly share: number } }
  /** A new track has begun or grown: it can be played up to `frames`. */
  | { readonly call: number; readonly front: TrackFront }
  | { readonly call: number; readonly result: unknown }
  | { readonly call: number; readonly fault: FaultRecord };

export interface TrackFront {
  readonly side: 'mix' | 'master';
  readonly track: TrackFormat;
  readonly trackFolder: string;
  readonly frames: number;
}
