// Spacing: how the end of a song dies away, and how long a rest it asks for.
import type { OverTime } from '../measure/measurements.ts';
import { fadeGain } from './fade-gain.ts';
import type { FadeCurve } from './album.ts';
import { dbFromGain } from '../dsp/decibel.ts';

/** How far back the level is looked for from which the end dies away. */
const LOOK_BACK_S = 30;
/** A song stands at its level while it is at most this far under the loudest of its end. */
const STANDING_DB = 10;
/** What is this far under the loudest of the end is gone: a room has died away by then (its reverberation time, ISO 3382). */
const GONE_DB = 60;
/** What is quieter than this is silence in any room where music plays, however quiet the song is. */
const SILENCE_DBFS = -75;
/** A song that stops dead still needs a breath; a long fade is no reason for a long wait. */
const LEAST_REST_S = 1;
const MOST_REST_S = 6;

/** How a song ends as it is heard on the album. */
export interface Ending {
  /** From where the song last stood at its level to where it was gone. */
  readonly decayS: number;
  /** Silence that is there already before the end. */
  readonly silenceS: number;
}

/** A stretch of what was measured, and the fade that ends it; seconds. */
export interface HeardEnd {
  readonly startS: number;
  readonly endS: number;
  readonly fadeOut: { readonly lengthS: number; readonly curve: FadeCurve } | null;
}

const SUDDEN: Ending = { decayS: 0, silenceS: 0 };

/** To the step of `overTime` (0.1 s up to 150 s of music). A song of silence ends suddenly. */
export function endingOf(overTime: Pick<OverTime, 'stepS' | 'rmsDbfs'>, heard: HeardEnd): Ending {
  const levels = levelsAtEnd(overTime, heard);
  const loudestDb = levels.reduce((most, { db }) => Math.max(most, db), Number.NEGATIVE_INFINITY);
  const gone = levels.findLast(({ db }) => db > Math.max(SILENCE_DBFS, loudestDb - GONE_DB));
  const standing = levels.findLast(({ db }) => db >= loudestDb - STANDING_DB);
  if (gone === undefined || standing === undefined) return SUDDEN;
  return { decayS: Math.max(0, gone.endS - standing.endS), silenceS: Math.max(0, heard.endS - gone.endS) };
}

/** The silence after the file's end that makes a rest of `times` its decay: what is silent already counts. */
export function restAfter({ decayS, silenceS }: Ending, times: number): number {
  const restS = times * Math.min(MOST_REST_S, Math.max(LEAST_REST_S, decayS));
  return Math.max(0, restS - silenceS);
}

interface Step {
  readonly db: number;
  /** Where the step is over, never behind the end. */
  readonly endS: number;
}

/** The last half minute with its fade: one entry a step. */
function levelsAtEnd({ stepS, rmsDbfs }: Pick<OverTime, 'stepS' | 'rmsDbfs'>, heard: HeardEnd): Step[] {
  const from = Math.max(0, Math.floor(Math.max(heard.startS, heard.endS - LOOK_BACK_S) / stepS));
  const to = Math.min(rmsDbfs.length, Math.ceil(heard.endS / stepS));
  return rmsDbfs.slice(from, to).map((db, i) => {
    const endS = Math.min(heard.endS, (from + i + 1) * stepS);
    return { db: (db ?? Number.NEGATIVE_INFINITY) + fadeDb(heard, endS), endS };
  });
}

function fadeDb({ endS, fadeOut }: HeardEnd, atS: number): number {
  const leftS = endS - atS;
  if (fadeOut === null || leftS >= fadeOut.lengthS) return 0;
  return dbFromGain(fadeGain(fadeOut.curve, leftS / fadeOut.lengthS));
}
