// Impulse answer: the spectrum of what a processor makes of one sample, its latency taken away.
import { createRealFft } from '../../../src/dsp/fft.ts';
import type { ParamRecord } from '../../../src/process/params.ts';
import type { ProcessorKind } from '../../../src/process/processor.ts';
import { runProcessor } from '../../contracts/processor.ts';

export const ANSWER_SIZE = 1 << 17;

export interface Answer {
  /** Circular: time 0 first, what comes before it at the end. */
  readonly h: Float64Array;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** Of the left channel, to an impulse on it and `right` times it on the other. */
export function impulseAnswer(kind: ProcessorKind, params: ParamRecord, rate: number, right = 1): Answer {
  const processor = kind.create(params, { sampleRateHz: rate, channels: 2 });
  const impulse = [1, right].map((level) => {
    const x = new Float64Array(ANSWER_SIZE + processor.latencyFrames);
    x[processor.preRingFrames ?? 0] = level;
    return x;
  });
  const late = runProcessor(processor, impulse)[0]!;
  const time0 = processor.latencyFrames + (processor.preRingFrames ?? 0);
  const h = new Float64Array(ANSWER_SIZE);
  for (let n = processor.latencyFrames; n < late.length; n++) {
    h[(n - time0 + ANSWER_SIZE) % ANSWER_SIZE] = late[n]!;
  }
  const [re, im] = [new Float64Array(ANSWER_SIZE / 2 + 1), new Float64Array(ANSWER_SIZE / 2 + 1)];
  createRealFft(ANSWER_SIZE).forward(h, re, im);
  return { h, re, im };
}

/** Largest difference from what is wanted, from 20 Hz to 20 kHz, where more than `downToDb` is wanted. */
export function worstDb(
  { re, im }: Answer,
  rate: number,
  wantedDb: (hz: number) => number,
  downToDb = -40,
): number {
  let worst = 0;
  for (let k = Math.ceil((20 / rate) * ANSWER_SIZE); k <= (20000 / rate) * ANSWER_SIZE; k += 2) {
    const wanted = wantedDb((k * rate) / ANSWER_SIZE);
    const db = 10 * Math.log10(re[k]! ** 2 + im[k]! ** 2);
    if (wanted > downToDb && !(Math.abs(db - wanted) <= worst)) worst = Math.abs(db - wanted);
  }
  return worst;
}
