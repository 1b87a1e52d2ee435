// Vorbis reader: an Ogg Vorbis stream fed page by page to libvorbis, cut at its last granule (Vorbis I).
import { Fault } from '../../signal/fault.ts';
import { inWavOrder, maskOfWaveOrder } from './channel-order.ts';
import { damagedUnlessRead, freeOnce } from '../foreign-decoder.ts';
import { createTrimmedSource, type DecodedRun } from '../trimmed-source.ts';
import type { AudioFile, ReadNote } from '../format.ts';
import type { OggPage } from './ogg-pages.ts';
import type { ByteSource } from '../place.ts';

/** Pages decoded at once. */
const BATCH_PAGES = 8;

/** A stream whose first page was `first`. Faults `bad-header`, `damaged-file`. */
export async function readVorbis(
  bytes: ByteSource,
  first: OggPage,
  nextPage: () => Promise<OggPage | null>,
  endGranule: number,
  notes: ReadNote[],
): Promise<AudioFile> {
  const format = parseIdentification(first.bytes.subarray(first.bodyAt), bytes.name);
  const frames = endGranule > 0 ? endGranule : null;
  const decoding = await createVorbisDecoding(first, nextPage, bytes.name, format.channels);
  const close = async (): Promise<void> => {
    decoding.free();
    await bytes.close();
  };
  return {
    format: {
      container: 'ogg',
      codec: 'vorbis',
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
      skipFrames: 0,
      frames,
      notes,
      next: decoding.next,
      close,
    }),
  };
}

function parseIdentification(packet: Uint8Array, file: string): { sampleRateHz: number; channels: number } {
  if (packet.length < 30) throw new Fault('bad-header', 'input', { file, field: 'vorbis' });
  const channels = packet[11]!;
  const sampleRateHz = new DataView(packet.buffer, packet.byteOffset).getUint32(12, true);
  if (channels === 0 || channels > 8 || sampleRateHz === 0) {
    throw new Fault('bad-header', 'input', { file, field: 'vorbis', channels, sampleRateHz });
  }
  return { sampleRateHz, channels };
}

async function createVorbisDecoding(
  first: OggPage,
  nextPage: () => Promise<OggPage | null>,
  file: string,
  channels: number,
): Promise<{ next(): Promise<DecodedRun | null>; free(): void }> {
  const { OggVorbisDecoder } = await import('@wasm-audio-decoders/ogg-vorbis');
  const decoder = new OggVorbisDecoder();
  await damagedUnlessRead(file, () => decoder.ready);
  let pending: OggPage | null = first;
  let flushed = false;

  const nextBatch = async (): Promise<Uint8Array> => {
    const pages: Uint8Array[] = [];
    while (pages.length < BATCH_PAGES) {
      const page = pending ?? (await nextPage());
      pending = null;
      if (page === null) break;
      if (page.serial === first.serial) pages.push(page.bytes);
    }
    const batch = new Uint8Array(pages.reduce((sum, page) => sum + page.length, 0));
    let at = 0;
    for (const page of pages) {
      batch.set(page, at);
      at += page.length;
    }
    return batch;
  };
  const decode = (batch: Uint8Array): Promise<DecodedRun> =>
    damagedUnlessRead(file, async () => {
      const { channelData, samplesDecoded } =
        batch.length > 0 ? await decoder.decode(batch) : await decoder.flush();
      if (samplesDecoded > 0 && channelData.length !== channels) throw new Error('channel count changed');
      return { channels: inWavOrder(channelData), frames: samplesDecoded };
    });

  return {
    async next() {
      if (flushed) return null;
      const batch = await nextBatch();
      flushed = batch.length === 0;
      return decode(batch);
    },
    free: freeOnce(() => decoder.free()),
  };
}
