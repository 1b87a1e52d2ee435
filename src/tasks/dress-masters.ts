// Dress masters: accepted files get their tags, or lose all that is no sound; each is read again and its sound found the same.
import { openHashed } from '../deliver/accept/accept.ts';
import type { Acceptance } from '../deliver/finish/written-files.ts';
import type { DigestFactory } from '../deliver/accept/digest.ts';
import { createSoundDigest } from '../deliver/accept/sound-digest.ts';
import { copyWithTags } from '../files/tag-files.ts';
import type { Place } from '../files/place.ts';
import type { TagNote } from '../files/tags/tag-carrier.ts';
import type { Tags } from '../files/tags/tags.ts';
import { Fault } from '../signal/fault.ts';
import { BURST_FRAMES } from '../signal/stream.ts';
import { masterTags } from './master-tags.ts';
import type { Output } from './outputs.ts';
import { throwIfCancelled, type Run } from './run.ts';

export interface DressedFile {
  readonly bytes: number;
  readonly sha256: string;
  readonly tagNotes: readonly TagNote[];
}

export interface DressOptions {
  /** The mix's tags; null where it has none. */
  readonly found: Tags | null;
  readonly mixHz: number;
  readonly createDigest: DigestFactory;
}

/**
 * Replaces the staged file, in one step, by the same sound with tags around it; of a `clean` one, with nothing. The bytes and the
 * digest of the file as it is now. Faults: those of the place; `not-accepted` where the sound is not the one that was accepted.
 */
export async function dressMaster(
  place: Place,
  { stagedPath, name }: Output,
  accepted: Acceptance,
  { found, mixHz, createDigest }: DressOptions,
  run: Run,
): Promise<DressedFile> {
  throwIfCancelled(run);
  const dressedPath = `${stagedPath}.tags`;
  try {
    const tags = accepted.rule.purpose === 'clean' ? null : masterTags(found, mixHz, accepted);
    const tagNotes = await copyWithTags(place, stagedPath, dressedPath, tags, { replace: true });
    const { bytes, sha256, soundSha256, notes } = await readAgain(place, dressedPath, accepted, createDigest);
    const refusal = soundSha256 !== accepted.soundSha256 ? 'not-identical' : 'odd-file';
    if (refusal === 'not-identical' || notes > 0)
      throw new Fault('not-accepted', 'output', { file: name, refusal, plan: 'own', frame: 0, note: 'tags' });
    await place.move(dressedPath, stagedPath, { replace: true });
    return { bytes, sha256, tagNotes };
  } finally {
    await place.remove(dressedPath);
  }
}

interface ReadAgain extends Omit<DressedFile, 'tagNotes'> {
  readonly soundSha256: string;
  /** How many oddities had to be read over: of our own file, none. */
  readonly notes: number;
}

async function readAgain(
  place: Place,
  path: string,
  { format: { channels, frames, bits } }: Acceptance,
  createDigest: DigestFactory,
): Promise<ReadAgain> {
  const { source, notes, hashed } = await openHashed(place, path, createDigest);
  try {
    const word = { encoding: 'pcm', bits: bits! } as const;
    const digest = createSoundDigest(word, channels, frames ?? 0, await createDigest());
    for (let block = await source.pull(BURST_FRAMES); block; block = await source.pull(BURST_FRAMES))
      digest.write(block);
    const sha256 = await hashed.finish();
    return { bytes: hashed.source.bytes, sha256, soundSha256: digest.finish(), notes: notes.length };
  } finally {
    await source.close();
  }
}
