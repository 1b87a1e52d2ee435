// Shaper law: from the onset and the bloom of each band to its gain.
import { gainFromDb } from '../../dsp/decibel.ts';
import { smoothing } from '../../dsp/envelope.ts';
import type { BandLaw } from './band-blend.ts';
import { type ContrastTimes, EnvelopeContrast } from './envelope-contrast.ts';

/** Changes of gain under this are none: what rests, rests at its exact value. */
const NO_DB = 1e-9;

/** Envelopes that are 6 dB apart get all that was asked: 1 - 1.26/4. */
const FULL_CONTRAST = 0.685;

export interface ShapedBand {
  /** Gain in dB of the most sudden onset, of what has nearly died away, and of all. */
  readonly onsetDb: number;
  readonly bloomDb: number;
  readonly gainDb: number;
  readonly times: ContrastTimes;
  /** 63 % of a change of gain, in dB. */
  readonly glideMs: number;
}

/** Bands from the lowest; `null`: left as it is, and not heard. Those may only be the highest. */
export class ShaperLaw implements BandLaw {
  readonly gains: Float64Array;
  readonly heardBands: number;
  private readonly bands: readonly ShapedBand[];
  private readonly contrasts: readonly EnvelopeContrast[];
  private readonly glides: Float64Array;
  private readonly changesDb: Float64Array;

  constructor(bands: readonly (ShapedBand | null)[], hopRateHz: number) {
    this.bands = bands.filter((band) => band !== null);
    this.heardBands = this.bands.length;
    this.gains = new Float64Array(bands.length);
    this.contrasts = this.bands.map(({ times }) => new EnvelopeContrast(times, hopRateHz));
    this.glides = Float64Array.from(this.bands, ({ glideMs }) => smoothing(glideMs, hopRateHz));
    this.changesDb = new Float64Array(this.heardBands);
    this.reset();
  }

  reset(): void {
    for (const contrast of this.contrasts) contrast.reset();
    this.changesDb.fill(0);
    this.gains.fill(1);
    for (let b = 0; b < this.heardBands; b++) this.gains[b] = gainFromDb(this.bands[b]!.gainDb);
  }

  decide(powers: Float64Array): void {
    const { bands, contrasts, glides, changesDb, gains } = this;
    for (let b = 0; b < bands.length; b++) {
      const band = bands[b]!;
      const contrast = contrasts[b]!;
      contrast.hear(powers[b]!);
      const onset = Math.min(1, contrast.onset / FULL_CONTRAST);
      const bloom = Math.min(1, contrast.bloom / FULL_CONTRAST);
      const wanted = band.onsetDb * onset + band.bloomDb * bloom;
      const change = wanted + glides[b]! * (changesDb[b]! - wanted);
      changesDb[b] = Math.abs(change) > NO_DB ? change : 0;
      gains[b] = gainFromDb(band.gainDb + changesDb[b]!);
    }
  }
}
