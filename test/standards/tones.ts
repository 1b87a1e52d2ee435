// Tones: the 1 kHz sequences of EBU Tech 3341 and 3342, streamed in blocks that are whole hundredths of a second.
import { HopSums } from '../../src/measure/hop-sums.ts';
import { HopCutter } from '../../src/measure/hops.ts';
import { LoudnessListener } from '../../src/measure/loudness-meter.ts';

/** Seconds (a multiple of 0.01) and the peak level of every channel in dBFS; null is silence. */
export type Stretch = readonly [seconds: number, levelsDbfs: readonly (number | null)[]];

export const RATES_HZ = [44100, 48000, 96000, 192000];

const BLOCK_SECONDS = 0.01;

/** Ten periods of 1 kHz fill a hundredth of a second at every rate that is a multiple of 100 Hz. */
function tone(sampleRateHz: number, levelDbfs: number | null): Float64Array {
  const amplitude = levelDbfs === null ? 0 : 10 ** (levelDbfs / 20);
  const frames = sampleRateHz * BLOCK_SECONDS;
  return Float64Array.from({ length: frames }, (_, n) => amplitude * Math.sin((20 * Math.PI * n) / frames));
}

/** A loudness listener that is fed stretch by stretch. */
export class ToneListener {
  readonly loudness: LoudnessListener;
  private readonly cutter: HopCutter;
  private readonly sampleRateHz: number;

  constructor(sampleRateHz: number, channels: number) {
    const format = { sampleRateHz, channels };
    this.sampleRateHz = sampleRateHz;
    const sums = new HopSums(format);
    this.loudness = new LoudnessListener(sums);
    this.cutter = new HopCutter(format, [sums, this.loudness]);
  }

  feed(stretches: readonly Stretch[]): this {
    for (const [seconds, levels] of stretches) {
      const channels = levels.map((level) => tone(this.sampleRateHz, level));
      const blocks = Math.round(seconds / BLOCK_SECONDS);
      for (let i = 0; i < blocks; i++) this.cutter.push({ channels, frames: channels[0]!.length });
    }
    return this;
  }
}

/** The same level left and right. */
export function stereo(seconds: number, levelDbfs: number | null): Stretch {
  return [seconds, [levelDbfs, levelDbfs]];
}
