// Render converted: the sound of one file written as another, with everything noted that it must be found to hold.
import type { WordLength } from '../deliver/finish/written-files.ts';
import { createBodyLevel } from '../deliver/accept/body-level.ts';
import type { DigestFactory } from '../deliver/accept/digest.ts';
import { createSoundDigest } from '../deliver/accept/sound-digest.ts';
import type { FileFormat, ReadNote } from '../files/format.ts';
import { openAudio } from '../files/open.ts';
import type { Place } from '../files/place.ts';
import { createAudio } from '../files/save.ts';
import { BURST_FRAMES, type Source } from '../signal/stream.ts';
import type { MeantSound } from './accept-converted.ts';
import { convertTarget, type ConvertTarget, type ConvertWish } from './convert-target.ts';
import { convertedSound, type ConvertedSound, type Overs } from './converted-sound.ts';
import type { Run } from './run.ts';
import { watchSource } from './watch-source.ts';

/** What was handed to the writer, and how it came about. */
export interface RenderedSound extends MeantSound {
  readonly target: ConvertTarget;
  readonly source: FileFormat & { readonly frames: number };
  readonly notes: readonly ReadNote[];
  readonly overs: Overs;
  /** Did the limiter stand in the way? */
  readonly guarded: boolean;
  readonly wordLength: WordLength | null;
}

/**
 * Once, as a rule; a second time with the limiter where the first showed that samples would be cut off. Replaces what stands
 * at `stagedPath`.
 */
export async function renderConverted(
  place: Place,
  path: string,
  stagedPath: string,
  wish: ConvertWish,
  createDigest: DigestFactory,
  run: Run,
): Promise<RenderedSound> {
  const render = (guarded: boolean): Promise<RenderedSound | null> =>
    renderOnce(place, path, stagedPath, wish, createDigest, run, guarded);
  return (await render(false)) ?? (await render(true))!;
}

/** null, with nothing written, where overs came that nothing held. */
async function renderOnce(
  place: Place,
  path: string,
  stagedPath: string,
  wish: ConvertWish,
  createDigest: DigestFactory,
  run: Run,
  guarded: boolean,
): Promise<RenderedSound | null> {
  const { source, format, notes } = await openAudio(place, path);
  try {
    const target = convertTarget(format, wish);
    const counted = countFrames(watchSource(source, run, 'convert'));
    const sound = convertedSound(counted.source, target, wish, guarded);
    const meant = await writeSound(place, stagedPath, sound, target, createDigest);
    if (meant === null) return null;
    return {
      ...meant,
      target,
      source: { ...format, frames: counted.frames() },
      notes,
      overs: sound.overs,
      guarded: guarded || wish.ceilingDbtp !== null,
      wordLength: sound.account(),
    };
  } finally {
    await source.close();
  }
}

function countFrames(source: Source): { source: Source; frames: () => number } {
  let frames = 0;
  const counted: Source = {
    ...source,
    async pull(maxFrames) {
      const block = await source.pull(maxFrames);
      frames += block?.frames ?? 0;
      return block;
    },
  };
  return { source: counted, frames: () => frames };
}

/** null where an over would be cut off: then there is no file. */
async function writeSound(
  place: Place,
  path: string,
  { source, overs, isHeld }: ConvertedSound,
  { writer, format }: ConvertTarget,
  createDigest: DigestFactory,
): Promise<MeantSound | null> {
  const known = source.frames ?? 0;
  const isLossless = writer.encodings.length > 0;
  const digest = isLossless
    ? createSoundDigest(format, format.channels, known, await createDigest())
    : createBodyLevel(format);
  const sink = await createAudio(place, path, writer.id, { ...format, frames: known }, { replace: true });
  let frames = 0;
  try {
    for (let block = await source.pull(BURST_FRAMES); block; block = await source.pull(BURST_FRAMES)) {
      if (overs.count > 0 && !isHeld) {
        await sink.abort();
        return null;
      }
      frames += block.frames;
      digest.write(block);
      await sink.write(block);
    }
    await sink.close();
  } catch (reason) {
    await sink.abort();
    throw reason;
  }
  if ('finish' in digest) return { frames, soundSha256: digest.finish(), levelDb: 0 };
  return { frames, soundSha256: null, levelDb: digest.levelDb() };
}
