// Write song: a song's sound into a file of its own, without tags: lossless, measured as it goes, or lossy, decoded again and measured.
import type { FileFormat } from '../../files/format.ts';
import { openAudio } from '../../files/open.ts';
import type { Place } from '../../files/place.ts';
import { createAudio } from '../../files/save.ts';
import { shorten } from '../../process/output/shorten.ts';
import type { Block } from '../../signal/signal.ts';
import { BURST_FRAMES, type Source } from '../../signal/stream.ts';
import type { DigitalRules } from '../profiles/profile.ts';
import type { DigitalSong } from './digital-songs.ts';
import { createLevelMeter, levelOf, type SongLevel } from './song-level.ts';

/** Longest word whose noise is worth shaping. */
const SHAPED_BITS = 16;

/** The word length of the file: dithered once, of a seed of its own. */
export function shortened(source: Source, bits: 16 | 24, seed: number): Source {
  return shorten(source, { bits, shape: bits <= SHAPED_BITS ? 'shaped' : 'tpdf', seed });
}

/** `source`: as `eachSound` gives it. Replaces what stands at `path`. */
export async function writeLossless(
  place: Place,
  path: string,
  source: Source,
  { bits }: DigitalSong,
  { container }: DigitalRules,
  seed: number,
): Promise<SongLevel> {
  const meter = createLevelMeter(source.format);
  const sound = shortened(source, bits!, seed);
  await write(place, path, container, sound, { encoding: 'pcm', bits: bits! }, (block) => meter.push(block));
  return meter.result();
}

export type LossyEncoder = Pick<DigitalRules, 'container' | 'quality'>;

/** A lossy file; the same bytes for the same sound. */
export function encode(
  place: Place,
  path: string,
  source: Source,
  { container, quality }: LossyEncoder,
): Promise<void> {
  return write(place, path, container, source, { encoding: 'float', bits: 32, quality: quality! });
}

/** The level is that of the file as it decodes. Faults: `needs-decoder` where there is an encoder and no decoder. */
export async function writeLossy(
  place: Place,
  path: string,
  source: Source,
  encoder: LossyEncoder,
): Promise<SongLevel> {
  await encode(place, path, source, encoder);
  const file = await openAudio(place, path);
  try {
    return await levelOf(file.source);
  } finally {
    await file.source.close();
  }
}

async function write(
  place: Place,
  path: string,
  container: string,
  source: Source,
  form: { encoding: 'pcm' | 'float'; bits: number; quality?: string },
  hear: (block: Block) => void = () => {},
): Promise<void> {
  const format = { ...source.format, ...form, frames: source.frames ?? 0 };
  const sink = await createAudio(place, path, container, format, { replace: true });
  try {
    for (let block = await source.pull(BURST_FRAMES); block; block = await source.pull(BURST_FRAMES)) {
      hear(block);
      await sink.write(block);
    }
    await sink.close();
  } catch (reason) {
    await sink.abort();
    throw reason;
  }
}

/** What a file says of itself. */
export async function formatOf(place: Place, path: string): Promise<FileFormat> {
  const { format, source } = await openAudio(place, path);
  await source.close();
  return format;
}
