// Live tone: the sounding moment's spectrum as a tone curve around its own mean, moving calmly.
import type { LiveReading } from '../../measure/live-meter.ts';
import { meanLevelDb, type Levels } from '../../report/tone-curve.ts';
import { eased, shareLeft } from './easing.ts';

export interface LiveTone {
  /** The curve to draw, after `elapsedMs`; null while nothing sounds. */
  step(reading: LiveReading | null, elapsedMs: number): Levels | null;
}

/** A little under three pictures: hides the steps of 60 readings a second, no more. */
const CURVE_TAU_MS = 45;
/** The height follows verse and chorus, not the drum. */
const HEIGHT_TAU_MS = 900;
const FLOOR_DB = -90;

export function createLiveTone(): LiveTone {
  let shown: number[] = [];
  let height: number | null = null;
  return {
    step(reading, elapsedMs) {
      if (reading === null || reading.levelDb.every((level) => level === null)) {
        height = null;
        return null;
      }
      const mean = meanLevelDb({ hz: reading.bandsHz, db: reading.levelDb });
      const fresh = height === null || shown.length !== reading.levelDb.length;
      height = fresh ? mean : eased(height!, mean, elapsedMs, HEIGHT_TAU_MS, 0);
      const left = fresh ? 0 : shareLeft(elapsedMs, CURVE_TAU_MS);
      shown = reading.levelDb.map((level, i) => {
        const wanted = level === null ? FLOOR_DB : Math.max(FLOOR_DB, level - height!);
        return left === 0 ? wanted : wanted + (shown[i]! - wanted) * left;
      });
      return { hz: reading.bandsHz, db: shown };
    },
  };
}
