// Levels: DC, energy and the three-second blocks of TT DR, of every channel, in one pass.
import type { SignalFormat } from '../signal/signal.ts';
import { blockFramesDr14 } from './dr14.ts';
import { History } from './history.ts';
import type { HopListener } from './hops.ts';

/** What is known of one channel. */
export class ChannelLevels {
  sum = 0;
  energy = 0;
  /** Σ x² and largest |x| of every finished TT DR block. */
  readonly blockEnergies = new History();
  readonly blockPeaks = new History();
  /** The same of the block under way. */
  openEnergy = 0;
  openPeak = 0;
  /** Largest |x| of the hop under way. */
  hopPeak = 0;
  hopEnergy = 0;

  /** Adds frames `start` to `end`. Even and odd samples are summed apart, which halves the wait for the additions. */
  add(samples: Float64Array, start: number, end: number): void {
    let evenSum = 0;
    let oddSum = 0;
    let evenEnergy = 0;
    let oddEnergy = 0;
    let highest = 0;
    let lowest = 0;
    let n = start;
    for (; n + 1 < end; n += 2) {
      const x = samples[n]!;
      const y = samples[n + 1]!;
      evenSum += x;
      oddSum += y;
      evenEnergy += x * x;
      oddEnergy += y * y;
      if (x > highest) highest = x;
      else if (x < lowest) lowest = x;
      if (y > highest) highest = y;
      else if (y < lowest) lowest = y;
    }
    if (n < end) {
      const x = samples[n]!;
      evenSum += x;
      evenEnergy += x * x;
      if (x > highest) highest = x;
      if (x < lowest) lowest = x;
    }
    const peak = highest > -lowest ? highest : -lowest;
    this.sum += evenSum + oddSum;
    this.energy += evenEnergy + oddEnergy;
    this.openEnergy += evenEnergy + oddEnergy;
    this.hopEnergy += evenEnergy + oddEnergy;
    if (peak > this.openPeak) this.openPeak = peak;
    if (peak > this.hopPeak) this.hopPeak = peak;
  }

  startHop(): void {
    this.hopPeak = 0;
    this.hopEnergy = 0;
  }

  endBlock(): void {
    this.blockEnergies.push(this.openEnergy);
    this.blockPeaks.push(this.openPeak);
    this.openEnergy = 0;
    this.openPeak = 0;
  }
}

/** Splits hops where a TT DR block ends. */
export class LevelsListener implements HopListener {
  readonly channels: readonly ChannelLevels[];
  /** Frames in the TT DR block under way. */
  openFrames = 0;
  readonly blockFrames: number;
  /** Of all channels, hop by hop. */
  readonly hopMeanSquares = new History();

  constructor(format: SignalFormat) {
    this.channels = Array.from({ length: format.channels }, () => new ChannelLevels());
    this.blockFrames = blockFramesDr14(format.sampleRateHz);
  }

  hop(channels: readonly Float64Array[], frames: number): void {
    for (const channel of this.channels) channel.startHop();
    let start = 0;
    while (start < frames) {
      const end = Math.min(frames, start + this.blockFrames - this.openFrames);
      for (let c = 0; c < this.channels.length; c++) this.channels[c]!.add(channels[c]!, start, end);
      this.openFrames += end - start;
      if (this.openFrames === this.blockFrames) this.endBlock();
      start = end;
    }
    this.hopMeanSquares.push(
      this.channels.reduce((sum, { hopEnergy }) => sum + hopEnergy, 0) / (frames * this.channels.length),
    );
  }

  /** Mean square over all channels; null for no sound at all. */
  meanSquare(frames: number): number | null {
    const count = frames * this.channels.length;
    return count === 0 ? null : this.channels.reduce((sum, channel) => sum + channel.energy, 0) / count;
  }

  /** Mean of each channel, linear. */
  dcOffset(frames: number): number[] {
    return this.channels.map((channel) => (frames === 0 ? 0 : channel.sum / frames));
  }

  private endBlock(): void {
    for (const channel of this.channels) channel.endBlock();
    this.openFrames = 0;
  }
}
