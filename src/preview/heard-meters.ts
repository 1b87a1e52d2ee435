// Heard meters: the readings of both sides at the moment that is heard, before any level match.
import { createLiveMeter, type LiveMeter, type LiveReading } from '../measure/live-meter.ts';
import { createBlock, type Block, type SignalFormat } from '../signal/signal.ts';
import type { StreamMap } from './stream-map.ts';

/** Frames handed to a meter at once. */
const BLOCK_FRAMES = 4096;

/** Where one side is silent or missing its meter hears silence, so that both stay in step. */
export class HeardMeters {
  mix: LiveReading | null = null;
  master: LiveReading | null = null;
  private readonly mixMeter: LiveMeter;
  private readonly masterMeter: LiveMeter;
  private readonly block: Block;

  constructor(format: SignalFormat) {
    this.mixMeter = createLiveMeter(format);
    this.masterMeter = createLiveMeter(format);
    this.block = createBlock(format.channels, BLOCK_FRAMES);
  }

  /** What was sent between two frames of the stream has been heard. */
  hear(map: StreamMap, from: number, to: number): void {
    if (to <= from) return;
    map.hear(from, to, ({ mix, master }, start, end) => {
      this.push(this.mixMeter, mix, start, end);
      this.push(this.masterMeter, master, start, end);
    });
    this.mix = this.mixMeter.read();
    this.master = this.masterMeter.read();
  }

  /** After a jump. */
  reset(): void {
    this.mixMeter.reset();
    this.masterMeter.reset();
    if (this.mix === null) return;
    this.mix = this.mixMeter.read();
    this.master = this.masterMeter.read();
  }

  private push(meter: LiveMeter, samples: readonly Float32Array[] | null, start: number, end: number): void {
    const { channels } = this.block;
    for (let at = start; at < end; at += BLOCK_FRAMES) {
      const frames = Math.min(BLOCK_FRAMES, end - at);
      for (let c = 0; c < channels.length; c++) {
        const from = samples?.[Math.min(c, samples.length - 1)];
        const to = channels[c]!;
        for (let n = 0; n < frames; n++) to[n] = from?.[at + n] ?? 0;
      }
      this.block.frames = frames;
      meter.push(this.block);
    }
  }
}
