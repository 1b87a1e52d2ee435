// Widen: a picture far narrower than records of its kind is opened a little, where it has sides to open, and never in the bass.
import { powerFromDb } from '../../dsp/decibel.ts';
import { hundredth, moveOf, NOTHING, type Decider, type Decision, type Question } from '../decider.ts';
import { imageOf, isInside, octaveImages } from '../image-in.ts';

/** Below, width is left as it is. */
const FROM_HZ = 282;
const TO_HZ = 8913;
/** So many octaves must lie under the median by so many spreads: few records do. */
const LEAST_OCTAVES = 4;
const SPREADS = 2;
/** Sides this faint are reverb or noise, and widening them a little is not heard. */
const FAINTEST_DB = -24;
const MOST_PERCENT = 120;
const LEAST_PERCENT = 108;
/** What is widened must stay on one loudspeaker. */
const LEAST_CORRELATION = 0.3;
/** Fewer instruments make their own picture. */
const LEAST_COVERAGE = 0.85;

export const WIDEN: Decider = { id: 'widen', stage: 'width', decide };

function decide({ analysis: { measurements }, style, coverage, soFar }: Question): Decision {
  if (coverage < LEAST_COVERAGE || soFar.some(({ id }) => id === 'mono-safety')) return NOTHING;
  const octaves = octaveImages(measurements).filter((octave) => isInside(octave, FROM_HZ, TO_HZ));
  const lacks = octaves.flatMap((octave) => {
    const usual = style.widthDb.find(({ lowHz }) => Math.abs(lowHz - octave.lowHz) < 1);
    const sidesDb = imageOf([octave])!.sideToMidDb;
    if (usual === undefined || sidesDb < FAINTEST_DB) return [];
    const under = usual.median - SPREADS * usual.spread - sidesDb;
    return under > 0 ? [{ octave, under, usual }] : [];
  });
  if (lacks.length < LEAST_OCTAVES) return NOTHING;
  const missing = lacks.reduce((sum, { under }) => sum + under, 0) / lacks.length;
  const widthPercent = Math.round(Math.min(MOST_PERCENT, LEAST_PERCENT + 2 * missing));
  const usual = lacks.reduce((sum, lack) => sum + lack.usual.median, 0) / lacks.length;
  const before = imageOf(octaves)!;
  const after = imageOf(
    octaves.map((octave) => ({ ...octave, side: octave.side * (widthPercent / 100) * (widthPercent / 100) })),
  )!;
  const measurement = `side-to-mid-${Math.round(octaves[0]!.lowHz)}-${Math.round(octaves.at(-1)!.highHz)}`;
  const figures = { before: hundredth(before.sideToMidDb), after: hundredth(after.sideToMidDb) };
  const move = moveOf({
    id: 'widen',
    stage: 'width',
    kind: 'width',
    params: {
      crossovers: [{ hz: FROM_HZ }],
      bands: [{ widthPercent: 100 }, { widthPercent }],
      leastCorrelation: LEAST_CORRELATION,
    },
    because: [
      { code: 'picture-narrow', measurement, value: figures.before, target: hundredth(usual), unit: 'dB' },
    ],
    expects: [{ measurement, ...figures, unit: 'dB' }],
    confidence: 0.4,
    rejected: [
      {
        code: 'widen-to-the-usual',
        facts: { percent: Math.round(100 * Math.sqrt(powerFromDb(usual - before.sideToMidDb))) },
      },
    ],
  });
  return { moves: [move], restraints: [] };
}
