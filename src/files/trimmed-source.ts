// Trimmed source: decoded runs of a lossy codec as a Source, its priming and padding cut off to the sample.
import { Fault } from '../signal/fault.ts';
import { createBlock, type Block, type SignalFormat } from '../signal/signal.ts';
import { BURST_FRAMES, type Source } from '../signal/stream.ts';
import type { ReadNote } from './format.ts';

/** A stretch of decoded sound, float32 as the decoders give it; values above full scale are kept. */
export interface DecodedRun {
  readonly channels: readonly Float32Array[];
  readonly frames: number;
}

/** What a lossy reader brings. */
export interface Decoding {
  /** The file, for the Fault. */
  readonly name: string;
  readonly format: SignalFormat;
  /** Decoded frames before the music. */
  readonly skipFrames: number;
  /** Exact length of the music, or null when only the end tells. */
  readonly frames: number | null;
  readonly notes: ReadNote[];
  /** The next stretch (may be empty), or null at the end. The arrays are read before the next call. */
  next(): Promise<DecodedRun | null>;
  close(): Promise<void>;
}

/** Frames that a decoder may owe at the end without anything being lost: its own delay. */
const DECODER_DELAY_FRAMES = 1152;

/**
 * Fault `no-audio` when nothing comes out at all. Where the decoder gives fewer frames than promised, its delay is made up with silence; more missing is a note
 * `truncated` and the sound ends.
 */
export function createTrimmedSource(decoding: Decoding): Source {
  const { format, frames: promised } = decoding;
  let toSkip = decoding.skipFrames;
  let given = 0;
  let run: DecodedRun | null = null;
  let at = 0;
  let ended = false;
  let closed = false;
  const block: Block = createBlock(format.channels, BURST_FRAMES);

  const advance = async (): Promise<boolean> => {
    while (!ended && (run === null || at >= run.frames)) {
      run = await decoding.next();
      if (run === null) ended = true;
      else at = Math.min(toSkip, run.frames);
      toSkip -= run === null ? 0 : at;
    }
    return !ended;
  };
  const copy = (filled: number, count: number): void => {
    block.channels.forEach((samples, c) => samples.set(run!.channels[c]!.subarray(at, at + count), filled));
    at += count;
  };
  const missing = (): number => (promised === null ? 0 : promised - given);
  /** The decoder's own delay as silence, so that the length is the promised one. */
  const padEnd = (filled: number, wanted: number): number => {
    const lack = missing() - filled;
    if (lack > DECODER_DELAY_FRAMES) noteTruncated(filled);
    if (lack <= 0 || lack > DECODER_DELAY_FRAMES) return 0;
    const count = Math.min(lack, wanted - filled);
    for (const samples of block.channels) samples.fill(0, filled, filled + count);
    return count;
  };
  const noteTruncated = (filled: number): void => {
    if (decoding.notes.some((note) => note.code === 'truncated')) return;
    decoding.notes.push({ code: 'truncated', facts: { frames: given + filled, declaredFrames: promised! } });
  };

  return {
    format,
    frames: promised,
    async pull(maxFrames) {
      const left = promised === null ? Number.POSITIVE_INFINITY : missing();
      const wanted = Math.min(maxFrames, BURST_FRAMES, left);
      let filled = 0;
      while (filled < wanted && (await advance())) {
        const count = Math.min(run!.frames - at, wanted - filled);
        copy(filled, count);
        filled += count;
      }
      if (ended && given + filled === 0) throw new Fault('no-audio', 'input', { file: decoding.name });
      if (filled < wanted) filled += padEnd(filled, wanted);
      given += filled;
      block.frames = filled;
      return filled === 0 ? null : block;
    },
    async close() {
      if (closed) return;
      closed = true;
      await decoding.close();
    },
  };
}
