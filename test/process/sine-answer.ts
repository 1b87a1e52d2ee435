// Sine answer: what a processor makes of a steady sine: its harmonics, and what is none of them.
import { createRealFft } from '../../src/dsp/fft.ts';
import { checkParams, type ParamRecord } from '../../src/process/params.ts';
import type { ProcessorKind } from '../../src/process/processor.ts';

const SIZE = 16384;
const RATE = 44100;

export interface SineAnswer {
  /** Level of the n-th harmonic in dB re full scale, from n = 1 on; [0] is DC. */
  readonly harmonicsDb: readonly number[];
  /** Level of the strongest line that is no harmonic. */
  readonly aliasDb: number;
}

/** A sine near `hz` that fits the transform, `peakDb` re full scale, after `settleFrames`. At 44.1 kHz. */
export function sineAnswer(
  kind: ProcessorKind,
  given: ParamRecord,
  hz: number,
  peakDb = 0,
  settleFrames = 4096,
): SineAnswer {
  const line = Math.round((hz * SIZE) / RATE / 2) * 2 + 1;
  const peak = 10 ** (peakDb / 20);
  const frames = SIZE + settleFrames;
  const x = new Float64Array(frames).map(
    (_, n) => peak * Math.sin((2 * Math.PI * ((line * n) % SIZE)) / SIZE + 0.3),
  );
  const params = checkParams(kind.params, given, kind.id);
  kind.create(params, { sampleRateHz: RATE, channels: 1 }).process({ channels: [x], frames });
  const re = new Float64Array(SIZE / 2 + 1);
  const im = new Float64Array(SIZE / 2 + 1);
  createRealFft(SIZE).forward(x.slice(settleFrames), re, im);
  const db = re.map((v, k) => 20 * Math.log10(Math.hypot(v, im[k]!) / (SIZE / 2) + 1e-20));
  const harmonicsDb: number[] = [];
  for (let k = 0; k <= SIZE / 2; k += line) harmonicsDb.push(db[k]!);
  return { harmonicsDb, aliasDb: Math.max(...db.filter((_, k) => k % line !== 0)) };
}
