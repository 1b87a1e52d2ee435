// Disc gain: what an album is turned down by on CD where songs taken as they are would be cut off at full scale.
import type { MasteredAlbum, Passage } from '../../album/mastered-album.ts';
import { stepsDown } from '../finish/turned-down.ts';
import { CD_RATE_HZ } from './msf.ts';

/**
 * 0 or less, in steps of 0.1 dB, the same for all discs, so that songs keep their places to each other. Only songs without a ceiling
 * can stand above full scale: floats by their samples, and songs of another rate by what stands between them.
 */
export function discGainDb({ passages }: Pick<MasteredAlbum, 'passages'>): number {
  return stepsDown(Math.max(0, ...passages.map(unheldPeakDb)));
}

function unheldPeakDb({ ceilingDbtp, sampleRateHz, measurements: { peak } }: Passage): number {
  if (ceilingDbtp !== null) return 0;
  return (sampleRateHz === CD_RATE_HZ ? peak.samplePeakDbfs : peak.truePeakDbtp) ?? 0;
}
