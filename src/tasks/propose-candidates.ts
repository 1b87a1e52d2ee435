// Propose candidates: a few ways to master one song, judged, ranked, and written as equally loud previews with a page to hear them.
import { openAudio } from '../files/open.ts';
import type { Place } from '../files/place.ts';
import type { Candidate } from '../master/candidates/candidate.ts';
import type { CandidateQuestion } from '../master/candidates/judge-candidates.ts';
import { rankedCandidates } from '../master/candidates/ranked-candidates.ts';
import type { Intent } from '../master/intent.ts';
import type { Restraint } from '../master/plan.ts';
import type { Reference } from '../master/reference/signature.ts';
import type { Style } from '../master/style/style.ts';
import { styleById } from '../master/style/styles.ts';
import { candidatesPage } from '../report/candidates-page.ts';
import type { CandidatePreview, CandidatesRecord } from '../report/candidates-record.ts';
import type { Source } from '../signal/stream.ts';
import type { AnalysedSong } from './analyse-song.ts';
import {
  everyPreview,
  previewOutput,
  previewStretches,
  stagePreviews,
  type HeardSections,
  type PreviewStretch,
} from './candidate-previews.ts';
import {
  outputIn,
  refuseExisting,
  removeStaged,
  showOutputs,
  songName,
  stageText,
  type Output,
} from './outputs.ts';
import { hearMarked } from './hear-marked.ts';
import { plannedSong, refuseWish, type JudgeOptions } from './plan-song.ts';
import { SILENT_RUN, throwIfCancelled, type Run } from './run.ts';
import { TOOL } from './version.ts';
import { watchSource } from './watch-source.ts';

export interface CandidatesOptions extends Pick<JudgeOptions, 'ownStyle' | 'reference'> {
  /** May files of an earlier run be replaced? */
  readonly force?: boolean;
  /** Told in the record; records without it repeat byte for byte. */
  readonly date?: string;
}

/**
 * Writes `NAME.ID.loud.flac` and `NAME.ID.quiet.flac` of every candidate, `NAME.candidates.json` and `NAME.candidates.html`
 * into `outFolder`; all or, after a Fault, none. Faults: those of `planSong` and of the place; `exists`, `cancelled`.
 */
export async function proposeCandidates(
  place: Place,
  mixPath: string,
  outFolder: string,
  intent: Intent,
  options: CandidatesOptions = {},
  run: Run = SILENT_RUN,
): Promise<CandidatesRecord> {
  refuseWish(intent, options); // a misspelt style is told before anything else
  const style = options.ownStyle ?? styleById(intent.style);
  const name = songName(mixPath);
  const records = ['json', 'html'].map((ending) => outputIn(outFolder, `${name}.candidates.${ending}`));
  if (!options.force) await refuseExisting(place, records);
  const mix = await hearMarked(place, mixPath, run);
  const { ranked, missing } = await judgeAll(
    place,
    mixPath,
    mix,
    { intent, style, reference: options.reference ?? null },
    run,
  );
  const stretches =
    ranked[0]!.sections.excerpts.length === 0 ? [] : previewStretches(mix.analysis.measurements);
  const sounds = stretches.map((stretch) =>
    ranked.map(({ candidate }) => previewOutput(outFolder, name, candidate.id, stretch.part)),
  );
  if (!options.force) await refuseExisting(place, sounds.flat());
  try {
    const previews = await stageAll(
      place,
      stretches,
      ranked.map((one) => one.sections),
      sounds,
      run,
    );
    const record: CandidatesRecord = {
      version: 1,
      tool: TOOL,
      date: options.date ?? null,
      song: plannedSong(mixPath, mix),
      intent,
      candidates: ranked.map(({ candidate }, i) => ({
        ...candidate,
        previews: previews.map((row) => row[i]!),
      })),
      missing,
    };
    const texts = [`${JSON.stringify(record, null, 2)}\n`, candidatesPage(record)];
    for (const [i, output] of records.entries()) await stageText(place, output, texts[i]!);
    throwIfCancelled(run);
    await showOutputs(place, sounds.flat(), records, options.force === true);
    // Of an earlier run there may be ways that this one does not have.
    const shown = sounds.flat().map(({ path }) => path);
    const earlier = options.force ? everyPreview(outFolder, name) : [];
    for (const { path } of earlier) if (!shown.includes(path)) await place.remove(path);
    return record;
  } catch (reason) {
    await removeStaged(place, [...sounds.flat(), ...records]);
    throw reason;
  }
}

/** What is asked, with the records to follow. */
interface CandidatesWish {
  readonly intent: Intent;
  readonly style: Style;
  readonly reference: Reference | null;
}

function questionOf(
  place: Place,
  mixPath: string,
  mix: AnalysedSong,
  { intent, style, reference }: CandidatesWish,
  run: Run,
): CandidateQuestion {
  const song = plannedSong(mixPath, mix);
  const open = async (stage = 'forecast'): Promise<Source> =>
    watchSource((await openAudio(place, mixPath)).source, run, stage, song.frames);
  return { open, analysis: mix.analysis, intent, song, options: { style, reference } };
}

interface Ranked {
  readonly candidate: Candidate;
  readonly sections: HeardSections;
}

async function judgeAll(
  place: Place,
  mixPath: string,
  mix: AnalysedSong,
  wish: CandidatesWish,
  run: Run,
): Promise<{ ranked: readonly Ranked[]; missing: readonly Restraint[] }> {
  run.progress('decide', 0);
  const { ranked, missing } = await rankedCandidates(questionOf(place, mixPath, mix, wish, run));
  return {
    missing,
    ranked: ranked.map(({ candidate, excerpts }) => ({
      candidate,
      sections: { id: candidate.id, excerpts },
    })),
  };
}

/** One row a stretch, one preview a candidate. */
async function stageAll(
  place: Place,
  stretches: readonly PreviewStretch[],
  sections: readonly HeardSections[],
  outputs: readonly (readonly Output[])[],
  run: Run,
): Promise<CandidatePreview[][]> {
  const rows: CandidatePreview[][] = [];
  for (const [i, stretch] of stretches.entries()) {
    throwIfCancelled(run);
    run.progress('render', i / stretches.length);
    rows.push(await stagePreviews(place, stretch, sections, outputs[i]!, 1));
  }
  return rows;
}
