// Check song: one file listened to, judged by a profile, with what was waived set aside.
import type { ReadNote } from '../files/format.ts';
import type { Place } from '../files/place.ts';
import type { Finding } from '../inspect/finding.ts';
import type { Waiver } from '../inspect/waivers.ts';
import type { ContentPrint } from '../measure/content-print.ts';
import type { Measurements } from '../measure/measurements.ts';
import { checkRecord, type CheckRecord } from '../report/check-record.ts';
import { judgeSong } from '../report/rules/judge-song.ts';
import type { RuleProfile } from '../report/rules/rule-profile.ts';
import { DEFAULT_PROFILE } from '../report/rules/rule-profiles.ts';
import { analyseSong, type AnalysedSong } from './analyse-song.ts';
import { overheard } from './overhear.ts';
import { SILENT_RUN, type Run } from './run.ts';

export interface CheckSongOptions {
  /** Loudness and peaks only. */
  readonly quick?: boolean;
  /** `mix` unless told. */
  readonly profile?: RuleProfile;
  /** Of any songs: those that belong to this one are known by its sound. */
  readonly waivers?: readonly Waiver[];
}

export interface CheckedSong {
  readonly record: CheckRecord;
  /** All of them: the record leaves out the rows over time. */
  readonly measurements: Measurements;
  /** Oddities of the file that were read over. */
  readonly notes: readonly ReadNote[];
}

/** Faults: those of the place and of the formats; `cancelled`. */
export async function checkSong(
  place: Place,
  path: string,
  options: CheckSongOptions = {},
  run: Run = SILENT_RUN,
): Promise<CheckedSong> {
  const { quick = false, profile = DEFAULT_PROFILE, waivers = [] } = options;
  if (waivers.length === 0) {
    const song = await analyseSong(place, path, { quick }, run);
    return checkedSong(path, song, judgedSong(path, song, profile));
  }
  const { song, print } = await hearPrinted(place, path, quick, run);
  const { applyWaivers } = await import('../inspect/waivers.ts');
  const judged = judgedSong(path, song, profile);
  const findings = applyWaivers(judged.findings, print, waivers);
  const mixNotes = applyWaivers(judged.mixNotes, print, waivers);
  return checkedSong(path, song, { findings, mixNotes });
}

export interface PrintedSong {
  readonly song: AnalysedSong;
  readonly print: ContentPrint;
}

/** The song's analysis and its content print, in one pass. */
export async function hearPrinted(
  place: Place,
  path: string,
  quick: boolean,
  run: Run = SILENT_RUN,
): Promise<PrintedSong> {
  const { createContentPrint } = await import('../measure/content-print.ts');
  let readPrint = (): ContentPrint => [];
  const song = await analyseSong(
    place,
    path,
    {
      quick,
      through(source) {
        const meter = createContentPrint(source.format);
        readPrint = () => meter.result();
        return overheard(source, [meter]);
      },
    },
    run,
  );
  return { song, print: readPrint() };
}

interface Judged {
  readonly findings: readonly Finding[];
  readonly mixNotes: readonly Finding[];
}

/** What the profile makes of an analysis. */
export function judgedSong(
  path: string,
  { file, notes, analysis }: AnalysedSong,
  profile: RuleProfile,
): Judged {
  const { measurements, findings, mixNotes } = analysis;
  return judgeSong({ path, format: file, measurements, findings, mixNotes, notes }, profile);
}

function checkedSong(path: string, { file, notes, analysis }: AnalysedSong, judged: Judged): CheckedSong {
  const record = checkRecord(path, file, { ...analysis, ...judged }, notes);
  return { record, measurements: analysis.measurements, notes };
}
