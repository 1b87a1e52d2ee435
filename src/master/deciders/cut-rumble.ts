// Rumble: what sounds below the lowest notes, where there is enough of it to cost level, is cut off.
import type { SpectrumResult } from '../../measure/measurements.ts';
import { alone, hundredth, moveOf, NOTHING, type Decider, type Decision, type Question } from '../decider.ts';
import { rumbleToBassDb, strongestDb } from '../measured-value.ts';
import type { Because, Move } from '../plan.ts';
import { spectrumAfter } from '../spectrum-after.ts';
import { isLocked } from '../stage.ts';
import { foundValue } from '../sure-findings.ts';

/**
 * The 20 Hz third-octave within this of the strongest from 40 to 160 Hz, and above the 25 Hz one: a spectrum that rises
 * again below the lowest bass note (31 Hz or 41 Hz). Music has next to nothing there, while the peaks it makes cost level.
 */
const RUMBLE_DB = -8;
/** Noise that a detector heard go on whatever is played; fainter ones cost nothing. */
const NOISE_DB = -25;
/** Takes 18 Hz down by 10 dB and 31 Hz by half a dB. */
const CUT_HZ = 24;
const CUT_SLOPE = '24';
/** A bass that goes on falling below 25 Hz looks alike; noise that never rests does not. */
const CONFIDENCE = { spectrum: 0.75, heard: 0.9 } as const;

export const RUMBLE: Decider = { id: 'rumble', stage: 'repair', decide };

function decide({ analysis, spectrum, song, intent }: Question): Decision {
  const reasons: Because[] = [];
  const heardDb = foundValue('found-rumble-db', analysis);
  if (heardDb !== null && heardDb >= NOISE_DB)
    reasons.push(reason('rumble-noise', 'found-rumble-db', heardDb, NOISE_DB));
  const bassDb = rumbleToBassDb(spectrum);
  if (bassDb !== null && bassDb >= RUMBLE_DB && risesBelow(spectrum))
    reasons.push(reason('rumble', 'rumble-to-bass-db', bassDb, RUMBLE_DB));
  if (reasons.length === 0) return NOTHING;
  if (isLocked(intent.locks, 0, CUT_HZ)) return alone('rumble-locked');
  const confidence = reasons[0]!.code === 'rumble' ? CONFIDENCE.spectrum : CONFIDENCE.heard;
  const params = { hz: CUT_HZ, slope: CUT_SLOPE };
  const move = moveOf({
    id: 'rumble',
    stage: 'repair',
    kind: 'low-clean',
    params,
    because: reasons,
    confidence,
  });
  if (bassDb === null) return { moves: [move], restraints: [] };
  const afterDb = rumbleToBassDb(spectrumAfter(spectrum, [move], song.sampleRateHz)) ?? bassDb;
  return { moves: [withExpectation(move, bassDb, afterDb)], restraints: [] };
}

function risesBelow(spectrum: SpectrumResult | null): boolean {
  return strongestDb(spectrum, 17, 23)! > (strongestDb(spectrum, 23, 28) ?? -Infinity);
}

function reason(code: string, measurement: string, value: number, target: number): Because {
  return { code, measurement, value: hundredth(value), target, unit: 'dB' };
}

function withExpectation(move: Move, before: number, after: number): Move {
  const expected = {
    measurement: 'rumble-to-bass-db',
    before: hundredth(before),
    after: hundredth(after),
    unit: 'dB',
  };
  return { ...move, expects: [expected] };
}
