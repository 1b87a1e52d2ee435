// Format: one kind of audio file: how to know it and read it, and what it says of itself.
import type { Source } from '../signal/stream.ts';
import type { SignalFormat } from '../signal/signal.ts';
import type { ByteSource } from './place.ts';

/** What a file says of itself, plain JSON. */
export interface FileFormat {
  /** `wav`, `rf64`, `bw64`, `wave64`, `aiff`, `aifc`, `caf`, `flac`, `wavpack`, `mp3`, `ogg`, `mp4`, `adts`. */
  readonly container: string;
  /** `pcm`, `float`, `flac`, `alac`, `wavpack`, `mp3`, `vorbis`, `opus`, `aac`, `mu-law`, `a-law`. */
  readonly codec: string;
  readonly sampleRateHz: number;
  readonly channels: number;
  /** Word length that the file declares; null for lossy codecs. */
  readonly bits: number | null;
  /** Exact count once known; null when only decoding to the end can tell. */
  readonly frames: number | null;
  readonly lossy: boolean;
  /** WAVE's dwChannelMask: which loudspeakers the channels feed; absent where the file does not say. */
  readonly channelMask?: number;
}

/** Something odd that was read over without loss or guess: told, not hidden. Codes have words in report/words. */
export interface ReadNote {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** An open file: sound to pull, and what the file says of itself. `notes` is complete only after the last pull. */
export interface AudioFile {
  readonly format: FileFormat;
  readonly notes: ReadNote[];
  readonly source: Source;
}

/** How samples are to be stored. Samples handed to a PCM writer are already whole steps of `bits`: no writer dithers. */
export interface WriteFormat extends SignalFormat {
  readonly encoding: 'pcm' | 'float';
  /** 8, 16, 24, 32 for pcm; 32, 64 for float. Lossy writers do not look at the two. */
  readonly bits: number;
  /** Of a lossy writer, one of its `qualities`; its first where absent. */
  readonly quality?: string;
  /** Known length; 0 when unknown. Writers must cope with either and patch their headers at the end. */
  readonly frames: number;
}

export interface FormatKind {
  readonly id: string;
  /** Reads by code that is not ours (WebAssembly decoders, demuxers), which is better kept apart. */
  readonly foreign?: true;
  /** Confidence 0…1 that these first bytes (up to 4096) are this format; never looks at the name. */
  sniff(head: Uint8Array): number;
  /** Reads headers and gives the sound. Broken input: a Fault of kind `input`. Takes ownership of `bytes` (source.close closes it). */
  read(bytes: ByteSource): Promise<AudioFile>;
}
