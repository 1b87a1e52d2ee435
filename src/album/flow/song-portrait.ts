// Song portrait: everything that flow and arc compare songs by, read once from what was measured.
import type { KeyResult, TempoResult } from '../../measure/measurements.ts';
import { songEnding, songOpening, type SongEnding, type SongOpening } from './song-edge.ts';
import type { SongSound } from './song-sound.ts';
import {
  brightnessDb,
  densityDb,
  integratedLufs,
  loudLufs,
  octavesOver,
  widthDb,
  type OctaveTone,
} from './stretch-figures.ts';

/** Sides so far under the middle are heard by nobody. */
export const MONO_DB = -30;

/** Plain JSON; null where the sound has no such thing. */
export interface SongPortrait {
  readonly id: string;
  readonly passage: string;
  readonly disc: number;
  /** On its disc, seconds from the image's first sector. */
  readonly startS: number;
  readonly endS: number;
  readonly integratedLufs: number | null;
  /** Short-term loudness of the loud parts, LUFS. */
  readonly loudLufs: number | null;
  /** Treble over middle of the loud parts, dB. */
  readonly brightnessDb: number | null;
  /** True peak over short-term loudness, dB, median: the lower, the denser. */
  readonly densityDb: number | null;
  /** Side over middle of the loud parts, dB, at least MONO_DB. */
  readonly widthDb: number | null;
  readonly tempo: TempoResult | null;
  readonly key: KeyResult | null;
  /** Of the loud parts. */
  readonly tone: readonly OctaveTone[];
  readonly opening: SongOpening;
  readonly ending: SongEnding;
}

/** Tempo and key are those of the recording that the song is part of. */
export function songPortrait(sound: SongSound): SongPortrait {
  const { id, passage, disc, startS, endS, measurements } = sound;
  const tone = octavesOver(sound, true);
  const width = widthDb(tone);
  return {
    id,
    passage,
    disc,
    startS,
    endS,
    integratedLufs: integratedLufs(sound),
    loudLufs: loudLufs(sound),
    brightnessDb: brightnessDb(tone),
    densityDb: densityDb(sound),
    widthDb: width === null ? null : Math.max(MONO_DB, width),
    tempo: measurements.tempo,
    key: measurements.key,
    tone,
    opening: songOpening(sound),
    ending: songEnding(sound),
  };
}
