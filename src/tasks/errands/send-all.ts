// Send all: errands of one kind sent together, their progress told as one stage; when one fails, the others are called back.
import type { Run } from '../run.ts';
import type { Errand, Errands } from './errand.ts';

export interface WeighedOrder<Order> {
  readonly order: Order;
  /** How long it takes, against the others. */
  readonly weight: number;
}

/** Results in the order of `orders`; the longest are sent first, so that none is waited for alone at the end. */
export async function sendAll<Order, Result>(
  errands: Errands,
  errand: Errand<Order, Result>,
  orders: readonly WeighedOrder<Order>[],
  stage: string,
  run: Run,
): Promise<Result[]> {
  const results: Result[] = [];
  const shares = orders.map(() => 0);
  const whole = orders.reduce((sum, { weight }) => sum + weight, 0);
  let failed: { readonly reason: unknown } | null = null;
  const signal = {
    get aborted() {
      return failed !== null || run.signal?.aborted === true;
    },
  };
  const tell = (at: number, share: number): void => {
    shares[at] = Math.max(shares[at]!, share);
    const done = shares.reduce((sum, one, i) => sum + one * orders[i]!.weight, 0);
    run.progress(stage, whole > 0 ? Math.min(1, done / whole) : 1);
  };
  const send = async (at: number): Promise<void> => {
    const own: Run = { ...run, signal: signal as AbortSignal, progress: (_, share) => tell(at, share) };
    try {
      results[at] = await errands.send(errand, orders[at]!.order, own);
      tell(at, 1);
    } catch (reason) {
      failed ??= { reason };
    }
  };
  run.progress(stage, 0);
  const longestFirst = orders.map((_, at) => at).sort((a, b) => orders[b]!.weight - orders[a]!.weight);
  await Promise.all(longestFirst.map(send));
  if (failed !== null) throw (failed as { readonly reason: unknown }).reason;
  return results;
}

/** A run whose stages are parts of one errand: each tells its share between two shares of the whole. Stages not named tell nothing. */
export function partsOfRun(
  run: Run,
  parts: Readonly<Record<string, readonly [from: number, to: number]>>,
): Run {
  return {
    ...run,
    progress(stage, share) {
      const part = parts[stage];
      if (part !== undefined) run.progress(stage, part[0] + share * (part[1] - part[0]));
    },
  };
}
