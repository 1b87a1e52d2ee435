// Multiband band: the parameters of one band, what it does on which side of its threshold, and how it is scaled.
import type { ParamRecord, ParamTable } from '../params.ts';
import { compression, type Action } from './compressor-law.ts';

export const MULTIBAND_BAND_PARAMS: ParamTable = {
  mode: {
    type: 'choice',
    choices: ['compress-above', 'expand-above', 'compress-below', 'expand-below'],
    default: 'compress-above',
    caption:
      'compress-above: turns down what is loud; expand-above: lifts it further; compress-below: lifts what is quiet; expand-below: turns it down further',
  },
  thresholdDb: {
    type: 'number',
    unit: 'dBFS',
    min: -80,
    max: 0,
    default: -24,
    caption: 'level in the band beyond which it acts',
  },
  ratio: {
    type: 'number',
    unit: ':1',
    min: 1,
    max: 20,
    default: 1.5,
    caption:
      'compress: dB in for one dB out beyond the threshold; expand: dB out for one dB in; 1 does nothing',
  },
  kneeDb: {
    type: 'number',
    unit: 'dB',
    min: 0,
    max: 24,
    default: 6,
    caption: 'width of the gradual onset',
  },
  attackMs: {
    type: 'number',
    unit: 'ms',
    min: 0.1,
    max: 250,
    default: 20,
    caption: 'time to follow a level that rises (63 %)',
  },
  releaseMs: {
    type: 'number',
    unit: 'ms',
    min: 5,
    max: 2500,
    default: 150,
    caption: 'time to follow a level that falls (63 %)',
  },
  release: {
    type: 'choice',
    choices: ['auto', 'fixed'],
    default: 'auto',
    caption: 'auto: of the modes above, lets go slower after sustained sound than after a single hit',
  },
  peak: { type: 'number', unit: '', min: 0, max: 1, default: 0.2, caption: 'detector: 0 RMS … 1 peak' },
  link: {
    type: 'number',
    unit: '',
    min: 0,
    max: 1,
    default: 1,
    caption: 'stereo link: 0 each channel alone … 1 both alike',
  },
  rangeDb: {
    type: 'number',
    unit: 'dB',
    min: 0,
    max: 48,
    default: 12,
    caption: 'never turns up or down by more',
  },
  gainDb: {
    type: 'number',
    unit: 'dB',
    min: -24,
    max: 24,
    default: 0,
    caption: 'gain of the band after it',
  },
  listen: {
    type: 'choice',
    choices: ['on', 'solo', 'mute'],
    default: 'on',
    caption: 'solo: only bands in solo are heard; mute: the band is not heard',
  },
};

/** Does its level ever change its gain? */
export function isMoving(band: ParamRecord): boolean {
  return band.ratio !== 1 && band.rangeDb !== 0;
}

/** Neither level nor listening changes anything. */
export function isIdleBand(band: ParamRecord): boolean {
  return !isMoving(band) && band.gainDb === 0 && band.listen === 'on';
}

export function actionOf(band: ParamRecord): Action {
  const ratio = band.ratio as number;
  switch (band.mode) {
    case 'expand-above':
      return { below: false, up: true, slope: ratio - 1 };
    case 'compress-below':
      return { ...compression(ratio), below: true, up: true };
    case 'expand-below':
      return { below: true, up: false, slope: ratio - 1 };
    default:
      return compression(ratio);
  }
}

/** The change in dB goes with the slope (1 - 1/ratio or ratio - 1), so that is what is scaled, beside range and gain. */
export function multibandBandAtStrength(band: ParamRecord, strength: number): ParamRecord {
  const ratio = band.ratio as number;
  const compresses = (band.mode as string).startsWith('compress');
  return {
    ...band,
    ratio: compresses ? 1 / (1 - strength * (1 - 1 / ratio)) : 1 + strength * (ratio - 1),
    rangeDb: (band.rangeDb as number) * strength,
    gainDb: (band.gainDb as number) * strength,
    listen: strength === 0 ? 'on' : band.listen!,
  };
}
