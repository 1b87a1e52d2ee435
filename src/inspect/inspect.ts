// Inspect: one pass with every detector, then the verdicts; worst first.
import type { Measurements } from '../measure/measurements.ts';
import type { Block, SignalFormat } from '../signal/signal.ts';
import { DETECTORS, VERDICTS } from './detectors.ts';
import { compareFindings, type Finding } from './finding.ts';

export interface Inspector {
  push(block: Block): void;
  /** Call once, after the last push. Worst first. */
  result(measurements: Measurements): Finding[];
}

/** What follows from the measurements alone, worst first; all there is to say after a quick check. */
export function judgeMeasurements(measurements: Measurements, format: SignalFormat): Finding[] {
  return VERDICTS.flatMap((kind) => kind.judge(measurements, format)).sort(compareFindings);
}

/** Listens for every fault we know, in sound of one format. */
export function createInspector(format: SignalFormat): Inspector {
  const detectors = DETECTORS.map((kind) => kind.create(format));
  return {
    push(block) {
      for (const detector of detectors) detector.push(block);
    },
    result(measurements) {
      const heard = detectors.flatMap((detector) => detector.result());
      return [...heard, ...judgeMeasurements(measurements, format)].sort(compareFindings);
    },
  };
}
