// Body level: how loud sound is below the treble, by which a lossy file is compared with what was encoded.
import { exp } from '../../dsp/math.ts';
import { dbFromPower } from '../../dsp/decibel.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';

/** Encoders leave treble out, each at another place; up to here all of them keep what they are given. */
const CORNER_HZ = 4000;
/** Below it the filter would only ring on in numbers that are slow to reckon with. */
const SILENT = 1e-30;

export interface BodyLevel {
  write(block: Block): void;
  /** Mean power of all channels in dB re full scale; -Infinity for silence. */
  levelDb(): number;
  /** Is every sample so far a number? */
  isFinite(): boolean;
}

/** A filter of one pole: y[n] = y[n-1] + a·(x[n] - y[n-1]), a = 1 - exp(-2π·corner/rate). */
export function createBodyLevel({ channels, sampleRateHz }: SignalFormat): BodyLevel {
  const share = 1 - exp((-2 * Math.PI * CORNER_HZ) / sampleRateHz);
  const low = new Float64Array(channels);
  let power = 0;
  let frames = 0;
  return {
    write(block) {
      for (let c = 0; c < channels; c++) {
        const samples = block.channels[c]!;
        let y = low[c]!;
        for (let n = 0; n < block.frames; n++) {
          y += share * (samples[n]! - y);
          power += y * y;
        }
        low[c] = Math.abs(y) < SILENT ? 0 : y;
      }
      frames += block.frames;
    },
    levelDb: () => (power === 0 ? Number.NEGATIVE_INFINITY : dbFromPower(power / (frames * channels))),
    isFinite: () => Number.isFinite(power),
  };
}
