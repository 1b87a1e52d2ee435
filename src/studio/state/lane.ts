// Lane: work done one piece at a time, the most wanted next.

/** `next` gives the next piece of work or null; pieces never reject. The answer wakes the lane when there may be work. */
export function createLane(next: () => (() => Promise<void>) | null): () => void {
  let busy = false;
  const run = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    try {
      for (let work = next(); work !== null; work = next()) await work();
    } finally {
      busy = false;
    }
  };
  return () => void run();
}
