// Loud parts record: what is told of a song where it is loud: middle and sides in third octaves, and how far its bands move.
import type { Band } from './third-octaves.ts';

/** How far a band moves while the song is loud. */
export interface BandMovement extends Band {
  /** Mean power, dB re full scale; null where nothing sounds. */
  readonly levelDb: number | null;
  /** Standard deviation of its level from look to look (0.2 to 0.4 s apart), dB; null where nothing sounds. */
  readonly spreadDb: number | null;
}

export interface LoudPartsResult {
  /** Centres of third octaves, as in the spectrum. */
  readonly bandsHz: readonly number[];
  /** Mean power of (L + R)/2 over the loud parts, dB re full scale; of a single channel its own; null under -140. */
  readonly midDb: readonly (number | null)[];
  /** The same of (L - R)/2; null for other than two channels. */
  readonly sideDb: readonly (number | null)[] | null;
  /** What one look in ten stays under, mean of the channels, over all of the song that sounds. */
  readonly floorDb: readonly (number | null)[];
  readonly movement: readonly BandMovement[];
}
