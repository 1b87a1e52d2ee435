// Sector image: sound as the bare sectors of a disc, 16 bits, low byte first, written and read in constant memory.
import { createPcmPacker } from '../../files/pcm/pcm-packer.ts';
import { pcmSource } from '../../files/pcm/pcm-source.ts';
import type { SampleLayout } from '../../files/pcm/pcm.ts';
import type { ByteSource, Place } from '../../files/place.ts';
import type { Sink, Source } from '../../signal/stream.ts';
import type { SumDigest } from './ddp-checksums.ts';
import { CD_RATE_HZ, SECTOR_BYTES, SECTOR_FRAMES } from './msf.ts';

const LAYOUT: SampleLayout = { encoding: 'signed', bytes: 2, littleEndian: true };
const CHANNELS = 2;
const PIECE_FRAMES = 16384;
const FRAME_BYTES = SECTOR_BYTES / SECTOR_FRAMES;

/**
 * A new file of `sectors`. Takes stereo at 44.1 kHz whose samples are whole steps of 16 bits; sound that is short is filled up
 * with silence on closing, sound that is longer throws RangeError. `sums` is told every byte; null: nobody.
 */
export async function createSectorImage(
  place: Place,
  path: string,
  sectors: number,
  sums: SumDigest | null,
): Promise<Sink> {
  const bytes = sectors * SECTOR_BYTES;
  const sink = await place.create(path, { expectedBytes: bytes });
  const pack = createPcmPacker(LAYOUT, CHANNELS, PIECE_FRAMES, sectors * SECTOR_FRAMES);
  let left = bytes;
  const write = async (part: Uint8Array): Promise<void> => {
    if (part.length > left) throw new RangeError(`${path} has room for ${sectors} sectors`);
    left -= part.length;
    sums?.update(part);
    await sink.write(part);
  };
  return {
    async write({ channels, frames }) {
      for (let from = 0; from < frames; from += PIECE_FRAMES)
        await write(pack(channels, from, Math.min(frames, from + PIECE_FRAMES)));
    },
    async close() {
      const silence = new Uint8Array(PIECE_FRAMES * FRAME_BYTES);
      for (let rest = left; rest > 0; rest -= silence.length)
        await write(silence.subarray(0, Math.min(rest, silence.length)));
      await sink.commit();
    },
    abort: () => sink.abort(),
  };
}

/** Sound from `fromSector` (inclusive) to `toSector` (exclusive); closing it closes `bytes`. */
export function sectorSource(
  bytes: ByteSource,
  offsetBytes: number,
  fromSector: number,
  toSector: number,
): Source {
  const region = {
    format: { sampleRateHz: CD_RATE_HZ, channels: CHANNELS },
    layout: LAYOUT,
    start: offsetBytes + fromSector * SECTOR_BYTES,
    frames: (toSector - fromSector) * SECTOR_FRAMES,
  };
  return { ...pcmSource(bytes, region, []), shortenedBits: 16 };
}
