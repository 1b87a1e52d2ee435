// Vorbis writer: sound through libvorbis, whose pages end on the exact length.
import type { Sink } from '../../signal/stream.ts';
import { createFloatPieces } from '../float-pieces.ts';
import { OGG_SERIAL } from './ogg-page-write.ts';
import type { WriteFormat } from '../format.ts';
import type { ByteSink } from '../place.ts';

/** Long enough for few writes, short enough to hold nothing much. */
const PIECE_FRAMES = 16384;

/** A sink that writes `format` as Ogg Vorbis of quality `level`, -1 to 10. */
export async function writeVorbis(bytes: ByteSink, format: WriteFormat, level: number): Promise<Sink> {
  const { createOggEncoder } = await import('wasm-media-encoders');
  const encoder = await createOggEncoder();
  const { sampleRateHz, channels } = format;
  encoder.configure({
    channels: channels === 1 ? 1 : 2,
    sampleRate: sampleRateHz,
    vbrQuality: level,
    oggSerialNo: OGG_SERIAL,
  });
  const pieces = createFloatPieces(channels, PIECE_FRAMES, (planes, frames) =>
    bytes.write(encoder.encode(planes.map((plane) => plane.subarray(0, frames)))),
  );
  return {
    write: pieces.write,
    async close() {
      await pieces.end();
      await bytes.write(encoder.finalize());
      await bytes.commit();
    },
    abort: () => bytes.abort(),
  };
}
