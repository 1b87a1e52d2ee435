// Levels: DC, energy and the three-second blocks of TT DR, of every channel, in one pass.
import { History } from './history.ts';
import type { HopSums } from './hop-sums.ts';
import type { HopListener } from './hops.ts';
import type { KPower } from './k-power.ts';

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
  /** Largest |x|. */
  peak = 0;

  /** Adds stretch `i` of those taken last. */
  add(power: KPower, i: number, channel: number): void {
    const energy = power.power(i, channel);
    const peak = power.peak(i, channel);
    this.sum += power.total(i, channel);
    this.energy += energy;
    this.openEnergy += energy;
    if (peak > this.openPeak) this.openPeak = peak;
    if (peak > this.peak) this.peak = peak;
  }

  endBlock(): void {
    this.blockEnergies.push(this.openEnergy);
    this.blockPeaks.push(this.openPeak);
    this.openEnergy = 0;
    this.openPeak = 0;
  }
}

/** Reads the sums of every hop; `sums` must hear it first. */
export class LevelsListener implements HopListener {
  readonly channels: readonly ChannelLevels[];
  /** Σ L·R over all the sound. */
  cross = 0;
  /** Frames in the TT DR block under way. */
  openFrames = 0;
  readonly blockFrames: number;
  /** Of all channels, hop by hop. */
  readonly hopMeanSquares = new History();
  private readonly sums: HopSums;

  constructor(sums: HopSums) {
    this.sums = sums;
    this.channels = Array.from({ length: sums.format.channels }, () => new ChannelLevels());
    this.blockFrames = sums.blockFrames;
  }

  hop(): void {
    const { count, ends, power, hopEnds, hops } = this.sums;
    let i = 0;
    let start = 0;
    for (let hop = 0; hop < hops; hop++) {
      const hopStart = start;
      let energy = 0;
      for (; i < count && start < hopEnds[hop]!; i++) {
        energy += this.add(power, i, ends[i]! - start);
        start = ends[i]!;
      }
      this.hopMeanSquares.push(energy / ((start - hopStart) * this.channels.length));
    }
  }

  /** Gives Σ x² of all channels. */
  private add(power: KPower, i: number, frames: number): number {
    let energy = 0;
    for (let c = 0; c < this.channels.length; c++) {
      this.channels[c]!.add(power, i, c);
      energy += power.power(i, c);
    }
    this.cross += power.cross(i);
    this.openFrames += frames;
    if (this.openFrames === this.blockFrames) this.endBlock();
    return energy;
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
