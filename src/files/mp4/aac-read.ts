// AAC reader: packets taken out of their container by mediabunny, decoded by what the machine lends, trimmed.
import { Fault } from '../../signal/fault.ts';
import { parseAudioConfig, wrapAdts, type AdtsKind } from './adts-header.ts';
import { lentAacDecoder, type AacDecoder } from '../decoder-registry.ts';
import { readMp4Gaps } from './mp4-gaps.ts';
import { createTrimmedSource, type DecodedRun } from '../trimmed-source.ts';
import type { InputAudioTrack } from 'mediabunny';
import type { AudioFile, ReadNote } from '../format.ts';
import type { ByteSource } from '../place.ts';

type Mediabunny = typeof import('mediabunny');

/**
 * Opens AAC in MP4 or QuickTime. Faults: `damaged-file` (no readable structure), `no-audio`, `unknown-codec`,
 * `needs-decoder` (this machine lends none).
 */
export async function readAac(bytes: ByteSource): Promise<AudioFile> {
  const media = await import('mediabunny');
  media.Logging.level = media.LogLevel.Silent;
  const input = new media.Input({ formats: [media.MP4, media.QTFF], source: mediaSource(media, bytes) });
  const track = await guarded(bytes.name, () => input.getPrimaryAudioTrack());
  if (track === null) throw new Fault('no-audio', 'input', { file: bytes.name });
  const kind = await guarded(bytes.name, () => aacKind(track, bytes.name));
  const decoder = lentAacDecoder();
  if (decoder === null) throw new Fault('needs-decoder', 'input', { file: bytes.name, codec: 'aac' });
  const format = await guarded(bytes.name, async () => ({
    sampleRateHz: await track.getSampleRate(),
    channels: await track.getNumberOfChannels(),
  }));
  const { skipFrames, frames } = await guarded(bytes.name, () => trimming(bytes, track, format.sampleRateHz));
  const notes: ReadNote[] = [];
  const runs = decodedRuns(decoder, adtsFrames(media, track, kind, notes), { ...format, name: bytes.name });
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
        input.dispose();
        await bytes.close();
      },
    }),
  };
}

function mediaSource(media: Mediabunny, bytes: ByteSource): InstanceType<Mediabunny['CustomSource']> {
  return new media.CustomSource({
    getSize: () => bytes.bytes,
    read: (start, end) => bytes.read(start, end - start),
    prefetchProfile: 'fileSystem',
    handleUnhandledError: () => {},
  });
}

/** The demuxer throws plain errors at broken structures. */
async function guarded<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw new Fault('damaged-file', 'input', { file, timeS: 0 }, cause);
  }
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

/**
 * From iTunes' note, else from the edit list: the first packets lie before time 0, the last one may be cut short. Fault
 * `no-audio` where that leaves nothing.
 */
async function trimming(
  bytes: ByteSource,
  track: InputAudioTrack,
  sampleRateHz: number,
): Promise<{ skipFrames: number; frames: number | null }> {
  const { noted, editFrames } = await readMp4Gaps(bytes);
  if (noted?.frames === 0) throw new Fault('no-audio', 'input', { file: bytes.name });
  if (noted !== null) return noted;
  const start = await track.getFirstTimestamp();
  const end = Math.round((await track.computeDuration()) * sampleRateHz);
  const frames = editFrames === null ? end : Math.min(end, editFrames);
  return { skipFrames: Math.max(0, Math.round(-start * sampleRateHz)), frames: frames > 0 ? frames : null };
}

async function* adtsFrames(
  media: Mediabunny,
  track: InputAudioTrack,
  kind: AdtsKind,
  notes: ReadNote[],
): AsyncGenerator<Uint8Array> {
  try {
    for await (const packet of new media.EncodedPacketSink(track).packets()) {
      yield wrapAdts(kind, packet.data);
    }
  } catch (reason) {
    // A place that fails is not a file that ends early.
    if (reason instanceof Fault) throw reason;
    notes.push({ code: 'truncated', facts: {} });
  }
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
