// Pre-emphasis: a suspicion that the treble was raised for early digital recorders and never brought down again.
import type { Finding, VerdictKind } from '../finding.ts';
import type { SpectrumResult } from '../../measure/measurements.ts';

/** Third octaves that 50/15 µs leaves nearly alone (+1.3 dB at 2 kHz), raises (+3.9 at 4, +5 at 5), and raises most (+7.6 at 10). */
const ALONE_HZ = [1600, 2000, 2500];
const RAISED_HZ = [4000, 5000];
const MOST_RAISED_HZ = [8000, 10000, 12500];
/** Released music falls by 5 to 9 dB from the first to the last; pre-emphasis lifts that by 6.5 dB. Bright percussion comes near 2.5. */
const LEAST_RISE_DB = 3.5;
const LEAST_EARLY_RISE_DB = 1;
/** It belongs to 16-bit recordings at these rates. */
const RATES_HZ = [32000, 44100, 48000];
const MOST_BITS = 16;
const LEAST_S = 3;

/** Mean level of the third octaves; null where one is missing or silent. */
function level({ bandsHz, levelDb }: SpectrumResult, wanted: readonly number[]): number | null {
  let sum = 0;
  for (const hz of wanted) {
    const db = levelDb[bandsHz.indexOf(hz)];
    if (db === undefined || db === null) return null;
    sum += db;
  }
  return sum / wanted.length;
}

/** Always a note: the file does not say, and bright music looks alike. */
export const PRE_EMPHASIS: VerdictKind = {
  id: 'pre-emphasis',
  codes: ['pre-emphasis'],
  judge({ spectrum, wordLength, durationS }, { sampleRateHz }, origin): Finding[] {
    if (spectrum === null || origin.lossy || durationS < LEAST_S) return [];
    if (!RATES_HZ.includes(sampleRateHz) || (wordLength?.bits ?? MOST_BITS + 1) > MOST_BITS) return [];
    const alone = level(spectrum, ALONE_HZ);
    const raised = level(spectrum, RAISED_HZ);
    const most = level(spectrum, MOST_RAISED_HZ);
    if (alone === null || raised === null || most === null) return [];
    if (most - alone < LEAST_RISE_DB || raised - alone < LEAST_EARLY_RISE_DB) return [];
    return [
      {
        code: 'pre-emphasis',
        severity: 'note',
        confidence: 0.3,
        channel: 'both',
        startS: null,
        endS: null,
        value: most - alone,
        unit: 'dB',
      },
    ];
  },
};
