// Limited: the same loud sound through the same limiter, wherever it is called.
import { checkParams } from '../../src/process/params.ts';
import { LIMITER } from '../../src/process/peaks/limiter.ts';
import { seededRandom } from '../../src/signal/random.ts';

const FRAMES = 44100;

export function limited(): Float64Array[] {
  const random = seededRandom(4);
  const channels = [0, 1].map(() => Float64Array.from({ length: FRAMES }, () => 3 * (2 * random() - 1)));
  const limiter = LIMITER.create(checkParams(LIMITER.params, {}, LIMITER.id), {
    sampleRateHz: 44100,
    channels: 2,
  });
  limiter.process({ channels, frames: FRAMES });
  return channels;
}
