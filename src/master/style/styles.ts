// Styles: the list, each a variation of the spectrum and loudness of published records.
import { tilted, type Curve } from '../../dsp/curve.ts';
import { unknownName } from '../../signal/nearest-name.ts';
import type { LimitingBudget, Style, StyleDynamics, StyleSpectrum } from './style.ts';

const DATED = '2026-11-21';

/**
 * Pestana et al. (AES 135, 2013): number-one singles of sixty years fall by 5 dB an octave of power density from 100 Hz
 * to 4 kHz, which is 2 dB in third-octave bands, ever faster above, with a smooth low cut around 60 Hz.
 */
const PESTANA =
  'P. D. Pestana, Z. Ma, J. D. Reiss, A. Barbosa, D. A. A. Black: Spectral Characteristics of Popular Commercial Recordings 1950-2010, AES 135, 2013';
/** Louder percussion goes with more bass and treble against the middle: why the corridor is wide at both ends. */
const ELOWSSON =
  'A. Elowsson, A. Friberg: Long-term Average Spectrum in Popular Music and its Relation to the Level of the Percussion, AES 142, 2017';
/** Median of 314 876 releases of 2016-2026: -9.5 LUFS, quartiles -11.4 and -8.2. */
const RELEASES =
  'Integrated loudness of 314 876 releases 2016-2026: median -9.5 LUFS, quartiles -11.4 and -8.2';
/** Music -16 LUFS by track, loudest track of an album -14; classical albums about -18. */
const TD1008 = 'AES TD1008.1.21-9 (2021)';
/** PSR 8 the least of any genre, 10 competitive, 12 balanced, 14 wide. */
const SHEPHERD = 'I. Shepherd, E. Grimm, P. Tapper, M. Kahsnitz, I. Kerr: PSR, AES e-Brief 373, 2017';

const HZ = [
  20, 25, 31.5, 40, 50, 63, 80, 100, 125, 250, 500, 1000, 2000, 4000, 5000, 6300, 8000, 10000, 12500, 16000,
  20000,
];
const MIDDLE: Curve = {
  hz: HZ,
  db: [-16, -9, -3, 1.5, 4.5, 6.3, 6.8, 6.6, 6, 4, 2, 0, -2, -4, -5, -6.1, -7.4, -9, -11, -14.5, -21],
};
const REACH: Curve = {
  hz: [20, 40, 63, 100, 200, 4000, 8000, 12500, 20000],
  db: [14, 8.5, 7, 6, 5, 5, 6.5, 9, 14],
};
const PIVOT_HZ = 800;

/** The published spectrum, tilted, and wider or narrower. */
function spectrum(tiltDbPerOctave: number, width = 1): StyleSpectrum {
  return {
    middle: tilted(MIDDLE, tiltDbPerOctave, PIVOT_HZ),
    reach: { hz: REACH.hz, db: REACH.db.map((db) => db * width) },
  };
}

/** Where limiting starts to be heard: peaks only, a tenth of the loud time, no deeper than 3 dB but for rare moments. */
const TRANSPARENT: LimitingBudget = {
  meanDb: 0.35,
  shareOver1Db: 0.12,
  deepDb: 3,
  leastPlrDb: 9.5,
  distortionDb: -38,
  crestLossDb: 1.2,
};
const FIRM: LimitingBudget = {
  meanDb: 0.6,
  shareOver1Db: 0.2,
  deepDb: 4,
  leastPlrDb: 9,
  distortionDb: -35,
  crestLossDb: 1.8,
};
const HARD: LimitingBudget = {
  meanDb: 1.2,
  shareOver1Db: 0.4,
  deepDb: 5,
  leastPlrDb: 8,
  distortionDb: -31,
  crestLossDb: 2.8,
};
const BARELY: LimitingBudget = {
  meanDb: 0.1,
  shareOver1Db: 0.03,
  deepDb: 1.5,
  leastPlrDb: 12,
  distortionDb: -46,
  crestLossDb: 0.5,
};

const GLUED: StyleDynamics = { gluePsrDb: 13, glueRangeLu: 9 };
const LIVELY: StyleDynamics = { gluePsrDb: 15, glueRangeLu: 9 };
const FREE: StyleDynamics = { gluePsrDb: null, glueRangeLu: 0 };

interface Character {
  readonly spectrum: StyleSpectrum;
  readonly loudestLufs: number;
  readonly limiting: LimitingBudget;
  readonly dynamics: StyleDynamics;
}

function style(id: string, caption: string, character: Character): Style {
  return {
    id,
    caption,
    ...character,
    dated: DATED,
    sources: [PESTANA, ELOWSSON, RELEASES, TD1008, SHEPHERD],
  };
}

const BALANCED: Character = {
  spectrum: spectrum(0),
  loudestLufs: -11,
  limiting: TRANSPARENT,
  dynamics: GLUED,
};

export const STYLES: readonly Style[] = [
  style('balanced', 'where most records stand: nothing sticks out', BALANCED),
  style('warm', 'fuller below, softer above', {
    ...BALANCED,
    spectrum: spectrum(-0.5, 0.85),
    loudestLufs: -12,
  }),
  style('bright', 'leaner below, more air above', { ...BALANCED, spectrum: spectrum(0.5, 0.85) }),
  style('punchy', 'peaks kept, firm level', { ...BALANCED, loudestLufs: -11.5, dynamics: LIVELY }),
  style('loud', 'as loud as its genre, at a cost', { ...BALANCED, loudestLufs: -8.5, limiting: HARD }),
  style('gentle', 'dynamics before level', {
    spectrum: spectrum(-0.2, 1.2),
    loudestLufs: -14,
    limiting: BARELY,
    dynamics: FREE,
  }),
  style('pop', 'bright, full and level', {
    ...BALANCED,
    spectrum: spectrum(0.2, 0.9),
    loudestLufs: -10,
    limiting: FIRM,
  }),
  style('rock', 'dense middle, firm level', { ...BALANCED, loudestLufs: -10, limiting: FIRM }),
  style('hiphop', 'deep bass, firm level', {
    ...BALANCED,
    spectrum: spectrum(-0.4),
    loudestLufs: -9.5,
    limiting: FIRM,
  }),
  style('electronic', 'deep bass, bright top, loud', {
    ...BALANCED,
    spectrum: spectrum(0, 1.15),
    loudestLufs: -9,
    limiting: FIRM,
  }),
  style('acoustic', 'natural tone, peaks nearly untouched', {
    spectrum: spectrum(-0.2, 1.1),
    loudestLufs: -14,
    limiting: BARELY,
    dynamics: FREE,
  }),
  style('classical', 'the hall as it is, peaks nearly untouched', {
    spectrum: spectrum(-0.6, 1.5),
    loudestLufs: -18,
    limiting: BARELY,
    dynamics: FREE,
  }),
];

/** Unknown id: Fault `unknown-style`. */
export function styleById(id: string): Style {
  const found = STYLES.find((one) => one.id === id);
  if (!found)
    throw unknownName(
      'unknown-style',
      id,
      STYLES.map((one) => one.id),
    );
  return found;
}
