// EQ band: one band of the parametric equaliser: its parameters, its ideal magnitude, its sections, its share at part strength.
import {
  analogueBandPass,
  analogueBell,
  analogueHighCut,
  analogueHighShelf,
  analogueLowCut,
  analogueLowShelf,
  analogueNotch,
  scaledBy,
  type AnalogueBand,
} from '../../dsp/analogue-band.ts';
import type { Coefficients } from '../../dsp/biquad.ts';
import { pow } from '../../dsp/math.ts';
import { invertedSections, matchedSections } from '../../dsp/section-fit.ts';
import type { ParamRecord, ParamTable } from '../params.ts';

const LOWEST_HZ = 10;
const HIGHEST_HZ = 40000;
const LEAST_Q = 0.1;
const MOST_Q = 20;
/** A notch above this share of the sampling rate has nothing left to take away. */
const HIGHEST_NOTCH_SHARE = 0.47;
/** Q of the shelf that a tilt is made of: its slope spreads over about five octaves. */
const TILT_Q = 0.35;

export const EQ_BAND_PARAMS: ParamTable = {
  type: {
    type: 'choice',
    choices: ['bell', 'low-shelf', 'high-shelf', 'low-cut', 'high-cut', 'tilt', 'band-pass', 'notch'],
    default: 'bell',
    caption:
      'shape of the band; tilt turns the whole spectrum around its frequency, band-pass leaves only a band, notch takes it out',
  },
  hz: {
    type: 'number',
    unit: 'Hz',
    min: LOWEST_HZ,
    max: HIGHEST_HZ,
    default: 1000,
    caption: 'its frequency',
  },
  gainDb: {
    type: 'number',
    unit: 'dB',
    min: -24,
    max: 24,
    default: 0,
    caption: 'boost or cut of a bell or shelf; of a tilt, treble against bass; the others ignore it',
  },
  q: {
    type: 'number',
    unit: '',
    min: LEAST_Q,
    max: MOST_Q,
    default: Math.SQRT1_2,
    caption: 'narrowness of a bell, band-pass or notch, steepness of a shelf; cuts and tilt ignore it',
  },
  slope: {
    type: 'choice',
    choices: ['6', '12', '18', '24', '36', '48'],
    default: '12',
    caption: 'steepness of a low or high cut in dB an octave (Butterworth)',
  },
  channel: {
    type: 'choice',
    choices: ['stereo', 'mid', 'side', 'left', 'right'],
    default: 'stereo',
    caption: 'both channels, only what they share, only how they differ, or one of them',
  },
};

export function isNeutralBand(band: ParamRecord): boolean {
  return hasGain(band) && band.gainDb === 0;
}

/**
 * At a share of its strength; null where nothing is left. A cut moves out of the audible range instead of weakening, a
 * band-pass grows wider, a notch narrower.
 */
export function bandAtStrength(band: ParamRecord, strength: number): ParamRecord | null {
  if (strength === 1) return band;
  if (strength === 0) return null;
  if (hasGain(band)) return { ...band, gainDb: (band.gainDb as number) * strength };
  const q = band.q as number;
  if (band.type === 'band-pass') return { ...band, q: Math.max(LEAST_Q, q * strength) };
  if (band.type === 'notch') return { ...band, q: Math.min(MOST_Q, q / strength) };
  const edge = band.type === 'low-cut' ? LOWEST_HZ : HIGHEST_HZ;
  const hz = edge * pow((band.hz as number) / edge, strength);
  return { ...band, hz: Math.min(HIGHEST_HZ, Math.max(LOWEST_HZ, hz)) };
}

/** The magnitude that the band stands for; null where it has nothing to do at this rate. */
export function analogueOf(band: ParamRecord, rate: number): AnalogueBand | null {
  const hz = band.hz as number;
  const gainDb = band.gainDb as number;
  const q = band.q as number;
  const order = Number(band.slope) / 6;
  switch (band.type) {
    case 'low-shelf':
      return analogueLowShelf(hz, gainDb, q);
    case 'high-shelf':
      return analogueHighShelf(hz, gainDb, q);
    case 'low-cut':
      return analogueLowCut(hz, order);
    case 'high-cut':
      return analogueHighCut(hz, order);
    case 'tilt':
      return scaledBy(analogueLowShelf(hz, -gainDb, TILT_Q), gainDb / 2);
    case 'band-pass':
      return analogueBandPass(hz, q);
    case 'notch':
      return hz < HIGHEST_NOTCH_SHARE * rate ? analogueNotch(hz, q) : null;
    default:
      return analogueBell(hz, gainDb, q);
  }
}

/** The band as second-order sections at this rate; those of a cut of gain are exactly the inverse of the boost's. */
export function bandSections(band: ParamRecord, rate: number): Coefficients[] {
  if (isNeutralBand(band)) return [];
  const gainDb = band.gainDb as number;
  const cuts = hasGain(band) && gainDb < 0;
  const analogue = analogueOf(cuts ? { ...band, gainDb: -gainDb } : band, rate);
  if (analogue === null) return [];
  const sections = matchedSections(analogue, rate);
  return cuts ? invertedSections(sections) : sections;
}

function hasGain({ type }: ParamRecord): boolean {
  return type === 'bell' || type === 'low-shelf' || type === 'high-shelf' || type === 'tilt';
}
