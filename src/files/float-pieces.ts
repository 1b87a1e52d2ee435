// Float pieces: blocks of any length cut into the pieces of one length that a lossy encoder takes, as float32.
import type { Block } from '../signal/signal.ts';

/** Takes the first `frames` of `planes`; they are used again once the promise resolves. */
export type TakePiece = (planes: readonly Float32Array[], frames: number) => Promise<void>;

export interface FloatPieces {
  /** Frames received so far. */
  readonly frames: number;
  /** Largest magnitude received so far, 1 being full scale. */
  readonly peak: number;
  write(block: Block): Promise<void>;
  /** Hands over what is left: a piece shorter than the others, if any. */
  end(): Promise<void>;
}

/** Every piece is `pieceFrames` long but the last. Values beyond full scale are kept. */
export function createFloatPieces(channels: number, pieceFrames: number, take: TakePiece): FloatPieces {
  const planes = Array.from({ length: channels }, () => new Float32Array(pieceFrames));
  let held = 0;
  let frames = 0;
  let peak = 0;

  const flush = async (): Promise<void> => {
    const count = held;
    held = 0;
    if (count > 0) await take(planes, count);
  };
  const copy = (block: Block, from: number, count: number): void => {
    planes.forEach((plane, c) => {
      const samples = block.channels[c]!;
      for (let i = 0; i < count; i++) {
        const value = samples[from + i]!;
        plane[held + i] = value;
        peak = Math.max(peak, Math.abs(value));
      }
    });
    held += count;
    frames += count;
  };

  return {
    get frames() {
      return frames;
    },
    get peak() {
      return peak;
    },
    async write(block) {
      for (let at = 0; at < block.frames; ) {
        const count = Math.min(block.frames - at, pieceFrames - held);
        copy(block, at, count);
        at += count;
        if (held === pieceFrames) await flush();
      }
    },
    end: flush,
  };
}
