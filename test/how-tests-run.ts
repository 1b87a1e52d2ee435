// How tests run: the patience that both runs have, and which files go first.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * A machine three times slower, with both cores busy, must pass too: no limit here is a claim about speed, each only ends what
 * hangs. Speed is measured by `npm run bench`.
 */
export const PATIENCE = {
  testTimeout: 240_000,
  hookTimeout: 240_000,
  expect: { poll: { timeout: 60_000, interval: 25 } },
} as const;

/** Those that take longest, in the order of their start: who begins with the small ones ends with one core idle. */
const FIRST: readonly string[] = [
  'test/studio/e2e/the-way.test.ts',
  'test/studio/e2e/at-hand.test.ts',
  'test/studio/engine/engine.test.ts',
  'test/tasks/master-song.test.ts',
  'test/studio/engine/killed.test.ts',
  'test/studio/e2e/accessible.test.ts',
  'test/studio/engine/cancel.test.ts',
  'test/cli/process.test.ts',
  'test/page/player.test.ts',
  'test/studio/e2e/confined.test.ts',
  'test/studio/e2e/meant.test.ts',
  'test/studio/e2e/offline.test.ts',
  'test/inspect/origin/upsampling.test.ts',
  'test/golden/bits.test.ts',
  'test/tasks/waive-song.test.ts',
  'test/master/mastering.test.ts',
];

/** The long ones of `FIRST`, then the others as Vitest has them: by what they took the last time, or by their size. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = FIRST.findIndex((path) => moduleId.endsWith(path));
      return place === -1 ? FIRST.length : place;
    };
    return others.sort((a, b) => rank(a) - rank(b));
  }
}
