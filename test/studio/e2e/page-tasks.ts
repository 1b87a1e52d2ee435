// Page tasks: how long single tasks kept the page's own thread busy, from the browser's trace.
import type { Browser, Page } from 'playwright';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Processor time of the event, in µs; what other programs took from the thread meanwhile is not in it. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** One at a time in a browser. */
export async function watchPageTasks(browser: Browser, page: Page): Promise<void> {
  await browser.startTracing(page, {
    categories: ['toplevel', 'disabled-by-default-devtools.timeline', '__metadata'],
  });
}

/**
 * Processor time of each task since `watchPageTasks` on the main thread of any page, in ms, longest first. It is what a quiet
 * machine would wait; the clock on the wall would count what the rest of the tests do too.
 */
export async function pageTasksMs(browser: Browser): Promise<readonly number[]> {
  const trace = JSON.parse((await browser.stopTracing()).toString('utf8')) as {
    traceEvents: readonly TraceEvent[];
  };
  const place = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
  const pages = new Set(
    trace.traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(place),
  );
  return trace.traceEvents
    .filter((event) => /RunTask/.test(event.name) && event.tdur !== undefined && pages.has(place(event)))
    .map(({ tdur = 0 }) => tdur / 1000)
    .sort((a, b) => b - a);
}
