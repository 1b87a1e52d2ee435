// Band rider: listens to one band and moves its gain: the band as it will sound, or only what that changes.
import { gainFromDb } from '../../dsp/decibel.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import { RiddenSound, type GainLaw } from '../control/ridden-sound.ts';
import { SideChain } from '../control/side-chain.ts';
import type { ParamRecord } from '../params.ts';
import { CompressorLaw } from './compressor-law.ts';
import { actionOf, isMoving } from './multiband-band.ts';

/** all: gain·band; change: (gain - 1)·band. */
export type BandShare = 'all' | 'change';

/** A gain this near to where it rests has come to rest: -200 dB, so that a band at rest changes nothing at all. */
const AT_REST = 1e-10;

/** The law's gains for a band, or what they change. */
class BandGains implements GainLaw {
  readonly gains: Float64Array;
  private readonly law: CompressorLaw | null;
  /** The gain without dynamics; less 1 if only the change is wanted. */
  private readonly rest: number;
  private readonly less: number;

  constructor(law: CompressorLaw | null, rest: number, less: number, channels: number) {
    this.law = law;
    this.rest = rest;
    this.less = less;
    this.gains = new Float64Array(channels);
    this.reset();
  }

  decide(): void {
    const { gains, law, rest, less } = this;
    if (law === null) return;
    law.decide();
    for (let c = 0; c < gains.length; c++) {
      const gain = law.gains[c]!;
      gains[c] = (Math.abs(gain - rest) <= AT_REST * rest ? rest : gain) - less;
    }
  }

  reset(): void {
    this.law?.reset();
    this.gains.fill(this.rest - this.less);
  }
}

/** `band` as the multiband's parameters have it: it replaces its samples by those of a hop before, at their gains. */
export function bandRider(
  band: ParamRecord,
  share: BandShare,
  format: SignalFormat,
  hop: number,
): RiddenSound {
  const heard = new SideChain(0, format, hop);
  const muted = band.listen === 'mute';
  const action = actionOf(band);
  const release = action.below ? 'fixed' : band.release!;
  const given = { ...band, release, mix: 1, makeupDb: band.gainDb! };
  const law = muted || !isMoving(band) ? null : new CompressorLaw(given, format, hop, heard, action);
  const rest = muted ? 0 : gainFromDb(band.gainDb as number);
  const gains = new BandGains(law, rest, share === 'change' ? 1 : 0, format.channels);
  return new RiddenSound(heard, gains, hop, 0, format);
}
