// Analysis: the measurements and findings of one song, as plain JSON.
import type { Finding } from '../inspect/finding.ts';
import type { Measurements } from '../measure/measurements.ts';

export interface Analysis {
  readonly version: 1;
  readonly measurements: Measurements;
  /** Worst first. */
  readonly findings: readonly Finding[];
  /** What should go back to the mix, in order of time: kept apart from the faults and from what mastering does. */
  readonly mixNotes: readonly Finding[];
}
