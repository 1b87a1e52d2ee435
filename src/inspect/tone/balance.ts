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
/** Where a boom sits: what only rumbles below it is a deep bass. */
const BOOM_HZ = [63, 125] as const;
const UPPER_MIDDLE_HZ = [800, 2000] as const;
const PRESENCE_HZ = [2500, 6300] as const;
const TREBLE_HZ = [6300, 12500] as const;

/**
 * Records differ by about 5 dB in the middle and 6.5 dB in the treble; what stands further off is worth a note, no more:
 * a harpsichord is bright and a string quartet dark, and rightly so.
 */
const DULL_DB = -5.5;
/**
 * Nothing was turned down where hardly any treble was ever there, or where it goes on falling far faster than a shelf or
 * a pillow on the loudspeaker would make it: an orchestra, a piano, a drone.
 */
const NO_TREBLE_DB = -21;
const STEEPEST_FALL_DB = -11;
const BOOMY_DB = 6;
/** With all that is deep: kick and sub of electronic music stand 10 dB and more over records. */
const BOOMY_BASS_DB = 12;
const HARSH_DB = 5.5;
/** Treble over a presence no stronger than that of records is bright, like cymbals, and hurts nobody. */
const LEAST_HARSH_PRESENCE_DB = 0.2;
/** Presence and treble both above the upper middle by this: the shelf shows though the body is strong. */
const HARSH_STEP_DB = 4.7;
/** Beyond every clean piece we know, by 3 dB and more. */
const BOOMY_WARN_DB = 15;
const HARSH_WARN_DB = 14;
/** How sure a note is: at its limit, more for each dB beyond it, and at most. */
const LEAST_SURE = 0.35;
const SURER_A_DB = 0.03;
const MOST_SURE = 0.6;
const WARNING_SURE = 0.7;
const LEAST_S = 3;
const LEAST_PEAK_DBFS = -60;

interface Balance {
  readonly bass: number;
  readonly boom: number;
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
  const [bass, boom] = [region(BASS_HZ), region(BOOM_HZ)];
  const [upper, presence, treble] = [region(UPPER_MIDDLE_HZ), region(PRESENCE_HZ), region(TREBLE_HZ)];
  if (body === null || middle === null || upper === null || presence === null || treble === null) return null;
  return {
    bass: (bass ?? -Infinity) - body,
    boom: (boom ?? -Infinity) - body,
    lowMiddle: (lowMiddle ?? -Infinity) - middle,
    presence: presence - body,
    treble: treble - body,
    presenceStep: presence - upper,
    trebleStep: treble - upper,
  };
}

/** `db` of what stands off, and how far that is beyond the limit of a note. */
function finding(code: string, severity: Severity, db: number, beyondDb: number): Finding {
  const note = Math.min(MOST_SURE, LEAST_SURE + SURER_A_DB * beyondDb);
  const confidence = severity === 'warning' ? WARNING_SURE : Math.round(100 * note) / 100;
  const value = Math.round(10 * db) / 10;
  return { code, severity, confidence, channel: 'both', startS: null, endS: null, value, unit: 'dB' };
}

/** Never more than a note: no spectrum tells a dark mix from a dark instrument. */
function dull({ presenceStep, trebleStep }: Balance): Finding[] {
  const least = Math.min(presenceStep, trebleStep);
  if (least > DULL_DB || trebleStep < NO_TREBLE_DB) return [];
  if (trebleStep - presenceStep < STEEPEST_FALL_DB) return [];
  return [finding('dull', 'note', least, DULL_DB - least)];
}

function boomy({ bass, boom, lowMiddle }: Balance): Finding[] {
  const most = Math.max(boom, lowMiddle);
  const beyond = Math.max(most - BOOMY_DB, bass - BOOMY_BASS_DB);
  if (beyond < 0) return [];
  const severity = bass > BOOMY_WARN_DB ? 'warning' : 'note';
  return [finding('boomy', severity, bass < BOOMY_BASS_DB ? most : Math.max(bass, most), beyond)];
}

function harsh({ presence, treble, presenceStep, trebleStep }: Balance): Finding[] {
  if (presence < LEAST_HARSH_PRESENCE_DB) return [];
  const most = Math.max(presence, treble);
  const step = Math.min(presenceStep, trebleStep);
  if (most >= HARSH_DB)
    return [finding('harsh', most > HARSH_WARN_DB ? 'warning' : 'note', most, most - HARSH_DB)];
  return step < HARSH_STEP_DB ? [] : [finding('harsh', 'note', step, step - HARSH_STEP_DB)];
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
