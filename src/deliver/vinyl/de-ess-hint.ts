// De-ess hint: where consonants and cymbals bend the inner grooves too sharply, a de-esser that is proposed, never done unasked.
import { medianOf } from '../../dsp/ranks.ts';
import { hundredth, moveOf } from '../../master/decider.ts';
import type { Move } from '../../master/plan.ts';
import type { Measurements } from '../../measure/measurements.ts';
import type { RiskSpot } from './vinyl-cut.ts';

/** Where s sounds and cymbals lie. */
const SIBILANTS_HZ = { low: 4500, high: 13000 } as const;
/** Of bursts that stand out less, a de-esser would hold back the music itself. */
const LEAST_BURSTS_DB = 3;
const RANGE_DB = { least: 1.5, most: 6 } as const;
const BURSTS_FROM_HZ = 5000;
/** How sure a hint can be that does not know a voice from a cymbal. */
const CONFIDENCE = 0.4;

/** null where nothing bends too sharply in that range, or where nothing stands out of the songs' own treble. Strength 0: not done. */
export function deEssHint(spots: readonly RiskSpot[], songs: readonly Measurements[]): Move | null {
  const sharp = spots.filter(
    ({ kind, hz }) => kind === 'bend' && hz !== null && hz >= SIBILANTS_HZ.low && hz <= SIBILANTS_HZ.high,
  );
  if (sharp.length === 0) return null;
  const bursts = Math.max(0, ...songs.flatMap((song) => burstsDb(song) ?? []));
  if (bursts < LEAST_BURSTS_DB) return null;
  const overDb = Math.max(...sharp.map((spot) => spot.overDb));
  const rangeDb = hundredth(Math.min(RANGE_DB.most, Math.max(RANGE_DB.least, overDb)));
  const hz = Math.round(medianOf(sharp.map((spot) => spot.hz!)) / 100) * 100;
  return moveOf({
    id: 'vinyl-de-ess',
    stage: 'own',
    kind: 'de-esser',
    params: { hz, rangeDb },
    strength: 0,
    spans: sharp.map(({ startS, endS }) => ({ startS, endS })),
    because: [
      {
        code: 'vinyl-sibilants',
        measurement: 'groove-bend',
        value: hundredth(overDb),
        target: 0,
        unit: 'dB',
      },
    ],
    confidence: CONFIDENCE,
  });
}

function burstsDb({ spectrum }: Measurements): number | null {
  return spectrum?.bursts?.find(({ lowHz }) => lowHz === BURSTS_FROM_HZ)?.overUsualDb ?? null;
}
