// Balance: a song as a whole darker, boomier or harsher than records are, judged without knowing what it should be.
import type { SpectrumResult } from '../../measure/measurements.ts';
import type { Finding, Severity, VerdictKind } from '../finding.ts';
import { overRecordsDb } from '../heard/record-tone.ts';

/**
 * Third octaves by their centres. Too much is compared with the body, where melody and voices stand; too little treble
 * with the upper middle beside it, for a shelf falls from there, while a song of strong low notes merely leans.
 */
const BODY_HZ = [160, 1600] as const;
const MIDDLE_HZ = [500, 1600] as const;
const LOW_MIDDLE_HZ = [160, 400] as const;
const BASS_HZ = [40, 125] as const;
const UPPER_MIDDLE_HZ = [800, 2000] as const;
const PRESENCE_HZ = [2500, 6300] as const;
const TREBLE_HZ = [6300, 12500] as const;

/**
 * Records differ by about 5 dB in the middle and 6.5 dB in the treble; what stands further off is worth a note, no more:
 * a harpsichord is bright and a string quartet dark, and rightly so.
 */
const DULL_DB = -5.5;
/** Where hardly any treble is left, nothing was turned down: an organ, a drone, a narrow band. */
const NO_TREBLE_DB = -33;
const BOOMY_BASS_DB = 6.5;
const BOOMY_LOW_MIDDLE_DB = 6;
const HARSH_DB = 5.5;
/** Presence and treble both above the upper middle by this: the shelf shows though the body is strong. */
const HARSH_STEP_DB = 4.7;
/** Beyond every clean piece we know, by 3 dB and more. */
const BOOMY_WARN_DB = 15;
const HARSH_WARN_DB = 14;
const LEAST_S = 3;
const LEAST_PEAK_DBFS = -60;

interface Balance {
  readonly bass: number;
  readonly lowMiddle: number;
  readonly presence: number;
  readonly treble: number;
  /** Of presence and treble over the upper middle. */
  readonly presenceStep: number;
  readonly trebleStep: number;
}

function balanceOf({ bandsHz, loudLevelDb }: SpectrumResult): Balance | null {
  const region = ([low, high]: readonly [number, number]) => overRecordsDb(bandsHz, loudLevelDb, low, high);
  const [body, middle, lowMiddle] = [region(BODY_HZ), region(MIDDLE_HZ), region(LOW_MIDDLE_HZ)];
  const [bass, presence, treble] = [region(BASS_HZ), region(PRESENCE_HZ), region(TREBLE_HZ)];
  const upper = region(UPPER_MIDDLE_HZ);
  if (body === null || middle === null || upper === null || presence === null || treble === null) return null;
  return {
    bass: (bass ?? -Infinity) - body,
    lowMiddle: (lowMiddle ?? -Infinity) - middle,
    presence: presence - body,
    treble: treble - body,
    presenceStep: presence - upper,
    trebleStep: treble - upper,
  };
}

function finding(code: string, severity: Severity, db: number): Finding {
  const confidence = severity === 'warning' ? 0.7 : 0.4;
  const value = Math.round(10 * db) / 10;
  return { code, severity, confidence, channel: 'both', startS: null, endS: null, value, unit: 'dB' };
}

/** Never more than a note: no spectrum tells a dark mix from a dark instrument. */
function dull({ presenceStep, trebleStep }: Balance): Finding[] {
  const least = Math.min(presenceStep, trebleStep);
  if (least > DULL_DB || trebleStep < NO_TREBLE_DB) return [];
  return [finding('dull', 'note', least)];
}

function boomy({ bass, lowMiddle }: Balance): Finding[] {
  if (bass < BOOMY_BASS_DB && lowMiddle < BOOMY_LOW_MIDDLE_DB) return [];
  return [finding('boomy', bass > BOOMY_WARN_DB ? 'warning' : 'note', Math.max(bass, lowMiddle))];
}

function harsh({ presence, treble, presenceStep, trebleStep }: Balance): Finding[] {
  const most = Math.max(presence, treble);
  const step = Math.min(presenceStep, trebleStep);
  if (most < HARSH_DB) return step < HARSH_STEP_DB ? [] : [finding('harsh', 'note', step)];
  return [finding('harsh', most > HARSH_WARN_DB ? 'warning' : 'note', most)];
}

/** The colour of the loud parts against released records. */
export const BALANCE: VerdictKind = {
  id: 'balance',
  codes: ['dull', 'boomy', 'harsh'],
  judge({ spectrum, durationS, peak }) {
    if (spectrum === null || durationS < LEAST_S || (peak.samplePeakDbfs ?? -Infinity) < LEAST_PEAK_DBFS)
      return [];
    const balance = balanceOf(spectrum);
    return balance === null ? [] : [...dull(balance), ...boomy(balance), ...harsh(balance)];
  },
};
