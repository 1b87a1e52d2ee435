// De-ess: s sounds that sting, again and again, are held back while they last; single ones and cymbals are left alone.
import { analogueBandPass, analogueLowCut, analoguePower } from '../../dsp/analogue-band.ts';
import { dbFromPower, powerFromDb } from '../../dsp/decibel.ts';
import { medianOf } from '../../dsp/ranks.ts';
import type { Finding } from '../../inspect/finding.ts';
import type { SpectrumResult } from '../../measure/measurements.ts';
import { alone, hundredth, moveOf, NOTHING, type Decider, type Decision, type Question } from '../decider.ts';
import { measuredValue } from '../measured-value.ts';
import { isLocked } from '../stage.ts';

/** A note is an s that could be softer, a warning one that hurts: so many of either, and one in so many seconds. */
const LEAST_COUNT = 3;
const LEAST_RATE_S = 20;
/** How far it may hold back: what is never missed, and what a sting of a warning may need. */
const RANGE_DB = { least: 3, most: 4, hurting: 9 } as const;
/** Of what stands out of the song around it: the rest is the consonant. */
const TAKEN_SHARE = 0.25;
/** The de-esser takes three quarters of what is over its threshold (process/tone/de-esser-law.ts). */
const SLOPE = 0.75;
/** Its ears: the voice, and all from the lower edge of the band on. */
const VOICE = { hz: 800, q: 0.7 } as const;
const BAND_Q = 1;
const EDGE_SHARE = 0.62;
/** Over what is usual in the treble by this, so that cymbals do not set it off. */
const OVER_USUAL_DB = 3;
const CENTRES_HZ = { low: 5000, high: 10000 } as const;
const MEASUREMENT = 'bursts-5000-10000';
/** Bursts that stand out less than this are few or faint beside the rest. */
const LEAST_BURSTS_DB = 3;
const THRESHOLD_DB = { low: -40, high: 20 } as const;

export const DE_ESS: Decider = { id: 'de-ess', stage: 'resonance', decide };

function decide({ analysis: { measurements, findings }, intent, spectrum }: Question): Decision {
  const found = findings.filter(({ code, facts }) => code === 'sibilance' && facts !== undefined);
  if (found.length === 0 || found.some(({ waived }) => waived !== undefined) || spectrum === null)
    return NOTHING;
  const { durationS } = measurements;
  const [first] = found;
  const bursts = measuredValue(MEASUREMENT, measurements);
  const often = found.length >= LEAST_COUNT && durationS <= LEAST_RATE_S * found.length;
  if (!often || bursts === null || bursts < LEAST_BURSTS_DB)
    return found.every(({ severity }) => severity === 'note')
      ? NOTHING
      : alone('sibilance-seldom', { count: found.length, firstS: hundredth(first!.startS ?? 0) });
  const hz = bounded(medianOf(found.map(({ facts }) => Number(facts!.hz))), CENTRES_HZ.low, CENTRES_HZ.high);
  if (isLocked(intent.locks, hz / Math.SQRT2, hz * Math.SQRT2))
    return alone('sibilance-locked', { count: found.length });
  return held(found, spectrum, Math.round(hz), bursts);
}

function held(found: readonly Finding[], spectrum: SpectrumResult, hz: number, bursts: number): Decision {
  const hurts = found.filter(({ severity }) => severity === 'warning').length >= LEAST_COUNT;
  const riseDb = medianOf(found.map(({ value }) => value ?? 0));
  const rangeDb = hundredth(
    bounded(TAKEN_SHARE * riseDb, RANGE_DB.least, hurts ? RANGE_DB.hurting : RANGE_DB.most),
  );
  const { voiceDb, wholeDb, trebleDb } = levelsIn(spectrum, hz);
  const burstDb = medianOf(found.map(({ facts }) => Number(facts!.overSongDb))) + wholeDb - voiceDb;
  const heardDb = overVoice(burstDb, hz);
  const threshold = Math.max(heardDb - rangeDb / SLOPE, trebleDb - voiceDb + OVER_USUAL_DB);
  const taken = Math.min(rangeDb, SLOPE * (heardDb - threshold));
  if (taken < 1) return NOTHING;
  const after = dbFromPower(1 + (powerFromDb(bursts) - 1) * powerFromDb(-taken));
  const move = moveOf({
    id: 'de-ess',
    stage: 'resonance',
    kind: 'de-esser',
    params: {
      hz,
      q: BAND_Q,
      thresholdDb: hundredth(bounded(threshold, THRESHOLD_DB.low, THRESHOLD_DB.high)),
      rangeDb,
    },
    because: [
      {
        code: rangeDb > RANGE_DB.most ? 'sibilance-repair' : 'sibilance-held',
        measurement: MEASUREMENT,
        value: hundredth(bursts),
        target: hundredth(after),
        unit: 'dB',
      },
    ],
    expects: [{ measurement: MEASUREMENT, before: hundredth(bursts), after: hundredth(after), unit: 'dB' }],
    confidence: hurts ? 0.75 : 0.5,
    rejected: [{ code: 'sibilance-static-cut', facts: { hz, cutDb: rangeDb } }],
  });
  return { moves: [move], restraints: [] };
}

/** What the de-esser reads of a burst this far over the voice, for its ear for the voice hears a little of the burst as well. */
function overVoice(burstDb: number, hz: number): number {
  const burst = powerFromDb(burstDb);
  return dbFromPower(burst / (1 + burst * analoguePower(analogueBandPass(VOICE.hz, VOICE.q), hz)));
}

/** Of the whole song: the voice as the de-esser hears it, everything, and the treble that it watches. */
function levelsIn(
  { bandsHz, levelDb }: SpectrumResult,
  hz: number,
): Record<'voiceDb' | 'wholeDb' | 'trebleDb', number> {
  const voice = analogueBandPass(VOICE.hz, VOICE.q);
  const watched = analogueLowCut(EDGE_SHARE * hz, 2);
  const sum = (weight: (hz: number) => number): number =>
    dbFromPower(
      levelDb.reduce<number>(
        (all, db, b) => (db === null ? all : all + powerFromDb(db) * weight(bandsHz[b]!)),
        0,
      ),
    );
  return {
    voiceDb: sum((at) => analoguePower(voice, at)),
    wholeDb: sum(() => 1),
    trebleDb: sum((at) => analoguePower(watched, at)),
  };
}

function bounded(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
