// Hearing: what the detectors of one song have in common: its format, its origin, and streams made once for all.
import type { Block, SignalFormat } from '../signal/signal.ts';

/** What the file says of itself (any FileFormat will do); null where it is not known. */
export interface Origin {
  /** Declared word length; null for lossy codecs. With the codec `float` it counts no steps. */
  readonly bits: number | null;
  /** `wav`, `flac`, `mp3` …. */
  readonly container: string | null;
  /** `pcm`, `float`, `flac`, `mp3` …. */
  readonly codec: string | null;
  /** The file itself is lossy: then nobody needs to be told. */
  readonly lossy: boolean;
}

export const UNKNOWN_ORIGIN: Origin = { bits: null, container: null, codec: null, lossy: false };

/** Work that several detectors need, done once: it hears every block before them and calls whoever asked. */
export interface Stream {
  push(block: Block): void;
  /** The end: hands over what is left. */
  finish(): void;
}

/** Makes a stream, upon others of the same hearing if need be; the function itself is the key under which it is shared. */
export type StreamFactory<S extends Stream> = (format: SignalFormat, hearing: Hearing) => S;

/** One a song. Push every block here first, then to the detectors; finish before their results are read. */
export class Hearing {
  readonly format: SignalFormat;
  readonly origin: Origin;
  private readonly streams = new Map<StreamFactory<Stream>, Stream>();

  constructor(format: SignalFormat, origin: Origin = UNKNOWN_ORIGIN) {
    this.format = format;
    this.origin = origin;
  }

  /** The stream that `factory` makes, the same for everybody. Ask when the detector is born, not later. */
  stream<S extends Stream>(factory: StreamFactory<S>): S {
    const known = this.streams.get(factory);
    if (known !== undefined) return known as S;
    const made = factory(this.format, this);
    this.streams.set(factory, made);
    return made;
  }

  push(block: Block): void {
    for (const stream of this.streams.values()) stream.push(block);
  }

  finish(): void {
    for (const stream of this.streams.values()) stream.finish();
  }
}
