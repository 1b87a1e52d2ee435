// Inspect: one pass with every detector, then the verdicts; worst first.
import type { Measurements } from '../measure/measurements.ts';
import type { Block, SignalFormat } from '../signal/signal.ts';
import { DETECTORS, MIX_NOTES, RENDERED_DETECTORS } from './detectors.ts';
import { unexplained } from './explain.ts';
import { compareFindings, type DetectorKind, type Finding } from './finding.ts';
import { Hearing, UNKNOWN_ORIGIN, type Origin } from './hearing.ts';
import { judgeMeasurements } from './judge.ts';
import { withinNoteBudget } from './note-budget.ts';
import { withoutShadows } from './shadows.ts';

export interface Inspection {
  /** Worst first. */
  readonly findings: Finding[];
  /** What should go back to the mix, in order of time; not faults. */
  readonly mixNotes: Finding[];
}

export interface Inspector {
  push(block: Block): void;
  /** Call once, after the last push. */
  result(measurements: Measurements): Inspection;
}

/**
 * Listens for every fault we know, in sound of one format. In what we `rendered` ourselves, only for what that could spoil:
 * the rest was said of the mix.
 */
export function createInspector(
  format: SignalFormat,
  origin: Origin = UNKNOWN_ORIGIN,
  rendered: boolean = false,
): Inspector {
  const hearing = new Hearing(format, origin);
  const born = (kinds: readonly DetectorKind[]) => kinds.map((kind) => kind.create(hearing));
  const detectors = born(rendered ? RENDERED_DETECTORS : DETECTORS);
  const mixListeners = born(rendered ? [] : MIX_NOTES);
  return {
    push(block) {
      hearing.push(block);
      for (const detector of detectors) detector.push(block);
      for (const listener of mixListeners) listener.push(block);
    },
    result(measurements) {
      hearing.finish();
      const heard = unexplained(detectors.flatMap((detector) => detector.result()));
      const judged = judgeMeasurements(measurements, format, origin);
      return {
        findings: withinNoteBudget(withoutShadows([...heard, ...notYetTold(judged, heard)])).sort(
          compareFindings,
        ),
        mixNotes: mixListeners.flatMap((listener) => listener.result()).sort(compareFindings),
      };
    },
  };
}

/** What a detector heard at its place needs no verdict on the whole. */
function notYetTold(judged: readonly Finding[], heard: readonly Finding[]): Finding[] {
  const told = new Set(heard.map(({ code }) => code));
  return judged.filter(({ code, startS }) => startS !== null || !told.has(code));
}
