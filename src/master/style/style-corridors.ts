// Style corridors: the spectrum of every house style: published records, tilted and bent for its kind.
import { sampled, tilted, type Curve } from '../../dsp/curve.ts';
import { unknownName } from '../../signal/nearest-name.ts';
import { STYLE_ALIASES, STYLE_NAMES, type StyleId } from './style-names.ts';
import type { StyleCorridor, StyleSpectrum } from './style.ts';

/**
 * The mean of number-one singles (Pestana et al. 2013): 5 dB an octave less power density from 100 Hz to 4 kHz, which is
 * 2 dB in third-octave bands, ever faster above, with a smooth low cut around 60 Hz.
 */
const HZ = [
  20, 25, 31.5, 40, 50, 63, 80, 100, 125, 250, 500, 1000, 2000, 4000, 5000, 6300, 8000, 10000, 12500, 16000,
  20000,
];
const MIDDLE: Curve = {
  hz: HZ,
  db: [-16, -9, -3, 1.5, 4.5, 6.3, 6.8, 6.6, 6, 4, 2, 0, -2, -4, -5, -6.1, -7.4, -9, -11, -14.5, -21],
};
/** Widest at both ends, where percussion decides (Elowsson and Friberg 2017). */
const REACH: Curve = {
  hz: [20, 40, 63, 100, 200, 4000, 8000, 12500, 20000],
  db: [14, 8.5, 7, 6, 5, 5, 6.5, 9, 14],
};
/** Of smooth records: see docs/theory/styles.md for what was measured. Below 160 Hz one drum or one note makes a bump. */
const LOCAL_REACH: Curve = {
  hz: [20, 63, 125, 160, 5000, 12500, 20000],
  db: [8, 6, 3.5, 2.1, 2.1, 2.7, 6],
};
const PIVOT_HZ = 800;

/** What makes a style's spectrum out of the mean one. */
interface Bend {
  readonly tiltDbPerOctave?: number;
  /** Corridor against the usual one. */
  readonly width?: number;
  /** dB at each of BEND_HZ. */
  readonly db?: readonly number[];
}

const BEND_HZ = [31.5, 63, 125, 250, 1000, 4000, 8000, 16000];

/**
 * The house's choice of sizes; the directions are from Elowsson and Friberg (more percussion: more bass and treble against the
 * middle) and from what engineers say of their genres.
 */
const BENDS: Readonly<Record<StyleId, Bend>> = {
  balanced: {},
  warm: { tiltDbPerOctave: -0.5, width: 0.85 },
  bright: { tiltDbPerOctave: 0.5, width: 0.85 },
  punchy: {},
  loud: {},
  gentle: { tiltDbPerOctave: -0.2, width: 1.2 },
  vinyl: { db: [-3, 0, 0, 0, 0, -0.5, -1.5, -4] },
  pop: { tiltDbPerOctave: 0.2, width: 0.9 },
  rock: { db: [-2, -0.5, 0, 0, 0, 0.7, 0, -1] },
  metal: { db: [-1, 0.5, 0.5, -0.5, -0.5, 1.5, 1, 0] },
  hiphop: { tiltDbPerOctave: -0.4 },
  electronic: { width: 1.15 },
  rnb: { tiltDbPerOctave: -0.2, db: [1.5, 1, 0, 0, 0, -0.5, 0, 1] },
  jazz: { width: 1.15, db: [-3, -1.5, 0, 0.5, 0, -1, -1.5, -3] },
  acoustic: { tiltDbPerOctave: -0.2, width: 1.1 },
  country: { width: 0.95, db: [-3, -1, 0, 0, 0, 0.5, 0.5, 0] },
  indie: { width: 1.1, db: [-1, 0, 0, 0.5, 0, -0.3, -0.5, -1] },
  ambient: { tiltDbPerOctave: -0.5, width: 1.4 },
  classical: { tiltDbPerOctave: -0.6, width: 1.5 },
};

/** Id or other name of a house style. Fault `unknown-style`, with the nearest name. */
export function styleId(named: string): StyleId {
  const id = STYLE_ALIASES[named] ?? named;
  const found = STYLE_NAMES.find((one) => one.id === id);
  if (found === undefined)
    throw unknownName(
      'unknown-style',
      named,
      STYLE_NAMES.map((one) => one.id),
    );
  return found.id;
}

/** Fault `unknown-style`. */
export function styleCorridor(named: string): StyleCorridor {
  const id = styleId(named);
  return { id, spectrum: bent(BENDS[id]) };
}

function bent({ tiltDbPerOctave = 0, width = 1, db = [] }: Bend): StyleSpectrum {
  const tilt = tilted(MIDDLE, tiltDbPerOctave, PIVOT_HZ);
  const bend = db.length === 0 ? null : sampled({ hz: BEND_HZ, db }, HZ);
  return {
    middle: bend ? { hz: HZ, db: tilt.db.map((level, i) => level + bend.db[i]!) } : tilt,
    reach: { hz: REACH.hz, db: REACH.db.map((level) => level * width) },
    localReach: LOCAL_REACH,
  };
}
