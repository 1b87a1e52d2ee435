// Master song: the whole way of one mix: listen, decide, render, write, open again, judge, report; then show the files.
import { acceptFiles } from '../deliver/accept/accept.ts';
import type { Acceptance, Promised, WordLength } from '../deliver/finish/written-files.ts';
import { portableSha256, type DigestFactory } from '../deliver/accept/digest.ts';
import { RELEASE, withCleanTwin } from '../deliver/finish/release-files.ts';
import { finishedFrames, writeFiles, type WriteJob } from '../deliver/finish/write-files.ts';
import { openAudio } from '../files/open.ts';
import type { Place } from '../files/place.ts';
import type { Intent } from '../master/intent.ts';
import type { Plan } from '../master/plan.ts';
import { renderPlan } from '../master/render.ts';
import { knownStyle } from '../master/style/styles.ts';
import { MOST_CORRECTIONS } from '../master/verify.ts';
import { reportPage } from '../report/page.ts';
import type { Report, Verification } from '../report/report.ts';
import { Fault } from '../signal/fault.ts';
import type { AnalysedSong } from './analyse-song.ts';
import { tagsOfSource } from './carried-tags.ts';
import { dressMaster } from './dress-masters.ts';
import { BEFORE_WORDS, explainingOf, removeEarlier } from './explain-master.ts';
import type { ExplainWish } from './explain-moves.ts';
import { judgeAsked, refuseAsked, type PlanOptions } from './judge-asked.ts';
import { keepPromise } from './keep-promise.ts';
import { masterReport, type NamedAcceptance } from './master-report.ts';
import { outputIn, refuseExisting, removeStaged, showOutputs, songName, stageText } from './outputs.ts';
import { hearMarked } from './hear-marked.ts';
import { refuseWish, type PlannedMix } from './plan-song.ts';
import { reductionTrace } from './reduction-trace.ts';
import { writeJobs, type OutputJob } from './release-jobs.ts';
import { SILENT_RUN, throwIfCancelled, type Run } from './run.ts';
import { watchSource } from './watch-source.ts';

export interface MasterOptions extends PlanOptions {
  /** What was heard of this very file before: it is not listened to again, and there is no stage `listen`. */
  readonly heard?: AnalysedSong;
  /** May files of an earlier run be replaced? */
  readonly force?: boolean;
  /** One file more: the master's sound with nothing beside it, `NAME.master.clean.wav`. */
  readonly cleanTwin?: boolean;
  /** For each move two files more, and `explain.json`: what the master is without it, and what it changed. */
  readonly explain?: ExplainWish;
  /** Told in the report; reports without it repeat byte for byte. */
  readonly date?: string;
  readonly createDigest?: DigestFactory;
}

/**
 * Writes `NAME.master.wav`, `.flac`, `.16-44.wav`, `plan.json`, `report.html` and `report.json` into `outFolder`, the sounds
 * with the mix's own tags and with what was measured on them. All are written hidden and shown together when every one was opened again and accepted; after a Fault there is none.
 * Faults: those of `planSong` and of the place; `exists`, `bad-plan`, `plan-for-other-song`, `not-accepted`, `cancelled`.
 */
export async function masterSong(
  place: Place,
  mixPath: string,
  outFolder: string,
  intent: Intent,
  options: MasterOptions = {},
  run: Run = SILENT_RUN,
): Promise<Report> {
  const set = options.cleanTwin ? withCleanTwin(RELEASE) : RELEASE;
  const jobs = writeJobs(set, songName(mixPath), outFolder);
  const names = ['plan.json', 'report.html', 'report.json', ...(options.revise ? [BEFORE_WORDS] : [])];
  const records = names.map((name) => outputIn(outFolder, name));
  const sounds = jobs.flatMap((job) => job.outputs);
  if (!options.plan) refuseWish(intent, options); // a misspelt style is told before anything else
  await refuseAsked(options);
  if (!options.force) await refuseExisting(place, [...sounds, ...records]);
  const mix = options.heard ?? (await hearMarked(place, mixPath, run));
  const judged = await judgeAsked(place, mixPath, mix, intent, options, run);
  const explaining = await explainingOf(place, mixPath, outFolder, judged.plan, options, run);
  const [heard, read] = [sounds.concat(explaining.sounds), records.concat(explaining.records)];
  try {
    const made = await makeFiles(place, mixPath, { mix, ...judged }, jobs, options, run);
    const explained = await explaining.stage(made.plan, mix.analysis.measurements);
    run.progress('report', 0);
    const style = options.ownStyle ?? knownStyle(made.plan.intent.style);
    const told = { mixPath, mix, style, cost: judged.cost, explained, date: options.date ?? null };
    const report = masterReport({ ...told, ...made });
    const texts = [toJson(made.plan), reportPage(report), toJson(report), toJson(judged.before)];
    for (const [i, output] of records.entries()) await stageText(place, output, texts[i]!);
    throwIfCancelled(run);
    if (options.force) await removeEarlier(place, mixPath, outFolder, [...heard, ...read]);
    await showOutputs(place, heard, read, options.force === true);
    run.progress('report', 1);
    return report;
  } catch (reason) {
    await removeStaged(place, [...heard, ...read]);
    throw reason;
  }
}

