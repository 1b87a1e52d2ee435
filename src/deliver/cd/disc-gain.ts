// Disc gain: what an album is turned down by on CD where songs taken as they are would be cut off at full scale.
import type { MasteredAlbum, Passage } from '../../album/mastered-album.ts';
import { createChain, processSource } from '../../process/chain.ts';
import { GAIN } from '../../process/level/gain.ts';
import type { Source } from '../../signal/stream.ts';
import { CD_RATE_HZ } from './msf.ts';

const STEPS_PER_DB = 10;

/**
 * 0 or less, in steps of 0.1 dB, the same for all discs, so that songs keep their places to each other. Only songs without a ceiling
 * can stand above full scale: floats by their samples, and songs of another rate by what stands between them.
 */
export function discGainDb({ passages }: Pick<MasteredAlbum, 'passages'>): number {
  const highestDb = Math.max(0, ...passages.map(unheldPeakDb));
  return highestDb === 0 ? 0 : -Math.ceil(highestDb * STEPS_PER_DB) / STEPS_PER_DB;
}

function unheldPeakDb({ ceilingDbtp, sampleRateHz, measurements: { peak } }: Passage): number {
  if (ceilingDbtp !== null) return 0;
  return (sampleRateHz === CD_RATE_HZ ? peak.samplePeakDbfs : peak.truePeakDbtp) ?? 0;
}

/** Untouched at 0 dB. */
export function turned(source: Source, gainDb: number): Source {
  if (gainDb === 0) return source;
  return processSource(source, createChain([{ kind: GAIN, params: { gainDb } }], source.format));
}
