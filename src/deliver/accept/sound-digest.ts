// Sound digest: the SHA-256 of samples as the data of a WAV file holds them, whatever file they stand in.
import { createPcmPacker } from '../../files/pcm/pcm-packer.ts';
import type { SampleLayout } from '../../files/pcm/pcm.ts';
import type { Encoding } from '../../files/writer.ts';
import type { Block } from '../../signal/signal.ts';
import type { Source } from '../../signal/stream.ts';
import type { Digest } from './digest.ts';

/** Frames packed at a time. */
const PIECE_FRAMES = 16384;

export interface SoundDigest {
  /** Of whole steps of the word length: they are packed as they are. */
  write(block: Block): void;
  /** Once, at the end. */
  finish(): string;
}

/**
 * Interleaved, low byte first; integers signed in as many whole bytes as they need, at the top of them, 8 bits unsigned. Of a
 * WAV file it is the digest of its data chunk; of the same sound in FLAC, AIFF or CAF it is the same. `frames` 0: unknown.
 */
export function createSoundDigest(
  { encoding, bits }: Encoding,
  channels: number,
  frames: number,
  digest: Digest,
): SoundDigest {
  const integer = bits === 8 ? 'unsigned' : 'signed';
  const layout: SampleLayout = {
    encoding: encoding === 'float' ? 'float' : integer,
    bytes: Math.ceil(bits / 8),
    littleEndian: true,
  };
  const pack = createPcmPacker(layout, channels, PIECE_FRAMES, frames);
  return {
    write(block) {
      for (let from = 0; from < block.frames; from += PIECE_FRAMES)
        digest.update(pack(block.channels, from, Math.min(block.frames, from + PIECE_FRAMES)));
    },
    finish: () => digest.digest('hex'),
  };
}

/** `source`, told to `digest` while it is pulled. */
export function digestedSource(source: Source, digest: Pick<SoundDigest, 'write'>): Source {
  return {
    ...source,
    async pull(maxFrames) {
      const block = await source.pull(maxFrames);
      if (block !== null) digest.write(block);
      return block;
    },
    close: () => source.close(),
  };
}
