// Spectrum after: a song's spectrum as moves that have a frequency response leave it, reckoned and not measured.
import type { FineSpectrumResult } from '../measure/fine-result.ts';
import type { SpectrumResult } from '../measure/measurements.ts';
import { fineBandsHz } from './narrow-peaks.ts';
import type { Move } from './plan.ts';
import { movesResponseDb } from './render.ts';

/** Both spectra in third-octaves and in ERBs, and the fine one; the slope is left as it was. */
export function spectrumAfter(
  spectrum: SpectrumResult | null,
  moves: readonly Move[],
  sampleRateHz: number,
): SpectrumResult | null {
  if (spectrum === null || moves.length === 0) return spectrum;
  const thirds = movesResponseDb(moves, spectrum.bandsHz, sampleRateHz);
  const erbs = movesResponseDb(moves, spectrum.erb.bandsHz, sampleRateHz);
  return {
    ...spectrum,
    levelDb: raised(spectrum.levelDb, thirds),
    loudLevelDb: raised(spectrum.loudLevelDb, thirds),
    fine: spectrum.fine && fineAfter(spectrum.fine, moves, sampleRateHz),
    erb: {
      bandsHz: spectrum.erb.bandsHz,
      levelDb: raised(spectrum.erb.levelDb, erbs),
      loudLevelDb: raised(spectrum.erb.loudLevelDb, erbs),
    },
  };
}

function fineAfter(
  fine: FineSpectrumResult,
  moves: readonly Move[],
  sampleRateHz: number,
): FineSpectrumResult {
  const byDb = movesResponseDb(moves, fineBandsHz(fine), sampleRateHz);
  return {
    ...fine,
    notesDb: fine.notesDb.map((db, b) => db + byDb[b]!),
    floorDb: fine.floorDb.map((db, b) => db + byDb[b]!),
  };
}

function raised(levels: readonly (number | null)[], byDb: readonly number[]): (number | null)[] {
  return levels.map((level, i) => (level === null ? null : level + byDb[i]!));
}
