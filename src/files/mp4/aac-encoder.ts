// AAC encoder: FFmpeg's, in the worker that its package brings, driven through mediabunny; float samples in, raw packets out.
import type { SignalFormat } from '../../signal/signal.ts';

/** Frames of a packet. */
export const AAC_PACKET_FRAMES = 1024;
/** Frames that the encoder puts before what it was given: half of its window. */
export const AAC_ENCODER_DELAY_FRAMES = 1024;

export interface AacEncoder {
  /** AudioSpecificConfig; null before the first packet. */
  readonly config: Uint8Array | null;
  /** Encodes the first `frames` of `planes`; the packets that are ready, maybe none. */
  encode(planes: readonly Float32Array[], frames: number): Promise<Uint8Array[]>;
  /** The packets still owed. */
  finish(): Promise<Uint8Array[]>;
  abort(): Promise<void>;
}

/**
 * An encoder of about `kbits` a second, all channels together. What lies beyond full scale does not wrap round, but comes
 * out blunter: FFmpeg's scale factors end there (music 3 dB over: noise at -18 dB where it is at -30 dB below).
 */
export async function createAacEncoder(format: SignalFormat, kbits: number): Promise<AacEncoder> {
  const { sampleRateHz, channels } = format;
  const { registerAacEncoder } = await import('@mediabunny/aac-encoder');
  const media = await import('mediabunny');
  registerAacEncoder();
  media.Logging.level = media.LogLevel.Silent;
  let config: Uint8Array | null = null;
  let ready: Uint8Array[] = [];
  const source = new media.AudioSampleSource({
    codec: 'aac',
    bitrate: kbits * 1000,
    onEncodedPacket(packet, meta) {
      config ??= descriptionOf(meta?.decoderConfig?.description);
      ready.push(packet.data);
    },
  });
  // ADTS keeps no list of packets; what it makes of them goes nowhere, for the boxes are ours.
  const output = new media.Output({ format: new media.AdtsOutputFormat(), target: new media.NullTarget() });
  output.addAudioTrack(source);
  await output.start();
  let at = 0;
  const taken = (): Uint8Array[] => {
    const packets = ready;
    ready = [];
    return packets;
  };
  return {
    get config() {
      return config;
    },
    async encode(planes, frames) {
      const sample = new media.AudioSample({
        data: stacked(planes, frames),
        format: 'f32-planar',
        numberOfChannels: channels,
        sampleRate: sampleRateHz,
        timestamp: at / sampleRateHz,
      });
      at += frames;
      await source.add(sample);
      sample.close();
      return taken();
    },
    async finish() {
      await output.finalize();
      return taken();
    },
    abort: () => output.cancel(),
  };
}

/** Channel after channel in one array. */
function stacked(planes: readonly Float32Array[], frames: number): Float32Array<ArrayBuffer> {
  const data = new Float32Array(planes.length * frames);
  planes.forEach((plane, c) => data.set(plane.subarray(0, frames), c * frames));
  return data;
}

function descriptionOf(data: ArrayBufferView | ArrayBufferLike | undefined): Uint8Array | null {
  if (data === undefined) return null;
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice()
    : new Uint8Array(data).slice();
}
