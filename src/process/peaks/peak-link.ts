// Peak link: how far the peaks of each channel count for the others too.

/**
 * Peaks by channel, in place: the loudest counts for all by the share `link` (0 … 1). Where that is 1, only the first
 * channel's are raised, since no others are read.
 */
export function linkPeaks(peaks: readonly Float64Array[], link: number, frames: number): void {
  if (peaks.length < 2 || link === 0) return;
  if (link === 1) {
    for (let c = 1; c < peaks.length; c++) takeLarger(peaks[0]!, peaks[c]!, frames);
    return;
  }
  for (let n = 0; n < frames; n++) {
    let top = 0;
    for (let c = 0; c < peaks.length; c++) if (peaks[c]![n]! > top) top = peaks[c]![n]!;
    for (let c = 0; c < peaks.length; c++) {
      const own = peaks[c]![n]!;
      // Never above the loudest one, however it rounds.
      peaks[c]![n] = Math.min(top, own + link * (top - own));
    }
  }
}

function takeLarger(into: Float64Array, other: Float64Array, frames: number): void {
  for (let n = 0; n < frames; n++) if (other[n]! > into[n]!) into[n] = other[n]!;
}
