// WebCodecs AAC: lends the core the browser's own decoder for AAC.
import { Fault } from '../../signal/fault.ts';
import type { AacDecoder } from '../../files/decoder-registry.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import { domErrorName } from './storage-error.ts';

type Stream = SignalFormat & { readonly name: string };

/** Frames of AAC given to the decoder before its first answers are taken. */
const MOST_WAITING = 16;
/** An AAC frame holds so many sample frames; with spectral band replication the double. */
const CORE_FRAMES = 1024;

/**
 * Decodes with the browser's AudioDecoder. Faults, kind `input`: `needs-decoder` where the browser has none for AAC,
 * `unsupported-codec` when the sound turns out to have another rate or channel count than its file says (a bare stream of
 * HE-AAC), `damaged-file` when the decoder gives up.
 */
export function webCodecsAacDecoder(): AacDecoder {
  return async function* (frames, stream) {
    let decoding: Decoding | null = null;
    try {
      for await (const frame of frames) {
        decoding ??= new Decoding(stream, await decoderConfig(frame, stream));
        await decoding.take(frame);
        yield* decoding.given();
      }
      await decoding?.finish();
      if (decoding !== null) yield* decoding.given();
    } finally {
      decoding?.close();
    }
  };
}

/** Without a `description` the decoder is fed ADTS frames (AAC WebCodecs Registration). */
async function decoderConfig(first: Uint8Array, stream: Stream): Promise<AudioDecoderConfig> {
  const objectType = (first[2]! >>> 6) + 1;
  const config = {
    codec: `mp4a.40.${objectType}`,
    sampleRate: stream.sampleRateHz,
    numberOfChannels: stream.channels,
  };
  const isSupported = (): Promise<boolean> =>
    AudioDecoder.isConfigSupported(config).then(
      ({ supported }) => supported === true,
      () => false,
    );
  if (typeof AudioDecoder === 'undefined' || !(await isSupported())) throw needsDecoder(stream.name);
  return config;
}

const needsDecoder = (file: string, cause?: unknown): Fault =>
  new Fault('needs-decoder', 'input', { file, codec: 'aac', machine: 'browser' }, cause);

class Decoding {
  readonly #stream: Stream;
  readonly #decoder: AudioDecoder;
  #given: Float32Array[] = [];
  #taken = 0;
  #givenFrames = 0;
  #failure: unknown = null;
  #wake: () => void = () => {};

  constructor(stream: Stream, config: AudioDecoderConfig) {
    this.#stream = stream;
    this.#decoder = new AudioDecoder({
      output: (data) => this.#receive(data),
      error: (cause) => this.#fail(this.#faultOf(cause)),
    });
    this.#decoder.addEventListener('dequeue', () => this.#wake());
    this.#decoder.configure(config);
  }

  /** Resolves when the decoder has room again. */
  async take(frame: Uint8Array): Promise<void> {
    this.#mustWork();
    const timestamp = Math.round((this.#taken * CORE_FRAMES * 1e6) / this.#stream.sampleRateHz);
    this.#taken++;
    this.#decoder.decode(
      new EncodedAudioChunk({ type: 'key', timestamp, data: frame as Uint8Array<ArrayBuffer> }),
    );
    while (this.#failure === null && this.#decoder.decodeQueueSize > MOST_WAITING) {
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
    this.#mustWork();
  }

  /** What has been decoded since the last call, interleaved. */
  given(): Float32Array[] {
    const given = this.#given;
    this.#given = [];
    return given;
  }

  async finish(): Promise<void> {
    // a failure comes twice: here as the flush's own, and with its cause to `error`
    await this.#decoder.flush().catch((cause) => this.#fail(this.#faultOf(cause)));
    this.#mustWork();
  }

  close(): void {
    if (this.#decoder.state !== 'closed') this.#decoder.close();
  }

  #receive(data: AudioData): void {
    try {
      this.#given.push(this.#interleaved(data));
    } catch (failure) {
      this.#fail(failure);
    } finally {
      data.close();
    }
  }

  /** Plane by plane: every browser converts to planes of float32, in WAV channel order; not every one to anything else. */
  #interleaved(data: AudioData): Float32Array {
    const { sampleRateHz, channels, name } = this.#stream;
    const { numberOfFrames: frames, numberOfChannels } = data;
    if (data.sampleRate !== sampleRateHz || numberOfChannels !== channels)
      throw new Fault('unsupported-codec', 'input', { file: name, codec: 'HE-AAC' });
    this.#givenFrames += frames;
    const samples = new Float32Array(frames * channels);
    const plane = new Float32Array(frames);
    for (let c = 0; c < channels; c++) {
      data.copyTo(plane, { planeIndex: c, format: 'f32-planar' });
      for (let i = 0; i < frames; i++) samples[i * channels + c] = plane[i]!;
    }
    return samples;
  }

  /** Some browsers learn only at the first frame that they cannot. */
  #faultOf(cause: unknown): Fault {
    if (domErrorName(cause) === 'NotSupportedError') return needsDecoder(this.#stream.name, cause);
    const timeS = this.#givenFrames / this.#stream.sampleRateHz;
    return new Fault('damaged-file', 'input', { file: this.#stream.name, timeS }, cause);
  }

  #fail(failure: unknown): void {
    this.#failure ??= failure;
    this.#wake();
  }

  #mustWork(): void {
    if (this.#failure !== null) throw this.#failure;
  }
}
