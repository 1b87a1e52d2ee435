// Song edge: how a song ends and how the next begins: how loud, in which tone, how it dies away, how long it is silent.
import { powerFromDb } from '../../dsp/decibel.ts';
import { loudnessFromPower, powerFromLoudness } from '../../measure/loudness.ts';
import { fadeGain } from '../fade-gain.ts';
import { endingOf } from '../spacing.ts';
import type { SongSound, Stretch } from './song-sound.ts';
import { edgeOf, numbers, octavesOver, pointsIn, quantile, type OctaveTone } from './stretch-figures.ts';

/** `cold`: it stops; `rings`: it dies away as rooms and strings do; `fades`: slower than that, by a hand or by a long chord. */
export type EndingKind = 'cold' | 'rings' | 'fades';

export interface SongEnding {
  readonly kind: EndingKind;
  /** Of the ten seconds before it dies away, LUFS: nobody takes a fade for a quiet song. null for silence. */
  readonly lufs: number | null;
  readonly tone: readonly OctaveTone[];
  /** From where it last stood at its level to where it is gone, seconds (album/spacing). */
  readonly decayS: number;
  /** From there to its end, seconds. */
  readonly silenceS: number;
}

export interface SongOpening {
  /** Of the first ten seconds that are heard, LUFS; null for silence. */
  readonly lufs: number | null;
  readonly tone: readonly OctaveTone[];
  /** Before the first sound that is heard, seconds. */
  readonly silenceS: number;
}

/** What an ear still has of a song, and what it takes to know the next. */
export const EDGE_S = 10;
/** A beginning is heard from here on: so far under the loud parts, or above the noise of a quiet room at a usual volume. */
const INAUDIBLE_UNDER_DB = 50;
const INAUDIBLE_DBFS = -70;
/** A stop: no longer than a small room. */
const COLD_S = 0.9;
/** Longer than strings and rooms mostly ring. */
const FADED_S = 6.5;

/** As measured; of silence, all of it is silence. */
export function songEnding(sound: SongSound): SongEnding {
  const { overTime } = sound.measurements;
  const { fromS, toS, fadeOut } = sound;
  if (overTime === null) return { kind: 'cold', lufs: null, tone: [], decayS: 0, silenceS: 0 };
  const { decayS, silenceS } = endingOf(overTime, { startS: fromS, endS: toS, fadeOut });
  const standsUntilS = Math.max(fromS, toS - silenceS - decayS);
  const edge = edgeOf({ ...sound, toS: standsUntilS }, 'end', EDGE_S);
  return {
    kind: decayS < COLD_S ? 'cold' : decayS > FADED_S ? 'fades' : 'rings',
    lufs: meanLufs(edge, sound),
    tone: octavesOver(edge, false),
    decayS,
    silenceS,
  };
}

/** As measured; of silence, all of it is silence. */
export function songOpening(sound: SongSound): SongOpening {
  const heardFromS = firstHeardS(sound);
  if (heardFromS === null) {
    const silent = sound.measurements.overTime === null ? 0 : sound.toS - sound.fromS;
    return { lufs: null, tone: [], silenceS: silent };
  }
  const edge = edgeOf({ ...sound, fromS: heardFromS }, 'start', EDGE_S);
  return {
    lufs: meanLufs(edge, sound),
    tone: octavesOver(edge, false),
    silenceS: heardFromS - sound.fromS,
  };
}

/** Of the recording; null for silence and where no course was measured. */
function firstHeardS(sound: SongSound): number | null {
  const { overTime } = sound.measurements;
  if (overTime === null) return null;
  const { stepS } = overTime;
  const first = firstPoint(sound, stepS);
  const levels = pointsIn(overTime.rmsDbfs, stepS, sound);
  const loud = quantile(numbers(levels), 0.9);
  if (loud === null) return null;
  const least = powerFromDb(Math.max(INAUDIBLE_DBFS, loud - INAUDIBLE_UNDER_DB));
  const at = levels.findIndex((level, i) => {
    const gain = fadeGainAt(sound, (first + i + 1) * stepS);
    return level !== null && gain * gain * powerFromDb(level) >= least;
  });
  return at < 0 ? null : Math.max(sound.fromS, (first + at) * stepS);
}

/** Mean loudness without gates, LUFS, with the fades that the disc makes; null for silence. */
function meanLufs(edge: Stretch, sound: SongSound): number | null {
  const { momentaryLufs, stepS } = edge.measurements.overTime!;
  const first = firstPoint(edge, stepS);
  const points = pointsIn(momentaryLufs, stepS, edge);
  const power = points.reduce<number>((sum, lufs, i) => {
    const gain = fadeGainAt(sound, (first + i + 0.5) * stepS);
    return sum + (lufs === null ? 0 : gain * gain * powerFromLoudness(lufs));
  }, 0);
  return power > 0 ? loudnessFromPower(power / points.length) : null;
}

/** Place of the first of `pointsIn`. */
function firstPoint({ fromS }: Stretch, stepS: number): number {
  return Math.max(0, Math.ceil(fromS / stepS - 0.5));
}

/** 0…1; `atS` of the recording. */
function fadeGainAt({ fromS, toS, fadeIn, fadeOut }: SongSound, atS: number): number {
  const shareIn = fadeIn === null ? 1 : (atS - fromS) / fadeIn.lengthS;
  const shareOut = fadeOut === null ? 1 : (toS - atS) / fadeOut.lengthS;
  const gain = (share: number, curve: Parameters<typeof fadeGain>[0]): number =>
    share >= 1 ? 1 : fadeGain(curve, Math.max(0, share));
  return gain(shareIn, fadeIn?.curve ?? 'linear') * gain(shareOut, fadeOut?.curve ?? 'linear');
}
