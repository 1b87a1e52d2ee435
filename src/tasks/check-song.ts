// Check song: one file listened to, judged by a profile, with what was waived set aside.
import type { ReadNote } from '../files/format.ts';
import type { Place } from '../files/place.ts';
import { checkRecord, type CheckRecord } from '../report/check-record.ts';
import { judgeSong } from '../report/rules/judge-song.ts';
import type { RuleProfile } from '../report/rules/rule-profile.ts';
import { DEFAULT_PROFILE } from '../report/rules/rule-profiles.ts';
import { analyseSong, type AnalysedSong } from './analyse-song.ts';
import { SILENT_RUN, type Run } from './run.ts';

export interface CheckSongOptions {
  /** Loudness and peaks only. */
  readonly quick?: boolean;
  /** `mix` unless told. */
  readonly profile?: RuleProfile;
}

export interface CheckedSong {
  readonly record: CheckRecord;
  /** Oddities of the file that were read over without loss. */
  readonly notes: readonly ReadNote[];
}

/** Faults: those of the place and of the formats; `cancelled`. */
export async function checkSong(
  place: Place,
  path: string,
  options: CheckSongOptions = {},
  run: Run = SILENT_RUN,
): Promise<CheckedSong> {
  const song = await analyseSong(place, path, { quick: options.quick === true }, run);
  return { record: judgedRecord(path, song, options.profile ?? DEFAULT_PROFILE), notes: song.notes };
}

function judgedRecord(path: string, { file, analysis }: AnalysedSong, profile: RuleProfile): CheckRecord {
  const { measurements, findings, mixNotes } = analysis;
  const judged = judgeSong({ path, format: file, measurements, findings, mixNotes }, profile);
  return checkRecord(path, file, { ...analysis, ...judged });
}
