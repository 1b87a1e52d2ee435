// Carried tags: what a file says of its song, as it is true of the sound that was made of it, and whether it was kept.
import { readTags } from '../files/tag-files.ts';
import type { Place } from '../files/place.ts';
import type { TagNote } from '../files/tags/tag-carrier.ts';
import type { Broadcast, Tags } from '../files/tags/tags.ts';
import type { ConvertChange } from '../report/convert-record.ts';
import { Fault } from '../signal/fault.ts';

export interface FoundTags {
  /** null where there are none, or none that can be read. */
  readonly tags: Tags | null;
  readonly notes: readonly TagNote[];
  readonly changes: readonly ConvertChange[];
}

/** Tags are never a reason not to convert the sound: what is wrong with them is told. */
export async function tagsOfSource(place: Pick<Place, 'open'>, path: string): Promise<FoundTags> {
  try {
    const { tags, notes } = await readTags(place, path);
    return { tags: Object.keys(tags).length === 0 ? null : tags, notes, changes: [] };
  } catch (reason) {
    if (!(reason instanceof Fault)) throw reason;
    const isOdd = reason.code !== 'no-tags-here';
    const changes = isOdd ? [{ code: 'tags-not-read', facts: { reason: reason.code } }] : [];
    return { tags: null, notes: [], changes };
  }
}

/** What a conversion did to the sound. */
export interface SoundChange {
  readonly fromHz: number;
  readonly toHz: number;
  /** Is it another sound to a loudness meter: mixed, or limited? */
  readonly isOther: boolean;
}

/** Times in samples follow the rate; what was measured on another sound is not said of this one. */
export function tagsAfter(tags: Tags, change: SoundChange): Tags {
  const { broadcast, replayGain, ...rest } = tags;
  return {
    ...withoutEncoder(rest),
    ...(replayGain === undefined || change.isOther ? {} : { replayGain }),
    ...(broadcast === undefined ? {} : { broadcast: broadcastAfter(broadcast, change) }),
  };
}

/** Which program wrote the source file is not true of another file. */
export function withoutEncoder(tags: Tags): Tags {
  const { other = [], ...rest } = tags;
  const kept = other.filter(([name]) => !/^ENCODER(_?(OPTIONS|SETTINGS))?$/i.test(name));
  return kept.length === 0 ? rest : { ...rest, other: kept };
}

const UNMEASURED = {
  integratedLufs: null,
  rangeLu: null,
  truePeakDbtp: null,
  maxMomentaryLufs: null,
  maxShortTermLufs: null,
} as const;

function broadcastAfter(broadcast: Broadcast, { fromHz, toHz, isOther }: SoundChange): Broadcast {
  const timeReferenceFrames = Math.round((broadcast.timeReferenceFrames * toHz) / fromHz);
  return { ...broadcast, timeReferenceFrames, ...(isOther ? UNMEASURED : {}) };
}

/** Did the tags say something that is no longer true? */
export function saidLoudness({ broadcast, replayGain }: Tags): boolean {
  const isMeasured = (Object.keys(UNMEASURED) as (keyof typeof UNMEASURED)[]).some(
    (name) => (broadcast?.[name] ?? null) !== null,
  );
  return replayGain !== undefined || isMeasured;
}
