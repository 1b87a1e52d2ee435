// Write spans: stretches of a disc's sound as files, in one pass, each opened again and found the same to the last bit.
import { SECTORS_PER_S } from '../../album/album.ts';
import type { DigestFactory } from '../../deliver/accept/digest.ts';
import { createSoundDigest, digestedSource, type SoundDigest } from '../../deliver/accept/sound-digest.ts';
import type { SectorSpan } from '../../deliver/cd/disc-spans.ts';
import type { OpenDisc } from '../../deliver/cd/open-disc.ts';
import { openAudio } from '../../files/open.ts';
import type { Place } from '../../files/place.ts';
import { createAudio } from '../../files/save.ts';
import { copyWithTags } from '../../files/tag-files.ts';
import type { TagNote } from '../../files/tags/tag-carrier.ts';
import type { Tags } from '../../files/tags/tags.ts';
import type { Encoding } from '../../files/writer.ts';
import { Fault } from '../../signal/fault.ts';
import { BURST_FRAMES, type Sink, type Source } from '../../signal/stream.ts';
import type { Output } from '../outputs.ts';
import { throwIfCancelled, type Run } from '../run.ts';
import { watchSource } from '../watch-source.ts';

export interface SpanJob {
  readonly span: SectorSpan;
  readonly output: Output;
  /** null: nothing but the sound. */
  readonly tags: Tags | null;
}

export interface WrittenSpan {
  readonly frames: number;
  /** See sound-digest. */
  readonly soundSha256: string;
  readonly notes: readonly TagNote[];
}

export interface SpanOptions {
  readonly writer: 'wav' | 'flac';
  readonly createDigest: DigestFactory;
}

/**
 * `jobs` in the order of the disc, none over another; each stands under its staged name in the end. The word length is the
 * disc's own; float where it has none. Stages `extract`, `compare`. Faults: those of the place and of reading;
 * `not-identical-track` where a file does not hold the sound, `unwritable-format` for FLAC of a float.
 */
export async function writeSpans(
  place: Place,
  opened: OpenDisc,
  jobs: readonly SpanJob[],
  { writer, createDigest }: SpanOptions,
  run: Run,
): Promise<WrittenSpan[]> {
  const source = watchSource(await opened.openImage(), run, 'extract');
  const sectorFrames = opened.format.sampleRateHz / SECTORS_PER_S;
  const encoding = encodingOf(opened.bits);
  const written: { frames: number; digest: SoundDigest }[] = [];
  try {
    let at = 0;
    for (const { span, output } of jobs) {
      await skip(source, span.fromSector * sectorFrames - at);
      const frames = (span.toSector - span.fromSector) * sectorFrames;
      const digest = createSoundDigest(encoding, opened.format.channels, frames, await createDigest());
      const format = { ...opened.format, ...encoding, frames };
      const sink = await createAudio(place, output.stagedPath, writer, format, { replace: true });
      await pour(source, frames, sink, digest);
      at = span.toSector * sectorFrames;
      written.push({ frames, digest });
    }
  } finally {
    await source.close();
  }
  const results: WrittenSpan[] = [];
  for (const [i, job] of jobs.entries()) {
    run.progress('compare', i / jobs.length);
    const { frames, digest } = written[i]!;
    const soundSha256 = digest.finish();
    const notes = await dress(place, job);
    await compare(place, job.output, encoding, frames, soundSha256, createDigest, run);
    results.push({ frames, soundSha256, notes });
  }
  return results;
}

/** Whole bytes: what is read of 20 bits is written as 24. */
function encodingOf(bits: number | null): Encoding {
  return bits === null ? { encoding: 'float', bits: 32 } : { encoding: 'pcm', bits: Math.ceil(bits / 8) * 8 };
}

async function skip(source: Source, frames: number): Promise<void> {
  for (let left = frames; left > 0; ) {
    const block = await source.pull(Math.min(left, BURST_FRAMES));
    if (block === null) return;
    left -= block.frames;
  }
}

async function pour(source: Source, frames: number, sink: Sink, digest: SoundDigest): Promise<void> {
  try {
    for (let left = frames; left > 0; ) {
      const block = await source.pull(Math.min(left, BURST_FRAMES));
      if (block === null) break;
      digest.write(block);
      await sink.write(block);
      left -= block.frames;
    }
    await sink.close();
  } catch (reason) {
    await sink.abort();
    throw reason;
  }
}

async function dress(place: Place, { output, tags }: SpanJob): Promise<readonly TagNote[]> {
  if (tags === null) return [];
  const dressedPath = `${output.stagedPath}.tags`;
  try {
    const notes = await copyWithTags(place, output.stagedPath, dressedPath, tags, { replace: true });
    await place.move(dressedPath, output.stagedPath, { replace: true });
    return notes;
  } finally {
    await place.remove(dressedPath);
  }
}

/** Opened again, as anybody would. */
async function compare(
  place: Place,
  { name, stagedPath }: Output,
  encoding: Encoding,
  frames: number,
  soundSha256: string,
  createDigest: DigestFactory,
  run: Run,
): Promise<void> {
  const { format, source } = await openAudio(place, stagedPath);
  try {
    const digest = createSoundDigest(encoding, format.channels, frames, await createDigest());
    const read = digestedSource(source, digest);
    for (let block = await read.pull(BURST_FRAMES); block !== null; block = await read.pull(BURST_FRAMES))
      throwIfCancelled(run);
    if (digest.finish() !== soundSha256) throw new Fault('not-identical-track', 'output', { file: name });
  } finally {
    await source.close();
  }
}
