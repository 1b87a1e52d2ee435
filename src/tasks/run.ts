// Run: handed to every task: where to tell progress, how to be cancelled.
import { Fault } from '../signal/fault.ts';

export interface Run {
  /** `stage` is a stable code (`listen`, `decide`, `render`, `verify` …); `share` 0…1 of that stage. */
  progress(stage: string, share: number): void;
  readonly signal?: AbortSignal;
  /** Awaited before every burst: where a machine lets in what was said to it meanwhile, or lets other work go first. */
  breathe?(): Promise<void>;
}

/** A run that tells no one and cannot be cancelled. */
export const SILENT_RUN: Run = { progress() {} };

/** Throws the `cancelled` Fault when the user has had enough. */
export function throwIfCancelled(run: Run): void {
  if (run.signal?.aborted) throw new Fault('cancelled', 'output');
}

/** One stage of a run, for what knows no runs: told and asked before every piece whether to go on. */
export interface StageWatch {
  progress(share: number): void;
  /** Throws the `cancelled` Fault. */
  breathe(): Promise<void>;
}

export function watchStage(run: Run, stage: string): StageWatch {
  return {
    progress: (share) => run.progress(stage, share),
    async breathe() {
      await run.breathe?.();
      throwIfCancelled(run);
    },
  };
}
