// Meter ballistics: how calmly the drawn meters follow their readings: quick up, slow down, peaks held.
import type { LiveReading } from '../../measure/live-meter.ts';
import { eased } from './easing.ts';

/** What the meters of one side show; null where there is nothing to show. */
export interface MeterShown {
  readonly momentaryLufs: number | null;
  readonly shortTermLufs: number | null;
  /** As written in figures: renewed four times a second, or nobody could read it. */
  readonly shortTermFigure: number | null;
  /** Likewise: known after 0.4 s, while the short-term loudness takes 3. */
  readonly momentaryFigure: number | null;
  readonly truePeakDbtp: number | null;
  /** The highest of the last moments, held. */
  readonly heldDbtp: number | null;
  /** The highest since the song was laid on. */
  readonly highestDbtp: number | null;
  readonly correlation: number | null;
}

export interface MeterBallistics {
  step(reading: LiveReading | null, elapsedMs: number): MeterShown;
  /** Another song: nothing is remembered. */
  reset(): void;
}

const NOTHING: MeterShown = {
  momentaryLufs: null,
  shortTermLufs: null,
  shortTermFigure: null,
  momentaryFigure: null,
  truePeakDbtp: null,
  heldDbtp: null,
  highestDbtp: null,
  correlation: null,
};
const LOUDNESS_TAU_MS = 70;
const NEEDLE_TAU_MS = 180;
/** Of a peak meter's fall: 20 dB in 1.7 s (IEC 60268-18). */
const FALL_DB_PER_MS = 20 / 1700;
const HOLD_MS = 1500;
const FIGURE_MS = 250;
const NEAR = 0.005;

export function createMeterBallistics(): MeterBallistics {
  let shown = NOTHING;
  let heldForMs = 0;
  let figureForMs = 0;
  return {
    step(reading, elapsedMs) {
      if (reading === null) return shown;
      heldForMs += elapsedMs;
      figureForMs += elapsedMs;
      const truePeakDbtp = fallen(shown.truePeakDbtp, reading.truePeakDbtp, elapsedMs);
      const renewHeld = heldForMs >= HOLD_MS || (truePeakDbtp ?? -Infinity) >= (shown.heldDbtp ?? -Infinity);
      if (renewHeld) heldForMs = 0;
      const renewFigure = shown.momentaryFigure === null || figureForMs >= FIGURE_MS;
      if (renewFigure) figureForMs = 0;
      shown = {
        momentaryLufs: followed(shown.momentaryLufs, reading.momentaryLufs, elapsedMs, LOUDNESS_TAU_MS),
        shortTermLufs: followed(shown.shortTermLufs, reading.shortTermLufs, elapsedMs, LOUDNESS_TAU_MS),
        shortTermFigure: renewFigure ? reading.shortTermLufs : shown.shortTermFigure,
        momentaryFigure: renewFigure ? reading.momentaryLufs : shown.momentaryFigure,
        truePeakDbtp,
        heldDbtp: renewHeld ? truePeakDbtp : shown.heldDbtp,
        highestDbtp: highest(shown.highestDbtp, reading.truePeakDbtp),
        correlation: followed(shown.correlation, reading.correlation, elapsedMs, NEEDLE_TAU_MS),
      };
      return shown;
    },
    reset() {
      shown = NOTHING;
      heldForMs = figureForMs = 0;
    },
  };
}

function followed(
  shown: number | null,
  wanted: number | null,
  elapsedMs: number,
  tauMs: number,
): number | null {
  if (shown === null || wanted === null) return wanted;
  return eased(shown, wanted, elapsedMs, tauMs, NEAR);
}

/** Up at once: no peak is smoothed away. */
function fallen(shown: number | null, peak: number | null, elapsedMs: number): number | null {
  if (shown === null) return peak;
  const least = shown - elapsedMs * FALL_DB_PER_MS;
  if (peak === null) return least < -90 ? null : least;
  return Math.max(peak, least);
}

function highest(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}
