// Call report: what a call tells while it runs, thinned out, so that the page is not kept busy listening.
import type { EngineReply, TrackFront } from './protocol.ts';

/** At most twenty a second, of progress and of fronts each. */
const LEAST_MS = 50;

export interface CallReport {
  progress(stage: string, share: number): void;
  front(front: TrackFront): void;
  /** Tells the front that was held back last: before the result. */
  flush(): void;
}

/** A new stage, the end of one, and a new track are told at once. */
export function createCallReport(
  call: number,
  send: (reply: EngineReply) => void,
  nowMs: () => number,
): CallReport {
  let stageNow = '';
  let toldMs = -Infinity;
  let frontMs = -Infinity;
  let folder = '';
  let held: TrackFront | null = null;
  const tellFront = (front: TrackFront): void => {
    folder = front.trackFolder;
    frontMs = nowMs();
    held = null;
    send({ call, front });
  };
  return {
    progress(stage, share) {
      if (stage === stageNow && share < 1 && nowMs() - toldMs < LEAST_MS) return;
      stageNow = stage;
      toldMs = nowMs();
      send({ call, progress: { stage, share } });
    },
    front(front) {
      if (front.trackFolder === folder && nowMs() - frontMs < LEAST_MS) held = front;
      else tellFront(front);
    },
    flush() {
      if (held) tellFront(held);
    },
  };
}
