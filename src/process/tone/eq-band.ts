// EQ band: one band of the parametric equaliser: its parameters, its filter sections, its share at part strength.
import type { Coefficients } from '../../dsp/biquad.ts';
import { bell, highCut, highShelf, lowCut, lowShelf } from '../../dsp/biquad-design.ts';
import { gainFromDb } from '../../dsp/decibel.ts';
import { cos, pow } from '../../dsp/math.ts';
import type { ParamRecord, ParamTable } from '../params.ts';

const LOWEST_HZ = 10;
const HIGHEST_HZ = 40000;
/** A band above this share of the sampling rate sits at it: its skirt still reaches down into the band. */
const HIGHEST_SHARE = 0.49;
/** Q of the shelf that a tilt is made of: its slope spreads over about five octaves. */
const TILT_Q = 0.35;

export const EQ_BAND_PARAMS: ParamTable = {
  type: {
    type: 'choice',
    choices: ['bell', 'low-shelf', 'high-shelf', 'low-cut', 'high-cut', 'tilt'],
    default: 'bell',
    caption: 'shape of the band; tilt turns the whole spectrum around its frequency',
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
    caption: 'boost or cut; of a tilt, treble against bass; cuts ignore it',
  },
  q: {
    type: 'number',
    unit: '',
    min: 0.1,
    max: 20,
    default: Math.SQRT1_2,
    caption: 'narrowness of a bell, steepness of a shelf; cuts and tilt ignore it',
  },
  slope: {
    type: 'choice',
    choices: ['12', '24', '36', '48'],
    default: '12',
    caption: 'steepness of a low or high cut in dB an octave (Butterworth)',
  },
  channel: {
    type: 'choice',
    choices: ['stereo', 'mid', 'side'],
    default: 'stereo',
    caption: 'both channels, only what they share, or only how they differ',
  },
};

export function isNeutralBand(band: ParamRecord): boolean {
  return !isCut(band) && band.gainDb === 0;
}

/** At a share of its strength; null where nothing is left. A cut moves out of the audible range instead of weakening. */
export function bandAtStrength(band: ParamRecord, strength: number): ParamRecord | null {
  if (strength === 1) return band;
  if (strength === 0) return null;
  if (!isCut(band)) return { ...band, gainDb: (band.gainDb as number) * strength };
  const edge = band.type === 'low-cut' ? LOWEST_HZ : HIGHEST_HZ;
  const hz = edge * pow((band.hz as number) / edge, strength);
  return { ...band, hz: Math.min(HIGHEST_HZ, Math.max(LOWEST_HZ, hz)) };
}

/** The band as second-order sections at this rate. */
export function bandSections(band: ParamRecord, rate: number): Coefficients[] {
  const asked = band.hz as number;
  const hz = Math.min(asked, HIGHEST_SHARE * rate);
  const gainDb = band.gainDb as number;
  const q = band.q as number;
  switch (band.type) {
    case 'low-shelf':
      return [lowShelf(hz, gainDb, q, rate)];
    case 'high-shelf':
      return [highShelf(hz, gainDb, q, rate)];
    case 'low-cut':
      return butterworthQs(band).map((each) => lowCut(hz, each, rate));
    case 'high-cut':
      return asked > hz ? [] : butterworthQs(band).map((each) => highCut(hz, each, rate));
    case 'tilt':
      return [scaled(lowShelf(hz, -gainDb, TILT_Q, rate), gainFromDb(gainDb / 2))];
    default:
      return [bell(hz, gainDb, q, rate)];
  }
}

function isCut(band: ParamRecord): boolean {
  return band.type === 'low-cut' || band.type === 'high-cut';
}

/** Q of each section of a Butterworth filter of even order N: 1 / (2 cos((2k - 1)π / 2N)). */
function butterworthQs(band: ParamRecord): number[] {
  const order = Number(band.slope) / 6;
  return Array.from({ length: order / 2 }, (_, k) => 1 / (2 * cos(((2 * k + 1) * Math.PI) / (2 * order))));
}

function scaled(section: Coefficients, gain: number): Coefficients {
  return { ...section, b0: section.b0 * gain, b1: section.b1 * gain, b2: section.b2 * gain };
}
