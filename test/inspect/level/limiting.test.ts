import { LIMITING } from '../../../src/inspect/level/limiting.ts';
import { detectorContract } from '../../contracts/detector.ts';
import { musicLike } from '../../signals.ts';

const RATE = 44100;

/** Peaks of every moment brought to one level, without flat tops: a gain that follows the envelope. */
function levelled(): Float64Array[] {
  const window = 441;
  return musicLike(4 * RATE, RATE, 51).map((samples) => {
    const peaks = Array.from({ length: Math.ceil(samples.length / window) }, (_, k) =>
      samples
        .subarray(k * window, (k + 3) * window)
        .reduce((max, value) => Math.max(max, Math.abs(value)), 1e-9),
    );
    return samples.map((value, n) =>
      Math.max(-0.89, Math.min(0.89, (0.9 * value) / peaks[Math.floor(n / window)]!)),
    );
  });
}

detectorContract(LIMITING, [
  {
    name: 'peaks pressed against one level',
    code: 'over-limited',
    channels: levelled(),
    startS: null,
    endS: null,
  },
]);
