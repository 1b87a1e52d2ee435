// Ridden sound: what every processor with one gain a channel does: listen, decide once a hop, wait, turn up or down.
import { DelayLine } from '../../dsp/lookahead.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import type { Processor } from '../processor.ts';
import { GainRider, type GainSource } from './gain-rider.ts';
import { LONGEST_LISTENED } from './side-chain.ts';

/** A source of gains that forgets everything on `reset`. */
export interface GainLaw extends GainSource {
  reset(): void;
}

/** What a law asks: hears a stretch of at most LONGEST_LISTENED frames and changes nothing. */
export interface Listener {
  listen(channels: readonly Float64Array[], start: number, end: number): void;
  reset(): void;
}

/** Frames of a look-ahead at a rate. */
export function lookAheadFrames(lookAheadMs: number, sampleRateHz: number): number {
  return Math.round((lookAheadMs / 1000) * sampleRateHz);
}

/**
 * The gain is computed once a hop and runs straight between; the sound waits one hop for it, and `ahead` frames more for a
 * gain that moves before the sound does.
 */
export class RiddenSound implements Processor {
  readonly latencyFrames: number;
  readonly tailFrames = 0;
  private readonly rider: GainRider;
  private readonly heard: Listener;
  private readonly law: GainLaw;
  private readonly lines: DelayLine[];

  constructor(heard: Listener, law: GainLaw, hop: number, ahead: number, { channels }: SignalFormat) {
    this.heard = heard;
    this.law = law;
    this.rider = new GainRider(hop, channels, law);
    this.lines = ahead === 0 ? [] : Array.from({ length: channels }, () => new DelayLine(ahead));
    this.latencyFrames = hop + ahead;
  }

  reset(): void {
    this.heard.reset();
    this.law.reset();
    this.rider.reset();
    for (const line of this.lines) line.reset();
  }

  process({ channels, frames }: Block): void {
    const { rider, heard } = this;
    for (let start = 0; start < frames; start += LONGEST_LISTENED) {
      const end = Math.min(frames, start + LONGEST_LISTENED);
      heard.listen(channels, start, end);
      this.delay(channels, start, end);
      for (let at = start; at < end; ) {
        const count = Math.min(end - at, rider.untilHop);
        rider.ride(channels, at, count);
        at += count;
      }
    }
  }

  private delay(channels: readonly Float64Array[], start: number, end: number): void {
    const { lines } = this;
    for (let c = 0; c < lines.length; c++) {
      const samples = channels[c]!;
      const whole = start === 0 && end === samples.length;
      lines[c]!.process(whole ? samples : samples.subarray(start, end), end - start);
    }
  }
}
