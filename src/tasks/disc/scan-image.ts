// Scan image: one pass over a disc's sound: which sectors are silent, and how high the sound stands along the disc.
import type { OpenDisc } from '../../deliver/cd/open-disc.ts';
import { SECTORS_PER_S } from '../../album/album.ts';
import { watchSource } from '../watch-source.ts';
import type { Run } from '../run.ts';

/** Largest magnitude of each sector, all channels together; 0: every sample is nought. */
export async function sectorPeaks(opened: OpenDisc, run: Run): Promise<Float32Array> {
  const { disc, format } = opened;
  const frames = format.sampleRateHz / SECTORS_PER_S;
  const peaks = new Float32Array(disc.leadOutSector);
  const source = watchSource(await opened.openImage(), run, 'scan');
  try {
    let sector = 0;
    let left = frames;
    for (let block = await source.pull(left); block !== null; block = await source.pull(left)) {
      for (const samples of block.channels)
        peaks[sector] = Math.max(peaks[sector]!, peakOf(samples, block.frames));
      left -= block.frames;
      if (left > 0) continue;
      sector++;
      left = frames;
    }
    return peaks;
  } finally {
    await source.close();
  }
}

function peakOf(samples: Float64Array, frames: number): number {
  let peak = 0;
  for (let n = 0; n < frames; n++) {
    const magnitude = Math.abs(samples[n]!);
    if (magnitude > peak) peak = magnitude;
  }
  return peak;
}
