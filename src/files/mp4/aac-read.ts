// AAC reader: packets taken out of their container by mediabunny, decoded by what the machine lends, trimmed.
import { Fault } from '../../signal/fault.ts';
import { parseAudioConfig, wrapAdts, type AdtsKind } from './adts-header.ts';
import { lentAacDecoder, type AacDecoder } from '../decoder-registry.ts';
import { damagedAtOnce, openTrack, trimmingOf, type MediaTrack } from './media-track.ts';
import { createTrimmedSource, type DecodedRun } from '../trimmed-source.ts';
import type { InputAudioTrack } from 'mediabunny';
import type { AudioFile, ReadNote } from '../format.ts';
import type { ByteSource } from '../place.ts';

/**
 * Opens AAC in MP4 or QuickTime. Faults: `damaged-file` (no readable structure), `no-audio`, `unknown-codec`,
 * `needs-decoder` (this machine lends none).
 */
export async function readAac(bytes: ByteSource): Promise<AudioFile> {
  const opened = await openTrack(bytes, (media) => [media.MP4, media.QTFF]);
  const { track } = opened;
  const kind = await damagedAtOnce(bytes.name, () => aacKind(track, bytes.name));
  const decoder = lentAacDecoder();
  if (decoder === null) throw new Fault('needs-decoder', 'input', { file: bytes.name, codec: 'aac' });
  const format = await damagedAtOnce(bytes.name, async () => ({
    sampleRateHz: await track.getSampleRate(),
    channels: await track.getNumberOfChannels(),
  }));
  const { skipFrames, frames } = await damagedAtOnce(bytes.name, () =>
    trimmingOf(opened, format.sampleRateHz),
  );
  const notes: ReadNote[] = [];
  const runs = decodedRuns(decoder, adtsFrames(opened, kind, notes), { ...format, name: bytes.name });
  return {
    format: { container: 'mp4', codec: 'aac', ...format, bits: null, frames, lossy: true },
    notes,
    source: createTrimmedSource({
      name: bytes.name,
      format,
      skipFrames,
      frames,
      notes,
      next: async () => (await runs.next()).value ?? null,
      async close() {
        await runs.return(undefined);
        await opened.close();
      },
    }),
  };
}

/** How to wrap the packets. */
async function aacKind(track: InputAudioTrack, file: string): Promise<AdtsKind> {
  const codec = await track.getCodec();
  if (codec !== 'aac') {
    const found = String(codec ?? (await track.getInternalCodecId()) ?? 'unknown');
    throw new Fault('unknown-codec', 'input', { file, container: 'mp4', codec: found });
  }
  const description = (await track.getDecoderConfig())?.description;
  const config = description === undefined ? null : bytesOf(description);
  const kind = config === null ? null : parseAudioConfig(config);
  if (kind === null) throw new Fault('unknown-codec', 'input', { file, container: 'mp4', codec: 'aac' });
  return kind;
}

const bytesOf = (data: ArrayBufferView | ArrayBufferLike): Uint8Array =>
  ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);

async function* adtsFrames(
  opened: MediaTrack,
  kind: AdtsKind,
  notes: ReadNote[],
): AsyncGenerator<Uint8Array> {
  for await (const packet of opened.packets(notes)) yield wrapAdts(kind, packet);
}

/** What `decoder` makes of `packets`, a plane a channel. */
export async function* decodedRuns(
  decoder: AacDecoder,
  packets: AsyncIterable<Uint8Array>,
  stream: { readonly sampleRateHz: number; readonly channels: number; readonly name: string },
): AsyncGenerator<DecodedRun> {
  const count = stream.channels;
  for await (const samples of decoder(packets, stream)) {
    const frames = Math.floor(samples.length / count);
    const channels = Array.from({ length: count }, (_, c) => {
      const plane = new Float32Array(frames);
      for (let i = 0; i < frames; i++) plane[i] = samples[i * count + c]!;
      return plane;
    });
    yield { channels, frames };
  }
}
