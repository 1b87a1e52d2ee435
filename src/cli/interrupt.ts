// Interrupt: Ctrl-C asks the task to stop cleanly; a second one ends the process at once.

const KILLED_BY_INTERRUPT = 130;

/** A signal that is aborted by the first interrupt. */
export function interruptible(): { readonly signal: AbortSignal } {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(KILLED_BY_INTERRUPT);
      controller.abort();
    });
  }
  return { signal: controller.signal };
}
