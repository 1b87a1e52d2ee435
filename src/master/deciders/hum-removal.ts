// Hum removal: the mains and its multiples, where they go on whatever is played, are followed and taken out.
import type { Finding } from '../../inspect/finding.ts';
import { alone, hundredth, NOTHING, type Decider, type Decision, type Question } from '../decider.ts';
import type { Move } from '../plan.ts';
import { isLocked } from '../stage.ts';
import { foundValue, sureFindings } from '../sure-findings.ts';
import { mended } from './places-of-findings.ts';

/** Fainter than this against the music it is under every pause that a listener would leave. */
const LEAST_DB = -55;
/** The mains of half of the world each; taken out are ten lines of it. */
const HARMONICS = 10;
const NOMINAL_HZ = 50;

export const HUM: Decider = { id: 'hum', stage: 'repair', decide };

function decide({ analysis, intent }: Question): Decision {
  const sure = sureFindings(analysis, 'hum');
  const levelDb = foundValue('found-hum-db', analysis);
  if (levelDb === null || levelDb < LEAST_DB) return NOTHING;
  const loudest = sure.reduce((most, one) => ((one.value ?? 0) > (most.value ?? 0) ? one : most));
  const hz = Number(loudest.facts?.hz ?? NOMINAL_HZ);
  if (isLocked(intent.locks, hz, hz * HARMONICS)) return alone('hum-locked', { hz });
  const found = sure.filter(({ facts }) => facts?.hz === loudest.facts?.hz);
  const { moves } = mended(analysis, { id: 'dehum', codes: ['hum'], found });
  return { moves: moves.map((move) => humMove(move, hz, levelDb, found)), restraints: [] };
}

/** Told by its level, and everywhere where it was heard throughout. */
function humMove(move: Move, hz: number, levelDb: number, found: readonly Finding[]): Move {
  const throughout = found.some(({ startS }) => startS === null);
  return {
    ...move,
    params: { hz, harmonics: HARMONICS, places: throughout ? [] : move.params.places! },
    because: [
      {
        code: hz > 55 ? 'mend-hum-60' : 'mend-hum-50',
        measurement: 'found-hum-db',
        value: hundredth(levelDb),
        target: LEAST_DB,
        unit: 'dB',
      },
    ],
  };
}
