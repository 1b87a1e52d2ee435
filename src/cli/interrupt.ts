// Interrupt: Ctrl-C asks the task to stop cleanly; a second one ends the process at once.

const KILLED_BY_INTERRUPT = 130;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Does `work` with a signal that the first interrupt aborts. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(KILLED_BY_INTERRUPT);
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, interrupt);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of SIGNALS) process.off(name, interrupt);
  }
}
