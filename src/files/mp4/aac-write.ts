// AAC writer: sound through FFmpeg's encoder, warmed up with silence, into an M4A that tells its exact length.
import type { Sink } from '../../signal/stream.ts';
import { createFloatPieces } from '../float-pieces.ts';
import {
  AAC_ENCODER_DELAY_FRAMES,
  AAC_PACKET_FRAMES,
  createAacEncoder,
  type AacEncoder,
} from './aac-encoder.ts';
import { createM4aStream, type M4aStream } from './m4a-stream.ts';
import type { WriteFormat } from '../format.ts';
import type { ByteSink } from '../place.ts';

/** Long enough for few calls of the worker, short enough to hold nothing much. */
const PIECE_FRAMES = 16 * AAC_PACKET_FRAMES;
/**
 * Silence encoded before the sound and thrown away but for one packet: half a second at 44.1 kHz. The encoder spends its
 * first packets finding its measure: without, the first tenth of a second of loud music is 8 to 28 dB noisier at 256 kbit/s.
 */
const WARM_PACKETS = 22;
/** What is left of the silence is where decoders begin: one packet, and the encoder's own delay. */
const SKIP_FRAMES = AAC_PACKET_FRAMES + AAC_ENCODER_DELAY_FRAMES;

/** A sink that writes `format` as AAC-LC of `kbits` a second. Fault `too-long` beyond 4 GiB. */
export async function writeAac(bytes: ByteSink, format: WriteFormat, kbits: number): Promise<Sink> {
  const encoder = await createAacEncoder(format, kbits);
  const stream = await createM4aStream(bytes, format, {
    packetFrames: AAC_PACKET_FRAMES,
    skipFrames: SKIP_FRAMES,
    foreseenFrames: format.frames,
  });
  const add = withoutFirst(WARM_PACKETS - 1, stream);
  const pieces = createFloatPieces(format.channels, PIECE_FRAMES, async (planes, frames) =>
    add(await encoder.encode(planes, frames)),
  );
  await warm(encoder, format.channels, add);
  return {
    write: pieces.write,
    async close() {
      await pieces.end();
      await add(await encoder.finish());
      if (encoder.config === null) throw new Error('The encoder gave no packet.');
      await stream.end(pieces.frames, encoder.config);
      await bytes.commit();
    },
    async abort() {
      await encoder.abort();
      await bytes.abort();
    },
  };
}

type Add = (packets: readonly Uint8Array[]) => Promise<void>;

async function warm(encoder: AacEncoder, channels: number, add: Add): Promise<void> {
  const frames = WARM_PACKETS * AAC_PACKET_FRAMES;
  const silence = Array.from({ length: channels }, () => new Float32Array(frames));
  await add(await encoder.encode(silence, frames));
}

/** Passes on all packets but the first `count`. */
function withoutFirst(count: number, stream: M4aStream): Add {
  let left = count;
  return (packets) => {
    const dropped = Math.min(left, packets.length);
    left -= dropped;
    return stream.add(packets.slice(dropped));
  };
}
