// Rate reader: a track read as if it were at another rate, for sound cards that refuse the song's own.
import { resample } from '../process/output/resample.ts';
import type { SignalFormat } from '../signal/signal.ts';
import { createBlock, type Block } from '../signal/signal.ts';
import type { Source } from '../signal/stream.ts';
import type { TrackReader } from './track.ts';

/** Sound before a place that is read along with it, so that the converter's filter has settled there. */
const RUN_UP_SECONDS = 0.1;

/** `reader` itself where the rates are the same. Frames of the result are at `toHz`. Rates as for `resample`. */
export function openAtRate(reader: TrackReader, format: SignalFormat, toHz: number): TrackReader {
  return format.sampleRateHz === toHz ? reader : new RateReader(reader, format, toHz);
}

/** Reading on from where the last reading ended costs one conversion; any other place begins a new one. */
class RateReader implements TrackReader {
  private readonly reader: TrackReader;
  private readonly format: SignalFormat;
  private readonly toHz: number;
  private source: Source | null = null;
  private at = 0;

  constructor(reader: TrackReader, format: SignalFormat, toHz: number) {
    this.reader = reader;
    this.format = format;
    this.toHz = toHz;
  }

  async read(start: number, frames: number, target: readonly Float32Array[]): Promise<number> {
    if (this.source === null || start !== this.at) await this.go(start);
    let done = 0;
    while (done < frames) {
      const block = await this.source!.pull(frames - done);
      if (block === null) break;
      for (let c = 0; c < target.length; c++) copy(block.channels[c]!, block.frames, target[c]!, done);
      done += block.frames;
    }
    this.at = start + done;
    // The converter has been told that the sound is over; if the track grows, it has to begin anew.
    if (done < frames) this.source = null;
    return done;
  }

  async close(): Promise<void> {
    this.source = null;
    await this.reader.close();
  }

  /** Both rates share a frame every second at least: from a whole second on, the results lie on one grid. */
  private async go(start: number): Promise<void> {
    const second = Math.max(0, Math.floor(start / this.toHz - RUN_UP_SECONDS));
    this.source = resample(
      sourceFrom(this.reader, this.format, second * this.format.sampleRateHz),
      this.toHz,
    );
    let behind = start - second * this.toHz;
    while (behind > 0) {
      const block = await this.source.pull(behind);
      if (block === null) break;
      behind -= block.frames;
    }
    this.at = start;
  }
}

function copy(from: Float64Array, frames: number, to: Float32Array, at: number): void {
  for (let n = 0; n < frames; n++) to[at + n] = from[n]!;
}

/** A track from `start` on, up to where it is written. */
function sourceFrom(reader: TrackReader, format: SignalFormat, start: number): Source {
  let at = start;
  let held: Float32Array[] = [];
  return {
    format,
    frames: null,
    async pull(maxFrames): Promise<Block | null> {
      if ((held[0]?.length ?? 0) < maxFrames)
        held = Array.from({ length: format.channels }, () => new Float32Array(maxFrames));
      const frames = await reader.read(at, maxFrames, held);
      if (frames === 0) return null;
      at += frames;
      const block = createBlock(format.channels, frames);
      block.channels.forEach((samples, c) => samples.set(held[c]!.subarray(0, frames)));
      return block;
    },
    async close() {},
  };
}
