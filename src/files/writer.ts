// Writer: one way of putting sound into a file: what it can hold, by which name a user asks for it, and the act itself.
import { Fault } from '../signal/fault.ts';
import type { Sink } from '../signal/stream.ts';
import type { WriteFormat } from './format.ts';
import type { ByteSink } from './place.ts';

/** How samples lie in a file that loses nothing. */
export type Encoding = Pick<WriteFormat, 'encoding' | 'bits'>;

/** A setting of a lossy encoder that is offered, from the best down; the first is the default. */
export interface Quality {
  /** Kebab-case: `cbr-320`, `vbr-0`. */
  readonly id: string;
  /** In plain words, for help and pages. */
  readonly caption: string;
}

/**
 * A kind of file that we write. Samples handed to a lossless writer are already whole steps of `bits`: no writer dithers. A lossy
 * writer takes them as they are; those beyond full scale are its own affair to keep from wrapping round.
 */
export interface WriterKind {
  /** By which it is asked for: `wav`, `flac`, `mp3`. */
  readonly id: string;
  /** What people call it. */
  readonly title: string;
  /** Of the file's name, with its point. */
  readonly ending: string;
  /** What `FileFormat.container` will say on reading it. */
  readonly container: string;
  /** None for lossy ones. The first is the default. */
  readonly encodings: readonly Encoding[];
  /** None for lossless ones. The first is the default. */
  readonly qualities: readonly Quality[];
  /** null: any whole number of Hz up to `mostRateHz`. */
  readonly ratesHz: readonly number[] | null;
  readonly mostRateHz: number;
  readonly mostChannels: number;
  /**
   * Writes the head and gives a Sink for the sound; the file is whole when the sink is closed. Copes with `format.frames` 0
   * (unknown). Faults: `unwritable-format` for what this kind cannot hold, `too-long` beyond its size, and those of the place.
   */
  write(bytes: ByteSink, format: WriteFormat): Promise<Sink>;
}

/** Is this among what the kind writes? A lossy one takes any samples. */
export function writes(kind: WriterKind, format: WriteFormat): boolean {
  const { encoding, bits, sampleRateHz, channels } = format;
  const fits =
    kind.encodings.length === 0 ||
    kind.encodings.some((each) => each.encoding === encoding && each.bits === bits);
  const isRate =
    kind.ratesHz === null ? sampleRateHz <= kind.mostRateHz : kind.ratesHz.includes(sampleRateHz);
  return fits && isRate && Number.isInteger(sampleRateHz) && channels >= 1 && channels <= kind.mostChannels;
}

/** Fault `unwritable-format` for what the kind does not write. */
export function refuseUnwritable(kind: WriterKind, format: WriteFormat): void {
  if (writes(kind, format)) return;
  const { encoding, bits, channels, sampleRateHz } = format;
  throw new Fault('unwritable-format', 'usage', {
    container: kind.id,
    encoding,
    bits,
    channels,
    sampleRateHz,
  });
}
