// Resample: sound at another rate: same length in time, no delay, nothing above the lower rate's Nyquist frequency.
import { RateConverter } from '../../dsp/rate-converter.ts';
import { planRate } from '../../dsp/rate-plan.ts';
import { Fault } from '../../signal/fault.ts';
import type { Block } from '../../signal/signal.ts';
import { BURST_FRAMES, type Source } from '../../signal/stream.ts';

/** Rates that can be converted from and to. */
export const CONVERTIBLE_HZ = { lowest: 8000, highest: 384000 } as const;

/**
 * `source` at `toHz`: round(frames · toHz / fromHz) frames, output n at the very time n / toHz. Linear phase; the same bits for
 * any pull sizes. Takes the source over: closing the result closes it. The same rate gives the source itself.
 * Fault `rate-not-supported` for anything but whole rates from 8 to 384 kHz.
 */
export function resample(source: Source, toHz: number): Source {
  const { sampleRateHz: fromHz, channels } = source.format;
  checkRate(fromHz);
  checkRate(toHz);
  return fromHz === toHz ? source : new ResampledSource(source, toHz, channels);
}

function checkRate(rateHz: number): void {
  const { lowest, highest } = CONVERTIBLE_HZ;
  if (Number.isInteger(rateHz) && rateHz >= lowest && rateHz <= highest) return;
  throw new Fault('rate-not-supported', 'usage', { rateHz, lowestHz: lowest, highestHz: highest });
}

class ResampledSource implements Source {
  readonly format;
  readonly frames: number | null;
  readonly shortenedBits;
  private readonly source: Source;
  private readonly converters: RateConverter[];
  private readonly ready: Float64Array[];
  private readonly silence = new Float64Array(4096);
  private readyFrom = 0;
  private readyTo = 0;
  private taken = 0;
  private given = 0;
  private ended = false;

  constructor(source: Source, toHz: number, channels: number) {
    const plan = planRate(source.format.sampleRateHz, toHz);
    this.source = source;
    this.format = { sampleRateHz: toHz, channels };
    this.shortenedBits = source.shortenedBits;
    this.frames = source.frames === null ? null : this.framesOf(source.frames);
    this.converters = Array.from({ length: channels }, () => new RateConverter(plan));
    this.ready = Array.from({ length: channels }, () => new Float64Array(0));
  }

  async pull(maxFrames: number): Promise<Block | null> {
    while (this.readyFrom === this.readyTo) {
      if (this.ended && this.given === this.framesOf(this.taken)) return null;
      await this.refill(maxFrames);
    }
    const count = Math.min(maxFrames, this.readyTo - this.readyFrom);
    const from = this.readyFrom;
    this.readyFrom += count;
    return { channels: this.ready.map((samples) => samples.subarray(from, from + count)), frames: count };
  }

  async close(): Promise<void> {
    await this.source.close();
  }

  private framesOf(inputFrames: number): number {
    return Math.round((inputFrames * this.format.sampleRateHz) / this.source.format.sampleRateHz);
  }

  private async refill(maxFrames: number): Promise<void> {
    const wanted = Math.ceil((maxFrames * this.source.format.sampleRateHz) / this.format.sampleRateHz);
    const block = this.ended ? null : await this.source.pull(Math.min(BURST_FRAMES, wanted));
    if (block === null) {
      this.ended = true;
      this.convert(
        this.converters.map(() => this.silence),
        this.silence.length,
      );
      return;
    }
    this.taken += block.frames;
    this.convert(block.channels, block.frames);
  }

  /** Converts into `ready`; after the end only what the length allows. */
  private convert(channels: readonly Float64Array[], frames: number): void {
    const room = this.converters[0]!.capacity(frames);
    let count = 0;
    this.converters.forEach((converter, c) => {
      if (this.ready[c]!.length < room) this.ready[c] = new Float64Array(room);
      count = converter.convert(channels[c]!, frames, this.ready[c]!);
    });
    if (this.ended) count = Math.min(count, this.framesOf(this.taken) - this.given);
    this.readyFrom = 0;
    this.readyTo = count;
    this.given += count;
  }
}
