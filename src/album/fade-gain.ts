// Fade gain: the four shapes in which a song comes and goes.
import { gainFromDb } from '../dsp/decibel.ts';
import { smoothStep } from '../dsp/fade-curve.ts';
import { sin } from '../dsp/math.ts';
import type { FadeCurve } from './album.ts';

/** What `log` covers: a song this far down is gone in any room. */
const LOG_RANGE_DB = 60;
const LOG_LEAST = gainFromDb(-LOG_RANGE_DB);

/**
 * Linear gain at `p` of a fade in, 0 (silence) … 1 (there); a fade out runs the other way. `linear` and `smooth` of p and 1 − p
 * make 1 together, the squares of `power` do; `log` falls evenly by 60 dB and is bent at its foot so that it ends at silence.
 */
export function fadeGain(curve: FadeCurve, p: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  switch (curve) {
    case 'linear':
      return p;
    case 'smooth':
      return smoothStep(p);
    case 'power':
      return sin((Math.PI / 2) * p);
    case 'log':
      return (gainFromDb(LOG_RANGE_DB * (p - 1)) - LOG_LEAST) / (1 - LOG_LEAST);
  }
}
