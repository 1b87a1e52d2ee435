// Interrupt: Ctrl-C asks the task to stop cleanly; a second one ends the process at once.
import { performance } from 'node:perf_hooks';

const KILLED_BY_INTERRUPT = 130;
/** One Ctrl-C may come twice: from the terminal, and passed on by npx or a shell script that started us. */
const SAME_PRESS_MS = 400;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Does `work` with a signal that the first interrupt aborts. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let firstMs = 0;
  const interrupt = (): void => {
    if (!controller.signal.aborted) firstMs = performance.now();
    else if (performance.now() - firstMs > SAME_PRESS_MS) process.exit(KILLED_BY_INTERRUPT);
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, interrupt);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of SIGNALS) process.off(name, interrupt);
  }
}
