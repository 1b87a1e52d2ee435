// Protocol: what the page asks of the engine's worker and what it hears back; plain records.
import type { Intent } from '../../master/intent.ts';
import type { Plan } from '../../master/plan.ts';
import type { Measurements } from '../../measure/measurements.ts';
import type { TrackFormat } from '../../preview/track.ts';
import type { GainReductionTrace, Corridor, Report, Verification } from '../../report/report.ts';
import type { Facts, FaultKind } from '../../signal/fault.ts';
import type { AnalysedSong } from '../../tasks/analyse-song.ts';

/** What the artist asks for: the intent, and for single moves, by id, another strength (0…1) than the amount's. */
export interface Wish {
  readonly intent: Intent;
  readonly strengths: Readonly<Record<string, number>>;
}

/** A song of the session: kept, so that a reload finds it again. */
export interface SongRecord {
  readonly id: string;
  /** The dropped file's own name. */
  readonly fileName: string;
  /** null until it was heard to the end. */
  readonly heard: HeardSong | null;
  /** null until a plan was made. */
  readonly plan: Plan | null;
  readonly wish: Wish;
  /** null until a master of `plan` was rendered to its end. */
  readonly master: MasterRecord | null;
}

export interface HeardSong extends AnalysedSong {
  readonly track: TrackFormat;
  readonly trackFolder: string;
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

/** Smallest, largest and RMS value, all channels together, of each stretch; arrays are parallel. */
export interface Pyramid {
  readonly framesPerPoint: number;
  readonly frames: number;
  readonly min: Float32Array;
  readonly max: Float32Array;
  readonly rms: Float32Array;
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
  /** Takes the file into the session's own storage and listens to all of it. Stages: `copy`, `listen`. */
  hear(request: { id: string; file: File }): Promise<SongRecord>;
  /** Decides anew. Stages: `decide`, `forecast`. */
  plan(request: { id: string; wish: Wish }): Promise<Plan>;
  /** Renders into a new track, beside the one that is playing. Stage: `render`; `front` events while it grows. */
  render(request: { id: string; plan: Plan }): Promise<MasterRecord>;
  /** Writes, opens again, measures. Stages: `render`, `accept`, `report`. */
  deliver(request: { id: string; plan: Plan; date: string | null }): Promise<Delivery>;
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
  | { readonly cancel: number };

export type EngineReply =
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
