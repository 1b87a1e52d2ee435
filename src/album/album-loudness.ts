// Album loudness: BS.1770 gating over all songs of an album as one: exact from their blocks, forecast from their records.
import { gatedLoudness, powerFromLoudness } from '../measure/loudness.ts';
import type { Measurements } from '../measure/measurements.ts';

/** `blockPowers`: of each song those of its 400 ms blocks, 100 ms apart (SongMeterOptions.onBlocks). LUFS; null for silence. */
export function albumLoudness(blockPowers: readonly ArrayLike<number>[]): number | null {
  return gatedLoudness(blockPowers.flatMap((powers) => Array.from(powers)));
}

/** One song at another level than it was measured at. */
export interface ShiftedSong {
  readonly measurements: Measurements;
  readonly shiftLu: number;
}

/**
 * From the loudness of every second instead of every block: within some hundredths of the exact figure where songs are long. Each
 * song's seconds are set so that they come to its own integrated loudness. LUFS; null for silence.
 */
export function forecastAlbumLufs(songs: readonly ShiftedSong[]): number | null {
  return gatedLoudness(songs.flatMap(shiftedSeconds));
}

/** Powers of its seconds; what is shorter than a window counts as one. */
function shiftedSeconds({ measurements: { loudness }, shiftLu }: ShiftedSong): number[] {
  const { integratedLufs, shortTermPerSecondLufs } = loudness;
  if (integratedLufs === null) return [];
  const heard = shortTermPerSecondLufs.filter((lufs): lufs is number => lufs !== null);
  const rough = heard.length === 0 ? null : gatedLoudness(heard.map(powerFromLoudness));
  if (rough === null) return [powerFromLoudness(integratedLufs + shiftLu)];
  return heard.map((lufs) => powerFromLoudness(lufs + integratedLufs - rough + shiftLu));
}
