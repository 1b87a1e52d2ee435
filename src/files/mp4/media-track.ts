// Media track: the audio track of a file, opened by mediabunny: its packets, and where its music begins and ends.
import { Fault } from '../../signal/fault.ts';
import { damagedUnlessRead } from '../foreign-decoder.ts';
import type { ReadNote } from '../format.ts';
import type { ByteSource } from '../place.ts';
import { readMp4Gaps } from './mp4-gaps.ts';
import { createStallWatch } from './stall-watch.ts';
import type { InputAudioTrack, InputFormat } from 'mediabunny';

type Mediabunny = typeof import('mediabunny');

export interface MediaTrack {
  readonly bytes: ByteSource;
  readonly track: InputAudioTrack;
  /** Packets as the container holds them. Note: `truncated` where reading them breaks off with an error. */
  packets(notes: ReadNote[]): AsyncGenerator<Uint8Array, void>;
  /** Frees the demuxer and closes the file. */
  close(): Promise<void>;
}

/** Where the music lies in what is decoded. */
export interface Trimming {
  readonly skipFrames: number;
  readonly frames: number | null;
}

/** Faults: `damaged-file` (no readable structure), `no-audio`. */
export async function openTrack(
  file: ByteSource,
  formatsOf: (media: Mediabunny) => InputFormat[],
): Promise<MediaTrack> {
  const bytes = watchedSource(file);
  const media = await import('mediabunny');
  media.Logging.level = media.LogLevel.Silent;
  const input = new media.Input({ formats: formatsOf(media), source: mediaSource(media, bytes) });
  const track = await damagedAtOnce(bytes.name, () => input.getPrimaryAudioTrack());
  if (track === null) throw new Fault('no-audio', 'input', { file: bytes.name });
  return {
    bytes,
    track,
    packets: (notes) => packetsOf(media, track, notes),
    async close() {
      input.dispose();
      await bytes.close();
    },
  };
}

/** Of all files: a read in flight is a reason to wait, whoever waits. */
const READS = createStallWatch();

/** The demuxer throws plain errors at broken structures, and at some it waits for ever. */
export const damagedAtOnce = <T>(file: string, read: () => Promise<T>): Promise<T> =>
  damagedUnlessRead(file, () => READS.unlessStalled(read), { timeS: 0 });

/** Every read is known to the watch, whoever asks: the demuxer, or our own look at the boxes. */
function watchedSource(file: ByteSource): ByteSource {
  return {
    name: file.name,
    bytes: file.bytes,
    read: (offset, length) => READS.reading(file.read(offset, length)),
    readInto: (offset, target) => READS.reading(file.readInto(offset, target)),
    close: () => file.close(),
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

async function* packetsOf(
  media: Mediabunny,
  track: InputAudioTrack,
  notes: ReadNote[],
): AsyncGenerator<Uint8Array, void> {
  try {
    const found = new media.EncodedPacketSink(track).packets();
    for (;;) {
      const { value, done } = await READS.unlessStalled(() => found.next());
      if (done) return;
      yield value.data;
    }
  } catch (reason) {
    // A place that fails is not a file that ends early.
    if (reason instanceof Fault) throw reason;
    notes.push({ code: 'truncated', facts: {} });
  }
}

/**
 * From iTunes' note, else from the edit list: the first packets lie before time 0, the last one may be cut short. Fault
 * `no-audio` where that leaves nothing.
 */
export async function trimmingOf(
  { bytes, track }: Pick<MediaTrack, 'bytes' | 'track'>,
  sampleRateHz: number,
): Promise<Trimming> {
  const { noted, editFrames } = await readMp4Gaps(bytes);
  if (noted?.frames === 0) throw new Fault('no-audio', 'input', { file: bytes.name });
  if (noted !== null) return noted;
  const start = await track.getFirstTimestamp();
  const end = Math.round((await track.computeDuration()) * sampleRateHz);
  const frames = editFrames === null ? end : Math.min(end, editFrames);
  return { skipFrames: Math.max(0, Math.round(-start * sampleRateHz)), frames: frames > 0 ? frames : null };
}
