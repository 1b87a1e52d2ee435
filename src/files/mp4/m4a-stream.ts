// M4A stream: packets laid one behind the other into a file, with the boxes before them where their size was foreseen.
import { Fault } from '../../signal/fault.ts';
import { UINT32_MAX } from '../bytes.ts';
import { idBytes, joined, uint32 } from '../tags/byte-parts.ts';
import { makeBox } from '../tags/mp4/mp4-box.ts';
import { FILE_TYPE, movieBox, type MovieFacts } from './m4a-movie.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import type { ByteSink } from '../place.ts';

/** Head of a box: size and name. */
const HEAD_BYTES = 8;

export interface M4aOptions {
  readonly packetFrames: number;
  /** Decoded frames before the music. */
  readonly skipFrames: number;
  /** Frames of the music; 0 where not known. */
  readonly foreseenFrames: number;
}

export interface M4aStream {
  add(packets: readonly Uint8Array[]): Promise<void>;
  /** Completes the file: `frames` of music, decoded as `config` says. */
  end(frames: number, config: Uint8Array): Promise<void>;
}

/**
 * Begins the file. Where as many packets come as were foreseen, the boxes stand before them and a player can begin with
 * the first bytes; else behind. Fault `too-long` beyond 4 GiB.
 */
export async function createM4aStream(
  bytes: ByteSink,
  format: SignalFormat,
  options: M4aOptions,
): Promise<M4aStream> {
  const { packetFrames, skipFrames, foreseenFrames } = options;
  const chunkPackets = Math.ceil(format.sampleRateHz / packetFrames);
  const packetBytes: number[] = [];
  const chunkPlaces: number[] = [];
  let chunkBytes = 0;
  let mostBytes = 0;

  const movie = (facts: Pick<MovieFacts, 'frames' | 'config'>): Uint8Array =>
    movieBox({
      ...format,
      ...facts,
      skipFrames,
      packetFrames,
      packetBytes: Uint32Array.from(packetBytes),
      chunkPackets,
      chunkPlaces,
      peakBitsPerS: Math.round((mostBytes * 8 * format.sampleRateHz) / (chunkPackets * packetFrames)),
    });
  const reserved = foreseenFrames === 0 ? 0 : movieBytes(format, options, chunkPackets);
  const soundAt = FILE_TYPE.length + reserved;
  let end = soundAt + HEAD_BYTES;
  const place = reserved === 0 ? new Uint8Array(0) : makeBox('free', new Uint8Array(reserved - HEAD_BYTES));
  await bytes.write(joined([FILE_TYPE, place, uint32(HEAD_BYTES), idBytes('mdat')]));

  const note = (packet: Uint8Array): void => {
    if (packetBytes.length % chunkPackets === 0) {
      chunkPlaces.push(end);
      chunkBytes = 0;
    }
    packetBytes.push(packet.length);
    chunkBytes += packet.length;
    mostBytes = Math.max(mostBytes, chunkBytes);
    end += packet.length;
  };
  return {
    async add(packets) {
      for (const packet of packets) note(packet);
      if (end > UINT32_MAX) throw new Fault('too-long', 'output', { container: 'm4a' });
      if (packets.length > 0) await bytes.write(joined(packets));
    },
    async end(frames, config) {
      const boxes = movie({ frames, config });
      if (boxes.length === reserved) await bytes.rewrite(FILE_TYPE.length, boxes);
      else await bytes.write(boxes);
      await bytes.rewrite(soundAt, uint32(end - soundAt));
    },
  };
}

/** AudioSpecificConfig as FFmpeg writes it: with the remark that no band replication follows. */
const CONFIG_BYTES = 5;

/** Size of the boxes when exactly the foreseen frames come. */
function movieBytes(format: SignalFormat, options: M4aOptions, chunkPackets: number): number {
  const { packetFrames, skipFrames, foreseenFrames: frames } = options;
  const packets = Math.ceil((skipFrames + frames) / packetFrames);
  return movieBox({
    ...format,
    frames,
    skipFrames,
    packetFrames,
    packetBytes: new Uint32Array(packets),
    chunkPackets,
    chunkPlaces: new Array<number>(Math.ceil(packets / chunkPackets)).fill(0),
    config: new Uint8Array(CONFIG_BYTES),
    peakBitsPerS: 0,
  }).length;
}
