// Tone seconds: whether what stands out of a style does so most of the time, or only in some seconds of the loud parts.
import { dbFromPower, powerFromDb } from '../../dsp/decibel.ts';
import { levelAt, type Curve } from '../../dsp/curve.ts';
import { medianOf } from '../../dsp/ranks.ts';
import type { BandsOverTime, OctaveOverTime } from '../../measure/measurements.ts';
import { loudSeconds, powerAt } from '../style/loud-seconds.ts';

export interface OverSeconds {
  /** Of the loud seconds, 0…1, in which at least half of the excess is there. */
  readonly share: number;
  /** Level of the octave about the place, dB re full scale, in the loud seconds without the excess; null where there are none. */
  readonly usualDb: number | null;
}

/** Fewer loud seconds than this tell nothing. */
const LEAST_SECONDS = 8;
/** An excess that octaves do not show is not told from them. */
const LEAST_EXCESS_DB = 1;
const PRESENT_SHARE = 0.5;
const SILENT_DB = -140;
/** Octaves by which a second is laid against the style: what lies beyond is no measure of a song. */
const COMPARED_HZ = { lowest: 35, highest: 9000 } as const;
const THIRD = 1.2599;

/**
 * `hz`: the place; `sign`: 1 for too much, -1 for too little. null where too little is known to tell, or where the octave about
 * the place shows nothing.
 */
export function overSeconds(
  over: BandsOverTime | null,
  middle: Curve,
  hz: number,
  sign: number,
): OverSeconds | null {
  const octave = over?.bands.findIndex(({ lowHz, highHz }) => hz >= lowHz && hz < highHz) ?? -1;
  if (over === null || octave < 0) return null;
  const loud = loudSeconds(over.bands);
  if (loud.length < LEAST_SECONDS) return null;
  const style = over.bands.map((band) => styleLevel(middle, band));
  const levels = (t: number): number[] => over.bands.map(({ levelDb }) => levelDb[t] ?? SILENT_DB);
  const excess = (db: readonly number[]): number => sign * excessAt(octave, db, style, over.bands);
  const whole = excess(over.bands.map((band) => meanLevel(band, loud)));
  if (whole < LEAST_EXCESS_DB) return null;
  const present = loud.map((t) => excess(levels(t)) >= PRESENT_SHARE * whole);
  const usual = loud.filter((_, i) => !present[i]).map((t) => over.bands[octave]!.levelDb[t] ?? SILENT_DB);
  return {
    share: present.filter(Boolean).length / loud.length,
    usualDb: usual.length === 0 ? null : medianOf(usual),
  };
}

function meanLevel(octave: OctaveOverTime, loud: readonly number[]): number {
  const sum = loud.reduce((total, t) => total + powerAt([octave], t), 0);
  return dbFromPower(sum / loud.length);
}

/** Of one octave: the third-octaves of the style's middle in it, together. */
function styleLevel(middle: Curve, { lowHz, highHz }: OctaveOverTime): number {
  let power = 0;
  for (let hz = lowHz * Math.sqrt(THIRD); hz < highHz; hz *= THIRD) power += powerFromDb(levelAt(middle, hz));
  return dbFromPower(power);
}

/** How far one octave stands from where the middle one of the others says it should. */
function excessAt(
  octave: number,
  levels: readonly number[],
  style: readonly number[],
  bands: readonly OctaveOverTime[],
): number {
  const apart = levels.map((db, i) => db - style[i]!);
  const others = apart.filter((_, i) => i !== octave && isCompared(bands[i]!));
  return apart[octave]! - medianOf(others);
}

function isCompared({ lowHz, highHz }: OctaveOverTime): boolean {
  return lowHz >= COMPARED_HZ.lowest && highHz <= COMPARED_HZ.highest;
}