/** Not tagged yet. */
type AcceptedOutput = Omit<NamedAcceptance, 'tagNotes'>;

interface Made {
  readonly plan: Plan;
  readonly accepted: readonly NamedAcceptance[];
  readonly verification: Verification;
  readonly gainReduction: Report['gainReduction'];
}

/**
 * Renders, opens again, and corrects the plan when the result missed it, at most twice. A plan that was given is rendered
 * as it stands: whoever edited it means it.
 */
async function makeFiles(
  place: Place,
  mixPath: string,
  { mix, plan: first }: PlannedMix,
  jobs: readonly OutputJob[],
  options: MasterOptions,
  run: Run,
): Promise<Made> {
  const most = options.plan && options.revise === undefined ? 0 : MOST_CORRECTIONS;
  const { plan, made, verification } = await keepPromise(first, most, async (now) => {
    const { gainReduction, wordLengths } = await renderFiles(place, mixPath, now, jobs, run);
    const accepted = await acceptAll(place, mix, now, jobs, options, run);
    const named = accepted.flatMap((files, i) =>
      files.map((file) => ({ ...file, wordLength: wordLengths[i]! })),
    );
    return { gainReduction, accepted: named, measurements: named[0]!.analysis.measurements };
  });
  const { gainReduction } = made;
  refuseSpoiled(made.accepted, options.plan ? 'given' : 'own');
  const accepted = await dressAll(place, mixPath, mix, made.accepted, jobs, options, run);
  return { plan, accepted, verification, gainReduction };
}

async function dressAll(
  place: Place,
  mixPath: string,
  { file }: AnalysedSong,
  accepted: readonly AcceptedOutput[],
  jobs: readonly OutputJob[],
  { createDigest = portableSha256 }: MasterOptions,
  run: Run,
): Promise<NamedAcceptance[]> {
  const { tags: found } = await tagsOfSource(place, mixPath);
  const outputs = jobs.flatMap((job) => job.outputs);
  const dressed: NamedAcceptance[] = [];
  for (const [i, one] of accepted.entries()) {
    run.progress('tag', i / accepted.length);
    const settings = { found, mixHz: file.sampleRateHz, createDigest };
    dressed.push({ ...one, ...(await dressMaster(place, outputs[i]!, one, settings, run)) });
  }
  return dressed;
}

interface RenderedFiles {
  /** null where the limiter held nothing down. */
  readonly gainReduction: Report['gainReduction'];
  /** Of each job. */
  readonly wordLengths: readonly WordLength[];
}

async function renderFiles(
  place: Place,
  mixPath: string,
  plan: Plan,
  jobs: readonly WriteJob[],
  run: Run,
): Promise<RenderedFiles> {
  const { source } = await openAudio(place, mixPath);
  const { frames } = plan.song;
  try {
    const rendered = renderPlan(source, plan);
    const wordLengths = await writeFiles(place, watchSource(rendered, run, 'render', frames), frames, jobs, {
      ceilingDbtp: plan.promise.ceilingDbtp,
      seed: plan.seed,
    });
    return { gainReduction: reductionTrace(rendered), wordLengths };
  } finally {
    await source.close();
  }
}

async function acceptAll(
  place: Place,
  mix: AnalysedSong,
  plan: Plan,
  jobs: readonly OutputJob[],
  options: MasterOptions,
  run: Run,
): Promise<Omit<AcceptedOutput, 'wordLength'>[][]> {
  const createDigest = options.createDigest ?? portableSha256;
  const accepted: Omit<AcceptedOutput, 'wordLength'>[][] = [];
  for (const [i, job] of jobs.entries()) {
    const share: Run = { ...run, progress: (stage, done) => run.progress(stage, (i + done) / jobs.length) };
    const found = await acceptFiles(place, job, promisedOf(job, mix, plan), {
      as: i === 0 ? 'master' : 'version',
      createDigest,
      watch: (source) => watchSource(source, share, 'accept'),
    });
    accepted.push(found.map((acceptance, k) => ({ ...acceptance, name: job.outputs[k]!.name })));
  }
  return accepted;
}

function promisedOf({ finish }: WriteJob, { file, analysis }: AnalysedSong, { promise }: Plan): Promised {
  const { frames } = analysis.measurements;
  return {
    ...promise,
    channels: file.channels,
    sampleRateHz: finish.sampleRateHz ?? file.sampleRateHz,
    frames: finishedFrames(frames, file.sampleRateHz, finish),
    bits: finish.bits,
  };
}

/** A missed loudness is told in the report; a file that is not what it says, or above its ceiling, does not leave. */
function refuseSpoiled(accepted: readonly Acceptance[], plan: 'given' | 'own'): void {
  for (const { rule, refusals } of accepted) {
    const worst = refusals.find(({ code }) => code !== 'off-loudness');
    if (worst)
      throw new Fault('not-accepted', 'output', {
        file: rule.ending,
        refusal: worst.code,
        plan,
        ...worst.facts,
      });
  }
}

function toJson(record: unknown): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}
