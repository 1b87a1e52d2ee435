// Opus reader: Ogg packets decoded by libopus at 48 kHz, trimmed by pre-skip and granule, gain applied (RFC 7845).
import { Fault } from '../../signal/fault.ts';
import { inWavOrder, maskOfWaveOrder } from './channel-order.ts';
import { damagedUnlessRead, freeOnce } from '../foreign-decoder.ts';
import { createTrimmedSource, type DecodedRun } from '../trimmed-source.ts';
import type { AudioFile, ReadNote } from '../format.ts';
import type { OggPacket } from './ogg-pages.ts';
import type { ByteSource } from '../place.ts';

/** Opus counts in samples of 48 kHz, whatever the input was. */
const RATE_HZ = 48000;
/** Packets decoded at once: 0.64 s at 20 ms. */
const BATCH_PACKETS = 32;

interface OpusHead {
  readonly channels: number;
  readonly preSkip: number;
  readonly gain: number;
  readonly streamCount: number;
  readonly coupledStreamCount: number;
  readonly channelMappingTable: number[];
}

/** The rest of a stream whose first packet was `head`. Faults `bad-header`, `damaged-file`. */
export async function readOpus(
  bytes: ByteSource,
  head: Uint8Array,
  nextPacket: () => Promise<OggPacket | null>,
  endGranule: number,
  notes: ReadNote[],
): Promise<AudioFile> {
  const opus = parseOpusHead(head, bytes.name);
  await nextPacket();
  const { channels, preSkip } = opus;
  const frames = endGranule > preSkip ? endGranule - preSkip : null;
  const decoding = await createOpusDecoding(opus, nextPacket, bytes.name, notes);
  const close = async (): Promise<void> => {
    decoding.free();
    await bytes.close();
  };
  const format = { sampleRateHz: RATE_HZ, channels };
  return {
    format: {
      container: 'ogg',
      codec: 'opus',
      ...format,
      bits: null,
      frames,
      lossy: true,
      ...maskOfWaveOrder(format.channels),
    },
    notes,
    source: createTrimmedSource({
      name: bytes.name,
      format,
      skipFrames: preSkip,
      frames,
      notes,
      next: decoding.next,
      close,
    }),
  };
}

function parseOpusHead(head: Uint8Array, file: string): OpusHead {
  const channels = head[9] ?? 0;
  const family = head[18] ?? 255;
  const mapped =
    family === 0 ? channels >= 1 && channels <= 2 : family === 1 && channels >= 1 && channels <= 8;
  if (head.length < 19 || !mapped || (family === 1 && head.length < 21 + channels)) {
    throw new Fault('bad-header', 'input', { file, field: 'OpusHead' });
  }
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const table = family === 0 ? [0, 1].slice(0, channels) : [...head.subarray(21, 21 + channels)];
  return {
    channels,
    preSkip: view.getUint16(10, true),
    gain: gainFromQ8(view.getInt16(16, true)),
    streamCount: family === 0 ? 1 : head[19]!,
    coupledStreamCount: family === 0 ? channels - 1 : head[20]!,
    channelMappingTable: table,
  };
}

const LN10_OVER_20 = 0.11512925464970229;

/** 10^(q/256/20): e^x by its series near 0, squared ten times; the same bits in every engine, 1e-13 exact. */
function gainFromQ8(q: number): number {
  const x = ((q / 256) * LN10_OVER_20) / 1024;
  let gain = 1 + x * (1 + (x / 2) * (1 + (x / 3) * (1 + x / 4)));
  for (let i = 0; i < 10; i++) gain *= gain;
  return gain;
}

async function createOpusDecoding(
  opus: OpusHead,
  nextPacket: () => Promise<OggPacket | null>,
  file: string,
  notes: ReadNote[],
): Promise<{ next(): Promise<DecodedRun | null>; free(): void }> {
  const { OpusDecoder } = await import('opus-decoder');
  const { channels, streamCount, coupledStreamCount, channelMappingTable } = opus;
  const decoder = new OpusDecoder({
    channels,
    streamCount,
    coupledStreamCount,
    channelMappingTable,
    preSkip: 0,
  });
  await damagedUnlessRead(file, () => decoder.ready);
  let damaged = 0;
  const tell = (): null => {
    if (damaged > 0) notes.push({ code: 'damaged-frames', facts: { frames: damaged } });
    damaged = 0;
    return null;
  };
  return {
    async next() {
      const packets: Uint8Array[] = [];
      while (packets.length < BATCH_PACKETS) {
        const packet = await nextPacket();
        if (packet === null) break;
        if (packet.data.length > 0) packets.push(packet.data);
      }
      if (packets.length === 0) return tell();
      return damagedUnlessRead(file, () => {
        const { channelData, samplesDecoded, errors } = decoder.decodeFrames(packets);
        damaged += errors.length;
        if (opus.gain !== 1) for (const samples of channelData) scale(samples, opus.gain);
        return { channels: inWavOrder(channelData), frames: samplesDecoded };
      });
    },
    free: freeOnce(() => decoder.free()),
  };
}

function scale(samples: Float32Array, gain: number): void {
  for (let i = 0; i < samples.length; i++) samples[i] = samples[i]! * gain;
}
