// Judge: what follows from the measurements alone, worst first; needs none of the detectors that listen.
import type { Measurements } from '../measure/measurements.ts';
import type { SignalFormat } from '../signal/signal.ts';
import { compareFindings, type Finding } from './finding.ts';
import { UNKNOWN_ORIGIN, type Origin } from './hearing.ts';
import { VERDICTS } from './verdicts.ts';

/** What follows from the measurements alone, worst first; all there is to say after a quick check. */
export function judgeMeasurements(
  measurements: Measurements,
  format: SignalFormat,
  origin: Origin = UNKNOWN_ORIGIN,
): Finding[] {
  return VERDICTS.flatMap((kind) => kind.judge(measurements, format, origin)).sort(compareFindings);
}
