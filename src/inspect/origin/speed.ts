// Speed: a suspicion, from the song's own tuning, that it runs faster or slower than it was played.
import { log2 } from '../../dsp/math.ts';
import type { Finding, VerdictKind } from '../finding.ts';

const CONCERT_HZ = 440;
const CENTS_PER_OCTAVE = 1200;
/** Orchestras tune to 442 or 443 Hz, and an estimate of a few bars errs by as much. */
const LEAST_CENTS = 13;
/** 48 against 44.1 kHz are 146.7 cents: 46.7 after whole semitones, which a tuning cannot tell. */
const RATE_CENTS = 46.7;
const RATE_TOLERANCE_CENTS = 5;

/** Always a note: many songs are tuned like that on purpose. */
export const SPEED: VerdictKind = {
  id: 'speed',
  codes: ['speed-mismatch'],
  judge({ key }): Finding[] {
    if (key === null || !(key.tuningHz > 0)) return [];
    const cents = CENTS_PER_OCTAVE * log2(key.tuningHz / CONCERT_HZ);
    if (Math.abs(cents) < LEAST_CENTS) return [];
    const rates = Math.abs(Math.abs(cents) - RATE_CENTS) < RATE_TOLERANCE_CENTS;
    return [
      {
        code: 'speed-mismatch',
        severity: 'note',
        confidence: rates ? 0.5 : 0.3,
        channel: 'both',
        startS: null,
        endS: null,
        value: Math.round(cents),
        unit: 'cents',
        facts: { tuningHz: Math.round(10 * key.tuningHz) / 10, rates: rates ? 'yes' : 'no' },
      },
    ];
  },
};
